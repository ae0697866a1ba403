"""What asks for attention, as a list that leads to the field where it is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.charts.text import in_dutch
from vvdesk.dashboard.parts import Aandacht

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    "Projectstatus": "circle-alert",
    "Datum voorbij": "calendar-x-2",
    "Vaak verschoven": "calendar-clock",
    "Geen middelen": "coins",
}
_MOST_ROWS = 9
"""Rows in sight before the list scrolls."""


class AttentionModel(QAbstractListModel):
    """Wat aandacht vraagt, een regel per geval."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.found: tuple[Aandacht, ...] = ()

    def show_found(self, found: Sequence[Aandacht]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.found = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a line, and the picture of its kind."""
        each = self.found[index.row()]
        text = f"{each.project}  {each.text}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{each.soort}: {text}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.get(_ICONS.get(each.soort, "circle-alert"), "waarschuwing")
        return None


class _Lines(QListView):
    """Opens a line at one click, or at Enter.

    Signals:
        opened(QModelIndex): The line.
    """

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Vraagt aandacht")
        self.setUniformItemSizes(True)
        self.setSpacing(GRID // 4)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.opened)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for some rows."""
        rows = min(max(self.model().rowCount(), 1), _MOST_ROWS)
        line = max(self.sizeHintForRow(0), self.fontMetrics().height()) + GRID // 2
        return QSize(32 * GRID, rows * line + GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep a few rows in sight."""
        return QSize(24 * GRID, min(self.sizeHint().height(), 14 * GRID))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show which line is at hand to who comes with the keyboard."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the line at hand with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class AttentionCard(QFrame):
    """Wat je eerst bekijkt.

    Signals:
        fiche_requested(str, str): A line was opened: project and path.

    Args:
        icons: For the kinds.
    """

    fiche_requested = Signal(str, str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._none = wrapped_label("Niets dat nu aandacht vraagt.", "hint")
        self.model = AttentionModel(icons)
        self.lines = _Lines()
        self.lines.setModel(self.model)
        self.lines.opened.connect(self._on_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 3 * GRID // 2, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._title)
        layout.addWidget(self._none)
        layout.addWidget(self.lines, 1)

    def show_found(self, found: Sequence[Aandacht]) -> None:
        """Show other lines."""
        self.model.show_found(found)
        count = f" ({in_dutch(len(found))})" if found else ""
        self._title.setText(f"Vraagt aandacht{count}")
        self._none.setVisible(not found)
        self.lines.setVisible(bool(found))
        if found:
            first, no_selection = self.model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            self.lines.selectionModel().setCurrentIndex(first, no_selection)
            side = self.lines.fontMetrics().height()
            self.lines.setIconSize(QSize(side, side))
        self.lines.updateGeometry()

    def _on_opened(self, index: QModelIndex) -> None:
        each = self.model.found[index.row()]
        self.fiche_requested.emit(each.project, each.path)
