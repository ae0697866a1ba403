"""The mark at the chosen line of a text: a ground, a bar before it and a word behind it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from ui.pages.inquiry_setting import CHOSEN
from ui.theme import GRID, Theme

_BAR = 3
"""Logical pixels: the bar before the chosen value."""


def paint_mark(text: QTextEdit, block: QTextBlock, theme: Theme) -> None:
    """Paint the mark behind a line, before the text itself is painted.

    Args:
        text: Where it stands.
        block: The line.
        theme: Where the colours come from.
    """
    box = _box(text, block)
    painter = QPainter(text.viewport())
    painter.fillRect(box, theme.colour("window"))
    painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), theme.colour("accent"))
    painter.setFont(text.font())
    painter.setPen(theme.colour("accent"))
    line = block.layout().lineAt(0).rect()
    room = QRectF(box.left(), box.top() + GRID // 4, box.width() - GRID, line.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, CHOSEN)
    painter.end()


def _box(text: QTextEdit, block: QTextBlock) -> QRectF:
    """Return where a line stands in the window, as wide as the text."""
    scrolled = QPointF(0, -text.verticalScrollBar().value())
    box = text.document().documentLayout().blockBoundingRect(block).translated(scrolled)
    box.setLeft(0)
    box.setRight(text.viewport().width())
    return box.adjusted(0, -GRID // 4, 0, GRID // 4)
