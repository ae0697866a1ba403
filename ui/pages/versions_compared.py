"""Works out version by version what differs from now, the one that is looked at first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from vvdesk.compare.changes import Change
from vvdesk.desk import Desk
from vvdesk.going_back import compare_version
from vvdesk.jobs import Progress
from vvdesk.store.versions import Version


class VersionsCompared(QObject):
    """Vergelijkt bewaarde versies met nu, één na één, naast het venster.

    Signals:
        known(int): What differs from the version at this place is known.
        failed(int): The version at this place cannot be compared; `reason` tells why.

    Args:
        desk: The open file.
        runner: Runs the comparisons.
    """

    known = Signal(int)
    failed = Signal(int)

    def __init__(self, desk: Desk, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._versions: tuple[Version, ...] = ()
        self._found: dict[int, list[Change]] = {}
        self._reasons: dict[int, str] = {}
        self._waiting: list[int] = []
        self._job: Job | None = None
        self._round = 0

    def begin(self, versions: Sequence[Version]) -> None:
        """Compare these versions; what was known of others is forgotten."""
        self.stop()
        self._versions = tuple(versions)
        self._waiting = list(range(len(versions)))
        self._next()

    def stop(self) -> None:
        """Compare nothing more."""
        self._round += 1
        self._waiting, self._found, self._reasons = [], {}, {}
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def changes(self, place: int) -> list[Change] | None:
        """Return what differs; None as long as it is not known."""
        return self._found.get(place)

    def reason(self, place: int) -> str:
        """Return why a version cannot be compared, in Dutch; empty when it can."""
        return self._reasons.get(place, "")

    def hurry(self, place: int) -> None:
        """Take this version before the others."""
        if place in self._waiting:
            self._waiting.remove(place)
            self._waiting.insert(0, place)

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        place, now = self._waiting.pop(0), self._round
        version, desk = self._versions[place], self._desk

        def task(_progress: Progress) -> list[Change]:
            return compare_version(desk.workspace, version, desk.meetmoment.id)

        self._job = job = Job(task, self)
        job.succeeded.connect(lambda found: self._on_found(now, place, found))
        job.failed.connect(lambda error: self._on_failed(now, place, error))
        job.finished.connect(lambda: self._on_finished(now))
        self._runner.start(job)

    def _on_found(self, asked: int, place: int, found: Any) -> None:
        if asked == self._round:
            self._found[place] = found
            self.known.emit(place)

    def _on_failed(self, asked: int, place: int, error: Exception) -> None:
        if asked == self._round:
            self._reasons[place] = str(error)
            self.failed.emit(place)

    def _on_finished(self, asked: int) -> None:
        if asked == self._round:
            self._job = None
            self._next()
