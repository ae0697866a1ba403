"""The text of a rich text editor: keys, formats and pastes."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from ui.forms import richtext_clipboard as clipboard
from ui.forms import richtext_links as links
from ui.forms import richtext_lists as lists
from ui.forms.richtext_document import group_lists, insert, is_bold, place_of, unlink
from ui.forms.richtext_formats import format_for
from ui.forms.richtext_view import RichTextView
from ui.forms.value_editor import is_for_the_window, without_undo
from ui.theme import Theme
from vvdesk.richtext import Block

FEWEST_LINES, MOST_LINES = 5, 22
MOST_CHARACTERS = 100_000
"""Beyond this Qt needs seconds for a line; a fiche of the report has a few thousand."""
_COMMAND = (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier).value
_REMOVING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_TYPING = _REMOVING | {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RichText(RichTextView):
    """A rich text that somebody types.

    Signals:
        typed(): The text or its format was changed by a person.
        format_asked(str): A key asks for "link" or the "bar".
        simplified(): What was pasted looked otherwise where it came from.
        refused(str): A paste was not taken; why, in Dutch.
        departed(): The keyboard went elsewhere; not when a menu of its own opens.

    Args:
        theme: For the colour of links.
    """

    typed = Signal()
    format_asked = Signal(str)
    simplified = Signal()
    refused = Signal(str)
    departed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._last_paste: tuple[QTextCursor, str] | None = None
        self._paragraphs = 1
        super().__init__(theme, FEWEST_LINES, MOST_LINES, parent)
        self._formats: dict[str, Callable[[], None]] = {
            "bold": self._toggle_bold,
            "italic": self._toggle_italic,
            "bullets": partial(self._change, lists.toggle, "ul"),
            "numbers": partial(self._change, lists.toggle, "ol"),
            "indent": partial(self._change, lists.shift, 1),
            "outdent": partial(self._change, lists.shift, -1),
            "paste_plain": self.paste_plain,
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
        """Carry out one of `richtext_formats.FORMATS`; link and bar are asked of the editor."""
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

    def set_link(self, href: str, text: str) -> None:
        """Let the selection, the link at the cursor or else `text` lead to `href`."""
        links.set_link(self.textCursor(), href, text, self.ink)

    def remove_link(self) -> None:
        """Let the selection, or the link at the cursor, lead nowhere."""
        links.remove_link(self.textCursor())

    def paste_plain(self) -> None:
        """Paste the words of the clipboard and nothing else; not a sign is interpreted."""
        plain = QGuiApplication.clipboard().text()
        if plain and not self.isReadOnly():
            self._put(clipboard.words(plain), plain)

    def replace_paste_by_plain(self) -> None:
        """Put the plain text in the place of what was pasted last."""
        if self._last_paste is None or self.isReadOnly():
            return
        cursor, plain = self._last_paste
        cursor.beginEditBlock()
        lists.remove_selected(cursor, self.ink)
        self.setTextCursor(cursor)
        self._put(clipboard.words(plain), plain)
        cursor.endEditBlock()
        self._last_paste = None

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a rich text; the cursor stays where it was, as far as there is text."""
        super().show_blocks(blocks)
        self._last_paste = None
        self._paragraphs = self.document().blockCount()

    def event(self, event: QEvent) -> bool:
        """Take the keys of the formats before the window does, and leave the window its own."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu without undo and redo."""
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Take text only; files that are dropped here are the window's."""
        return clipboard.is_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste or drop text, with the little of its style that is kept."""
        blocks, is_simpler = clipboard.read(source)
        if blocks and self._put(blocks, source.text()) and is_simpler:
            self.simplified.emit()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy as the one format, and as plain text."""
        return clipboard.written(self.textCursor())

    def _put(self, blocks: list[Block], plain: str) -> bool:
        """Write blocks in the place of the selection; remember where, for the plain text."""
        length = sum(len(block.text) for block in blocks)
        if self.document().characterCount() + length > MOST_CHARACTERS:
            self.refused.emit(
                "Deze tekst is te lang om te plakken. Verwacht: samen hoogstens 100.000 tekens. "
                "Plak een korter stuk."
            )
            return False
        cursor = self.textCursor()
        cursor.beginEditBlock()
        lists.remove_selected(cursor, self.ink)
        start = cursor.position()
        insert(cursor, blocks, self.ink)
        group_lists(self.document(), self.ink)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        pasted = QTextCursor(cursor)
        pasted.setPosition(start)
        pasted.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        pasted.setKeepPositionOnInsert(True)
        self._last_paste = (pasted, plain)
        self.ensureCursorVisible()
        return True

    def _change(self, how: Callable[..., None], *wished: object) -> None:
        """Change the paragraphs at the cursor."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        how(cursor, *wished, self.ink)
        group_lists(self.document(), self.ink)
        cursor.endEditBlock()

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
        self._change(lists.remove_selected)
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
