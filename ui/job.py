"""Long work beside the window: one function that reports progress, run in a worker thread."""

from collections.abc import Callable
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThreadPool, Signal

from vvdesk.jobs import Cancelled, Progress

Task = Callable[[Progress], Any]
"""What a job does; it takes progress last and only, and returns plain data."""


_AT_WORK: set[int] = set()
"""Jobs that run now and that somebody waits for. Two workers at once would leave the window a third
of the interpreter, and every stroke of a painter has to wait for it."""


class Job(QObject):
    """One task at work.

    Signals:
        progressed(int, int, str): So many of so many steps are done; what is at hand.
        succeeded(object): What the task returned.
        failed(object): The exception that it raised.
        cancelled(): The user stopped it; nothing was changed.
        finished(): After any of the three.

    Args:
        task: What it does.
        owner: Who wants to hear of it; once that is gone, the job stops and says nothing more.
        gives_way: Nobody waits for it; see `somebody_waits`.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(
        self, task: Task, owner: QObject | None = None, *, gives_way: bool = False
    ) -> None:
        super().__init__()
        self._task, self.gives_way = task, gives_way
        self._cancel_asked = Event()
        if owner is not None:
            owner.destroyed.connect(self._let_go)

    def cancel(self) -> None:
        """Ask the task to stop at its next report of progress."""
        self._cancel_asked.set()

    def run(self) -> None:
        """Do the task here and now, and say how it ended."""
        try:
            result = self._work()
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - shown to the user by whoever started it
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()

    def _work(self) -> Any:
        if not self.gives_way:
            _AT_WORK.add(id(self))
        try:
            return self._task(self._report)
        finally:
            _AT_WORK.discard(id(self))

    def _let_go(self) -> None:
        self.blockSignals(True)
        self.cancel()

    def _report(self, done: int, total: int, label: str, /) -> None:
        if self._cancel_asked.is_set():
            raise Cancelled
        self.progressed.emit(done, total, label)


def somebody_waits() -> bool:
    """Tell whether a job runs that somebody waits for; what gives way rests meanwhile."""
    return bool(_AT_WORK)


class Runner(Protocol):
    """Runs jobs: in a thread in the program, at once in tests."""

    def start(self, job: Job) -> None:
        """Let the job run; its signals arrive in the window's thread."""


class ThreadRunner(QObject):
    """Runs each job in a thread of the pool, and keeps it alive until its last signal.

    Signals:
        ended(object): An `_Errand` was run; from its thread.
    """

    ended = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._running: set[_Errand] = set()
        self.ended.connect(self._on_ended)

    def start(self, job: Job) -> None:
        """Queue the job; it outlives whoever asked for it, a page that is closed for one."""
        errand = _Errand(self, job)
        self._running.add(errand)
        # Never a QRunnable made here: Qt deletes it, PySide does not hear of that, and takes
        # whatever comes to stand at its address for a QRunnable.
        self._pool.start(errand.run)

    def running(self) -> set[Job]:
        """Return the jobs that wait or run; for the window's thread only."""
        return {errand.job for errand in self._running if errand.job is not None}

    def _on_ended(self, errand: "_Errand") -> None:
        self._running.discard(errand)
        errand.let_go()


class _Errand:
    """A job and its runner, for as long as a thread of the pool is at work with them.

    Who lets go of them last must not be chance. A QObject that dies in the worker takes its
    connections along while the window's thread may be using them, or takes a signal for it that
    is under way, and the program with it; a runner takes its pool, which waits for that same
    worker for ever. So the worker has no more in its hands than this, which is plain and may be
    forgotten anywhere; the window's thread empties it.
    """

    def __init__(self, runner: ThreadRunner, job: Job) -> None:
        self._held: tuple[ThreadRunner, Job] | None = (runner, job)
        self._has_left = Event()

    @property
    def job(self) -> Job | None:
        """The job, for the window's thread; None once it was let go."""
        return None if self._held is None else self._held[1]

    def run(self) -> None:
        """Run the job and tell its runner; in the worker, without a name for either of them."""
        try:
            if self._held is not None:
                self._held[1].run()
                self._held[0].ended.emit(self)
        finally:
            self._has_left.set()

    def let_go(self) -> None:
        """Let go of both, in the window's thread, once the worker has come back from telling."""
        self._has_left.wait()  # for the few instructions that it has still to do
        self._held = None


class DirectRunner:
    """Runs each job at once, in the calling thread."""

    def start(self, job: Job) -> None:
        """Run the job to its end."""
        job.run()
