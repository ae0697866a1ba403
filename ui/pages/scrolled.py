"""Content that scrolls where the window is too low for it, such as at double text size."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrolledContent(QWidget):
    """Is as high as what is in it needs at the width it has.

    A scroll area makes nothing lower than its least size, and the least height of text that wraps
    is that at its least width: half a page of nothing would follow what is in it.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Leave the height to the width, where it depends on that."""
        least = super().minimumSizeHint()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(0)
        return least


def scrolled(content: QWidget) -> QScrollArea:
    """Return a scroll area without a frame around `content`, which fills it when there is room."""
    area = QScrollArea()
    scroll_frameless(area)
    holder = ScrolledContent()
    area.setWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    return area


def scroll_frameless(area: QScrollArea) -> None:
    """Let an area fill its room with its content, without a frame or a stop for the keyboard."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to what is in it
