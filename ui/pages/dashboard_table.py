"""The table of a chart: the same figures for who reads them, or hears them read."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ui.theme import GRID
from vvdesk.charts.chart import Table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_LABEL = 60
"""Signs of a label before it is broken off in its column."""


class TableModel(QAbstractTableModel):
    """De cijfers van een grafiek, rij voor rij."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def show_table(self, table: Table) -> None:
        """Show other figures."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def key(self, index: Index) -> str:
        """Return what a cell stands for; empty for nothing."""
        return self.table.rows[index.row()][index.column()].key

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return len(self.table.headers)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column, above its figures."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        cell = self.table.rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        cells = [row[column] for row in self.table.rows]
        has_figures = any(cell.value is not None or cell.text.endswith("%") for cell in cells)
        return _RIGHT if has_figures else _LEFT


class TableView(QTableView):
    """De tabel bij een grafiek, zo hoog als haar rijen.

    Signals:
        chosen(str): A cell was double-clicked, or Enter pressed in it: its key.
        copied(): Somebody wants the table on the clipboard.
    """

    chosen = Signal(str)
    copied = Signal()

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of = TableModel(table)
        self.setModel(self.model_of)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {GRID}px; }}")
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self._on_chosen)
        self.show_table(table)

    def show_table(self, table: Table) -> None:
        """Show other figures."""
        self.model_of.show_table(table)
        self.setAccessibleName(f"Tabel: {table.title}")
        if table.rows:
            first = self.model_of.index(0, 0)
            no_selection = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, no_selection)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for the height of all rows: the page scrolls, not the table."""
        rows = sum(self.rowHeight(row) for row in range(self.model_of.rowCount()))
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        height = self.horizontalHeader().sizeHint().height() + rows + below + 4
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep that height."""
        return QSize(24 * GRID, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the list behind a cell; Ctrl+C copies all of the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show which cell is at hand to who comes with the keyboard."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for a scroll bar when columns need one."""
        super().resizeEvent(event)
        self._fit()

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and (key := self.model_of.key(index)):
            self.chosen.emit(key)

    def _fit(self) -> None:
        """Give columns the width of their texts."""
        metrics = self.fontMetrics()
        line = metrics.height() + GRID
        self.verticalHeader().setDefaultSectionSize(max(line, 3 * GRID))
        table = self.model_of.table
        wide = []
        for column, header in enumerate(table.headers):
            texts = [row[column].text[:_MOST_LABEL] for row in table.rows]
            widths = [metrics.horizontalAdvance(text) for text in texts]
            widths.append(round(metrics.horizontalAdvance(header) * _BOLD))
            wide.append(max(widths) + 4 * GRID)
        for column, width in enumerate(wide):
            self.setColumnWidth(column, width)
        self.updateGeometry()


_BOLD = 1.1
"""How much wider the headings are than ordinary text."""
