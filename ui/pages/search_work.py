"""The index behind the page that searches: read once, beside the window."""

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.searching import SearchIndex
from vvdesk.store.workspace import Workspace


class SearchWork(QObject):
    """Leest alle teksten één keer.

    Signals:
        begun(object): This `Job` reads them now.
        ready(): The texts can be searched from now on.
        failed(str): They cannot be read; why, in Dutch.
        stopped(): The person stopped it.

    Args:
        workspace: The open store.
        runner: Runs the job.

    Attributes:
        index: None until it is ready.
    """

    begun = Signal(object)
    ready = Signal()
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, workspace: Workspace, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self.index: SearchIndex | None = None
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the texts are being read."""
        return self._job is not None

    def begin(self) -> None:
        """Read the texts, unless that is done or going on."""
        if self.index is not None or self._job is not None:
            return
        workspace = self._workspace

        def task(progress: Progress) -> SearchIndex:
            return SearchIndex.build(workspace, progress)

        job = self._job = Job(task, self)
        job.succeeded.connect(self._on_built)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.begun.emit(job)
        self._runner.start(job)

    def stop(self) -> None:
        """Give back the memory, and hear no more; the file is about to be closed."""
        if self._job is not None:
            self._job.cancel()
            self._job.blockSignals(True)
            self._job = None
        if self.index is not None:
            self.index.close()
            self.index = None

    def _on_built(self, index: SearchIndex) -> None:
        self._job, self.index = None, index
        self.ready.emit()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, VvdeskError):
            raise error
        self.failed.emit(str(error))

    def _on_cancelled(self) -> None:
        self._job = None
        self.stopped.emit()
