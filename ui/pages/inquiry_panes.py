"""The three panes of a trace beside or above each other, and what stands above each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from ui.theme import GRID

_BESIDE = 100
"""Signs; in less, the trace stands under the fiche."""
_LIST = 52
"""Signs of the list at the left."""
_LEAST_LINES = 20
"""Of a fiche above its trace; in a lower window the page scrolls."""


class Panes(QSplitter):
    """Lijst, fiche en spoor.

    Args:
        listed: The list.
        fiche: The fiche, or the parts of a figure.
        trace: The trace.
    """

    def __init__(
        self, listed: QWidget, fiche: QWidget, trace: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self, self._inner):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(GRID * 2)
            splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.addWidget(listed)
        self.addWidget(self._inner)
        self._inner.addWidget(fiche)
        self._inner.addWidget(trace)
        self._arranged_for = 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the trace where there is room for it."""
        super().resizeEvent(event)
        sign = self.fontMetrics().averageCharWidth()
        signs = self.width() // max(sign, 1)
        if signs != self._arranged_for:
            self._arranged_for = signs
            self._arrange(sign, is_wide=signs >= _BESIDE + _LIST)

    def _arrange(self, sign: int, *, is_wide: bool) -> None:
        listed = min(_LIST * sign + 4 * GRID, self.width() // 3)
        rest = self.width() - listed - self.handleWidth()
        self.setSizes([listed, rest])
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        self._inner.setOrientation(wanted)
        lines = 0 if is_wide else _LEAST_LINES
        self.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        room = rest if is_wide else self.height()
        self._inner.setSizes([room * 9 // 16, room * 7 // 16])


def headed(title: QLabel, body: QWidget) -> QWidget:
    """Return a pane: a title, and what it is about."""
    title.setProperty("role", "heading")
    pane = QWidget()
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID)
    layout.addWidget(title)
    layout.addWidget(body, 1)
    return pane
