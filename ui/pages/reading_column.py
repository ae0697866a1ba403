"""A page's content in one column that is never wider than reads well, whatever the text's size."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import GRID

_WIDEST = 150
"""Average signs."""


class ReadingColumn(QWidget):
    """Eén kolom, links op de pagina.

    Attributes:
        column: The layout to fill.

    Args:
        widest: In average signs of the present font.
    """

    def __init__(self, widest: int = _WIDEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widest = widest
        self._inside = QWidget()
        self._inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._inside, 1)
        layout.addStretch(0)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(self._widest * self.fontMetrics().averageCharWidth())
