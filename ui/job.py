"""Long work beside the window: one function that reports progress, run in a worker thread."""

from collections.abc import Callable
from functools import partial
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
        ended(object): A job has run; from its thread.
    """

    ended = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._running: set[Job] = set()
        self.ended.connect(self._on_ended)

    def start(self, job: Job) -> None:
        """Queue the job; it outlives whoever asked for it, a page that is closed for one."""
        self._running.add(job)
        # Never a QRunnable made here: Qt deletes it, PySide does not hear of that, and takes
        # whatever comes to stand at its address for a QRunnable.
        self._pool.start(partial(self._run, job))

    def _run(self, job: Job) -> None:
        job.run()
        self.ended.emit(job)

    def _on_ended(self, job: Job) -> None:
        self._running.discard(job)


class DirectRunner:
    """Runs each job at once, in the calling thread."""

    def start(self, job: Job) -> None:
        """Run the job to its end."""
        job.run()
