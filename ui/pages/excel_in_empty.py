"""What the page for reading a workbook says before one is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme

_ICON = 40
_TEXT = (
    "Kies het werkboek dat je in Excel ingevuld hebt. Je ziet eerst wat er zou wijzigen; er "
    "verandert niets voor je op “Overnemen” drukt."
)


class NoWorkbook(QWidget):
    """Nog geen werkboek: wat hier hoort, en hoe je begint.

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
        self.choose = QPushButton(icons.get("folder-open"), "Werkboek kiezen…")
        text = wrapped_label(_TEXT)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(text)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("file-input", "muted", _ICON, ratio))
