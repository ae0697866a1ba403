"""The open file as the whole window sees it: steps, undo, toelichtingen and what is found.

See `ui.typing_desk` for what is being typed; forms and tables never write by themselves.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ui.notices import Tone
from ui.save_state import SaveState
from ui.shared_desk import SharedDesk
from ui.typed import UNREAD, Typing
from vvdesk.content import TABLES, Inhoud
from vvdesk.done_steps import Made
from vvdesk.editing import Work
from vvdesk.errors import Stale, VvdeskError
from vvdesk.rules import Gewogen

__all__ = ["UNREAD", "LiveDesk", "SaveState", "Typing"]


class LiveDesk(SharedDesk):
    """Eén geopend bestand, met één fiche in de hand; signals as those of `SharedDesk`.

    Attributes:
        is_turning: A jump is asked because of undo or redo, not by somebody who wants to edit.
    """

    is_turning = False

    @contextmanager
    def step(self, naam: str, burst: str = "") -> Iterator[Work]:
        """Give the work of one step on the fiche in hand; what was typed is stored before.

        Raises:
            VvdeskError: As `Desk.step`; nothing was changed, and the window knows.
        """
        self.flush()
        before = self.desk.fiche(self.project)
        try:
            self.check_reach()
            with self.desk.step(naam, self.project, burst) as work:
                yield work
        except VvdeskError as error:
            self._on_step_refused(before, error)
            raise
        if self.desk.fiche(self.project) is not before:
            self._tell(self.desk.latest)

    def set(self, values: Mapping[str, Any], naam: str, *, reden: str | None = None) -> bool:
        """Give fields of the fiche in hand other values at once; say so when it fails.

        Returns:
            Whether it was stored; False was told in the bar.
        """
        meetmoment_id = self.desk.meetmoment.id
        try:
            with self.step(naam) as work:
                for path, value in values.items():
                    work.set(meetmoment_id, self.project, path, value, reden=reden)
        except VvdeskError as error:
            self.tell(str(error), Tone.ERROR, stays=True)
            return False
        for path in values:
            self._typed.drop(path)
        self._typed.save()
        self.findings_changed.emit(self.project)
        return True

    def add_fiche(self, inhoud: Inhoud) -> bool:
        """Add a fiche; return False when that failed and was told."""
        self.flush()
        try:
            self.check_reach()
            self.desk.add_fiche(inhoud)
        except VvdeskError as error:
            self.tell(str(error), Tone.ERROR, stays=True)
            return False
        self._tell_of_fiches()
        return True

    def explain(self, weighed: Gewogen, tekst: str) -> bool:
        """Write why a finding may stand; return False when that failed and was told."""
        self.flush()
        project = weighed.finding.project
        before = self.desk.fiche(project)
        try:
            self.check_reach()
            self.desk.explain(weighed, tekst)
        except VvdeskError as error:
            if isinstance(error, Stale) and project == self.project:
                self._follow(before, "")
            self.tell(str(error), Tone.ERROR, stays=True)
            return False
        self.findings_changed.emit(weighed.finding.project)
        self.say_stored()
        return True

    def undo(self) -> None:
        """Take back the latest thing done, in whichever fiche, and show where it was."""
        self._turn(self.desk.undo)

    def redo(self) -> None:
        """Do again what was undone, and show where."""
        self._turn(self.desk.redo)

    def problems(self, project: str) -> list[Gewogen]:
        """Return what stands between a fiche and handing it in: refused texts, then findings."""
        return self._typed.refused(project) + self.desk.findings(project)

    def refresh_fiches(self) -> None:
        """Read everything anew, after fiches came or went by another way than this desk."""
        self.flush()
        self.desk.forget()
        if self.project and self.desk.fiche_or_none(self.project) is None:
            self.show("")
        self.fiches_changed.emit()

    def refresh(self) -> None:
        """Read everything anew, after something outside this desk changed the file."""
        self.flush()
        self.desk.forget()
        self.shown.emit(self.project)
        self.read_only_changed.emit()
        self.findings_changed.emit(self.project)

    def _turn(self, turn: Callable[[], Made]) -> None:
        self.flush()
        try:
            self.check_reach()
            made = turn()
        except VvdeskError as error:
            self.tell(str(error), Tone.WARNING)
            return
        if self.desk.fiche_or_none(made.project) is None:
            if made.project == self.project:
                self.show("")
            self._tell_of_fiches()
            return
        if not made.paths:
            self._tell_of_fiches()
        if made.project != self.project:
            self.show(made.project)
        self._tell(made)
        # A row says better where it was than the table whose rows are others now.
        if path := min(made.paths, key=lambda path: (path in TABLES, path), default=""):
            self.is_turning = True
            self.jump_requested.emit(made.project, path)
            self.is_turning = False

    def _tell_of_fiches(self) -> None:
        self.fiches_changed.emit()
        self.undo_changed.emit()
        self.say_stored()
