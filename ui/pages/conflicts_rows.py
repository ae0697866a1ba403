"""The conflicts of all imports as a table model: what waits, or what was decided."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.icons import Icons
from ui.pages.conflicts_shown import Shown, written
from vvdesk.day_words import moment_in_words
from vvdesk.kinds import ChoiceLists, JsonValue
from vvdesk.merging import LedgerRow
from vvdesk.model import Keuze

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LONGEST = 200
KEUZEN = {
    Keuze.OPEN: "Open",
    Keuze.CENTRAAL: "Centraal gehouden",
    Keuze.ONTVANGEN: "Ontvangen genomen",
    Keuze.EIGEN: "Eigen waarde",
    Keuze.VERVALLEN: "Vervallen",
}
"""What was decided, in words."""


class LedgerModel(QAbstractTableModel):
    """De conflicten van alle inzendingen, open of beslist.

    Args:
        lists: The choices of the meetmoment.
        icons: For open and decided.
    """

    def __init__(self, lists: ChoiceLists, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists, self._icons = lists, icons
        self.rows: tuple[LedgerRow, ...] = ()
        self._is_open = True
        opened: tuple[tuple[str, Callable[[LedgerRow], str]], ...] = (
            ("Project", lambda row: row.project),
            ("Veld", lambda row: row.label),
            ("Nu centraal", lambda row: self._value(row, row.present)),
            ("Ontvangen", lambda row: self._value(row, row.received)),
            ("Entiteit", lambda row: row.entiteit or ""),
            ("Uit", source),
            ("Sinds", lambda row: moment_of(row.ontvangen_op)),
        )
        decided: tuple[tuple[str, Callable[[LedgerRow], str]], ...] = (
            ("Project", lambda row: row.project),
            ("Veld", lambda row: row.label),
            ("Besluit", lambda row: KEUZEN[row.keuze]),
            ("Gekozen waarde", lambda row: self._value(row, row.gekozen)),
            ("Nota", lambda row: row.nota or ""),
            ("Door", lambda row: row.beslist_door or ""),
            ("Wanneer", lambda row: moment_of(row.beslist_op)),
        )
        self._columns = {True: opened, False: decided}

    def show_rows(self, rows: Sequence[LedgerRow], *, is_open: bool) -> None:
        """Show other conflicts."""
        self.beginResetModel()
        self.rows, self._is_open = tuple(rows), is_open
        self.endResetModel()

    def id_at(self, row: int) -> int | None:
        """Return which conflict stands in a row; None for no row."""
        return self.rows[row].id if 0 <= row < len(self.rows) else None

    def row_of(self, conflict: int | None) -> int:
        """Return the row of a conflict; -1 when it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.id == conflict), -1)

    def shown_at(self, row: int) -> Shown:
        """Return one conflict as the pane with its values shows it."""
        found = self.rows[row]
        was = ""
        if self._is_open and found.present != found.central:
            text = written(found.path, found.central, self._lists)
            was = f"Bij het inlezen stond er centraal: {' '.join(text.split())[:_LONGEST]}."
        if not self._is_open:
            was = self._told(found)
        return Shown(
            found.id,
            found.project,
            found.entiteit or "",
            found.label,
            found.path,
            found.base,
            found.present if self._is_open else found.central,
            found.received,
            source=f"{source(found)}\n{moment_of(found.ontvangen_op)}".strip(),
            is_conflict=self._is_open,
            message=was,
            current_name="Nu centraal" if self._is_open else "Stond centraal",
        )

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many conflicts there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return 0 if parent.isValid() else len(self._columns[self._is_open])

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[self._is_open][section][0]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell on one line; the first one has a shape."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            if self._is_open:
                return self._icons.get("triangle-alert", "waarschuwing")
            return self._icons.get("circle-check", "good")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ". ".join(
                f"{head}: {self._text(index.row(), column)}"
                for column, (head, _text) in enumerate(self._columns[self._is_open])
            )
        return None

    def _text(self, row: int, column: int) -> str:
        text = " ".join(self._columns[self._is_open][column][1](self.rows[row]).split())
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _value(self, row: LedgerRow, value: JsonValue) -> str:
        return written(row.path, value, self._lists)

    def _told(self, row: LedgerRow) -> str:
        who = f" door {row.beslist_door}" if row.beslist_door else ""
        nota = f"\nNota: {row.nota}" if row.nota else ""
        value = self._value(row, row.gekozen)
        return f"{KEUZEN[row.keuze]}{who}, {moment_of(row.beslist_op)}: {value}{nota}"


def source(row: LedgerRow) -> str:
    """Return where the received value stands: file, sheet and cell."""
    place = " ".join(part for part in (row.sheet, row.cell) if part)
    return " › ".join(part for part in (row.bestand, place) if part)


def moment_of(text: str | None) -> str:
    """Return a stored moment as people say it; the empty text for none."""
    if not text:
        return ""
    return moment_in_words(datetime.fromisoformat(text), datetime.now().astimezone())


def holds(row: LedgerRow, words: str, lists: ChoiceLists) -> bool:
    """Tell whether a conflict has these words somewhere."""
    values = (written(row.path, each, lists) for each in (row.present, row.received))
    told = (row.project, row.label, row.entiteit or "", source(row), row.nota or "", *values)
    text = " ".join(told).casefold()
    return all(word in text for word in words.casefold().split())
