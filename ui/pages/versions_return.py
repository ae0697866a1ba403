"""Bringing fiches back to what a version says: read beside the window, written as one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.job import Job, Runner
from ui.notices import Offer, Tone
from vvdesk.compare.changes import Change
from vvdesk.errors import Misused, VvdeskError
from vvdesk.going_back import KeptContent, bring_back, read_version, step_name
from vvdesk.jobs import Progress
from vvdesk.store.versions import Version, restore


class ReturnToVersion(QObject):
    """Zet fiches terug naar een versie, of een versie ernaast.

    Signals:
        copied(object): A version stands at this `Path` as a file of its own.

    Args:
        live_desk: The open file.
        runner: Reads the version.
    """

    copied = Signal(object)

    def __init__(self, live_desk: LiveDesk, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live_desk, self._runner = live_desk, runner
        self._job: Job | None = None

    def is_there(self, project: str) -> bool:
        """Tell whether the project has a fiche now."""
        try:
            self._live_desk.desk.fiche(project)
        except Misused:
            return False
        return True

    def may_return(self, project: str) -> bool:
        """Tell whether a fiche can be changed; one that is gone can come back."""
        desk = self._live_desk.desk
        return not self.is_there(project) or desk.read_only_reason(project) is None

    def returnable(self, changes: Sequence[Change]) -> list[str]:
        """Return the projects that differ and may be changed, in order."""
        projects = dict.fromkeys(each.project for each in changes)
        return [each for each in projects if self.may_return(each)]

    def copy(self, version: Version, target: Path) -> None:
        """Put a version beside the document, as a new file."""
        named = (
            target if target.suffix.lower() == ".vvd" else target.with_name(f"{target.name}.vvd")
        )

        def task(_progress: Progress) -> Path:
            restore(version, named)
            return named

        self._job = job = Job(task, self)
        job.succeeded.connect(self.copied)
        job.failed.connect(self._on_failed)
        self._runner.start(job)

    def bring_back(self, version: Version, projects: Sequence[str], when: str) -> None:
        """Bring these fiches back; several are preceded by a version of how they are now."""
        desk = self._live_desk.desk

        def task(_progress: Progress) -> KeptContent:
            if len(projects) > 1:
                desk.workspace.keep_version("terug")
            return read_version(version, desk.meetmoment.id, projects)

        self._live_desk.flush()
        self._job = job = Job(task, self)
        job.succeeded.connect(lambda kept: self._on_read(version, projects, when, kept))
        job.failed.connect(self._on_failed)
        self._runner.start(job)

    def _on_read(
        self, version: Version, projects: Sequence[str], when: str, kept: KeptContent
    ) -> None:
        live, moment = self._live_desk, self._live_desk.desk.meetmoment.id
        try:
            if live.project not in projects:
                live.show(next((each for each in projects if self.is_there(each)), live.project))
            with live.step(step_name(version)) as work:
                bring_back(work, moment, kept.fiches, version, projects)
        except VvdeskError as error:
            self._on_failed(error)
            return
        for path, _value in live.desk.fiche(live.project).paths():
            if live.project in projects and live.draft(path) is not None:
                live.take_back_draft(path)
        if len(projects) > 1:
            live.refresh()
        what = projects[0] if len(projects) == 1 else f"{len(projects)} fiches"
        is_are = "is" if len(projects) == 1 else "zijn"
        told = f"{what} {is_are} terug naar de versie van {when}."
        live.tell(told, Tone.GOOD, Offer("Ongedaan maken", self._undo))

    def _undo(self) -> None:
        self._live_desk.undo()
        self._live_desk.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._live_desk.tell(str(error), Tone.ERROR, stays=True)
