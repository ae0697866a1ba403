"""Ontvangst: who sent in what, how complete it is, and what is decided about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.pages.job_area import JobArea
from ui.pages.page_names import CONSOLIDATION, PROJECTS
from ui.pages.reception_deeds import ReceptionDeeds
from ui.pages.reception_delegate import ReceptionDelegate
from ui.pages.reception_detail import ReceptionDetail
from ui.pages.reception_filter import ReceptionFilter
from ui.pages.reception_models import RowsModel, board_columns
from ui.pages.reception_nothing import NothingReceived
from ui.pages.reception_part import ReceptionPart
from ui.pages.reception_table import ReceptionTable
from ui.pages.reception_words import totals
from ui.pages.reception_work import ReceptionWork
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.besluiten import Besluit
from vvdesk.reception import Board, BoardRow

_DISPENSABLE = (5, 7, 8, 3, 6, 2)
_ONLY_OF_ENTITEITEN = (2, 3)
_EQUAL = 1_000
"""What both halves of the page weigh; Qt scales it to the room there is."""


class ReceptionPage(QWidget):
    """De pagina waarop een coördinator volgt wat ontvangen is en erover beslist.

    Signals:
        fiche_requested(str, str): The form of a project is wanted, at a path; empty for the whole.
        page_requested(str): Another page is wanted, by its name in `page_names`.
        decided(): Fiches went to another state; lists that show it are to be read anew.

    Args:
        live: The open file.
        runner: Runs long work.
        messages: Asks where a reminder is stored, and opens it.
        icons: For shapes.
        theme: For colours.

    Attributes:
        filter: What is shown.
        table: The entiteiten or speerpunten.
        detail: The fiches of the one that is chosen.
        job: Long work, and what it told.
    """

    fiche_requested = Signal(str, str)
    page_requested = Signal(str)
    decided = Signal()

    def __init__(
        self,
        live: LiveDesk,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._board: Board | None = None
        # What waits until the work at hand has ended, and nothing is locked any more.
        self._then: Callable[[], object] | None = None
        self.work = ReceptionWork(live, runner, self)
        delegate = ReceptionDelegate(icons, theme, self)
        self._model = RowsModel(board_columns(self.work.counts), self)
        self.filter = ReceptionFilter()
        self.table = ReceptionTable(
            self._model, delegate, "Ontvangst", _key, _DISPENSABLE, several=False
        )
        self.detail = ReceptionDetail(self.work.counts, delegate, icons)
        self.nothing = NothingReceived(icons)
        self.job = JobArea(runner, icons, theme)
        self.deeds = ReceptionDeeds(live, self.job, messages, self)
        self.receive = QPushButton(icons.get("git-merge"), "Naar Samenvoegen")
        self._lay_out()
        self._connect()
        theme.changed.connect(self._on_theme_changed)

    def begin(self) -> None:
        """Read the board anew; called whenever the page is shown."""
        at = QApplication.focusWidget()
        if self._board is None or at is None or not self.isAncestorOf(at):
            self.table.setFocus()
        if not self.job.is_busy:
            self.deeds.look()

    def catch_up(self) -> None:
        """Read the board anew after colleagues changed something; not while a reason is typed."""
        if not self.detail.acts.reason.isVisible():
            self.begin()

    def stop(self) -> None:
        """Let go of the file; nothing is counted any more."""
        self.work.stop()

    def _lay_out(self) -> None:
        self.setAccessibleName("Ontvangst")
        title = QLabel("Ontvangst")
        title.setProperty("role", "title")
        self._totals = wrapped_label(role="hint")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addWidget(self._totals, 1)
        head.addWidget(self.receive)
        self._empty = wrapped_label("Geen enkele rij past bij deze keuze.", "hint")
        above = ReceptionPart()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, GRID)
        upper.setSpacing(GRID)
        for widget in (self.filter, self._empty, self.table):
            upper.addWidget(widget)
        upper.setStretchFactor(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(above)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_EQUAL, _EQUAL])
        self._stack = QStackedWidget()
        self._area = scrolled(splitter)
        self._stack.addWidget(self._area)
        self._stack.addWidget(scrolled(self.nothing))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.job)

    def _connect(self) -> None:
        self.filter.changed.connect(self._show_rows)
        self.table.chosen.connect(self._show_detail)
        self.table.opened.connect(lambda _row: self.detail.fiches.enter())
        self.detail.decided.connect(self.deeds.decide)
        self.detail.fiche_requested.connect(lambda code: self.fiche_requested.emit(code, ""))
        self.detail.reminder_requested.connect(self.deeds.remind)
        self.deeds.read.connect(self._on_board)
        self.deeds.decided.connect(self._on_decided)
        self.deeds.refused.connect(self._on_refused)
        # Only after the layout made room for it.
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._on_reveal)
        self.detail.acts.asked.connect(self._reveal.start)
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._reveal.start())
        self.work.counted.connect(self._on_counted)
        self.job.busy_changed.connect(self._on_busy_changed)
        self.receive.clicked.connect(partial(self.page_requested.emit, CONSOLIDATION))
        self.nothing.projects.clicked.connect(partial(self.page_requested.emit, PROJECTS))

    def _on_board(self, found: Board) -> None:
        self._board = found
        self._totals.setText(totals(found) if found.tally.fiches else "")
        self._stack.setCurrentIndex(0 if found.tally.fiches else 1)
        self._show_rows()
        chosen = self._chosen()
        first = chosen.fiches if chosen else ()
        others = (each for row in found.entiteiten for each in row.fiches)
        self.work.count({each.project: each for each in (*first, *others)}.values())

    def _show_rows(self) -> None:
        if self._board is None:
            return
        self.filter.show_board(self._board)
        rows = self.filter.rows(self._board)
        without = () if self.filter.is_per_entiteit else _ONLY_OF_ENTITEITEN
        self._model.name_first("Entiteit" if self.filter.is_per_entiteit else "Speerpunt")
        self.table.show_rows(rows, without=without)
        self._empty.setVisible(not rows)
        if rows and not self.table.selected():
            self.table.selectRow(0)

    def _chosen(self) -> BoardRow | None:
        found = self.table.selected()
        return found[0] if found else None

    def _show_detail(self) -> None:
        self.detail.show_row(
            self._chosen(), is_entiteit=self.filter.is_per_entiteit, locked=self._locked()
        )

    def _locked(self) -> str:
        """Return why nothing can be decided now; empty when something can."""
        if self.job.is_busy:
            return "Even wachten tot het werk klaar is."
        return self._live.desk.closed_reason() or ""

    def _on_counted(self) -> None:
        self._model.renew()
        self.detail.renew()

    def _on_decided(self) -> None:
        self.detail.acts.close_panel()
        self._then = self.detail.fiches.enter
        self.decided.emit()

    def _on_refused(self, besluit: Besluit, codes: tuple[str, ...]) -> None:
        self._then = partial(self.detail.acts.ask, besluit, codes)

    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.detail.lock(self._locked())
        if not is_busy and self._then is not None:
            then, self._then = self._then, None
            then()

    def _on_reveal(self) -> None:
        acts = self.detail.acts
        if acts.reason.hasFocus():
            self._area.ensureWidgetVisible(acts.go, 0, 4 * GRID)

    def _on_theme_changed(self) -> None:
        self.table.viewport().update()
        self.detail.fiches.viewport().update()


def _key(row: BoardRow) -> str:
    return f"={row.key}"  # also for what has no name, told from nothing at all
