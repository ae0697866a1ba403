"""A part of a page that asks for no more height than it needs in the width that it has.

Qt asks for the height that wrapping rows and labels need in the narrowest width there could be, so
that half of a page would scroll for nothing.
"""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class ReceptionPart(QWidget):
    """Een deel van de bladzijde met een layout die afbreekt."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least width, and the height that the present width asks for."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        least = layout.totalMinimumSize()
        wide = max(self.width(), least.width())
        height = layout.totalMinimumHeightForWidth(wide) if layout.hasHeightForWidth() else -1
        return QSize(least.width(), height if height >= 0 else least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
