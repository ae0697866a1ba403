"""What the page for merging says before there is a batch."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme

_ICON = 40
_TEXT = (
    "Sleep de werkboeken (.xlsx) en dossiers (.vvd) die je ontving hierheen, zoveel je wilt "
    "tegelijk. Je ziet eerst wat er zou wijzigen; er verandert niets voor je het plan verwerkt."
)


class NoBatch(QWidget):
    """Nog geen inzendingen: wat hier hoort, en hoe je begint.

    Args:
        icons: For the picture.
        theme: For its colour.

    Attributes:
        choose: The button that begins.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._picture = QLabel()
        self.choose = QPushButton(icons.get("file-plus", "on_brand"), "Inzendingen toevoegen…")
        self.choose.setProperty("role", "primary")
        heading = wrapped_label("Nog geen inzendingen in deze stapel.", "heading")
        text = wrapped_label(_TEXT)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("file-input", "muted", _ICON, ratio))
