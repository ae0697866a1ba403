"""The editor of a rich text: buttons, text, and how the report will show it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.forms import richtext_links as links
from ui.forms.editor import Editor
from ui.forms.richtext_bar import RichTextBar
from ui.forms.richtext_link_panel import LinkPanel
from ui.forms.richtext_preview import RichTextPreview
from ui.forms.richtext_text import RichText
from ui.forms.value_editor import set_look
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.dictionary import Field
from vvdesk.richtext import TooDeep, from_plain, normalise, parse, to_html

_COUNT_AFTER = 150
"""Milliseconds after the last key: a count that runs along would cost every key its layout."""
_SHOW_AFTER = 25
"""Milliseconds in which the buttons and the page follow the cursor, however fast it moves."""


class RichTextEditor(Editor):
    """Edits one rich text in the one format of `vvdesk.richtext`.

    Tab goes from the field before it into the text and from the text to the next field; Alt+F10
    goes to the buttons above the text and Esc back.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`; not when the keyboard goes to its own buttons.
        simplified(): A paste lost style; `replace_paste_by_plain` puts the plain text instead.
        refused(str): A paste was not taken; why, in Dutch.
        address_opened(str): Somebody wants to go where a link leads.
        caret_moved(QRect): Where the cursor is now, within this widget, while somebody types.

    Args:
        field: The field's entry in the dictionary.
        icons: For the buttons.
        theme: For the colour of links and the size of everything.
    """

    simplified = Signal()
    refused = Signal(str)
    address_opened = Signal(str)

    def __init__(
        self, field: Field, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        label = field.about.label
        self.bar = RichTextBar(label, icons, theme, self)
        self.link_panel = LinkPanel(icons, self)
        self.box = RichText(theme, self)
        self.box.setAccessibleName(label)
        self.preview = RichTextPreview(label, theme, self)
        self.preview.hide()
        self.setFocusProxy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for each in (self.bar, self.link_panel, self.box, self.preview):
            layout.addWidget(each)
        self._late = self._timer(_COUNT_AFTER, self._on_late)
        self._soon = self._timer(_SHOW_AFTER, self._on_soon)
        self._connect()
        self._on_late()

    def show_value(self, value: Any) -> None:
        """Show a stored value without sending `touched`; the same value leaves all as it is."""
        if (value or "") != self.text():
            self._show(value or "")

    def show_text(self, text: str) -> None:
        """Show what was typed earlier and could not be stored, without sending `touched`."""
        if text != self.text():
            self._show(text)

    def text(self) -> str:
        """Return the canonical HTML of what stands there; empty when nothing does."""
        return to_html(self.box.blocks())

    def value(self) -> str | None:
        """Return the canonical HTML of what stands there; None when nothing does."""
        return self.text() or None

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the text without frame and buttons, with links to follow, or let it be edited."""
        self.box.set_editable(editable=not read_only)
        self.box.setPlaceholderText("Niet ingevuld" if read_only else "")
        set_look(self.box, "readOnlyLook", read_only)
        self.bar.setVisible(not read_only)
        self.link_panel.hide()
        self.preview.setVisible(not read_only and self.bar.is_preview_wished())

    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""
        set_look(self.box, "severity", severity)

    def control(self) -> RichText:
        """Return the text itself."""
        return self.box

    def paste_plain(self) -> None:
        """Paste the words of the clipboard and nothing else."""
        self.box.paste_plain()

    def replace_paste_by_plain(self) -> None:
        """Put the plain text in the place of what was pasted last."""
        self.box.replace_paste_by_plain()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell where the cursor went with a text that grew: a paste, for one."""
        super().resizeEvent(event)
        self._on_cursor_moved()

    def _timer(self, after: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(do)
        return timer

    def _connect(self) -> None:
        self.box.typed.connect(self._on_typed)
        self.box.cursorPositionChanged.connect(self._on_cursor_moved)
        self.box.currentCharFormatChanged.connect(self._on_cursor_moved)
        self.box.format_asked.connect(self._on_format_asked)
        self.box.simplified.connect(self.simplified)
        self.box.refused.connect(self.refused)
        self.box.address_opened.connect(self.address_opened)
        self.preview.address_opened.connect(self.address_opened)
        self.bar.chosen.connect(self.box.apply)
        self.bar.preview_wished.connect(self._on_preview_wished)
        self.bar.back_asked.connect(self.box.setFocus)
        self.link_panel.accepted.connect(self.box.set_link)
        self.link_panel.removed.connect(self.box.remove_link)
        self.link_panel.closed.connect(self._on_link_closed)
        for each in (self.box, self.bar, self.link_panel):
            each.departed.connect(self._on_departed)

    def _show(self, text: str) -> None:
        try:
            blocks = parse(text)
        except TooDeep:
            blocks = parse(from_plain(text))
        self.box.show_blocks(blocks)
        self._on_late()

    def _on_typed(self) -> None:
        self._late.start()
        self.touched.emit()

    def _on_late(self) -> None:
        """Show what is of no hurry: how long the text is, and the preview."""
        self._late.stop()
        self.bar.show_count(self.box.document().characterCount() - 1)
        self.bar.show_on(self.box.formats_on())
        if not self.preview.isHidden():
            self.preview.show_blocks(normalise(self.box.blocks()))

    def _on_cursor_moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_soon(self) -> None:
        """Show where the cursor is and what holds there."""
        self.bar.show_on(self.box.formats_on())
        if self.box.hasFocus():
            caret = self.box.cursorRect()
            caret.moveTopLeft(self.box.viewport().mapTo(self, caret.topLeft()))
            self.caret_moved.emit(caret)

    def _on_format_asked(self, name: str) -> None:
        if name == "bar":
            self.bar.take_keyboard()
            return
        cursor = self.box.textCursor()
        address = links.address_at(cursor)
        self.link_panel.ask(address, words_wanted=not (address or cursor.hasSelection()))

    def _on_link_closed(self) -> None:
        self.box.setFocus()
        self.link_panel.hide()

    def _on_preview_wished(self, wished: bool) -> None:  # noqa: FBT001 - Qt's signal gives it so
        self.preview.setVisible(wished)
        self._on_late()

    def _on_departed(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now):
            self.left.emit()
