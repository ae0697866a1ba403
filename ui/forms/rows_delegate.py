"""How a cell of a table is typed in, from opening it to storing what was typed."""

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.desk import LiveDesk, Typing
from ui.forms.rows_cell_editors import CellChoice, CellText
from ui.forms.rows_model import Index, RowsModel
from ui.forms.rows_paint import CellPainter
from vvdesk.dictionary import Field
from vvdesk.kinds import REGELS
from vvdesk.values import Unreadable

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class RowsDelegate(QStyledItemDelegate):
    """Laat in een cel typen of kiezen.

    What is typed reaches the desk at every key, so that it outlives a crash; accepting the cell
    stores it at once, cancelling puts back what stood there before.

    Signals:
        accepted(int, int): The cell was accepted with a key that goes on: rows down, cells right.

    Args:
        live: The open file.
        model: The rows.
        painter: How cells look.
    """

    accepted = Signal(int, int)

    def __init__(
        self,
        live: LiveDesk,
        model: RowsModel,
        painter: CellPainter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._model, self._painter = live, model, painter
        self.type_over = False
        self._open: QWidget | None = None
        self._touched = False
        self._path, self._refused = "", ""
        self._before = Typing(str, str)

    def finish(self) -> None:
        """Accept the cell that is open, if one is."""
        self._close(accept=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, and the ring when the keyboard is there."""
        self._painter.paint(painter, option, index)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            self._painter.paint_ring(painter, option.rect, has_focus=view.hasFocus())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that shows the whole text."""
        view = option.widget
        width = option.rect.width()
        if isinstance(view, QAbstractItemView):
            width = view.visualRect(self._model.index(index.row(), index.column())).width()
        return QSize(width, self._painter.height(index, width, option.font))

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Open a cell to type in or to choose."""
        text, value = self._model.text(index), self._model.value(index)
        self._path, self._touched = self._model.path(index), False
        draft = self._live.draft(self._path)
        self._refused = draft.refused if draft is not None else ""
        self._before = Typing(lambda: text, lambda: value)
        column = self._model.columns[index.column()]
        self._open = self._choice(parent, column, value) or self._text(parent, column, text)
        return self._open

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show what came from elsewhere, such as undo; what is being typed stays as typed."""
        path = self._model.path(index)
        if not isinstance(editor, CellText) or self._live.is_typing(path):
            return
        typing = self._typing(self._model.columns[index.column()], editor.text())
        mark = self._model.mark(index)
        if (mark is None or mark.typed is None) and not _says(typing, self._model, index):
            editor.show_text(self._model.text(index), replace=False)
            self._touched = False

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, _model: QAbstractItemModel, index: Index
    ) -> None:
        """Store what was typed or chosen; a cell in which nothing was done stays as it is."""
        if not isinstance(editor, CellText | CellChoice):
            return
        if isinstance(editor, CellChoice):
            self._touched = editor.text() != self._model.text(index)
        if self._touched:
            self._touched = False
            column = self._model.columns[index.column()]
            self._live.touch(self._model.path(index), self._typing(column, editor.text()))
            self._live.flush()

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the box over its cell."""
        if isinstance(editor, CellText | CellChoice):
            editor.fit(option.rect.adjusted(0, 0, -1, -1))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Forget a box that Qt closed."""
        if editor is self._open:
            self._open = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that accept or cancel; Qt's own way would open the next cell as well."""
        if watched is self._open and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _choice(self, parent: QWidget, column: Field, value: Any) -> QWidget | None:
        known = self._live.desk.referentie.lists.get(getattr(column.kind, "list_name", ""))
        if known is None:
            return None
        chip_list, painter = self._painter.chip_list(column), self._painter
        made = CellChoice(column.about.label, known.entries, chip_list, painter, parent)
        made.show_key(value)
        made.itemClicked.connect(self.finish)
        return made

    def _text(self, parent: QWidget, column: Field, text: str) -> QWidget:
        above = self._painter.above_text(parent.font())
        has_lines = column.kind is REGELS
        made = CellText(column.about.label, has_lines=has_lines, above=above, parent=parent)
        made.show_text(text, replace=self.type_over)
        made.textChanged.connect(lambda: self._on_typed(made, column))
        return made

    def _on_typed(self, editor: CellText, column: Field) -> None:
        self._touched = True
        self._live.touch(self._path, self._typing(column, editor.text()))

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self._close(accept=False)
            return True
        if key in _ENTERS and modifiers == Qt.KeyboardModifier.AltModifier:
            if isinstance(self._open, CellText):
                self._open.break_line()
            return True
        if key not in _STEPS or modifiers & ~shift:
            return False
        down, right = _STEPS[key]
        self._close(accept=True)
        self.accepted.emit(-down if modifiers == shift else down, right)
        return True

    def _close(self, *, accept: bool) -> None:
        editor, self._open = self._open, None
        if editor is None:
            return
        if accept:
            self.commitData.emit(editor)
        elif self._touched:
            self._put_back()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _put_back(self) -> None:
        """Restore what stood there, also when the desk stored something typed meanwhile."""
        self._touched = False
        self._live.touch(self._path, self._before)
        self._live.flush()
        if self._refused:
            self._live.refuse(self._path, self._before.text(), self._refused)

    def _typing(self, column: Field, text: str) -> Typing:
        """Return a typing that outlives the box that it was typed in."""
        lists = self._live.desk.referentie.lists
        return Typing(lambda: text, lambda: column.kind.typed(text, lists))


def _says(typing: Typing, model: RowsModel, index: Index) -> bool:
    column = model.columns[index.column()]
    try:
        return bool(column.kind.same(typing.value(), cast("Any", model.value(index))))
    except Unreadable:
        return False
