"""Searching in all texts of all meetmomenten, and what was found as a list with its whole text."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.gap_splitter import gap_splitter
from ui.pages.job_area import JobArea
from ui.pages.scrolled import scrolled
from ui.pages.search_detail import SearchDetail
from ui.pages.search_facets import SearchFacets
from ui.pages.search_field import SearchField
from ui.pages.search_model import SPAN, SearchModel
from ui.pages.search_nothing import SearchNothing
from ui.pages.search_view import SearchView
from ui.pages.search_work import SearchWork
from ui.pages.target_file import free_name
from ui.pages.titled_page import lay_out_page
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.kinds import ChoiceLists
from vvdesk.plan.referentie import read_referentie
from vvdesk.searching import (
    MOST,
    Gevraagd,
    Vondst,
    Zoekvraag,
    parse_query,
    whole_text,
    write_results,
)

_KINDS = "Excel-werkboek (*.xlsx);;CSV (*.csv)"
_READING = "Teksten worden gelezen…"


class SearchPage(QWidget):
    """Zoeken in alle teksten.

    Args:
        inquiry: The store that is looked into.
        runner: Reads the texts and writes exports beside the window.
        messages: Asks where an export goes.
        icons: For field and buttons.
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
        self._inquiry, self._messages = inquiry, messages
        self._query = Zoekvraag()
        self.field = SearchField(icons, self)
        self.facets = SearchFacets(inquiry.moments, _lists(inquiry), self)
        self.model = SearchModel(inquiry.workspace, self)
        self.view = SearchView(self.model, theme, self)
        self.detail = SearchDetail(icons, theme, self)
        self.nothing = SearchNothing(self)
        self._work = SearchWork(inquiry.workspace, runner, self)
        self._area = JobArea(runner, icons, theme, self)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._export = QPushButton(icons.get("download"), "Exporteren…")
        self._sample = QPushButton(icons.get("list-checks"), "Projecten naar steekproef of export")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._list()

    def begin(self) -> None:
        """Read the texts the first time, and take the keyboard."""
        self._work.begin()
        self.field.setFocus()
        self.field.selectAll()

    def panes(self) -> list[QWidget]:
        """Return the parts that Ctrl+F6 goes along."""
        return [self.field, self.view, self.detail.text]

    def stop(self) -> None:
        """Let go of the file."""
        self._area.stop()
        self._work.stop()

    def search_for(self, text: str) -> None:
        """Look for this as if somebody typed it."""
        self.field.setText(text)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._count, 1)
        row.addWidget(self._sample)
        row.addWidget(self._export)
        found = gap_splitter(Qt.Orientation.Horizontal, self.view, self.detail)
        found.setStretchFactor(0, 3)
        found.setStretchFactor(1, 2)
        self._stack.addWidget(found)
        self._stack.addWidget(scrolled(self.nothing))
        parts = (self.field, self.facets, head, self._stack)
        lay_out_page(self, "Zoeken", *parts, below=(self._area,))
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._list)
        self.field.entered.connect(self.view.setFocus)
        self.field.chosen.connect(lambda: self._on_opened(max(self.view.at_hand(), 0)))
        self.facets.changed.connect(self._list)
        self.nothing.clear_requested.connect(self.facets.clear)
        self.view.row_changed.connect(self._on_row)
        self.view.opened.connect(self._on_opened)
        self.view.left_upwards.connect(self.field.setFocus)
        self.detail.code_requested.connect(self._inquiry.code_requested)
        self.detail.life_requested.connect(self._inquiry.life_requested)
        self.detail.copied.connect(self._inquiry.tell)
        self._export.clicked.connect(self._on_export)
        self._sample.clicked.connect(self._on_sample)
        self._work.begun.connect(lambda job: self._area.progress.watch(job, _READING))
        self._work.ready.connect(self._list)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    def _list(self) -> None:
        """Show what is found with what stands there now."""
        self._query = parse_query(self.field.text(), is_typing=True)
        found, index = Vondst(), self._work.index
        if index is not None:
            wanted, order = self.facets.filter, self.facets.volgorde
            found = index.find(self._query, wanted, order, is_apart=self.facets.is_apart)
        self.model.show_found(found, self._query)
        self._count.setText(self._counted(found))
        has_some = bool(found.treffers)
        self._export.setVisible(has_some)
        self._sample.setVisible(bool(found.projecten))
        self._stack.setCurrentIndex(0 if has_some else 1)
        if has_some:
            self.view.go_to(0)
            self.view.scrollToTop()
        else:
            self.nothing.show_for(self._query, self.facets.filter)
            is_waiting = index is None and not self._query.is_empty
            self.nothing.setVisible(not is_waiting)

    def _counted(self, found: Vondst) -> str:
        if self._query.is_empty:
            return ""
        if self._work.index is None:
            return "De teksten worden nog gelezen; daarna zie je wat er gevonden is."
        if not found.is_alles:
            return f"Meer dan {MOST:,} teksten; je ziet de eerste. Verfijn met een woord.".replace(
                ",", "."
            )
        if not found.treffers:
            return ""
        return found.telling

    def _on_row(self, row: int) -> None:
        found = self.model.at(row)
        if found is None:
            return
        try:
            whole = whole_text(self._inquiry.workspace, found)
        except VvdeskError as error:
            self._area.tell(str(error), Tone.ERROR)
            return
        when = str(self.model.index(row, 0).data(SPAN))
        self.detail.show_found(found, when, self._query, whole)

    def _on_opened(self, row: int) -> None:
        found = self.model.at(row)
        if found is not None:
            self._inquiry.code_requested.emit(found.code)

    def _on_sample(self) -> None:
        self._inquiry.sample_requested.emit(self.model.vondst.projecten)

    def _on_export(self) -> None:
        proposed = free_name(self._inquiry.folder / "gevonden-teksten.xlsx")
        target = self._messages.file_to_save(
            self.window(), "Gevonden teksten bewaren", _KINDS, proposed
        )
        index = self._work.index
        if target is None or index is None or self._area.is_busy:
            return
        path = target if target.suffix else target.with_suffix(".xlsx")
        asked = Gevraagd(self._query, self.facets.filter)
        order, is_apart = self.facets.volgorde, self.facets.is_apart
        # The window may search meanwhile; one at a time uses the index.
        found = index.find(asked.zoekvraag, asked.filter, order, is_apart=is_apart, most=None)
        workspace = self._inquiry.workspace

        def task(progress: Progress) -> int:
            return write_results(workspace, found, asked, path, progress)

        self._area.run(
            task, "Gevonden teksten worden bewaard…", lambda n: self._on_written(path, n)
        )

    def _on_written(self, path: Path, count: int) -> None:
        texts = "1 tekst staat" if count == 1 else f"{count} teksten staan"
        offer = Offer("Openen", lambda: self._messages.open_outside(path))
        self._inquiry.tell(f"{texts} in {path.name}.", Tone.GOOD, offer)

    def _on_failed(self, reason: str) -> None:
        self._area.tell(reason, Tone.ERROR, Offer("Opnieuw lezen", self._work.begin))

    def _on_stopped(self) -> None:
        offer = Offer("Teksten lezen", self._work.begin)
        self._area.tell(
            "Gestopt. Zonder de teksten te lezen kun je niet zoeken.", Tone.PLAIN, offer
        )


def _lists(inquiry: Inquiry) -> ChoiceLists:
    with inquiry.workspace.connection() as connection:
        return read_referentie(connection, inquiry.moment.id).lists
