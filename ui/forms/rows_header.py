"""Headers of a table whose labels wrap: Dutch labels are longer than their columns."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import GRID

_MOST_LINES = 3
_BESIDE = 2 * GRID + 2
"""Left and right of a label, and the line between two headers."""


class RowsHeader(QHeaderView):
    """De koppen boven de kolommen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(4 * GRID)

    def fit(self) -> None:
        """Take the height that the labels need at the widths of now."""
        self.headerDataChanged(self.orientation(), 0, self.count() - 1)
        self.updateGeometry()
        self.geometriesChanged.emit()

    def least_width(self, logical: int) -> int:
        """Return the width in which the longest word of a label is whole."""
        metrics = self._metrics()
        words = self._label(logical).split(" ")
        return max(metrics.horizontalAdvance(word) for word in words) + _BESIDE

    def sectionSizeFromContents(self, logical: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the section's width, and the height of its label in as many lines as it takes."""
        label, metrics = self._label(logical), self._metrics()
        width = max(self.sectionSize(logical) - _BESIDE, GRID)
        wrap = Qt.TextFlag.TextWordWrap
        box = metrics.boundingRect(0, 0, width, _MOST_LINES * metrics.height() * 2, wrap, label)
        height = min(box.height(), _MOST_LINES * metrics.lineSpacing())
        return QSize(self.sectionSize(logical), height + 2 * GRID)

    def _label(self, logical: int) -> str:
        return str(self.model().headerData(logical, self.orientation()) or "")

    def _metrics(self) -> QFontMetrics:
        """Return the measures of the labels' font; the style makes it bold only when it draws."""
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)
