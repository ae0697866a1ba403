"""The rows of a list of reference data as a table; what is refused stays, in red."""

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
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_grid import Width
from ui.theme import Theme
from vvdesk.meetmoment_lists import Lijst, Veld
from vvdesk.meetmoment_settings import Regel, read_list
from vvdesk.settled_values import Soort

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTHS = {
    Soort.REGEL: Width(18, 2),
    Soort.REGELS: Width(24, 3),
    Soort.DAG: Width(12),
    Soort.RANG: Width(6),
    Soort.WAARDE: Width(10),
}
_FIXED = {"naam": Width(34, 3), "uitleg": Width(50, 5), "eenheid": Width(16, 1)}


class ListModel(QAbstractTableModel):
    """Eén lijst van het meetmoment.

    Signals:
        refused(str): What somebody typed cannot stand there; empty when that is over.

    Args:
        lijst: What it shows.
        settling: Changes it.
        icons: For the shape of a refusal.
        theme: For its colour.
    """

    refused = Signal(str)

    def __init__(
        self,
        lijst: Lijst,
        settling: Settling,
        icons: Icons,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lijst, self._settling, self._icons, self._theme = lijst, settling, icons, theme
        self.rows: list[Regel] = []
        self.is_locked = True
        self._wrong: dict[tuple[str, str], tuple[str, str]] = {}

    def reload(self) -> None:
        """Read the list again; what was refused stays where its row does."""
        desk = self._settling.live.desk
        self.beginResetModel()
        self.rows = read_list(desk.workspace, self._settling.moment.naam, self._lijst)
        self.is_locked = bool(self._settling.locked)
        keys = set() if self.is_locked else {row.sleutel for row in self.rows}
        self._wrong = {where: what for where, what in self._wrong.items() if where[0] in keys}
        self.endResetModel()

    def widths(self) -> list[Width]:
        """Return how wide each column is."""
        fixed = [_FIXED.get(column, Width(12)) for _head, column in self._lijst.vast]
        return [*fixed, *(_WIDTHS.get(veld.soort, Width()) for veld in self._lijst.velden)]

    def hint(self, index: Index) -> str:
        """Return what stands under the table for a cell: its refusal, else what it is for."""
        if not index.isValid():
            return ""
        veld, columns = self._veld(index), [column for _head, column in self._lijst.vast]
        if veld is not None and veld.hint:
            return f"{veld.label} – {veld.hint[0].lower()}{veld.hint[1:]}"
        return self.rows[index.row()].vast[0] if "uitleg" in columns else ""

    def problem(self, index: Index) -> str:
        """Return why what was typed in a cell cannot stand there; empty when it can."""
        return self._found_wrong(index)[1] if index.isValid() else ""

    def take_back(self, index: Index) -> None:
        """Let the stored value stand again in a cell where something was refused."""
        if (veld := self._veld(index)) is not None:
            self._wrong.pop((self.rows[index.row()].sleutel, veld.naam), None)
            self.dataChanged.emit(index, index)
            self.refused.emit("")

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return len(self._lijst.vast) + len(self._lijst.velden)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = [head for head, _column in self._lijst.vast]
        return [*heads, *(veld.label for veld in self._lijst.velden)][section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        veld = self._veld(index)
        if veld is None or self.is_locked:
            return flags
        more = Qt.ItemFlag.ItemIsUserCheckable if veld.is_tick else Qt.ItemFlag.ItemIsEditable
        return flags | more

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell: its text or tick; of a refused one what was typed, in red."""
        veld, value = self._veld(index), self._value(index)
        if veld is not None and veld.is_tick:
            return _tick(role, self._name(index, veld), is_on=bool(value))
        text, problem = self._found_wrong(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text if problem else value
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or value
        return self._looks_wrong(problem, role) if problem else None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Store what was typed or ticked; keep it to see when it was refused."""
        if (veld := self._veld(index)) is None or self.is_locked:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            text = "ja" if Qt.CheckState(value) is Qt.CheckState.Checked else "nee"
        elif role == Qt.ItemDataRole.EditRole:
            text = str(value)
        else:
            return False
        row = self.rows[index.row()]
        problem = self._settling.change(self._lijst, row.sleutel, veld.naam, text)
        where = (row.sleutel, veld.naam)
        self._wrong.pop(where, None)
        if problem:
            self._wrong[where] = (text, problem)
        else:
            self._read_row(index.row())
        self.dataChanged.emit(index, index)
        self.refused.emit(problem)
        return not problem

    def _looks_wrong(self, problem: str, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return problem
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("fout")
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.get("circle-x", "fout")
        return None

    def _read_row(self, at: int) -> None:
        desk, key = self._settling.live.desk, self.rows[at].sleutel
        for row in read_list(desk.workspace, self._settling.moment.naam, self._lijst):
            if row.sleutel == key:
                self.rows[at] = row

    def _veld(self, index: Index) -> Veld | None:
        at = index.column() - len(self._lijst.vast)
        return self._lijst.velden[at] if index.isValid() and at >= 0 else None

    def _value(self, index: Index) -> str | bool:
        row, at = self.rows[index.row()], index.column() - len(self._lijst.vast)
        return row.waarden[at] if at >= 0 else row.vast[index.column()]

    def _found_wrong(self, index: Index) -> tuple[str, str]:
        veld = self._veld(index)
        if veld is None:
            return "", ""
        return self._wrong.get((self.rows[index.row()].sleutel, veld.naam), ("", ""))

    def _name(self, index: Index, veld: Veld) -> str:
        return f"{self.rows[index.row()].naam}, {veld.label}"


def _tick(role: int, name: str, *, is_on: bool) -> Any:
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{name}: {'ja' if is_on else 'nee'}"
    return None
