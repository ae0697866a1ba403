"""The tabs of a comparison, each of which scrolls by itself."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.pages.least_scrolled import least_scrolled
from ui.pages.reception_part import ReceptionPart

_LEAST_LINES = 26
"""Of text, with the tabs; in a lower window the page scrolls."""


class MomentsTabs(QTabWidget):
    """Wat er verschilt, op tabbladen.

    Args:
        pages: What each tab is called, and what it shows.
    """

    def __init__(self, pages: dict[str, ReceptionPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        for named in (self, self.tabBar()):
            named.setAccessibleName("Wat er verschilt")
        for name, page in pages.items():
            self.addTab(least_scrolled(page), name)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough to work in, and not for all that a tab could use."""
        height = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return QSize(super().minimumSizeHint().width(), height)
