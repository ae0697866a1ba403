"""The table of what a plan would change: columns that fit, and the keys of the page."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.pages.conflicts_choice import KEYS
from ui.pages.consolidation_delegate import PlanDelegate
from ui.pages.consolidation_rows import (
    CEL,
    KEUZE,
    NU,
    ONTVANGEN,
    PROJECT,
    SOORT,
    VELD,
    VERSTUURD,
    PlanRowsModel,
)
from ui.pages.line_table import look_like_lines
from ui.theme import GRID

_LEAST_ROWS = 3
_LEAST_VALUE = 14
"""Signs of a value that are always in sight; the columns of least use make room for it."""
_SHARES = {VELD: 5, VERSTUURD: 3, NU: 4, ONTVANGEN: 5}
"""How columns without a width of their own divide the room that is left."""


class PlanTable(QTableView):
    """De regels van het plan.

    Signals:
        row_changed(int): The keyboard stands on another row; -1 for none.
        opened(int): Enter or a double click on a row.

    Args:
        model: The rows.
        delegate: Paints them.
    """

    row_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self, model: PlanRowsModel, delegate: PlanDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Wat het plan wijzigt")
        look_like_lines(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit()

    def at_hand(self) -> int:
        """Return the row that the keyboard stands on; -1 for none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the keyboard's mark on a row."""
        self.selectRow(row)
        self.scrollTo(self.model().index(row, SOORT))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys that choose and step to the page; open with Enter."""
        key = event.key()
        if key == Qt.Key.Key_F8 or key in KEYS:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a row to begin at, so that the focus can be seen."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Divide the room among the columns anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._fit()

    def fit_columns(self) -> None:
        """Give each column its width; in a narrow window the least useful ones go."""
        sign = self.fontMetrics().averageCharWidth()
        widths = {
            column: self._delegate.width(column, self.font())
            for column in (SOORT, PROJECT, KEUZE, CEL)
        }
        shares = dict(_SHARES)
        room = self.viewport().width()
        for column in (CEL, VERSTUURD):
            if sum(widths.values()) + len(shares) * _LEAST_VALUE * sign <= room:
                break
            widths.pop(column, None)
            shares.pop(column, None)
        left = max(room - sum(widths.values()), len(shares) * sign)
        whole = sum(shares.values())
        for column in range(self.model().columnCount()):
            width = widths.get(column, left * shares.get(column, 0) // whole)
            self.setColumnHidden(column, width == 0)
            if width:
                self.setColumnWidth(column, width)

    def _fit(self) -> None:
        """Give all rows one height: measuring each takes too long where there are thousands."""
        height = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
        self.fit_columns()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_changed.emit(index.row() if index.isValid() else -1)
