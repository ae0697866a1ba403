"""The rows of a plan as a table model: each is read from the plan when it is first painted."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.pages.conflicts_shown import EMPTY, Shown, written
from vvdesk.kinds import ChoiceLists
from vvdesk.merging import ChangeKind, MergePlan, PlanRow, PlanRows
from vvdesk.model import Keuze

SOORT, PROJECT, VELD, VERSTUURD, NU, ONTVANGEN, KEUZE, CEL = range(8)
HEADERS = (
    "Soort",
    "Project",
    "Veld",
    "Verstuurd",
    "Nu centraal",
    "Ontvangen",
    "Keuze",
    "Cel",
)
FIELD_KINDS = frozenset({ChangeKind.NIEUW, ChangeKind.GEWIJZIGD, ChangeKind.CONFLICT})
"""Kinds of rows whose path is that of a field."""
WORDS = {
    Keuze.CENTRAAL: "Nu centraal",
    Keuze.ONTVANGEN: "Ontvangen",
}
OPEN = "Nog te kiezen"
_LONGEST = 300
_MOST_KEPT = 2_000
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PlanRowsModel(QAbstractTableModel):
    """De regels van een plan, zo veel als het filter doorlaat.

    Args:
        lists: The choices of the meetmoment.
    """

    def __init__(self, lists: ChoiceLists, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists = lists
        self._plan: MergePlan | None = None
        self._rows: PlanRows | None = None
        self._count = 0
        self._kept: dict[int, PlanRow] = {}
        self._conflicts: list[int] | None = None

    def show_rows(self, plan: MergePlan | None, rows: PlanRows | None) -> None:
        """Show these rows of a plan; None for nothing."""
        self.beginResetModel()
        self._plan, self._rows = plan, rows
        self._count = 0 if rows is None else len(rows)
        self._kept, self._conflicts = {}, None
        self.endResetModel()

    def row_at(self, row: int) -> PlanRow:
        """Return one row; those looked at last are kept."""
        if row not in self._kept:
            if self._rows is None:
                raise IndexError(row)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[row] = self._rows[row]
        return self._kept[row]

    def shown_at(self, row: int) -> Shown:
        """Return one row as the pane under the table shows it."""
        return shown_of(self.row_at(row), self._file_name(row))

    def conflict_rows(self) -> list[int]:
        """Return which of the rows shown are conflicts, without reading their values."""
        if self._conflicts is None:
            kinds = (ChangeKind.CONFLICT,)
            self._conflicts = [] if self._rows is None else self._rows.positions(kinds)
        return self._conflicts

    def repaint_choices(self) -> None:
        """Show other choices; one choice may make a conflict of a later change."""
        self._kept, self._conflicts = {}, None
        if self._count:
            last = self.index(self._count - 1, KEUZE)
            self.dataChanged.emit(self.index(0, SOORT), last)

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, on one line."""
        found = self.row_at(row)
        if column == SOORT:
            return found.kind.label
        if column == PROJECT:
            return found.project
        if column == VELD:
            return found.label
        if column == KEUZE:
            return choice_text(found, self._lists)
        if column == CEL:
            return " ".join(part for part in (found.sheet, found.cell) if part)
        return self._value_text(found, column)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows the filter lets through."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADERS[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; for a screen reader the first cell tells the whole row."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == SOORT:
            return self._spoken(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == CEL:
            return f"{self._file_name(index.row())} › {self.text(index.row(), CEL)}"
        return None

    def _value_text(self, row: PlanRow, column: int) -> str:
        if column == VERSTUURD and not row.base_known and row.kind is ChangeKind.CONFLICT:
            return "niet bekend"
        value = {VERSTUURD: row.base, NU: row.central, ONTVANGEN: row.received}[column]
        if row.kind is ChangeKind.GEWEIGERD:
            text = row.message or "" if column == ONTVANGEN else ""
        elif row.kind in FIELD_KINDS:
            text = written(row.path, value, self._lists)
        else:
            text = "" if value is None else str(value)
        line = " ".join(text[: 2 * _LONGEST].split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

    def _file_name(self, row: int) -> str:
        if self._plan is None:
            return ""
        return self._plan.workbooks[self.row_at(row).workbook].path.name

    def _spoken(self, row: int) -> str:
        parts = [
            self.text(row, column)
            if column in {SOORT, PROJECT, VELD}
            else f"{HEADERS[column]}: {self.text(row, column)}"
            for column in range(len(HEADERS))
            if self.text(row, column)
        ]
        return ". ".join(parts)


def choice_text(row: PlanRow, lists: ChoiceLists) -> str:
    """Say what was chosen for a conflict; empty for other rows."""
    if row.kind is not ChangeKind.CONFLICT:
        return ""
    choice = row.choice
    if choice is None or choice.keuze is Keuze.OPEN:
        return OPEN
    if choice.keuze is Keuze.EIGEN:
        value = row.shown_after
        return f"Zelf: {' '.join(written(row.path, value, lists).split())[:_LONGEST]}"
    return WORDS[choice.keuze]


def shown_of(row: PlanRow, file_name: str) -> Shown:
    """Return a row of a plan as the pane with its values shows it."""
    is_field = row.kind in FIELD_KINDS
    place = " ".join(part for part in (row.sheet, row.cell) if part)
    return Shown(
        (row.workbook, row.project, row.path),
        row.project,
        row.entiteit or "",
        row.label or row.kind.label,
        row.path if is_field else "",
        row.base,
        row.central,
        row.received,
        row.base_known,
        " › ".join(part for part in (file_name, place) if part),
        row.kind is ChangeKind.CONFLICT,
        _message(row),
    )


def _message(row: PlanRow) -> str:
    """Tell in sentences what no field is, or what is special about one."""
    if row.kind in FIELD_KINDS or row.kind is ChangeKind.GEWEIGERD:
        return row.message or ""
    before = "" if row.central in {None, ""} else f"Nu: {row.central}\n"
    asked = "" if row.base in {None, ""} else f"Vraag: {row.base}\n"
    told = f"\n{row.message}" if row.message else ""
    return f"{asked}{before}Wordt: {row.received or EMPTY}{told}"
