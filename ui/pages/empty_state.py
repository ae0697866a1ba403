"""What a page says before there is anything to show: what belongs here, and the first step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme

_ICON = 40


class EmptyState(QWidget):
    """Nog niets: wat hier hoort, en hoe je begint.

    Args:
        heading: Few words; empty for none.
        text: What belongs here, and what happens then.
        choose: The button that begins.
        icons: For the picture.
        theme: For its colour.

    Attributes:
        choose: The button that begins.
    """

    def __init__(
        self,
        heading: str,
        text: str,
        choose: QPushButton,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self.choose = icons, choose
        self._picture = QLabel()
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words, role in ((heading, "heading"), (text, "")):
            if words:
                label = wrapped_label(words, role)
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                layout.addWidget(label)
        layout.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("file-input", "muted", _ICON, ratio))
