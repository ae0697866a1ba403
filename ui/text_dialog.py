"""A dialog around texts that wrap: as high as they need, at every size of text."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget

_OF_SCREEN = 0.92
"""A dialog is never higher than this part of the screen."""


class TextDialog(QDialog):
    """A dialog that is so many characters wide, and grows when a text in it grows.

    Qt asks a window for its height once, and then cuts what is told later or written larger.

    Args:
        characters: How wide, in letters of the present size.
        parent: The window it belongs to.
    """

    def __init__(self, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._characters = characters

    def event(self, event: QEvent) -> bool:
        """Fit again after the layout changed."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        room = self.screen().availableGeometry().size() * _OF_SCREEN
        wanted = self.fontMetrics().averageCharWidth() * self._characters
        width = min(max(wanted, layout.minimumSize().width()), room.width())
        height = min(layout.totalHeightForWidth(width), room.height())
        if height < 0:
            height = layout.minimumSize().height()
        if (width, height) != (self.minimumWidth(), self.minimumHeight()):
            self.setMinimumSize(width, height)
            self.resize(width, height)
