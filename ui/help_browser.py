"""A reader of help pages that loads nothing from outside the manual's own folder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.theme import GRID, Theme

_UNDER_PARAGRAPH = 6
_ABOVE_HEADING = 12
_LARGER = {1: 2, 2: 1}
"""Level of a heading to Qt's steps of size: 1.5 and 1.2 times the text."""


class HelpBrowser(QTextBrowser):
    """Shows HTML or Markdown in the colours and size of the theme, and marks what is searched.

    Args:
        theme: Where the colours come from.
        folder: Pictures are read from here, and from nowhere else.
    """

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._folder = theme, folder.resolve()
        self.setOpenLinks(False)
        self.setAccessibleName("Hulptekst")
        self.document().setDocumentMargin(GRID)

    def show_html(self, text: str) -> None:
        """Show a page that vvdesk made itself."""
        colours = self._theme.colours
        rules = [f"a {{ color: {colours.accent}; }}", f".zacht {{ color: {colours.muted}; }}"]
        rules += [
            f".{each} {{ color: {getattr(colours, each)}; font-weight: 600; }}"
            for each in ("fout", "waarschuwing", "aandachtspunt")
        ]
        self.document().setDefaultStyleSheet("\n".join(rules))
        self.setHtml(text)
        self._finish()

    def show_markdown(self, text: str) -> None:
        """Show a text of the manual; HTML in it is not interpreted."""
        features = QTextDocument.MarkdownFeature
        dialect = features.MarkdownDialectGitHub | features.MarkdownNoHTML
        self.document().setMarkdown(text, dialect)
        self._finish()

    def scroll_to(self, anchor: str) -> None:
        """Show the heading with this anchor (its words with hyphens), or the named place."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == anchor:
                self._show_block(block)
                return
            block = block.next()
        self.scrollToAnchor(anchor)

    def mark(self, wanted: str, step: int = 0) -> tuple[int, int]:
        """Mark every place that holds `wanted`, and show one of them.

        Args:
            wanted: Empty marks nothing.
            step: 1 for the next, -1 for the one before, 0 for the first.

        Returns:
            Which of how many is shown, counted from 1; (0, 0) for none.
        """
        places = list(self._places(wanted))
        self.setExtraSelections([self._marked(each) for each in places])
        if not places:
            return 0, 0
        starts = [each.selectionStart() for each in places]
        here = self.textCursor().selectionStart()
        at = starts.index(here) if here in starts and step else -1 if step > 0 else 0
        at = (at + step) % len(places)
        self.setTextCursor(places[at])
        self.ensureCursorVisible()
        return at + 1, len(places)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """Give a picture of the manual, as wide as the panel at most; nothing else, ever."""
        address = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not address.isRelative():
            return None
        path = (self._folder / address.path()).resolve()
        if not path.is_relative_to(self._folder):
            return None
        picture = QImage(str(path))
        room = max(self.viewport().width() - 3 * GRID, 20 * GRID)
        return picture.scaledToWidth(room) if picture.width() > room else picture

    def _places(self, wanted: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while wanted:
            cursor = self.document().find(wanted, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        return found

    def _marked(self, place: QTextCursor) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = place
        marked.format.setBackground(self._theme.colour("brand"))
        marked.format.setForeground(self._theme.colour("on_brand"))
        return marked

    def _show_block(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - GRID)

    def _finish(self) -> None:
        """Give headings, paragraphs and tables the measures of the window."""
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # else the page is laid out again for every paragraph
        block = self.document().begin()
        while block.isValid():
            self._space(block)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._quieten(frame)
        whole.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _space(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form = QTextBlockFormat(block.blockFormat())
        level = form.headingLevel()
        form.setTopMargin(_ABOVE_HEADING if level and block.position() else 0)
        form.setNonBreakableLines(False)
        in_table = cursor.currentTable() is not None
        form.setBottomMargin(0 if in_table else _UNDER_PARAGRAPH)
        cursor.setBlockFormat(form)
        if level:
            larger = QTextCharFormat()
            larger.setProperty(QTextFormat.Property.FontSizeAdjustment, _LARGER.get(level, 0))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(larger)

    def _quieten(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(self._theme.colour("line"))
        form.setCellPadding(GRID / 2)
        form.setCellSpacing(0)
        form.setBottomMargin(GRID)
        table.setFormat(form)


def slug(heading: str) -> str:
    """Return the anchor of a heading, as on a forge: lower case, hyphens for spaces."""
    kept = "".join(sign for sign in heading.casefold() if sign.isalnum() or sign in " -")
    return "-".join(kept.split())
