"""Long work beside the window: one function that reports progress, run in a worker thread."""

from collections.abc import Callable
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from vvdesk.jobs import Cancelled, Progress

Task = Callable[[Progress], Any]
"""What a job does; it takes progress last and only, and returns plain data."""


class Job(QObject):
    """One task at work.

    Signals:
        progressed(int, int, str): So many of so many steps are done; what is at hand.
        succeeded(object): What the task returned.
        failed(object): The exception that it raised.
        cancelled(): The user stopped it; nothing was changed.
        finished(): After any of the three.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self._cancel_asked = Event()

    def cancel(self) -> None:
        """Ask the task to stop at its next report of progress."""
        self._cancel_asked.set()

    def run(self) -> None:
        """Do the task here and now, and say how it ended."""
        try:
            result = self._task(self._report)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - shown to the user by whoever started it
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()

    def _report(self, done: int, total: int, label: str, /) -> None:
        if self._cancel_asked.is_set():
            raise Cancelled
        self.progressed.emit(done, total, label)


class Runner(Protocol):
    """Runs jobs: in a thread in the program, at once in tests."""

    def start(self, job: Job) -> None:
        """Let the job run; its signals arrive in the window's thread."""


class ThreadRunner(QObject):
    """Runs each job in a thread of the pool, and keeps it alive until its last signal."""

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._running: set[Job] = set()

    def start(self, job: Job) -> None:
        """Queue the job."""
        self._running.add(job)
        job.finished.connect(lambda: self._running.discard(job))
        self._pool.start(QRunnable.create(job.run))


class DirectRunner:
    """Runs each job at once, in the calling thread."""

    def start(self, job: Job) -> None:
        """Run the job to its end."""
        job.run()
