"""What a page says when there is nothing to compare: why, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme

_ICON_SIZE = 40


class NothingToCompare(QWidget):
    """Een lege vergelijking, met de reden ervan.

    Args:
        icons: Where its picture comes from.
        theme: Its colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._icon = icons, "git-compare-arrows"
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        self._picture = QLabel()
        self._title, self._text = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._text.setProperty("role", "hint")
        layout.addStretch(1)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(2)
        theme.changed.connect(self._draw)

    def tell(self, icon: str, title: str, text: str) -> None:
        """Say why nothing is shown."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self._draw()

    def said(self) -> str:
        """Return what stands there."""
        return f"{self._title.text()} {self._text.text()}"

    def _draw(self) -> None:
        picture = self._icons.pixmap(self._icon, "muted", _ICON_SIZE, self.devicePixelRatioF())
        self._picture.setPixmap(picture)
