"""Judging an open momentopname beside the window: first what is quick, then the evidence."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.sealing.verdict import Oordeel, TrustedKeys, Verdict
from vvdesk.store.workspace import Workspace

Judge = Callable[[Workspace, TrustedKeys, Progress, bool], Verdict]
"""Judges a momentopname; the last argument says whether the evidence is read again."""
QUICK = "De momentopname wordt nagekeken…"
THOROUGH = "De bewijsstukken worden opnieuw gelezen…"


def judge(
    workspace: Workspace,
    trusted: TrustedKeys,
    progress: Progress,
    evidence: bool,  # noqa: FBT001 - given by place, as `Judge` says
) -> Verdict:
    """Judge a momentopname, in a worker."""
    # Reading workbooks again takes libraries that nobody who only looks should wait for.
    from vvdesk.sealing.verifying import verify  # noqa: PLC0415 - see above

    return verify(workspace, trusted, progress, evidence=evidence)


class SealVerifying(QObject):
    """Kijkt een momentopname na, in twee keer.

    The bewijsstukken follow by themselves, unless the momentopname was found changed already.

    Signals:
        began(object, str): A `Job` starts, and what it does.
        judged(object): There is a `Verdict`; a more thorough one may follow.
        failed(str): It could not be judged, and why not.
        stopped(bool): Somebody stopped it; whether only the bewijsstukken are missing.
        ended(): Nothing is being done any more.

    Args:
        workspace: The open momentopname.
        trusted: The keys that count.
        runner: Runs it beside the window.
        judge: Does the work.
        owner: Who wants to hear of it.

    Attributes:
        verdict: The latest; None before the first.
        is_thorough: Whether that one read the bewijsstukken again.
    """

    began = Signal(object, str)
    judged = Signal(object)
    failed = Signal(str)
    stopped = Signal(bool)
    ended = Signal()

    def __init__(
        self,
        workspace: Workspace,
        trusted: TrustedKeys,
        runner: Runner,
        judge: Judge,
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._workspace, self._trusted, self._runner = workspace, trusted, runner
        self._judge = judge
        self._job: Job | None = None
        self._goes_on = self._is_over = self._reads_evidence = False
        self.verdict: Verdict | None = None
        self.is_thorough = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being judged."""
        return self._job is not None

    def start(self) -> None:
        """Judge everything."""
        self.is_thorough = False
        self._start(evidence=False)

    def read_evidence(self) -> None:
        """Judge everything, and read the bewijsstukken again."""
        self._start(evidence=True)

    def stop(self) -> None:
        """Stop for good: the file is about to be closed."""
        self._is_over = True
        if self._job is not None:
            self._job.cancel()

    def _start(self, *, evidence: bool) -> None:
        if self._job is not None or self._is_over:
            return
        workspace, trusted, judge = self._workspace, self._trusted, self._judge
        job = self._job = Job(lambda progress: judge(workspace, trusted, progress, evidence), self)
        self._reads_evidence = evidence
        # Methods, never functions of their own: those would be called after this is gone.
        job.succeeded.connect(self._on_judged)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self.began.emit(job, THOROUGH if evidence else QUICK)
        self._runner.start(job)

    def _on_cancelled(self) -> None:
        self.stopped.emit(self._reads_evidence)

    def _on_judged(self, verdict: Verdict) -> None:
        self.verdict, self.is_thorough = verdict, self._reads_evidence
        self._goes_on = not self._reads_evidence and verdict.oordeel is not Oordeel.GEWIJZIGD
        self.judged.emit(verdict)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self.failed.emit(str(error))

    def _on_finished(self) -> None:
        self._job = None
        if self._goes_on and not self._is_over:
            self._goes_on = False
            self._start(evidence=True)
            return
        self.ended.emit()
