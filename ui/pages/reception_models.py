"""The rows of the two tables of receptions: entiteiten or speerpunten, and the fiches of one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.pages.reception_words import (
    ONTVANGST,
    STAAT,
    Sign,
    day,
    handed_in,
    received,
    remark,
    waiting,
)
from vvdesk.number_words import counted
from vvdesk.project_counts import Counts
from vvdesk.reception import BoardRow, FicheStand, findings_of

Index = QModelIndex | QPersistentModelIndex
PAYLOAD = Qt.ItemDataRole.UserRole
"""What the delegate draws: a `Sign`, `Name`, `Share`, `Found`, or nothing but the text."""
_ROOT = QModelIndex()


class Share(NamedTuple):
    """A percentage, drawn as a bar with its figure."""

    percentage: int


class Found(NamedTuple):
    """Fouten and waarschuwingen, drawn with their signs."""

    fouten: int
    waarschuwingen: int


class Name(NamedTuple):
    """A project: its code, and its title less loud beside it."""

    code: str
    titel: str


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        head: What stands above it.
        sample: The longest text that must fit; empty for the column that takes the rest.
        text: What a row says in words.
        payload: What is drawn instead; None for the text itself.
    """

    head: str
    sample: str
    text: Callable[[Any], str]
    payload: Callable[[Any], object] | None = None


class RowsModel(QAbstractTableModel):
    """Rijen met kolommen waarvan elke zegt wat ze toont.

    Args:
        columns: From left to right; the first names the row.
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self._first = self.columns[0].head

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def name_first(self, head: str) -> None:
        """Name the first column."""
        self._first = head
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    def renew(self) -> None:
        """Tell that what is counted of the rows may be otherwise."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].head if section else self._first

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says in words, and what is drawn for it."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == PAYLOAD:
            return column.payload(row) if column.payload else None
        roles = Qt.ItemDataRole
        if role == roles.AccessibleTextRole and index.column() == 0:
            return self._sentence(row)
        if role in {roles.DisplayRole, roles.AccessibleTextRole}:
            return column.text(row)
        if role == roles.ToolTipRole:
            return column.text(row) or None
        return None

    def _sentence(self, row: Any) -> str:
        """Say a whole row, for who hears it instead of seeing it."""
        first, *rest = self.columns
        told = [f"{column.head.lower()} {text}" for column in rest if (text := column.text(row))]
        return ", ".join([first.text(row), *told])


def board_columns(counts: Mapping[str, Counts]) -> tuple[Column, ...]:
    """Return the columns of entiteiten and speerpunten; `counts` fills while the page is open."""

    def findings(row: BoardRow) -> Found | None:
        found = findings_of(row, counts)
        return Found(*found) if found else None

    return (
        Column("", "", _name),
        Column("Stand", _WIDEST_SIGN, lambda row: _sign(row).woord, _sign),
        Column("Tegen", "00/00/0000", lambda row: day(row.deadline)),
        Column("Laatst ontvangen", "00/00/0000 00:00 van Jan Janssens", received),
        Column("Ingediend", "000 van 000", _share_in_words),
        Column("Volledig", _WIDEST_BAR, lambda row: f"{row.tally.percentage} %", _complete),
        Column("Bevindingen", "00000000000", lambda row: in_words(findings(row)), findings),
        Column("Conflicten", "0000", lambda row: _number(row.tally.conflicts)),
        Column("Vragen", "0000", lambda row: _number(row.tally.vragen)),
    )


def fiche_columns(counts: Mapping[str, Counts]) -> tuple[Column, ...]:
    """Return the columns of fiches; `counts` fills while the page is open."""

    def findings(fiche: FicheStand) -> Found | None:
        each = counts.get(fiche.project)
        return Found(each.fouten, each.waarschuwingen) if each else None

    return (
        Column(
            "Fiche",
            "",
            lambda fiche: f"{fiche.project} {fiche.titel}",
            lambda fiche: Name(fiche.project, fiche.titel or "zonder titel"),
        ),
        Column("Staat", _WIDEST_SIGN, lambda fiche: STAAT[fiche.staat].woord, _staat),
        Column("Ingediend door", "Jan Janssens, 00/00/0000 00:00", handed_in),
        Column(
            "Volledig",
            _WIDEST_BAR,
            lambda fiche: f"{fiche.percentage} %",
            lambda fiche: Share(fiche.percentage),
        ),
        Column("Bevindingen", "00000000000", lambda fiche: in_words(findings(fiche)), findings),
        Column("Open", "1 conflict, 1 vraag", waiting),
        Column("Besluit", "Goedgekeurd door Jan Janssens op 00/00", remark),
    )


def in_words(found: Found | None) -> str:
    """Say what still has to be solved; empty while that is not counted."""
    if found is None:
        return ""
    told = []
    if found.fouten:
        told.append(counted(found.fouten, "fout", "fouten"))
    if found.waarschuwingen:
        told.append(counted(found.waarschuwingen, "waarschuwing", "waarschuwingen"))
    return ", ".join(told) or "geen"


_WIDEST_SIGN = "Deels ontvangen mmm"
_WIDEST_BAR = "100 % 100 %"


def _name(row: BoardRow) -> str:
    return f"{row.naam} ({row.kort})" if row.kort else row.naam


def _sign(row: BoardRow) -> Sign:
    return ONTVANGST[row.ontvangst]


def _staat(fiche: FicheStand) -> Sign:
    return STAAT[fiche.staat]


def _share_in_words(row: BoardRow) -> str:
    return f"{row.tally.handed_in} van {row.tally.fiches}"


def _complete(row: BoardRow) -> Share:
    return Share(row.tally.percentage)


def _number(count: int) -> str:
    return str(count) if count else "–"
