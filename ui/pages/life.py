"""The life of a mijlpaal: choose one, and see it at every meetmoment."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.gap_splitter import gap_splitter
from ui.pages.job_area import JobArea
from ui.pages.life_drawing import LifeDrawing
from ui.pages.life_model import LifeModel
from ui.pages.life_picker import LifePicker
from ui.pages.life_table import LifeTable
from ui.pages.reading_column import ReadingColumn
from ui.pages.scrolled import scrolled
from ui.pages.titled_page import lay_out_page
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.mijlpaal_life import Levensloop, Mijlpaalregel, all_mijlpalen, life, life_lines
from vvdesk.plan.referentie import read_referentie

_CHOOSE = "Kies een mijlpaal"
_NOTHING = (
    "Kies links een mijlpaal, of typ haar kenmerk (zoals VV015-M01) of woorden uit haar tekst. "
    "Je ziet dan voor elk meetmoment wat er gepland stond, hoeveel ze verschoof en waarom. "
    "Ook mijlpalen die niet meer bestaan, staan in de lijst."
)
_WIDEST_TEXT = 100
"""Signs on a line."""
_LIST_SHARE = 28
"""Percent of the width that the list gets at most, until somebody draws it wider."""


class LifePage(QWidget):
    """De levensloop van een mijlpaal.

    Args:
        inquiry: The store that is looked into.
        runner: Reads the list and each life beside the window.
        messages: Not used: nothing here is asked.
        icons: For fields and buttons.
        theme: Where the colours come from.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        del messages
        self._inquiry, self._runner = inquiry, runner
        self._job: Job | None = None
        self._list_job: Job | None = None
        self._is_listed = self._is_shared = False
        self.shown: Levensloop | None = None
        chips = _chips(inquiry, theme)
        self.picker = LifePicker(icons, self)
        self.drawing = LifeDrawing(theme)
        self.table = LifeTable(LifeModel(self), chips)
        self._area = JobArea(runner, icons, theme, self)
        self._heading = wrapped_label(role="heading")
        self._about = wrapped_label(role="hint")
        self._sentences = wrapped_label()
        self._links = QWidget()
        self._link_row = WrappingRow(self._links)
        self._copy = QPushButton(icons.get("copy"), "Als tekst kopiëren")
        self._trace = QPushButton(icons.get("search"), "Naar het spoor")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """List the mijlpalen the first time, and take the keyboard."""
        if not self._is_listed and self._list_job is None:
            self._read_list()
        self._share_width()
        self.picker.setFocus()

    def panes(self) -> list[QWidget]:
        """Return the parts that Ctrl+F6 goes along."""
        return [self.picker.field, self.picker.view, self.table]

    def stop(self) -> None:
        """Let go of the file."""
        for job in (self._job, self._list_job):
            if job is not None:
                job.cancel()
                job.blockSignals(True)
        self._job = self._list_job = None

    def show_life(self, mijlpaal_id: str) -> None:
        """Show the life of a mijlpaal."""
        if self._job is not None:
            self._job.blockSignals(True)
        workspace = self._inquiry.workspace

        def task(progress: Progress) -> Levensloop:
            progress(0, 1, mijlpaal_id)
            return life(workspace, mijlpaal_id)

        self._job = Job(task, self)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._runner.start(self._job)

    def _read_list(self) -> None:
        workspace = self._inquiry.workspace

        def task(progress: Progress) -> list[Mijlpaalregel]:
            return all_mijlpalen(workspace, progress)

        job = self._list_job = Job(task, self)
        self._area.progress.watch(job, "Mijlpalen worden gelezen…")
        job.succeeded.connect(self._on_listed)
        job.failed.connect(self._on_not_listed)
        job.cancelled.connect(self._on_list_stopped)
        self._runner.start(job)

    def _share_width(self) -> None:
        """Give the list its share the first time; how somebody drew it wider, it stays."""
        if not self._is_shared:
            self._is_shared = True
            left = min(self.picker.sizeHint().width(), self.width() * _LIST_SHARE // 100)
            self._parts.setSizes([left, self.width() - left])

    def _lay_out(self) -> None:
        empty = ReadingColumn(_WIDEST_TEXT)
        empty.column.setContentsMargins(0, 0, 0, 0)
        empty.column.addWidget(wrapped_label(_CHOOSE, "heading"))
        empty.column.addWidget(wrapped_label(_NOTHING))
        empty.column.addStretch(1)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._told())
        parts = gap_splitter(Qt.Orientation.Horizontal, self.picker, self._stack)
        parts.setStretchFactor(0, 0)
        parts.setStretchFactor(1, 1)
        self._parts = parts
        lay_out_page(self, "Levensloop", parts, below=(self._area,))
        self.setFocusProxy(self.picker)

    def _told(self) -> QWidget:
        """Return what tells the life: in words and drawn, above the table."""
        above = self._above = _Words()
        words = QVBoxLayout(above)
        words.setContentsMargins(0, 0, GRID, 0)
        words.setSpacing(GRID)
        for widget in (self._heading, self._about, self._sentences, self._links, self.drawing):
            words.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self._trace)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        words.addLayout(buttons)
        words.addStretch(1)
        split = self._split = gap_splitter(Qt.Orientation.Vertical, scrolled(above), self.table)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        return split

    def _connect(self) -> None:
        self.picker.chosen.connect(self.show_life)
        self.table.code_requested.connect(self._inquiry.code_requested)
        self._copy.clicked.connect(self._on_copy)
        self._trace.clicked.connect(self._on_trace)

    def _on_listed(self, rows: list[Mijlpaalregel]) -> None:
        self._list_job, self._is_listed = None, True
        self.picker.show_all(rows)
        if self.shown is not None:
            self.picker.mark(self.shown.mijlpaal)

    def _on_not_listed(self, error: Exception) -> None:
        self._list_job = None
        if not isinstance(error, VvdeskError):
            raise error
        self._area.tell(str(error), Tone.ERROR, Offer("Opnieuw lezen", self._read_list))

    def _on_list_stopped(self) -> None:
        self._list_job = None
        offer = Offer("Mijlpalen lezen", self._read_list)
        self._area.tell("Gestopt. Je kunt nog wel een kenmerk typen.", Tone.PLAIN, offer)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, VvdeskError):
            raise error
        self._area.tell(str(error), Tone.ERROR)

    def _on_read(self, found: Levensloop) -> None:
        self._job, self.shown = None, found
        self._area.notices.clear()
        self._heading.setText(f"{found.mijlpaal} – {found.titel or 'zonder titel'}")
        self._about.setText(f"Project {found.project} {found.projecttitel}".rstrip())
        self._sentences.setText("\n".join(found.zinnen))
        self._link(found)
        self.drawing.show_life(found)
        self.table.show_life(found)
        self.picker.mark(found.mijlpaal)
        self._stack.setCurrentIndex(1)
        _share_height(self._split, self._above)

    def _link(self, found: Levensloop) -> None:
        """Offer the mijlpalen that this one came from or lives on in."""
        while (item := self._link_row.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        for word, names in (("Kwam uit", found.uit), ("Gaat verder als", found.naar)):
            for name in names:
                link = QPushButton(f"{word} {name}")
                link.setProperty("role", "link")
                link.clicked.connect(lambda _on=False, name=name: self.show_life(name))
                self._link_row.addWidget(link)
        self._links.setVisible(bool(found.uit or found.naar))

    def _on_copy(self) -> None:
        if self.shown is not None:
            QGuiApplication.clipboard().setText("\n".join(life_lines(self.shown)))
            self._inquiry.tell(f"De levensloop van {self.shown.mijlpaal} staat op het klembord.")

    def _on_trace(self) -> None:
        if self.shown is not None:
            present = [each for each in self.shown.momenten if each.is_aanwezig]
            self._inquiry.code_requested.emit(present[-1].code)


def _share_height(split: QSplitter, above: QWidget) -> None:
    """Give words and drawing what they need, up to two thirds; the table gets the rest.

    The drawing must not be cut: its last row is where the mijlpaal stands now.
    """
    height = split.height()
    wish = min(above.heightForWidth(above.width()) + GRID, height * 2 // 3)
    split.setSizes([wish, height - wish])


class _Words(QWidget):
    """Words and a drawing that are as high as they are wide, not as high as they could become."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize()


def _chips(inquiry: Inquiry, theme: Theme) -> StatusChips:
    with inquiry.workspace.connection() as connection:
        return StatusChips(read_referentie(connection, inquiry.moment.id), theme)
