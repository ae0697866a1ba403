"""Traces beside the window: always the newest one that was asked for, never an older answer."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.job import Job, Runner
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import Trace, trace

_PATIENCE = 40
"""Milliseconds: while somebody holds an arrow key down, nothing is traced."""


class Tracing(QObject):
    """Zoekt op waar een waarde vandaan komt.

    Signals:
        traced(object): The `Trace` that was asked for last.
        failed(str): Why there is none.
        began(object): The `Job`, to watch and to stop.

    Args:
        workspace: The open store.
        runner: Runs the work; one trace at a time.
    """

    traced = Signal(object)
    failed = Signal(str)
    began = Signal(object)

    def __init__(self, workspace: Workspace, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._wanted = self._at_work = ""
        self._job: Job | None = None
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._wait.timeout.connect(self._start)

    def ask(self, code: str, *, at_once: bool = True) -> None:
        """Trace a code; what was asked before is not answered any more.

        Args:
            code: As in a report.
            at_once: Whether to begin now; else as soon as nobody asks for another.
        """
        self._wanted = code
        if self._job is not None:
            if code != self._at_work:
                self._job.cancel()
        elif at_once:
            self._wait.stop()
            self._start()
        else:
            self._wait.start()

    def stop(self) -> None:
        """Answer nothing any more."""
        self._wanted = ""
        self._wait.stop()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        code, workspace = self._wanted, self._workspace

        def task(progress: Progress) -> Trace:
            return trace(workspace, code, progress)

        self._at_work = code
        job = self._job = Job(task, self)
        self.began.emit(job)  # first: who watches it must let go before another begins
        job.succeeded.connect(self._on_traced)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self._runner.start(job)

    @property
    def _is_wanted(self) -> bool:
        """Whether what is told now is what was asked for last."""
        return self._at_work == self._wanted

    def _on_traced(self, found: Trace) -> None:
        if self._is_wanted:
            self.traced.emit(found)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        if self._is_wanted:
            self.failed.emit(str(error))

    def _on_cancelled(self) -> None:
        if self._is_wanted:
            self.failed.emit("Gestopt. Kies de waarde opnieuw om het spoor te zien.")

    def _on_finished(self) -> None:
        self._job = None
        if self._wanted and not self._is_wanted:
            self._start()
