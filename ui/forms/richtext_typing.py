"""A text that somebody types: keys, formats and lists as in Word."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.forms import richtext_links as links
from ui.forms import richtext_lists as lists
from ui.forms.richtext_document import group_lists, is_bold, place_of, unlink
from ui.forms.richtext_formats import format_for
from ui.forms.richtext_view import RichTextView
from ui.forms.value_editor import is_for_the_window
from ui.theme import Theme
from vvdesk.richtext import Block

FEWEST_LINES, MOST_LINES = 5, 22
_COMMAND = (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier).value
_REMOVING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_TYPING = _REMOVING | {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TypedText(RichTextView):
    """A rich text in which keys and buttons change words, formats and lists.

    Signals:
        typed(): The text or its format was changed by a person.
        format_asked(str): A key asks for a format that is not done here: "link", the "bar".
        departed(): The keyboard went elsewhere; not when a menu of its own opens.

    Args:
        theme: For the colour of links.
    """

    typed = Signal()
    format_asked = Signal(str)
    departed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._paragraphs = 1
        super().__init__(theme, FEWEST_LINES, MOST_LINES, parent)
        self._formats: dict[str, Callable[[], None]] = {
            "bold": self._toggle_bold,
            "italic": self._toggle_italic,
            "bullets": partial(self.change, lists.toggle, "ul"),
            "numbers": partial(self.change, lists.toggle, "ol"),
            "indent": partial(self.change, lists.shift, 1),
            "outdent": partial(self.change, lists.shift, -1),
        }
        self._keys = {
            Qt.Key.Key_Space.value: lists.begin_by_sign,
            Qt.Key.Key_Return.value: lists.leave_when_empty,
            Qt.Key.Key_Enter.value: lists.leave_when_empty,
            Qt.Key.Key_Backspace.value: lists.leave_at_start,
        }
        self.set_editable(editable=True)
        self.textChanged.connect(self._on_text_changed)

    def apply(self, name: str) -> None:
        """Carry out one of `richtext_formats.FORMATS`; what is not done here is asked for."""
        if name in self._formats:
            self._formats[name]()
        else:
            self.format_asked.emit(name)

    def formats_on(self) -> set[str]:
        """Return the names of the formats that hold at the cursor."""
        made = self.currentCharFormat()
        kind = place_of(self.textCursor().block()).kind
        holds = {
            "bold": is_bold(made),
            "italic": made.fontItalic(),
            "bullets": kind == "ul",
            "numbers": kind == "ol",
        }
        return {name for name, is_so in holds.items() if is_so}

    def change(self, how: Callable[..., None], *wished: object) -> None:
        """Change the paragraphs at the cursor with a function of `richtext_lists`."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        how(cursor, *wished, self.ink)
        group_lists(self.document(), self.ink)
        cursor.endEditBlock()

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a rich text; the cursor stays where it was, as far as there is text."""
        super().show_blocks(blocks)
        self._paragraphs = self.document().blockCount()

    def event(self, event: QEvent) -> bool:
        """Take the keys of the formats before the window does, and leave the window its own."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and _holds_command(event)
        ):
            if not self.isReadOnly() and format_for(event):
                event.accept()
                return True
            if is_for_the_window(event):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type, with lists as in Word; undo is the window's."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif _holds_command(event) and (name := format_for(event)):
            self.apply(name)
        elif _holds_command(event) and is_for_the_window(event):
            event.ignore()
        elif not (self._is_list_key(event) or self._removes_only(event)):
            self._leave_link()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Type what takes more than one key, such as ë."""
        self._leave_link()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.departed.emit()

    def _is_list_key(self, event: QKeyEvent) -> bool:
        """Do what a key does to a list; False when it is an ordinary key here."""
        how = self._keys.get(event.key())
        if how is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        cursor = self.textCursor()
        if not how(cursor, self.ink):
            return False
        group_lists(self.document(), self.ink)
        return True

    def _removes_only(self, event: QKeyEvent) -> bool:
        """Remove what is selected across paragraphs; False when the key does more than that."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        is_cut = event.matches(QKeySequence.StandardKey.Cut)
        is_typed = event.key() in _TYPING or _writes(event)
        if len(lists.selected(cursor)) == 1 or not (is_cut or is_typed):
            return False
        if is_cut:
            self.copy()
        self.change(lists.remove_selected)
        return is_cut or event.key() in _REMOVING

    def _toggle_bold(self) -> None:
        weights = QFont.Weight
        self.setFontWeight(weights.Normal if is_bold(self.currentCharFormat()) else weights.Bold)

    def _toggle_italic(self) -> None:
        self.setFontItalic(not self.fontItalic())

    def _leave_link(self) -> None:
        """What is typed before or behind a link does not belong to it."""
        made = self.currentCharFormat()
        if made.isAnchor() and not links.is_inside(self.textCursor()):
            unlink(made)
            self.setCurrentCharFormat(made)

    def _on_text_changed(self) -> None:
        if self._is_filling:
            return
        paragraphs = self.document().blockCount()
        # An empty paragraph ends no list and the first letter in it does: count anew then as well.
        if paragraphs != self._paragraphs or self.textCursor().block().length() <= 2:  # noqa: PLR2004 - a letter and the end
            self._paragraphs = paragraphs
            self._is_filling = True
            group_lists(self.document(), self.ink)
            self._is_filling = False
        self.typed.emit()


def _holds_command(event: QKeyEvent) -> bool:
    """Tell whether a key is held that makes commands of letters; asked at every key."""
    return bool(event.modifiers().value & _COMMAND)


def _writes(event: QKeyEvent) -> bool:
    """Tell whether a key writes something; Ctrl and Alt together are AltGr."""
    held = event.modifiers().value & _COMMAND
    return held in {0, _COMMAND} and bool(event.text()) and event.text().isprintable()
