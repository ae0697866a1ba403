"""The open file when its server may go away: nothing is asked of it then, and typing goes on.

What is typed waits as a draft on this computer until the server is reached again. Asking a server
that does not answer would hold up the window for many seconds.
"""

from PySide6.QtCore import QObject, Signal

from ui.save_state import SaveState
from ui.typed import Typing
from ui.typing_desk import TypingDesk
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.errors import Unavailable, VvdeskError


class ReachDesk(TypingDesk):
    """Eén geopend bestand op een server die weg kan vallen; signals of `TypingDesk`, and one more.

    Signals:
        doubted(): The server did not take something; somebody should look whether it answers.

    Attributes:
        away: Why the server cannot be reached, in Dutch; empty while it can.
        waits: Something typed was not taken by a server that is reached.
    """

    doubted = Signal()

    def __init__(self, desk: Desk, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(desk, drafts, parent)
        self.away = ""
        self.waits = False

    def show(self, project: str) -> None:
        """Take another fiche in hand; what was being typed is stored first.

        Raises:
            Misused: There is no such fiche.
            Unavailable: The server is away, and another fiche was asked for.
        """
        if project and project != self.project:
            self.check_reach()
        super().show(project)

    def check_reach(self) -> None:
        """Go on only when the server can be reached; asking it would hold up the window.

        Raises:
            Unavailable: It cannot.
        """
        if self.away:
            raise Unavailable(self.away)

    def lose(self, why: str) -> None:
        """Hear that the server cannot be reached; what is typed waits from now on."""
        self.away = why
        self._hold()

    def regain(self) -> bool:
        """Hear that the server is reached again; return whether all that waited is stored."""
        self.away = ""
        is_stored = self.flush()
        if is_stored:
            self.say_stored()
        return is_stored

    def _take_in(self, *, half_typed_waits: bool) -> bool:
        return self._hold() if self.away else super()._take_in(half_typed_waits=half_typed_waits)

    def _hold(self) -> bool:
        """Keep what is typed as drafts; return whether there is nothing."""
        typing = self._typed.take()
        self._typed.give_back(typing)
        self.save_state_changed.emit(SaveState.AWAY, self.away)
        return not typing

    def _store(self, typing: dict[str, Typing], values: dict[str, object]) -> bool:
        is_stored = super()._store(typing, values)
        if is_stored:
            self.waits = False
        return is_stored

    def _on_refused(self, error: VvdeskError) -> bool:
        self.waits = self._doubt(error)
        return super()._on_refused(error)

    def _doubt(self, error: VvdeskError) -> bool:
        """Let somebody look whether the server answers; return whether there is reason to."""
        may_be_away = isinstance(error, Unavailable) and self.desk.workspace.is_server
        if may_be_away:
            self.doubted.emit()
        return may_be_away
