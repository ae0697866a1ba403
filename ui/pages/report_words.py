"""What stands in the place of pages: why there are none, or what comes out instead of pages."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.notices import Offer
from ui.pages.compare_empty import NothingToCompare
from ui.theme import GRID, Theme


class ReportWords(QWidget):
    """Woorden in plaats van bladzijden.

    Args:
        icons: For the picture.
        theme: For its colour.

    Attributes:
        act: The one thing that can be done; hidden when there is none.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = NothingToCompare(icons, theme)
        self.act = QPushButton()
        self._do: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 4 * GRID)
        column.addWidget(self._told, 1)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.act.clicked.connect(self._on_act)
        self.act.hide()

    def tell(self, icon: str, title: str, text: str, offer: Offer | None = None) -> None:
        """Say it, with what can be done about it."""
        self._told.tell(icon, title, text)
        self.setAccessibleName(f"{title} {text}")
        self.act.setVisible(offer is not None)
        self._do = offer.act if offer else None
        if offer:
            self.act.setText(offer.label)

    def said(self) -> str:
        """Return what stands there."""
        return self._told.said()

    def _on_act(self) -> None:
        if self._do is not None:
            self._do()
