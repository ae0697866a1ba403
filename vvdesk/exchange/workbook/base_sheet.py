"""The hidden sheet `_basis`: what the sender was given, so that a merge can see who changed what.

One row per row id, in both directions here:

====== ============================================================================
A      row id: `VV015` for the fiche, `VV015-M01`, `VV015-A01`
B      project code
C      number of cells that hold the base; 0 when no base is known for this row
D …    the base in that many cells, then what was written, in the cells after them
====== ============================================================================

*Base* is a JSON object of field (`titel`, `financiering.vak`, `timing`) to value as in a dump; a
field that is empty is left out, so an empty object means: everything was empty.
*Written* is a JSON object of the rich texts whose exact form cannot be had from cell or base: those
that do not come out of their cell as they went in, and those that differ from their base. An
untouched cell thus always reads back to exactly the value that was written.
Both are ASCII, cut into pieces of at most 32.000 characters; joined they are one JSON text.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from vvdesk.errors import Refused
from vvdesk.exchange.reader.model import Sheet
from vvdesk.exchange.rich_cells import StyledText, from_cell, to_cell
from vvdesk.exchange.workbook.cells import is_exact, reads_back
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.rows import Row, row_name
from vvdesk.exchange.workbook.sheets import CODE, Blad
from vvdesk.kinds import OPMAAK, JsonValue

BASE_SHEET: Final = "_basis"
_HEADER: Final = ("rij", "project", "cellen", "waarden")
_ID, _PROJECT, _COUNT, _FIRST = 1, 2, 3, 4
_PIECE = 32_000
_MOST_PIECES = 400

Bases = Mapping[str, Mapping[str, JsonValue]]
"""Row id to field to value as in a dump; a row id that is absent has no known base."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the workbook remembers of one row.

    Attributes:
        project: Code of the project.
        base: Field to the value that was handed out; a field that is absent was empty. None when
            the workbook knows no base for this row.
        written: Field to the rich text that was written in the cell, in its exact form; only where
            neither cell nor base tells it.
    """

    project: str
    base: Mapping[str, JsonValue] | None
    written: Mapping[str, JsonValue] = field(default_factory=dict)

    def written_value(self, name: str) -> JsonValue:
        """Return the exact value that an untouched cell of field `name` stands for.

        None when that is not remembered: then the cell itself tells it exactly, or was empty.
        """
        return self.written[name] if name in self.written else (self.base or {}).get(name)

    def rich_value(self, name: str, runs: Sequence[StyledText]) -> str | None:
        """Return the rich text that a cell stands for; exact when nobody touched the cell.

        Args:
            name: Field, as in `base`.
            runs: What the cell holds now.
        """
        found = from_cell(runs)
        remembered = self.written_value(name)
        if isinstance(remembered, str) and from_cell(to_cell(remembered)) == found:
            return remembered
        return found or None


class BaseSheet:
    """Collects the rows of `_basis` and writes them.

    Args:
        page: The sheet, still empty.
        bases: What is known of earlier values; None for nothing.
    """

    def __init__(self, page: Page, bases: Bases | None) -> None:
        self._page = page
        self._bases = bases or {}
        self._row = 1
        for at, text in enumerate(_HEADER):
            page.text(0, at, text, page.house.bold)

    def add(self, blad: Blad, row: Row) -> None:
        """Write what has to be remembered of one row."""
        row_id, project = row_name(row), str(row[CODE])
        base = self._bases.get(row_id)
        pieces = [] if base is None else _pieces(_compact(base))
        written = _written(blad, row, base)
        self._page.text(self._row, 0, row_id, self._page.house.font)
        self._page.text(self._row, 1, project, self._page.house.font)
        self._page.number(self._row, 2, len(pieces), self._page.house.font)
        for at, piece in enumerate([*pieces, *(_pieces(written) if written else [])]):
            self._page.text(self._row, _FIRST - 1 + at, piece, self._page.house.font)
        self._row += 1


def parse_base(sheet: Sheet) -> dict[str, Basis]:
    """Read the sheet back.

    Returns:
        Row id to what is remembered of it, in the order of the sheet.

    Raises:
        Refused: The sheet is damaged, or has a row id twice.
    """
    found: dict[str, Basis] = {}
    for number, cells in sheet.rows():
        if number == 1:
            continue
        texts = {at: str(cell.value) for at, cell in cells.items()}
        row_id, project = texts.get(_ID, ""), texts.get(_PROJECT, "")
        count = texts.get(_COUNT, "")
        if not (row_id and project and count.isascii() and count.isdigit()) or row_id in found:
            raise _damaged(sheet, number)
        if int(count) > _MOST_PIECES:
            raise _damaged(sheet, number)
        split = _FIRST + int(count)
        base = _read(sheet, number, [texts.get(at, "") for at in range(_FIRST, split)])
        written = _read(sheet, number, [texts[at] for at in sorted(texts) if at >= split])
        found[row_id] = Basis(project, base, written or {})
    return found


def copy_base(sheet: Sheet, page: Page) -> None:
    """Write the sheet as it was found into another workbook, cell by cell."""
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, Decimal) and is_exact(cell.value):
            page.number(row - 1, column - 1, cell.value, page.house.font)
        else:
            page.text(row - 1, column - 1, str(cell.value), page.house.font)


def _compact(base: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in base.items() if value not in (None, "", [], ())}


def _written(blad: Blad, row: Row, base: Mapping[str, JsonValue] | None) -> dict[str, JsonValue]:
    return {
        column.key: value
        for column in blad.fields
        if column.kind is OPMAAK
        and (value := row.get(column.key))
        and ((base is not None and base.get(column.key) != value) or not reads_back(value))
    }


def _pieces(value: Mapping[str, Any]) -> list[str]:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]


def _read(sheet: Sheet, number: int, pieces: Iterable[str]) -> dict[str, JsonValue] | None:
    text = "".join(pieces)
    if not text:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(sheet, number) from None
    if not isinstance(found, dict) or not all(map(_is_value, found.values())):
        raise _damaged(sheet, number)
    return found


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _damaged(sheet: Sheet, number: int) -> Refused:
    return Refused(
        f"Het verborgen blad {sheet.name} is beschadigd in rij {number}. Stuur het werkboek in "
        "zoals het was, of vraag de coördinator om een nieuw."
    )
