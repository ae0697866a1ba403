"""The table of conflicts over all imports; several can be chosen at once."""

from PySide6.QtCore import QEvent, QItemSelection, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.pages.conflicts_choice import KEYS
from ui.pages.conflicts_rows import LedgerModel
from ui.pages.line_table import look_like_lines
from ui.theme import GRID

_LEAST_ROWS = 3
_SHARES = (3, 6, 5, 5, 5, 6, 5)
"""How the columns divide the width."""


class LedgerTable(QTableView):
    """De tabel met conflicten.

    Signals:
        rows_changed(): Others are chosen, or the keyboard stands on another one.
        opened(int): Enter or a double click on a row.

    Args:
        model: The conflicts.
    """

    rows_changed = Signal()
    opened = Signal(int)

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Conflicten")
        look_like_lines(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit()

    def chosen(self) -> list[int]:
        """Return the rows that are chosen."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def choose_rows(self, rows: list[int]) -> None:
        """Choose exactly these rows."""
        self.clearSelection()
        selection = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            selection.select(index, index)
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().select(selection, flags.Select | flags.Rows)

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell whoever shows the values."""
        super().selectionChanged(selected, deselected)
        self.rows_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys that choose and step to the page; open with Enter."""
        key = event.key()
        if key == Qt.Key.Key_F8 or key in KEYS:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Divide the width among the columns anew."""
        super().resizeEvent(event)
        room, whole = self.viewport().width(), sum(_SHARES)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, room * share // whole)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        height = side + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
