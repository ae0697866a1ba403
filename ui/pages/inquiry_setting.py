"""How lines of text are set: labels in a column, codes in grey, leads underlined."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from ui.theme import GRID, Theme
from vvdesk.tracing.shown_lines import NOT_FILLED_IN, Doel, Regel, Soort

CHOSEN: Final = "← gekozen"
"""Behind the value of which the trace is shown."""
JOINER: Final = "\u2060"
"""Invisible; no line ends there. It has no business in what is copied."""
_LINE_BREAK: Final = "\u2028"
"""A new line within the same block."""
_WIDEST_COLUMN: Final = 0.36
"""Of the width; a longer label has a line of its own."""
_NARROW: Final = 44
"""Signs; in less than that every label stands above its value."""
_LARGER: Final = {Soort.TITEL: 1.3, Soort.KOP: 1.1}


def unbroken(code: str) -> str:
    """Return a code so that no line ends within it."""
    return code.replace("-", f"-{JOINER}").replace("/", f"/{JOINER}")


class Setting:
    """Sets lines for one width, font and theme.

    Args:
        theme: Where the colours come from.
        font: Of ordinary text.
        width: Logical pixels.
        marks: Whether there must be room for the word that marks a line.
    """

    def __init__(self, theme: Theme, font: QFont, width: int, *, marks: bool) -> None:
        self._theme, self._font, self._width = theme, font, width
        self._metrics = QFontMetricsF(font)
        self._aside = self._metrics.horizontalAdvance(CHOSEN) + 2 * GRID if marks else 0

    def column(self, lines: Sequence[Regel]) -> int:
        """Return how wide the column of labels is; 0 when there is no room for one."""
        room = self._width - self._aside - 4 * GRID
        if room < self._metrics.averageCharWidth() * _NARROW:
            return 0
        widest = room * _WIDEST_COLUMN
        labels = {each.label for each in lines if each.soort is Soort.WAARDE}
        widths = [self._metrics.horizontalAdvance(each) + 2 * GRID for each in labels]
        return round(max((each for each in widths if each <= widest), default=0))

    def document(self, lines: Sequence[Regel], owner: QObject) -> QTextDocument:
        """Return a document with a block for each line.

        Args:
            lines: From top to bottom.
            owner: Keeps it.
        """
        column = self.column(lines)
        # A fresh one each time: Qt falls over when one that is being shown is filled again.
        document = QTextDocument(owner)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._font)
        document.setDocumentMargin(GRID)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for place, line in enumerate(lines):
            block = self._block(line, column, is_first=place == 0)
            if place:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            self._write(cursor, line, column)
        cursor.endEditBlock()
        return document

    def _block(self, line: Regel, column: int, *, is_first: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        above = {Soort.KOP: 2.5 * GRID, Soort.RIJ: 1.5 * GRID}.get(line.soort, GRID // 2)
        form.setTopMargin(0 if is_first else above)
        form.setBottomMargin(GRID // 2 if line.soort is Soort.KOP else 0)
        form.setRightMargin(self._aside)
        form.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if line.soort is Soort.KOP:
            form.setHeadingLevel(2)
        if line.soort is Soort.TITEL:
            form.setHeadingLevel(1)
        if line.soort is Soort.WAARDE and column:
            form.setLeftMargin(column)
            form.setTextIndent(-column)
            form.setTabPositions([QTextOption.Tab(column, QTextOption.TabType.LeftTab)])
        return form

    def _write(self, cursor: QTextCursor, line: Regel, column: int) -> None:
        if line.soort is Soort.WAARDE:
            if line.label:
                cursor.insertText(f"{line.label}{self._after(line.label, column)}", self._muted())
            empty = self._muted(is_slanted=True)
            text = line.tekst.replace("\n", _LINE_BREAK)
            cursor.insertText(text or NOT_FILLED_IN, self._plain() if text else empty)
        elif line.soort is Soort.NOOT:
            cursor.insertText(line.tekst, self._muted(is_slanted=True))
        else:
            cursor.insertText(line.tekst.replace("\n", _LINE_BREAK), self._headed(line.soort))
        self._lead(cursor, line)

    def _after(self, label: str, column: int) -> str:
        """Return what parts a label from its value."""
        fits = self._metrics.horizontalAdvance(label) + GRID <= column
        return "\t" if fits else f":{_LINE_BREAK}"

    def _lead(self, cursor: QTextCursor, line: Regel) -> None:
        """Write the code, and the words that lead on."""
        is_code_lead = line.doel is Doel.CODE
        if line.code:
            cursor.insertText("   ", self._muted())
            cursor.insertText(unbroken(line.code), self._link() if is_code_lead else self._muted())
        if line.doel is not Doel.GEEN and not is_code_lead:
            cursor.insertText("   ", self._muted())
            cursor.insertText(line.actie, self._link())

    def _plain(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._font)
        form.setForeground(self._theme.colour("text"))
        return form

    def _muted(self, *, is_slanted: bool = False) -> QTextCharFormat:
        form = self._plain()
        form.setForeground(self._theme.colour("muted"))
        form.setFontItalic(is_slanted)
        return form

    def _link(self) -> QTextCharFormat:
        form = self._plain()
        form.setForeground(self._theme.colour("accent"))
        form.setFontUnderline(True)
        form.setAnchor(True)
        form.setAnchorHref("#")
        return form

    def _headed(self, soort: Soort) -> QTextCharFormat:
        form = self._plain()
        if soort is not Soort.TEKST:
            form.setFontWeight(QFont.Weight.DemiBold)
        form.setFontPointSize(self._font.pointSizeF() * _LARGER.get(soort, 1.0))
        return form
