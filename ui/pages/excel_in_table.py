"""What reading a workbook back would do, as tables: conflicts, changes, and what was not taken."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.theme import GRID
from vvdesk.model import Keuze
from vvdesk.workbook_intake import IntakeLine

Index = QModelIndex | QPersistentModelIndex
Column = tuple[str, Callable[[IntakeLine], str]]
"""Heading, and the text of a line."""
_LEAST_ROWS, _LEAST_LINES = 3, 6
_LONGEST = 160
_CHOSEN = {
    Keuze.OPEN: "Nog te kiezen",
    Keuze.CENTRAAL: "Nu houden",
    Keuze.ONTVANGEN: "Ontvangen nemen",
}
_ROOT = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Regels van een plan, met bij elk conflict de keuze.

    Signals:
        chosen(): Something was chosen for a conflict.

    Args:
        columns: What is told of each line.
        icons: Of what was chosen; None when there is nothing to choose.
    """

    chosen = Signal()

    def __init__(
        self, columns: Sequence[Column], icons: Icons | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._icons = tuple(columns), icons
        self.lines: tuple[IntakeLine, ...] = ()
        self.choices: dict[tuple[str, str], Keuze] = {}

    def show_lines(self, lines: Sequence[IntakeLine]) -> None:
        """Show other lines; nothing is chosen yet."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.choices = {}
        self.endResetModel()
        self.chosen.emit()

    def choose(self, rows: Sequence[int], keuze: Keuze) -> None:
        """Choose the same for some lines."""
        for row in rows:
            line = self.lines[row]
            self.choices[line.project, line.path] = keuze
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(0, last), self.index(len(self.lines) - 1, last))
        self.chosen.emit()

    def open_count(self) -> int:
        """Count the lines without a choice."""
        if self._icons is None:
            return 0
        return sum((line.project, line.path) not in self.choices for line in self.lines)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return len(self._columns) + (self._icons is not None)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section][0] if section < len(self._columns) else "Keuze"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, on one line; and the shape of a choice."""
        line = self.lines[index.row()]
        if index.column() < len(self._columns):
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            text = " ".join(self._columns[index.column()][1](line).split())
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        keuze = self.choices.get((line.project, line.path), Keuze.OPEN)
        if role == Qt.ItemDataRole.DisplayRole:
            return _CHOSEN[keuze]
        if role == Qt.ItemDataRole.DecorationRole and self._icons is not None:
            is_open = keuze is Keuze.OPEN
            return self._icons.get(
                "circle-alert" if is_open else "circle-check", "waarschuwing" if is_open else "good"
            )
        return None

    def full_text(self, row: int) -> str:
        """Return all that is told of a line, uncut."""
        line = self.lines[row]
        parts = [(head, text(line)) for head, text in self._columns]
        return "\n".join(f"{head}: {text}" for head, text in parts if text)


class LinesTable(QWidget):
    """Een tabel met regels, en de gekozen regel voluit eronder.

    Args:
        model: The lines.
        name: What the table is called, for a screen reader.
        wide: Columns that share the room that is left.
    """

    def __init__(
        self, model: LinesModel, name: str, wide: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.view = QTableView()
        self.view.setModel(model)
        self.view.setAccessibleName(name)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().hide()
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(model.columnCount()):
            stretch = QHeaderView.ResizeMode.Stretch
            fitted = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, stretch if column in wide else fitted)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("De gekozen regel voluit")
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.view)
        splitter.addWidget(self.whole)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.addWidget(splitter)
        # It takes the room that is left; its own wish would push the buttons under it out of sight.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        model.modelReset.connect(self._on_reset)
        self._fit()

    def selected(self) -> list[int]:
        """Return the rows that are selected."""
        return sorted({index.row() for index in self.view.selectionModel().selectedRows()})

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the rows grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "view"):
            self._fit()

    def _fit(self) -> None:
        """Give all rows one height: measuring each takes too long where there are thousands."""
        line = self.fontMetrics().height()
        self.view.verticalHeader().setDefaultSectionSize(line + 2 * GRID)
        self.view.setMinimumHeight(_LEAST_ROWS * (line + 2 * GRID))
        self.whole.setMinimumHeight(_LEAST_LINES * line + 2 * GRID)
        self.setMinimumHeight(self.view.minimumHeight() + self.whole.minimumHeight() + 3 * GRID)

    def _on_reset(self) -> None:
        self.whole.clear()
        if self.model.lines:
            self.view.selectRow(0)

    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.whole.setPlainText(self.model.full_text(index.row()) if index.isValid() else "")
