"""A chart and its table on one card, with what can be taken along of them."""

from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImageWriter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.dashboard_chart import ChartView
from ui.pages.dashboard_table import TableView
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.charts.chart import Chart
from vvdesk.table_block import cells_to_html, cells_to_text


class ChartCard(QFrame):
    """Een grafiek met haar tabel; een van beide is in beeld.

    Signals:
        chosen(str): A figure was chosen: its key.
        told(str): Something was put on the clipboard, in Dutch.
        save_requested(): Somebody wants the chart as a file.

    Args:
        icons: For the button.
        theme: For the chart.
    """

    chosen = Signal(str)
    told = Signal(str)
    save_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons = icons
        self._chart_now: Chart | None = None
        self._as_table = False
        self._title, self._note = wrapped_label("", "heading"), wrapped_label("", "hint")
        self.chart = ChartView(theme)
        self.chart.chosen.connect(self.chosen)
        self.chart.copied.connect(self.copy_picture)
        self.table: TableView | None = None
        self.more = self._button()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._layout.setSpacing(GRID)
        self._layout.addLayout(top)
        self._layout.addWidget(self._note)
        self._layout.addWidget(self.chart)
        self._layout.addStretch(1)

    def show_chart(self, chart: Chart, lists: Container[str], note: str = "") -> None:
        """Show other figures.

        Args:
            chart: Picture and table.
            lists: The keys that a list stands behind.
            note: What the picture cannot say; empty for nothing.
        """
        self._chart_now = chart
        self._title.setText(chart.title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.more.setAccessibleName(f"Kopiëren of bewaren: {chart.title}")
        self.chart.show_chart(chart, lists)
        if self.table is not None:
            self.table.show_table(chart.table())

    def show_as(self, *, table: bool) -> None:
        """Show the table, or the chart."""
        self._as_table = table
        if table and self.table is None and self._chart_now is not None:
            self.table = TableView(self._chart_now.table())
            self.table.chosen.connect(self.chosen)
            self.table.copied.connect(self.copy_table)
            self._layout.insertWidget(self._layout.count() - 1, self.table)
        self.chart.setVisible(not table)
        if self.table is not None:
            self.table.setVisible(table)

    def copy_picture(self) -> None:
        """Put the chart on the clipboard: as a picture, and as SVG for who takes that."""
        data = QMimeData()
        data.setImageData(self.chart.image())
        data.setData("image/svg+xml", QByteArray(self.chart.svg()))
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(f"Gekopieerd als afbeelding: {self._title.text()}.")

    def copy_table(self) -> None:
        """Put the table on the clipboard, for Excel and for Word."""
        if self._chart_now is None:
            return
        rows = self._chart_now.table().texts()
        data = QMimeData()
        data.setText(cells_to_text(rows))
        data.setHtml(cells_to_html(rows, has_headers=True))
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(f"Gekopieerd als tabel: {self._title.text()}.")

    def picture(self, target: Path) -> bytes:
        """Return the chart as a file with the suffix of `target` holds it: SVG, else PNG."""
        if target.suffix.lower() == ".svg":
            return self.chart.svg()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.chart.image())
        return bytes(buffer.data().data())

    def _button(self) -> QPushButton:
        button = QPushButton(self._icons.get("copy"), "Kopiëren")
        button.setProperty("role", "quiet")
        menu = QMenu(button)
        menu.addAction(self._icons.get("image"), "Als afbeelding", self.copy_picture)
        menu.addAction(self._icons.get("table"), "Als tabel", self.copy_table)
        menu.addSeparator()
        menu.addAction(self._icons.get("download"), "Bewaren als afbeelding…", self._on_save)
        button.setMenu(menu)
        return button

    def _on_save(self) -> None:
        self.save_requested.emit()
