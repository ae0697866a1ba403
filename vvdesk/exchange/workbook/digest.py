"""The digest of what a workbook says in its input cells, however it was saved.

Columns and rows may move, a program may store texts and formats in its own way: as long as every
input cell says the same, the digest is the same. So a file that was only opened and saved again is
recognised as one that was already read.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal

from vvdesk.exchange.reader.model import Cell, Sheet
from vvdesk.exchange.rich_cells import StyledText
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.sheets import (
    BLADEN,
    TOELICHTINGEN,
    Blad,
    Header,
    find_header,
    find_sheet,
)
from vvdesk.kinds import OPMAAK, Kind
from vvdesk.values import normal_number

_BOLD, _ITALIC = 1, 2


def digest_of_visible(sheets: Iterable[Sheet]) -> str:
    """Return the digest of the input cells of the sheets that people fill in.

    Args:
        sheets: As read by the strict reader; others than the three and the sheets with
            toelichtingen and questions are left out.

    Returns:
        SHA-256, hexadecimal. Rows are known by their content, columns by their label; empty rows,
        unknown columns, and a sheet without recognisable labels do not count.
    """
    found = list(sheets)
    lines: list[str] = []
    for blad in (*BLADEN, TOELICHTINGEN, VRAGEN):
        sheet = find_sheet(found, blad)
        header = find_header(sheet, blad) if sheet else None
        if sheet and header:
            lines += _lines(sheet, blad, header)
    return digest_of_lines(lines)


def digest_of_lines(lines: Iterable[str]) -> str:
    """Return the digest of rows made by `row_line`, in any order."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def row_line(blad: Blad, said: Mapping[str, str]) -> str:
    """Return one row as one line of text.

    Args:
        blad: The sheet it stands on.
        said: Key of the column to what its cell says (`said_text`, `said_number`); not empty.
    """
    return json.dumps([blad.name, said], sort_keys=True, separators=(",", ":"))


def said_number(number: Decimal | int) -> str:
    """Return what a cell with a number says."""
    return f"n{number}" if isinstance(number, int) else f"n{normal_number(number):f}"


def said_text(text: str, runs: Iterable[StyledText] | None, kind: Kind) -> str:
    """Return what a cell with a text says; empty for blank. Bold counts in rich text only."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    bare = text.strip()
    if not bare or kind is not OPMAAK or runs is None:
        return f"t{bare}" if bare else ""
    return f"r{_marked(runs)}"


def _lines(sheet: Sheet, blad: Blad, header: Header) -> Iterable[str]:
    inputs = {at: column for at, column in header.columns.items() if column.is_input}
    for number, cells in sheet.rows():
        if number <= header.row:
            continue
        said = {
            column.key: text
            for at, column in inputs.items()
            if at in cells and (text := _said(cells[at], column.kind))
        }
        if said:
            yield row_line(blad, said)


def _said(cell: Cell, kind: Kind) -> str:
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return said_number(cell.value)
    if cell.kind == "text":
        return said_text(str(cell.value), cell.runs, kind)
    return f"{cell.kind}:{cell.value}"


def _marked(runs: Iterable[StyledText]) -> str:
    """Write a text with a mark at each change of style; blanks take the style before them."""
    parts: list[str] = []
    style = 0
    for run in runs:
        own = _BOLD * run.bold + _ITALIC * run.italic
        if run.text.strip() and own != style:
            style = own
            parts.append(f"\0{style}")
        parts.append(run.text)
    return unicodedata.normalize("NFC", "".join(parts)).strip()
