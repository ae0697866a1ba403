"""Momentopname: sealing a meetmoment in one file, and what was sealed before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.reading_column import ReadingColumn
from ui.pages.scrolled import scrolled
from ui.pages.sealing_earlier import EarlierSeals
from ui.pages.sealing_keys import KeyDialogs
from ui.pages.sealing_making import SealingMaking, Wish
from ui.pages.sealing_moment import SealingMoment
from ui.pages.sealing_reports import SealingReports
from ui.pages.sealing_result import SealingResult
from ui.pages.sealing_signature import SealingSignature
from ui.pages.sealing_worker import Made, Make, make
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.making import seals_of
from vvdesk.sealing.outlook import Outlook, outlook
from vvdesk.sealing.seal_notes import SealNote

_ABOUT = (
    "Een momentopname bewaart een meetmoment in één verzegeld bestand (.vvs): de fiches, de "
    "bewijsstukken en elke wijziging. Wie ze opent, kan alles bekijken en niets veranderen; wat er "
    "later toch in verandert, valt op."
)


class SealingPage(QWidget):
    """De pagina waarop je een momentopname maakt.

    Signals:
        open_requested(object): Somebody wants to look at a momentopname; its `Path`.
        page_requested(str): Another page is wanted: its name.

    Args:
        live: The central file.
        folder: The keys of this person.
        runner: Runs long work.
        messages: Asks for places and files.
        icons: For buttons.
        theme: For colours.
        make: Makes the momentopname.
    """

    open_requested = Signal(object)
    page_requested = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        folder: KeyFolder,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
        make: Make = make,
    ) -> None:
        super().__init__(parent)
        self._live, self._folder, self._runner = live, folder, runner
        self._reading: Job | None = None
        self._was_at_make = False  # the keyboard falls from a button that goes grey
        self.moment = SealingMoment(icons, theme)
        self.reports = SealingReports(messages, icons, theme)
        self.signature = SealingSignature(icons)
        self.make = QPushButton(icons.get("lock", "on_brand"), "Momentopname maken…")
        self.result = SealingResult(messages, icons, theme)
        self.earlier = EarlierSeals(icons, theme)
        self.job = JobArea(runner, icons, theme)
        self._keys = KeyDialogs(folder, runner, messages, icons, theme, self)
        self._making = SealingMaking(live, messages, self.job, self._keys.ask, make, self)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show what can be sealed now; called whenever the page is shown."""
        self._live.flush()
        self.moment.offer(self._live.desk.workspace.meetmomenten())
        self.reports.look_in(self._making.folder)
        self.signature.offer(self._folder.own())
        self._read()
        at: QWidget | None = self.window().focusWidget()
        if at is None or not self.isAncestorOf(at):
            self.moment.box.setFocus()

    def stop(self) -> None:
        """Stop reading; called when the file is closed."""
        if self._reading is not None:
            self._reading.cancel()

    def _lay_out(self) -> None:
        self.setAccessibleName("Momentopname")
        self.setFocusProxy(self.moment.box)
        title = QLabel("Momentopname")
        title.setProperty("role", "title")
        self.make.setProperty("role", "primary")
        page = ReadingColumn()
        page.column.setSpacing(2 * GRID)
        page.column.addWidget(title)
        page.column.addWidget(wrapped_label(_ABOUT, "hint"))
        for part in (self.moment, self.reports, self.signature):
            page.column.addWidget(part)
        page.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addWidget(self.result)
        page.column.addWidget(self.earlier)
        page.column.addStretch(1)
        self._area = scrolled(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.job)

    def _connect(self) -> None:
        self.moment.changed.connect(self._read)
        self.moment.page_requested.connect(self.page_requested)
        self.signature.key_wanted.connect(self._keys.make)
        self.signature.papers_wanted.connect(self._keys.show_papers)
        self._keys.made.connect(lambda key_id: self.signature.offer(self._folder.own(), key_id))
        self.make.clicked.connect(self._on_make)
        self.result.open_requested.connect(self.open_requested)
        self.job.busy_changed.connect(self._on_busy)
        self._making.made.connect(self._on_made)

    def _read(self) -> None:
        """Read in a worker: of a plan of years the audit trail alone is long."""
        moment = self.moment.moment
        if moment is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        workspace = self._live.desk.workspace

        def task(progress: Progress) -> tuple[Outlook, list[SealNote]]:
            found = outlook(workspace, moment)
            progress(0, 0, "")
            return found, seals_of(workspace)

        job = self._reading = Job(task, self)
        job.succeeded.connect(lambda found: self._on_read(job, *found))
        job.failed.connect(self._on_unread)
        self._runner.start(job)

    def _on_read(self, job: Job, found: Outlook, seals: list[SealNote]) -> None:
        if job is not self._reading:
            return
        self.moment.show_outlook(found)
        self.earlier.show_seals(seals)
        is_closed = self.moment.moment is not None and self.moment.moment.is_closed
        self.make.setText("Momentopname maken…" if is_closed else "Tussentijdse stand maken…")

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self.job.tell(str(error), Tone.ERROR, Offer("Opnieuw", self.begin))

    def _on_make(self) -> None:
        moment = self.moment.moment
        if moment is None:
            return
        self.result.clear()
        self._making.begin(
            Wish(moment, self.reports.forms(), self.reports.paths(), self.signature.key)
        )

    def _on_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - the signal's argument
        if is_busy:
            self._was_at_make = self.make.hasFocus()
            self.make.setEnabled(False)
            return
        self.make.setEnabled(True)
        if self._was_at_make and self.result.isHidden():
            next(iter([*self.job.notices.offers, self.make])).setFocus()

    def _on_made(self, made: Made) -> None:
        self.result.show_made(made)
        self._area.ensureWidgetVisible(self.result)
        self.result.copy.setFocus()
        self.earlier.let_go()
        self._read()
