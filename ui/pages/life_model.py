"""The life of a mijlpaal as a table: a row per meetmoment, a column per field that tells most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.pages.compare_text import as_spoken
from vvdesk.compare.wording import Part, Segment
from vvdesk.mijlpaal_life import (
    Levensloop,
    Levensmoment,
    moved_words,
    present_words,
    reason_words,
    target_words,
    told_words,
)

Index = QModelIndex | QPersistentModelIndex
MOVED, STATUS, TARGET, TITLE, REASON, TOLD = 2, 3, 4, 5, 6, 7
HEADERS = (
    "Meetmoment",
    "Geplande timing",
    "Verschoven",
    "Status",
    "Streefwaarde",
    "Beoogde realisatie",
    "Reden en lot",
    "Opvolging",
)
_FIELDS = ("", "timing", "timing", "status", "streefwaarde", "titel", "reden", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    Attributes:
        segments: Its text, with the words that came and went; none when it did not change.
        code: Its reference code; empty for none.
        status: The key of a status, which is drawn as a chip; empty for none.
        is_changed: Whether it differs from the meetmoment before.
    """

    segments: tuple[Segment, ...]
    code: str
    status: str = ""
    is_changed: bool = False

    @property
    def text(self) -> str:
        """As it stands now, without what went."""
        return "".join(each.text for each in self.segments if each.part is not Part.DELETED)


class LifeModel(QAbstractTableModel):
    """De tabel onder de tijdlijn; each cell carries its `Cell`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[Cell]] = []

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the meetmomenten."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(  # noqa: N802 - Qt's name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, the cell itself, or what is said of it."""
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = f" {as_spoken(cell.segments)}" if cell.is_changed else ""
            return f"{HEADERS[index.column()]}: {cell.text or 'niet ingevuld'}.{spoken}"
        return None

    def show_life(self, life: Levensloop) -> None:
        """Show another mijlpaal."""
        self.beginResetModel()
        self._rows = [
            [_cell(moment, column) for column in range(len(HEADERS))] for moment in life.momenten
        ]
        self.endResetModel()


def _cell(moment: Levensmoment, column: int) -> Cell:
    if column == 0:
        return Cell(_plain(moment.meetmoment), moment.code)
    if not moment.is_aanwezig:
        return Cell(_plain(present_words(moment) if column == 1 else ""), moment.code)
    field = moment.waarde(_FIELDS[column])
    text = _TEXTS[column](moment)
    if field is None:
        return Cell(_plain(text), moment.code)
    status = moment.status if column == STATUS else ""
    is_changed = field.is_gewijzigd and column not in {MOVED, REASON}
    shows_words = column == TITLE and field.verschil
    return Cell(field.verschil if shows_words else _plain(text), field.code, status, is_changed)


def _plain(text: str) -> tuple[Segment, ...]:
    return (Segment(Part.EQUAL, text),) if text else ()


_TEXTS: Final[tuple[Callable[[Levensmoment], str], ...]] = (
    lambda moment: moment.meetmoment,
    lambda moment: moment.tekst("timing"),
    moved_words,
    lambda moment: moment.tekst("status"),
    target_words,
    lambda moment: moment.tekst("titel"),
    reason_words,
    told_words,
)
