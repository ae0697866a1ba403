"""A table of the uitvraag: rows of one height, columns that share the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.icons import Icons
from ui.pages.uitvraag_cells import Cells, turn
from ui.theme import GRID, Theme

_LEAST_ROWS = 3
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True)
class Width:
    """How wide a column is.

    Attributes:
        signs: At least so many average signs; 0 for as many as its heading has.
        share: Of the room that is left; 0 for none.
    """

    signs: int = 0
    share: int = 0


class Grid(QTableView):
    """Een tabel die je met het toetsenbord leest en invult; Enter vult de cel in.

    Args:
        model: The rows.
        name: What it is called, for a screen reader.
        widths: Of each column.
        icons: For ticks.
        theme: For colours.
        by_row: A whole row is at hand, not one cell.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        widths: Sequence[Width],
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        by_row: bool = False,
    ) -> None:
        super().__init__(parent)
        self._widths, self._by_row = tuple(widths), by_row
        self.setItemDelegate(Cells(icons, theme, self))
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if by_row:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for no more than is needed: it grows into the room there is, and scrolls."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def select_first(self, column: int = 0) -> None:
        """Put the keyboard's cell at the start of a column when it is nowhere."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter begin to fill in, and Space or Enter turn a tick."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        if index.isValid() and self.state() is not _EDITING and key in _ENTER | {Qt.Key.Key_Space}:
            if key in _ENTER and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
                return
            if turn(self.model(), index.siblingAtColumn(0) if self._by_row else index):
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_widths"):
            self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
        self._share()

    def _share(self) -> None:
        """Give each column what it needs; what is left goes to those that want more."""
        header, sign = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        needed = [
            max(width.signs * sign + 2 * GRID, header.sectionSizeHint(column) + GRID)
            for column, width in enumerate(self._widths)
        ]
        left = max(self.viewport().width() - sum(needed), 0)
        shares = sum(width.share for width in self._widths) or 1
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, needed[column] + left * width.share // shares)


_EDITING = QAbstractItemView.State.EditingState
