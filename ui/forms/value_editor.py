"""What the editors of plain values share: reading, putting back with Esc, noticing departure."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.forms.editor import Editor
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists
from vvdesk.values import Unreadable

NOT_FILLED = "Niet ingevuld"
"""What stands, muted, in the place of a value that is missing and cannot be given."""
_OWN_LETTERS = {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X}
"""With Ctrl, what a box of text does itself: all, copy, paste, cut."""


class ValueEditor(Editor):
    """An editor whose text the field's kind reads and writes.

    While the keyboard is in it, a text that means the stored value stands as it was typed; it is
    tidied when the keyboard leaves. Esc puts the stored value back.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when a list, menu or calendar of its own opens.
        entered(): The keyboard came into this editor, at whichever of its widgets.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment, by the name of the list.

    Attributes:
        has_list: Whether something hangs under the box that Alt+Down and F4 open.
    """

    entered = Signal()
    has_list = False

    def __init__(self, field: Field, lists: ChoiceLists, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.lists = lists
        self._shown: Any = field.kind.typed("", lists)
        self._inside = False

    def show_value(self, value: Any) -> None:
        """Show a stored value; a typed text that means the same stands while one is typing."""
        self._shown = value
        if not (self._inside and self._means(value)):
            self.put(self.written(value))

    def show_text(self, text: str) -> None:
        """Show what was typed earlier and could not be stored."""
        self.put(text)

    def value(self) -> Any:
        """Return the value of what stands there.

        Raises:
            Unreadable: It is not, for certain, a value of the field's kind.
        """
        text = self.text()
        if text == self.written(self._shown):
            return self._shown
        return self.field.kind.typed(text, self.lists)

    def written(self, value: Any) -> str:
        """Return how this editor writes a value."""
        return self.field.kind.to_text(value, self.lists)

    @abstractmethod
    def put(self, text: str) -> None:
        """Let `text` stand there, without sending `touched`; the cursor stays put."""

    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""
        set_look(self.control(), "severity", severity)

    def watch(self, *widgets: QWidget) -> None:
        """Notice keys and focus of widgets that belong to this editor."""
        for widget in widgets:
            widget.installEventFilter(self)

    def name_control(self, *widgets: QWidget) -> None:
        """Let screen readers say the field's label and hint at the widgets for the keyboard."""
        for widget in widgets:
            widget.setAccessibleName(self.field.about.label)
            widget.setAccessibleDescription(self.field.about.hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Put the stored value back at Esc; send `left` when the keyboard goes elsewhere."""
        kind = event.type()
        if kind is QEvent.Type.FocusIn:
            self._on_focus_in()
        elif kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_out(event.reason())
        elif isinstance(event, QKeyEvent) and (act := self._act_of(event)):
            event.accept()
            if kind is QEvent.Type.KeyPress:
                act()
            return True
        return super().eventFilter(watched, event)

    def open_list(self) -> None:
        """Show what hangs under the box: choices, or a calendar."""

    def is_typed(self) -> bool:
        """Tell whether the text is another than the stored value's."""
        return self.text() != self.written(self._shown)

    def before_leaving(self) -> None:
        """Finish what was half done; called when the keyboard leaves, before `left`."""

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() == Qt.Key.Key_Escape and self.is_typed():
            return self._put_back
        if self.has_list and opens_list(event):
            return self.open_list
        return None

    def _put_back(self) -> None:
        self.put(self.written(self._shown))
        self.touched.emit()

    def _on_focus_in(self) -> None:
        if not self._inside:
            self._inside = True
            self.entered.emit()

    def _on_focus_out(self, reason: Qt.FocusReason) -> None:
        if not self._inside or reason is Qt.FocusReason.PopupFocusReason:
            return
        if self._holds(QApplication.focusWidget()) or self._holds(QApplication.activePopupWidget()):
            return
        self._inside = False
        self.before_leaving()
        self.left.emit()
        if self.is_typed() and self._means(self._shown):
            self.put(self.written(self._shown))

    def _holds(self, widget: QWidget | None) -> bool:
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self

    def _means(self, value: Any) -> bool:
        try:
            return self.field.kind.same(self.value(), value)
        except Unreadable:
            return False


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Give a widget a property that the style sheet looks at, and draw it anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


def is_for_the_window(event: QKeyEvent) -> bool:
    """Tell whether a key is a command of the window, though a box of text would take it.

    Undo and redo are the window's, and so is Ctrl with a letter that some systems give a meaning
    in text (Ctrl+K, Ctrl+E, Ctrl+D).
    """
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and letter and Qt.Key(event.key()) not in _OWN_LETTERS


def opens_list(event: QKeyEvent) -> bool:
    """Tell whether a key opens what hangs under a box: Alt+Down or F4, as in every combo box."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return (alt and event.key() == Qt.Key.Key_Down) or event.key() == Qt.Key.Key_F4


def without_undo(menu: QMenu) -> QMenu:
    """Return a box's own menu without its own undo and redo: the window has those."""
    for action in menu.actions():
        if action.objectName() in {"edit-undo", "edit-redo"}:
            menu.removeAction(action)
    first = menu.actions()[0] if menu.actions() else None
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu
