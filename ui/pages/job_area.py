"""Where a page tells how far its long work is, and what went wrong with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Job, Runner, Task
from ui.notices import Notice, Offer, Tone
from ui.pages.notice_bar import NoticeBar, ProgressBar
from ui.theme import Theme
from vvdesk.errors import VvdeskError


class JobArea(QWidget):
    """Voortgang van lang werk op een pagina, en wat ermee misliep.

    Signals:
        busy_changed(bool): Work began or ended.

    Args:
        runner: Runs the work.
        icons: For messages.
        theme: For messages.
    """

    busy_changed = Signal(bool)

    def __init__(
        self, runner: Runner, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None
        self.notices, self.progress = NoticeBar(icons, theme), ProgressBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(self.progress)

    @property
    def is_busy(self) -> bool:
        """Whether work is going on."""
        return self._job is not None

    def run(
        self,
        task: Task,
        what: str,
        done: Callable[[Any], object],
        offers: Callable[[VvdeskError], tuple[Offer, ...]] | None = None,
    ) -> None:
        """Do long work; what was told before goes away.

        Args:
            task: As for a `Job`.
            what: What it does, in Dutch: "Werkboek wordt gelezen…".
            done: Called with its result.
            offers: What can be done when it fails.
        """
        self.notices.clear()
        job = self._job = Job(task, self)
        self.progress.watch(job, what)
        job.succeeded.connect(done)
        job.failed.connect(lambda error: self._on_failed(error, offers))
        job.cancelled.connect(lambda: self.tell("Gestopt. Er is niets gewijzigd."))
        job.finished.connect(self._on_finished)
        self.busy_changed.emit(True)
        self._runner.start(job)

    def stop(self) -> None:
        """Stop what goes on, and say nothing more of it: the file is about to be closed."""
        if self._job is not None:
            self._job.cancel()
            self._job.blockSignals(True)
            self._job = None

    def tell(self, text: str, tone: Tone = Tone.PLAIN, *offers: Offer) -> None:
        """Say something that stays until other work begins."""
        self.notices.show_notice(Notice(text, tone, offers, stays=True))

    def _on_failed(
        self, error: Exception, offers: Callable[[VvdeskError], tuple[Offer, ...]] | None
    ) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self.tell(str(error), Tone.ERROR, *(offers(error) if offers else ()))

    def _on_finished(self) -> None:
        self._job = None
        self.busy_changed.emit(False)
