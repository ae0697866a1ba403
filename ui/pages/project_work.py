"""What happens beside the list of projects: every word read, and every fiche held to the rules."""

import time
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.job import Job, Runner, somebody_waits
from vvdesk.errors import VvdeskError
from vvdesk.project_counts import Counts, count_projects, counts_of
from vvdesk.project_list import ProjectList, Wens
from vvdesk.text_index import TextIndex

_REST = 0.004
"""Seconds between portions of rules, in which the window paints undisturbed."""
_NAP = 0.02
"""Seconds after which the rules look again whether it is their turn."""
PAINTING = 0.06
"""Seconds that painting the list again takes at most."""
_LONG_REST = 0.4
"""Seconds without rules after somebody typed or scrolled here."""


class ProjectWork(QObject):
    """Reads the texts and counts the findings of all projects, one after the other.

    Signals:
        index_ready(): The texts can be searched from now on.
        counted(): Of some more projects it is known how they stand.
        progressed(int, int): So many of so many projects are counted.
        finished(): All is read and counted, or it cannot be done now.

    Args:
        live: The open file.
        projects: Which projects.
        runner: Runs both jobs.

    Attributes:
        index: The words of the fiches; None until they are read.
        failed: Why something could not be read, in Dutch; empty when all went well.
    """

    index_ready = Signal()
    counted = Signal()
    progressed = Signal(int, int)
    finished = Signal()

    def __init__(
        self, live: LiveDesk, projects: ProjectList, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._projects, self._runner = live, projects, runner
        self.index: TextIndex | None = None
        self.failed = ""
        self._job: Job | None = None
        self._stale: set[str] = set()
        self._newer: set[str] = set()
        self._relay: _Relay | None = None
        self._turns = _Turns()

    def give_way(self, seconds: float = _LONG_REST) -> None:
        """Let the window have the interpreter to itself for a moment; cheap."""
        self._turns.give_way(seconds)

    def hold(self, *, is_hidden: bool) -> None:
        """Count nothing while nobody looks at the list."""
        self._turns.is_held = is_hidden

    def start(self) -> None:
        """Begin to read and to count; not any more once it was stopped."""
        if self._turns.is_over:  # who stops it deletes it too, but only later: a timer may be first
            return
        job = Job(lambda _progress: self._projects.search_words(), self)
        job.succeeded.connect(self._projects.take_words)
        job.finished.connect(self._read)
        self._start(job)

    def stop(self) -> None:
        """Stop soon; nothing is told any more, and the file is let go."""
        if self._job is not None:
            self._job.cancel()
        self._turns.is_held, self._turns.is_over = False, True
        if self._relay is not None:
            self._relay.counted.disconnect(self._on_portion)
        self._job = self._relay = None
        if self.index is not None:
            self.index.close()
            self.index = None

    def lacking(self, wens: Wens) -> str:
        """Tell, in Dutch, why more may meet `wens` later; empty when all is known."""
        if wens.asks_counts and None in self._projects.counts:
            return "Nog niet alle fiches zijn gecontroleerd; de lijst vult zich vanzelf aan."
        if wens.text and self.index is None:
            return self.failed or "De teksten van de fiches worden nog gelezen."
        return ""

    def note(self, project: str) -> None:
        """Remember that a fiche was edited; cheap."""
        self._stale.add(project)

    def catch_up(self) -> tuple[bool, bool]:
        """Read the fiches again that were edited.

        Returns:
            Whether there were any, and whether the list itself says something else now.
        """
        stale, self._stale = self._stale, set()
        self._newer |= stale
        has_changed = False
        for project in sorted(stale):
            try:
                inhoud = self._live.desk.fiche(project)
                has_changed |= self._projects.renew(inhoud)
                counts = counts_of(inhoud, self._live.problems(project))
                self._projects.count({project: counts})
                self._renew_words(project)
            except VvdeskError as error:
                self.failed = str(error)
        return bool(stale), has_changed

    def _read(self) -> None:
        if self._job is None:
            return
        desk = self._live.desk
        store, moment = desk.workspace, desk.meetmoment.id
        job = Job(partial(TextIndex.build, store, moment, self._projects.codes), self)
        job.succeeded.connect(self._on_index)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._count)
        self._start(job)

    def _start(self, job: Job) -> None:
        self._job = job
        self._runner.start(job)

    def _on_index(self, index: TextIndex) -> None:
        if self._job is None:
            index.close()
            return
        self.index = index
        try:
            for project in self._newer:
                self._renew_words(project)
        except VvdeskError as error:
            self.failed = str(error)
        self.index_ready.emit()

    def _on_failed(self, error: Exception) -> None:
        self.failed = str(error)

    def _renew_words(self, project: str) -> None:
        row = self._projects.row(project)
        if self.index is not None and row is not None:
            self.index.renew(row)

    def _count(self) -> None:
        if self._job is None:
            return
        desk, relay = self._live.desk, _Relay()
        relay.counted.connect(self._on_portion)
        self._relay = relay
        self.give_way()
        job = Job(
            partial(
                count_projects,
                desk.workspace,
                desk.meetmoment.id,
                self._projects.codes,
                relay.tell,
                self._turns.rest,
            ),
            self,
            gives_way=True,
        )
        job.progressed.connect(self._on_progressed)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self._start(job)

    def _on_portion(self, counts: Mapping[str, Counts]) -> None:
        # What was edited meanwhile is known better.
        newer = self._newer | self._stale
        self._projects.count({code: each for code, each in counts.items() if code not in newer})
        self.counted.emit()

    def _on_progressed(self, done: int, total: int, _label: str) -> None:
        self.progressed.emit(done, total)

    def _on_finished(self) -> None:
        if self._job is not None:
            self._job = None
            self.finished.emit()


class _Turns:
    """Who may use the interpreter: the rules rest while the window has something to do.

    Written in the window's thread and read in the worker's; plain values need no lock.

    Attributes:
        is_held: Nothing is counted for now.
        is_over: Nothing is counted any more; nobody waits.
    """

    def __init__(self) -> None:
        self.is_held = self.is_over = False
        self._free_from = 0.0

    def give_way(self, seconds: float) -> None:
        """Keep the rules at rest for a moment from now."""
        self._free_from = max(self._free_from, time.monotonic() + seconds)

    def rest(self) -> None:
        """Wait, in the worker, until it is its turn again."""
        time.sleep(_REST)
        while self._is_waiting():
            time.sleep(_NAP)

    def _is_waiting(self) -> bool:
        return not self.is_over and (
            self.is_held or time.monotonic() < self._free_from or somebody_waits()
        )


class _Relay(QObject):
    """Brings counts from the worker's thread to the window's; it lives as long as its job.

    Signals:
        counted(object): A portion.
    """

    counted = Signal(object)

    def tell(self, counts: Mapping[str, Counts]) -> None:
        """Say it; unlike `counted.emit`, which holds nothing, this keeps the relay for its job."""
        self.counted.emit(counts)
