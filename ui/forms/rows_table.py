"""The table itself: widths, heights, and a keyboard as in Excel that is never a trap."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.forms.rows_delegate import RowsDelegate
from ui.forms.rows_header import RowsHeader
from ui.forms.rows_model import Index, RowsModel
from ui.forms.rows_paint import CellPainter
from ui.forms.rows_sizes import RowsSizes, is_choice
from ui.theme import GRID

_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_TRIGGERS = QAbstractItemView.EditTrigger


class RowsTable(QTableView):
    """De mijlpalen of agenderingen in rijen en kolommen.

    Signals:
        copied(), cut(), pasted(), cleared(): The keys for it were pressed.
        reverted(str): The refused text at this path may go.
        entered_cell(str): The keyboard is at the cell with this path.

    Args:
        model: The rows.
        delegate: How cells are typed in.
        painter: How wide short columns are.
    """

    copied = Signal()
    cut = Signal()
    pasted = Signal()
    cleared = Signal()
    reverted = Signal(str)
    entered_cell = Signal(str)

    def __init__(
        self,
        model: RowsModel,
        delegate: RowsDelegate,
        painter: CellPainter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._delegate = model, delegate
        header = RowsHeader(self)
        self.setHorizontalHeader(header)
        self.sizes = RowsSizes(self, header, model, painter)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.sizes.fit_rows)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._dress()
        delegate.accepted.connect(self._on_accepted)
        for changed in (model.dataChanged, model.rowsInserted, model.modelReset, model.rowsMoved):
            changed.connect(self._fitting.start)
        header.sectionResized.connect(self._fitting.start)
        self.verticalScrollBar().valueChanged.connect(self.sizes.fit_rows_in_sight)
        self.set_read_only(read_only=False)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let cells be opened, or only be looked at and copied."""
        some = _TRIGGERS.EditKeyPressed | _TRIGGERS.AnyKeyPressed | _TRIGGERS.DoubleClicked
        self.setEditTriggers(_TRIGGERS.NoEditTriggers if read_only else some)

    def cells(self) -> list[tuple[int, int]]:
        """Return the selected cells as (row, column), in reading order."""
        return sorted((each.row(), each.column()) for each in self.selectedIndexes())

    def selected_ids(self) -> list[str]:
        """Return the ids of the rows with a selected cell; else that of the current row."""
        rows = sorted({row for row, _column in self.cells()})
        current = self.currentIndex()
        ids = self._rows.ids
        return [ids[row] for row in rows or ([current.row()] if current.isValid() else [])]

    def go_to(self, row: int, column: int) -> None:
        """Make one cell current, selected and visible."""
        index = self._rows.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _SELECT)
            self.sizes.fit_row(row)
            self.scrollTo(index)

    def open_cell(self, row: int, column: int) -> None:
        """Go to a cell and open it."""
        self.go_to(row, column)
        self._open_current()

    def edit(  # type: ignore[override] # Qt has two of this name; views call this one
        self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent
    ) -> bool:
        """Open a cell; a letter typed takes the place of what stands there."""
        self._delegate.type_over = trigger == _TRIGGERS.AnyKeyPressed
        return super().edit(index, trigger, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take Excel's keys; the window's commands have shortcuts of their own."""
        if self._is_read_only() and _would_change(event):
            # The page says why; and a search for the letter would only seem to do something.
            event.ignore()
            return
        for keys, signal in (
            (QKeySequence.StandardKey.Copy, self.copied),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.pasted),
        ):
            if event.matches(keys):
                signal.emit()
                return
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not plain:
            self.cleared.emit()
        elif not plain and (key in _OPENING or (key == Qt.Key.Key_Space and self._is_choice())):
            self._open_current()
        elif key == Qt.Key.Key_Escape and self._is_refused():
            self.reverted.emit(self._rows.path(self.currentIndex()))
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            super().focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Go to the next cell, and from the last one out of the table."""
        return self._step_cell(1 if forward else -1) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Stand at a cell as soon as the keyboard comes in."""
        super().focusInEvent(event)
        if self._rows.rowCount():
            if not self.currentIndex().isValid():
                self.go_to(0, 0)
            elif not self.selectionModel().hasSelection():
                self.selectionModel().select(self.currentIndex(), _SELECT)
            self._tell_cell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ring of a table without the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        self._tell_cell()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self.sizes.fit_to_width()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fitting.start()

    def _dress(self) -> None:
        # The ring around the cell shows the focus; a thicker edge would shift the columns.
        self.setStyleSheet("RowsTable { border-width: 1px; }")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        numbers = self.verticalHeader()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers.setHighlightSections(False)
        numbers.setMinimumSectionSize(3 * GRID)

    def _step_cell(self, step: int) -> bool:
        current, columns = self.currentIndex(), self._rows.columnCount()
        if not current.isValid():
            return False
        at = current.row() * columns + current.column() + step
        if not 0 <= at < self._rows.rowCount() * columns:
            return False
        self.go_to(*divmod(at, columns))
        return True

    def _on_accepted(self, down: int, right: int) -> None:
        current = self.currentIndex()
        if right:
            self.focusNextPrevChild(right > 0)
        elif 0 <= current.row() + down < self._rows.rowCount():
            self.go_to(current.row() + down, current.column())

    def _open_current(self) -> None:
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
            self.edit(index, _TRIGGERS.EditKeyPressed, key)

    def _is_read_only(self) -> bool:
        return self.editTriggers() == _TRIGGERS.NoEditTriggers

    def _is_choice(self) -> bool:
        current = self.currentIndex()
        return current.isValid() and is_choice(self._rows.columns[current.column()])

    def _is_refused(self) -> bool:
        current = self.currentIndex()
        mark = self._rows.mark(current) if current.isValid() else None
        return mark is not None and mark.typed is not None

    def _tell_cell(self) -> None:
        current = self.currentIndex()
        if current.isValid() and self.hasFocus():
            self.entered_cell.emit(self._rows.path(current))


def _would_change(event: QKeyEvent) -> bool:
    """Tell whether a key types, pastes, cuts or deletes."""
    keys = QKeySequence.StandardKey
    if event.matches(keys.Paste) or event.matches(keys.Cut):
        return True
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    typed = event.text().isprintable() and bool(event.text())
    return not held and (typed or event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
