"""The differences between two meetmomenten, as Qt's views take them."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from vvdesk.moments_compared.parts import LABELS, Verschil

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADERS: Final = ("Wat", "Waar", "Waarover", "Was", "Is", "Verschil")
_LONGEST: Final = 300
"""Signs of a text that a row shows; the whole stands below the list."""


class MomentsModel(QAbstractTableModel):
    """De verschillen, rij voor rij."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Verschil] = ()

    def show_rows(self, rows: Sequence[Verschil]) -> None:
        """List these differences."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def at(self, row: int) -> Verschil | None:
        """Return the difference on a row; None for no row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Count the differences."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return len(HEADERS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; for a screen reader, the first of a row says the whole row."""
        each = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(each, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _cell(each, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(each) if index.column() == 0 else _cell(each, index.column())
        return None


def about(each: Verschil) -> str:
    """Return what a difference is about: the mijlpaal or else the project, and the field."""
    of = each.onderwerp or each.titel
    return f"{each.veld}: {of}" if each.veld else of


def spoken(each: Verschil) -> str:
    """Return a difference in one sentence."""
    told = f"{LABELS[each.soort]}: {each.mijlpaal or each.project}, {_line(about(each))}."
    if each.was or each.nu:
        told += f" Was {_line(each.was) or 'leeg'}, is {_line(each.nu) or 'leeg'}."
    return f"{told} {each.maat}." if each.maat else told


def _cell(each: Verschil, column: int) -> str:
    cells = (
        LABELS[each.soort],
        each.mijlpaal or each.project,
        about(each),
        each.was,
        each.nu,
        each.maat,
    )
    return _line(cells[column])


def _line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
