"""Asking, answering and closing from the window: carried out, told, and made known."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.notices import Offer, Tone
from vvdesk import questions
from vvdesk.errors import VvdeskError
from vvdesk.model import Antwoordreden
from vvdesk.question_list import ListedVraag


class QuestionDeeds(QObject):
    """Wat je in het venster met vragen kunt doen.

    Signals:
        changed(str): The questions on this project are others now.

    Args:
        live: The open file.
    """

    changed = Signal(str)

    def __init__(self, live: LiveDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live

    @property
    def me(self) -> str:
        """Who works here, as questions are signed."""
        desk = self._live.desk
        return desk.actor.known_as(desk.workspace.login).wie

    def ask(self, project: str, pad: str, tekst: str) -> bool:
        """Ask something; return False when that failed and was told."""
        desk = self._live.desk
        asking = partial(
            questions.ask, desk.workspace, desk.meetmoment.naam, project, pad, tekst, desk.actor
        )
        return self._do(
            project, asking, f"Vraag gesteld bij {project}; ze gaat mee met de volgende uitvraag."
        )

    def answer(self, vraag: ListedVraag, reden: Antwoordreden, tekst: str) -> bool:
        """Answer a question; return False when that failed and was told."""
        desk = self._live.desk
        answering = partial(questions.answer, desk.workspace, vraag.id, reden, tekst, desk.actor)
        return self._do(vraag.project, answering, "")

    def close(self, vraag: ListedVraag, nota: str) -> bool:
        """Close a question, and offer to open it again; False when that failed and was told."""
        desk = self._live.desk
        closing = partial(questions.close, desk.workspace, vraag.id, desk.actor, nota)
        again = Offer("Heropenen", partial(self.reopen, vraag))
        return self._do(vraag.project, closing, f"Vraag bij {vraag.project} gesloten.", again)

    def reopen(self, vraag: ListedVraag) -> bool:
        """Open a question again; return False when that failed and was told."""
        desk = self._live.desk
        return self._do(
            vraag.project, partial(questions.reopen, desk.workspace, vraag.id, desk.actor), ""
        )

    def _do(self, project: str, act: Callable[[], object], done: str, *offers: Offer) -> bool:
        self._live.flush()
        try:
            act()
        except VvdeskError as error:
            self._live.tell(str(error), Tone.ERROR, stays=True)
            return False
        self._live.desk.forget(project)
        self._live.say_stored()
        if done:
            self._live.tell(done, Tone.GOOD, *offers)
        self.changed.emit(project)
        return True
