"""The entiteiten to hand out to, as a table: a tick, what they get, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.icons import Icons
from ui.pages.uitvraag_grid import Width
from vvdesk.uitvraag import HandedOut, Ontvanger
from vvdesk.values import dag_to_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = ("Mee", "Entiteit", "Projecten", "Open vragen", "Indienen tegen", "Uitgedeeld")
WIDTHS = (Width(), Width(34, 3), Width(), Width(), Width(12), Width(34, 3))
_RESULT = len(_HEADS) - 1


class OntvangersModel(QAbstractTableModel):
    """Entiteiten met een vinkje.

    Signals:
        ticked(): Others go along.

    Args:
        icons: For the shape of what became of it.
    """

    ticked = Signal()

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.rows: tuple[Ontvanger, ...] = ()
        self._left_out: set[str] = set()
        self._results: dict[str, HandedOut] = {}
        self.is_locked = True

    def show_rows(self, rows: Sequence[Ontvanger], *, is_locked: bool) -> None:
        """Show to whom can be handed out; ticks and results stay."""
        self.beginResetModel()
        self.rows, self.is_locked = tuple(rows), is_locked
        self.endResetModel()
        self.ticked.emit()

    def show_results(self, results: Mapping[str, HandedOut]) -> None:
        """Show what became of each."""
        self._results = dict(results)
        if self.rows:
            last = self.index(len(self.rows) - 1, _RESULT)
            self.dataChanged.emit(self.index(0, _RESULT), last)

    def chosen(self) -> list[str]:
        """Return the entiteiten with a tick."""
        return [each.entiteit for each in self.rows if each.entiteit not in self._left_out]

    def tick_all(self, *, on: bool) -> None:
        """Let all of them go along, or none."""
        self._left_out = set() if on else {each.entiteit for each in self.rows}
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticked.emit()

    def result(self, row: int) -> HandedOut | None:
        """Return what became of the entiteit in a row; None for nothing yet."""
        in_range = 0 <= row < len(self.rows)
        return self._results.get(self.rows[row].entiteit) if in_range else None

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many entiteiten there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return len(_HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _HEADS[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() or self.is_locked:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        each = self.rows[index.row()]
        if index.column() == 0:
            goes = each.entiteit not in self._left_out
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if goes else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{each.entiteit}: {'gaat' if goes else 'gaat niet'} mee"
            return None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _RESULT:
            return self._picture(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            deadline = dag_to_text(each.deadline) if each.deadline else "geen deadline"
            count, asked = str(len(each.projects)), str(each.questions) if each.questions else ""
            return (each.entiteit, count, asked, deadline, self._told(index.row()))[
                index.column() - 1
            ]
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Let an entiteit go along or not."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column():
            return False
        entiteit = self.rows[index.row()].entiteit
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left_out.discard(entiteit)
        else:
            self._left_out.add(entiteit)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _told(self, row: int) -> str:
        result, each = self.result(row), self.rows[row]
        if result is None:
            return f"eerder, op {_day(each.handed_out)}" if each.handed_out else ""
        return result.problem or (result.path.name if result.path else "")

    def _picture(self, row: int) -> Any:
        if (result := self.result(row)) is None:
            return None
        if result.path is None:
            return self._icons.get("circle-x", "fout")
        if result.problem:
            return self._icons.get("triangle-alert", "waarschuwing")
        return self._icons.get("circle-check", "good")


def _day(moment: str) -> str:
    """Write the day of a moment of the audit trail."""
    return "/".join(reversed(moment[:10].split("-")))
