"""Parts of a page with a gap between them that can be dragged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme import GRID


def gap_splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    """Return a splitter of parts that each have an edge of their own: a line would be one more."""
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(2 * GRID)
    splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
    for part in parts:
        splitter.addWidget(part)
    return splitter
