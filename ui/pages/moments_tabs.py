"""The tabs of a comparison, each of which scrolls by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.pages.least_scrolled import least_scrolled
from ui.pages.reception_part import ReceptionPart

_LEAST_LINES = 26
"""Of text, with the tabs; in a lower window the page scrolls."""


class MomentsTabs(QTabWidget):
    """Wat er verschilt, op tabbladen; leeg, tot er voor het eerst naar gekeken wordt.

    Args:
        names: What each tab is called.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: list[ReceptionPart] = []
        self.setDocumentMode(True)
        for named in (self, self.tabBar()):
            named.setAccessibleName("Wat er verschilt")
        for name in names:
            self._add(name)

    def room(self, place: int) -> ReceptionPart:
        """Return where what a tab shows must be made.

        What is made elsewhere and put here afterwards is styled again at every step on the way.
        """
        return self._rooms[place]

    def fill(self, place: int, part: QWidget) -> None:
        """Show something on a tab."""
        layout = self._rooms[place].layout()
        if layout is not None:
            layout.addWidget(part)
            part.show()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough to work in, and not for all that a tab could use."""
        height = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return QSize(super().minimumSizeHint().width(), height)

    def _add(self, name: str) -> None:
        room = ReceptionPart()
        QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
        self._rooms.append(room)
        self.addTab(least_scrolled(room), name)
