"""Settling reference data from the page: each deed is stored at once, a refusal is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.notices import Offer, Tone
from vvdesk.errors import VvdeskError
from vvdesk.meetmoment_lists import Lijst
from vvdesk.meetmoment_settings import add, change, move, put_back, remove
from vvdesk.model import Meetmoment


class Settling(QObject):
    """Stelt het meetmoment van een open bestand in.

    Signals:
        changed(): Something of the reference data is otherwise now.

    Args:
        live: The open file.
    """

    changed = Signal()

    def __init__(self, live: LiveDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.live = live

    @property
    def moment(self) -> Meetmoment:
        """The meetmoment as it is now; its name may have changed since the file was opened."""
        desk = self.live.desk
        moments = desk.workspace.meetmomenten()
        return next((each for each in moments if each.id == desk.meetmoment.id), moments[-1])

    @property
    def locked(self) -> str:
        """Why nothing can be settled; empty when it can."""
        if reason := self.live.desk.workspace.read_only:
            return f"Je kunt hier alleen kijken. {reason}"
        moment = self.moment
        return (
            f"Meetmoment {moment.naam} is gesloten. Je kunt hier alleen kijken."
            if moment.is_closed
            else ""
        )

    def change(self, lijst: Lijst, sleutel: str, veld: str, text: str) -> str:
        """Give a field another value; return why that was refused, empty when it was not."""
        desk = self.live.desk
        return self._do(
            lambda: change(desk.workspace, self.moment.naam, lijst, sleutel, veld, text, desk.actor)
        )

    def add(self, lijst: Lijst, naam: str, zoals: str) -> str:
        """Add a row; return why that was refused."""
        desk = self.live.desk
        return self._do(
            lambda: add(desk.workspace, self.moment.naam, lijst, naam, desk.actor, zoals=zoals)
        )

    def move(self, lijst: Lijst, sleutel: str, places: int) -> str:
        """Move a row; return why that was refused."""
        desk = self.live.desk
        return self._do(
            lambda: move(desk.workspace, self.moment.naam, lijst, sleutel, places, desk.actor)
        )

    def remove(self, lijst: Lijst, sleutel: str, again: Callable[[], object]) -> str:
        """Take a row away and offer to put it back; return why that was refused.

        Args:
            lijst: Its list.
            sleutel: Which row.
            again: Called when it was put back.
        """
        desk = self.live.desk

        def take() -> bool:
            gone = remove(desk.workspace, self.moment.naam, lijst, sleutel, desk.actor)

            def back() -> None:
                naam = self.moment.naam
                if problem := self._do(lambda: _put_back(naam)):
                    self.live.tell(problem, Tone.ERROR, stays=True)
                again()

            def _put_back(naam: str) -> bool:
                put_back(desk.workspace, naam, gone, desk.actor)
                return True

            self.live.tell(f'"{gone.naam}" is weg.', Tone.PLAIN, Offer("Terugzetten", back))
            return True

        return self._do(take)

    def _do(self, deed: Callable[[], object]) -> str:
        self.live.flush()
        try:
            done = deed()
        except VvdeskError as error:
            return str(error)
        if done:
            self.changed.emit()
        return ""
