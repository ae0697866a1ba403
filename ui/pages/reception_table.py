"""A table of receptions on the screen: its columns, its keys, and what stays chosen."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.pages.reception_delegate import ReceptionDelegate
from ui.pages.reception_models import RowsModel
from ui.theme import GRID

_LEAST_NAME = 34
"""Signs of the first column; the columns of least use make room for it."""
_LEAST_ROWS = 4


class ReceptionTable(QTableView):
    """Een tabel waarvan de rijen gekozen en geopend worden.

    Signals:
        chosen(): Other rows are chosen.
        opened(object): Enter or a double click on this row.
        menu_requested(object): A menu is wanted at this place of the screen.

    Args:
        model: What it shows.
        delegate: Who paints it.
        name: What it is called, for a screen reader.
        key: Gives what tells a row from every other, so that it stays chosen.
        dispensable: Columns that give way where it is narrow, least useful first.
        several: Whether several rows can be chosen.
    """

    chosen = Signal()
    opened = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(
        self,
        model: RowsModel,
        delegate: ReceptionDelegate,
        name: str,
        key: Callable[[Any], str],
        dispensable: Sequence[int],
        *,
        several: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._key, self._dispensable = model, key, tuple(dispensable)
        self._without: frozenset[int] = frozenset()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.rows[index.row()]))
        self.fit()

    def show_rows(self, rows: Sequence[Any], *, without: Sequence[int] = ()) -> None:
        """Show other rows; what was chosen stays so where it is still there.

        Args:
            rows: What is shown.
            without: Columns that say nothing of them.
        """
        before = {self._key(each) for each in self.selected()}
        current = self.currentIndex().row()
        at_hand = self._key(self._rows.rows[current]) if 0 <= current < len(self._rows.rows) else ""
        self._without = frozenset(without)
        self.selectionModel().blockSignals(True)
        self._rows.show_rows(rows)
        self.selectionModel().blockSignals(False)
        self._choose(before, at_hand)
        self.fit_columns()
        self.chosen.emit()

    def selected(self) -> list[Any]:
        """Return the rows that are chosen, from top to bottom."""
        # By ranges: asking for each of thousands of rows takes long.
        ranges = self.selectionModel().selection().toList()
        found = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        return [self._rows.rows[row] for row in found if row < len(self._rows.rows)]

    def enter(self) -> None:
        """Put the keyboard here, on the row at hand or else the first."""
        if self._rows.rows:
            if not self.currentIndex().isValid():
                self.selectRow(0)
            self.setFocus()

    def fit(self) -> None:
        """Give all rows one height: measuring each takes too long where there are thousands."""
        line = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(line)
        self.setMinimumHeight(_LEAST_ROWS * line + 2 * GRID)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Hide what there is no room for, so that names can be read."""
        widths = {at: self._width(at) for at in range(1, self._rows.columnCount())}
        least = self.fontMetrics().averageCharWidth() * _LEAST_NAME
        hidden = set(self._without)
        for column in self._dispensable:
            taken = sum(width for at, width in widths.items() if at not in hidden)
            if self.viewport().width() - taken >= least:
                break
            hidden.add(column)
        for at, width in widths.items():
            self.setColumnWidth(at, width)
            self.setColumnHidden(at, at in hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open on Enter; leave Ctrl+Enter and the like to the window."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and not modifiers and self.currentIndex().isValid():
            self.opened.emit(self._rows.rows[self.currentIndex().row()])
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu; by key it comes at the row at hand."""
        if not self._rows.rows:
            return
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_requested.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for the names."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_rows"):
            self.fit()

    def _width(self, column: int) -> int:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        found = self._rows.columns[column]
        head = QFontMetrics(bold).horizontalAdvance(found.head) + GRID
        return max(self.fontMetrics().horizontalAdvance(found.sample), head) + 5 * GRID // 2

    def _choose(self, keys: set[str], at_hand: str) -> None:
        flags = QItemSelectionModel.SelectionFlag
        places = {self._key(row): at for at, row in enumerate(self._rows.rows)}
        if at_hand in places:
            self.selectionModel().setCurrentIndex(
                self._rows.index(places[at_hand], 0), flags.NoUpdate
            )
        chosen = sorted(places[key] for key in keys if key in places)
        wanted, last = QItemSelection(), self._rows.columnCount() - 1
        for _run, each in groupby(enumerate(chosen), lambda pair: pair[1] - pair[0]):
            rows = [row for _at, row in each]
            wanted.select(self._rows.index(rows[0], 0), self._rows.index(rows[-1], last))
        self.selectionModel().select(wanted, flags.ClearAndSelect)
