"""Overzicht: the figures of the meetmoment at a glance, and the list behind each of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.compare_empty import NothingToCompare
from ui.pages.dashboard_board import DashboardBoard
from ui.pages.dashboard_filter import DashboardFilter
from ui.pages.job_area import JobArea
from ui.pages.scrolled import scrolled
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.dashboard.charts import charts_of
from vvdesk.dashboard.figures import figures
from vvdesk.dashboard.files import write_picture, write_tables
from vvdesk.dashboard.parts import Dashboard
from vvdesk.errors import VvdeskError

_PICTURES = "Afbeeldingen (*.svg *.png)"
_WORKBOOKS = "Werkboeken (*.xlsx)"
_NOTHING = {
    False: (
        "Dit meetmoment heeft nog geen fiches.",
        "Zodra er fiches zijn, zie je hier hoe het plan ervoor staat.",
    ),
    True: (
        "Geen project voldoet aan deze keuze.",
        "Kies een ander speerpunt of een andere minister.",
    ),
}
"""What is said when there is nothing to count: of everything, or of what was chosen."""
_REST = 250
"""Milliseconds after a change, so that a burst of them is counted once."""


class DashboardPage(QWidget):
    """Het overzicht van een meetmoment.

    Signals:
        list_requested(str, object): The list behind a figure is wanted: what it lists, and the
            codes of its projects.
        fiche_requested(str, str): A line that asks for attention was opened: project and path.
        report_requested(object): The report is wanted of these speerpunten; empty for all.

    Args:
        live: The open file.
        runner: Counts beside the window.
        messages: Asks for names of files, and opens them.
        icons: For buttons.
        theme: For charts.
    """

    list_requested = Signal(str, object)
    fiche_requested = Signal(str, str)
    report_requested = Signal(object)

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
        self._live, self._messages = live, messages
        self._dashboard: Dashboard | None = None
        self._is_stale = True
        chips = StatusChips(live.desk.referentie, theme)
        self.filter = DashboardFilter(chips, icons)
        self.as_table = QPushButton(icons.get("table"), "Tabel")
        self.to_excel = QPushButton(icons.get("sheet"), "Naar Excel…")
        self.to_report = QPushButton(icons.get("file-chart-column"), "Naar rapport")
        self.job = JobArea(runner, icons, theme)
        self.board = DashboardBoard(chips, icons, theme)
        self._empty = NothingToCompare(icons, theme)
        self._icons = icons
        self._body = QStackedWidget()
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=_REST)
        self._wait.timeout.connect(self._count_if_seen)
        self._listen()

    def begin(self) -> None:
        """Count anew if something changed; called whenever the page is shown."""
        self._live.flush()
        at: QWidget | None = self.window().focusWidget()
        if at is None or not self.isAncestorOf(at):
            self.filter.speerpunt.setFocus()
        if self._is_stale:
            self._count()

    def stop(self) -> None:
        """Stop waiting; called when another page is shown."""
        self._wait.stop()

    def refresh(self) -> None:
        """Hear that the file says something else now; counted at once when the page is seen."""
        self._is_stale = True
        self._wait.start()

    def _lay_out(self) -> None:
        self.setAccessibleName("Overzicht")
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self.as_table.setToolTip("Toon elke grafiek als tabel, of elke tabel als grafiek")
        self.to_report.setToolTip("Maak het rapport van wat je hier koos")
        self.to_excel.setEnabled(False)
        self.to_report.setEnabled(False)
        top = QWidget()
        row = WrappingRow(top)
        row.setSpacing(2 * GRID)
        for widget in (self._title, self.filter, self.as_table, self.to_excel, self.to_report):
            row.addWidget(widget)
        self._scroll = scrolled(self.board)
        self._body.addWidget(self._scroll)
        self._body.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * GRID, 2 * GRID, GRID, 0)
        whole.setSpacing(GRID)
        whole.addWidget(top)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.job)

    def _listen(self) -> None:
        self.filter.changed.connect(self._count)
        self.as_table.clicked.connect(self._turn)
        for card in self.board.cards.values():
            card.chart.arrived.connect(partial(self._bring_into_sight, card.chart))
        self.to_excel.clicked.connect(self._save_tables)
        self.to_report.clicked.connect(self._ask_report)
        self.board.chosen.connect(self._on_chosen)
        self.board.told.connect(lambda text: self._live.tell(text, Tone.GOOD))
        self.board.save_requested.connect(self._save_chart)
        self.board.attention.fiche_requested.connect(self.fiche_requested)
        self._live.edited.connect(self.refresh)
        self._live.fiches_changed.connect(self.refresh)

    def _turn(self) -> None:
        """Show tables instead of charts, or charts instead of tables."""
        is_table = not self.board.is_table
        self.board.show_as(table=is_table)
        self.as_table.setText("Grafiek" if is_table else "Tabel")
        self.as_table.setIcon(self._icons.get("chart-column" if is_table else "table"))

    def _bring_into_sight(self, chart: QWidget, place: QPoint) -> None:
        spot = chart.mapTo(self.board, place)
        self._scroll.ensureVisible(spot.x(), spot.y(), 4 * GRID, 8 * GRID)

    def _count_if_seen(self) -> None:
        if self.isVisible() and self._is_stale:
            self._count()

    def _count(self) -> None:
        if self.job.is_busy:
            self.refresh()
            return
        self._is_stale = False
        desk = self._live.desk
        speerpunt, minister = self.filter.chosen()
        self._title.setText(f"Overzicht {desk.meetmoment.naam}")
        self.job.run(
            lambda progress: figures(
                desk.workspace, desk.meetmoment.naam, speerpunt, minister, progress
            ),
            "De cijfers worden geteld…",
            self._on_counted,
            lambda _error: (Offer("Opnieuw", self._count),),
        )

    def _on_counted(self, dashboard: Dashboard) -> None:
        self._dashboard = dashboard
        self.filter.offer(dashboard)
        self.to_excel.setEnabled(not dashboard.is_empty)
        self.to_report.setEnabled(not dashboard.is_empty)
        self._body.setCurrentIndex(int(dashboard.is_empty))
        if dashboard.is_empty:
            self._say_why_empty()
        else:
            self.board.show_dashboard(dashboard)

    def _say_why_empty(self) -> None:
        is_narrowed = self.filter.chosen() != (None, None)
        self._empty.tell("layout-dashboard", *_NOTHING[is_narrowed])

    def _on_chosen(self, key: str) -> None:
        if self._dashboard is not None and key in self._dashboard.behind:
            behind = self._dashboard.behind[key]
            self.list_requested.emit(behind.title, list(behind.projects))

    def _ask_report(self) -> None:
        speerpunt, _minister = self.filter.chosen()
        self.report_requested.emit(() if speerpunt is None else (speerpunt,))

    def _proposed(self, name: str) -> Path:
        desk = self._live.desk
        return desk.workspace.path.parent / f"{name} {desk.meetmoment.naam}"

    def _save_tables(self) -> None:
        if self._dashboard is None:
            return
        proposed = self._proposed("overzicht").with_suffix(".xlsx")
        target = self._messages.file_to_save(self, "Overzicht bewaren", _WORKBOOKS, proposed)
        if target is not None:
            tables = [chart.table() for chart in charts_of(self._dashboard).values()]
            self._write(target, lambda path: write_tables(tables, path))

    def _save_chart(self, name: str) -> None:
        proposed = self._proposed(name).with_suffix(".svg")
        target = self._messages.file_to_save(self, "Grafiek bewaren", _PICTURES, proposed)
        if target is not None:
            data = self.board.cards[name].picture(target)
            self._write(target, lambda path: write_picture(data, path))

    def _write(self, target: Path, write: Callable[[Path], None]) -> None:
        try:
            write(target)
        except VvdeskError as error:
            self._live.tell(
                str(error),
                Tone.ERROR,
                Offer("Opnieuw", lambda: self._write(target, write)),
                stays=True,
            )
            return
        self._live.tell(
            f'"{target.name}" is bewaard.',
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(target)),
            Offer("Map openen", lambda: self._messages.open_outside(target.parent)),
        )
