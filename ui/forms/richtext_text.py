"""The text of a rich text editor: what is typed, with links, pastes and its menu."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from ui.forms import richtext_clipboard as clipboard
from ui.forms import richtext_links as links
from ui.forms import richtext_lists as lists
from ui.forms.richtext_document import group_lists, insert
from ui.forms.richtext_typing import TypedText
from ui.forms.value_editor import without_undo
from ui.theme import Theme
from vvdesk.richtext import Block

MOST_CHARACTERS = 100_000
"""Beyond this Qt needs seconds for a line; a fiche of the report has a few thousand."""


class RichText(TypedText):
    """A rich text that somebody types and pastes.

    Signals:
        simplified(): What was pasted looked otherwise where it came from.
        refused(str): A paste was not taken; why, in Dutch.

    Args:
        theme: For the colour of links.
    """

    simplified = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._last_paste: tuple[QTextCursor, str] | None = None
        super().__init__(theme, parent)
        self._formats["paste_plain"] = self.paste_plain

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

    def menu(self) -> QMenu:
        """Return what a right click offers: Qt's own menu, without undo, with a plain paste."""
        menu = without_undo(self.createStandardContextMenu())
        for action in list(menu.actions()):
            if action.objectName() == "edit-delete":
                plain = QAction("Plakken zonder opmaak", menu)
                plain.setEnabled(bool(QGuiApplication.clipboard().text()))
                plain.triggered.connect(self.paste_plain)
                menu.insertAction(action, plain)
        return menu

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a rich text; the cursor stays where it was, as far as there is text."""
        super().show_blocks(blocks)
        self._last_paste = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show what a right click offers."""
        menu = self.menu()
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
