"""A line with a shape, a colour and words: how good something is, or what is still to be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme


class ToldLine(QWidget):
    """Een zin met een vorm en een kleur ervoor.

    Args:
        icons: For the shape.
        theme: For the colour.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._icon, self._role = "info", "muted"
        self._picture, self._label = QLabel(), wrapped_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        theme.changed.connect(self._paint)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_text(self, text: str, icon: str = "info", role: str = "muted") -> None:
        """Say something; empty says nothing and takes no room.

        Args:
            text: In Dutch.
            icon: The shape.
            role: The colour of shape and words.
        """
        self._icon, self._role = icon, role
        self._label.setText(text)
        self.setVisible(bool(text))
        self._paint()

    def _paint(self) -> None:
        size, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._icon, self._role, size, ratio))
        self._label.setStyleSheet(f"color: {getattr(self._theme.colours, self._role)};")
