"""Blocks of cells as they go over the clipboard to and from Excel: as text, and as values.

Excel and LibreOffice put a block on the clipboard with tabs between cells and a line per row; a
cell that holds line breaks stands between quotes. Nothing is dropped silently: what finds no
column is named, what cannot be read stays as it was written, with the reason.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vvdesk.choices import folded
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists
from vvdesk.values import Unreadable

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")
_NEEDS_QUOTES = re.compile(r'[\t\n"]')
_MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that holds no value of its column.

    Attributes:
        text: As it was written.
        reason: What is wrong with it, in Dutch.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row of a block, read.

    Attributes:
        values: Field name to value.
        refused: Field name to the cell that could not be read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, RefusedCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of cells, read for the columns where it is put.

    Attributes:
        rows: Top to bottom; a row of headers is none of them.
        left_out: What was not placed, for people: headers of unknown columns, or texts that stand
            right of the last column.
    """

    rows: tuple[BlockRow, ...]
    left_out: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many cells could not be read."""
        return sum(len(row.refused) for row in self.rows)


def parse_cells(text: str) -> list[list[str]]:
    """Take the text of a clipboard apart into rows of cells.

    Only what a program had to put between quotes is unquoted: `"Digisprong"` keeps its quotes.

    Raises:
        Unreadable: There are more rows than any table of a fiche can have.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(tidy, at)
        rows[-1].append(cell)
        if at >= len(tidy):
            break
        if tidy[at] == "\n":
            rows.append([])
        at += 1
    if len(rows) > _MOST_ROWS:
        why = f"is te groot: {len(rows)} rijen."
        raise Unreadable("Het klembord", why, f"Plak hoogstens {_MOST_ROWS} rijen tegelijk.")
    return rows


def cells_to_text(rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cells as Excel does; `parse_cells` reads them back the same."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def cells_to_html(rows: Sequence[Sequence[str]], *, has_headers: bool = False) -> str:
    """Write rows of cells as a table that Excel and Word take over, line breaks in the cell."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if has_headers and number == 0 else "td"
        # mso-number-format keeps Excel from guessing: a text of digits stays that text.
        lines.append("<tr>" + "".join(_html_cell(tag, cell) for cell in row) + "</tr>")
    return f"<table>{''.join(lines)}</table>"


def read_block(
    cells: Sequence[Sequence[str]],
    shown: Sequence[Field],
    every: Sequence[Field],
    lists: ChoiceLists,
) -> Block:
    """Read cells as values of the columns where they are put.

    Args:
        cells: Rows of cells; the first may hold headers.
        shown: The columns from the place of pasting to the right; used without headers.
        every: All fields of the table; headers may name any of them.
        lists: The choices of the meetmoment.
    """
    headers = recognise_headers(cells, every)
    if headers is None:
        columns: Sequence[Field | None] = shown
        beyond = [cell for row in cells for cell in row[len(shown) :]]
        left_out = tuple(cell for cell in beyond if cell.strip())
    else:
        columns = headers
        named = zip(cells[0], headers, strict=True)
        left_out = tuple(cell for cell, found in named if found is None and cell.strip())
        cells = cells[1:]
    return Block(tuple(_read_row(row, columns, lists) for row in cells), left_out)


def recognise_headers(
    cells: Sequence[Sequence[str]], every: Sequence[Field]
) -> list[Field | None] | None:
    """Return the field of each column when the first row names fields; None when it does not.

    More than half of its texts must be a label or an earlier label, and rows must follow.
    """
    if len(cells) < 2:  # noqa: PLR2004 - a header and something under it
        return None
    known = _labels(every)
    found: list[Field | None] = []
    for cell in cells[0]:
        match = known.get(_folded_label(cell))
        found.append(match if match not in found else None)
    named = sum(each is not None for each in found)
    written = sum(bool(cell.strip()) for cell in cells[0])
    return found if named and named * 2 > written else None


def read_cell(text: str, column: Field, lists: ChoiceLists) -> tuple[Any, RefusedCell | None]:
    """Return the value of one cell, or how it was refused."""
    try:
        return column.kind.typed(text, lists), None
    except Unreadable as error:
        return None, RefusedCell(text, str(error))


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted and _NEEDS_QUOTES.search(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    bare = _BARE.match(text, at)
    return (bare[0], bare.end()) if bare else ("", at)


def _quoted(cell: str) -> str:
    if not _NEEDS_QUOTES.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _html_cell(tag: str, cell: str) -> str:
    lines = html.escape(cell).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<{tag} style=\"mso-number-format:'\\@'\">{lines}</{tag}>"


def _read_row(
    cells: Sequence[str], columns: Sequence[Field | None], lists: ChoiceLists
) -> BlockRow:
    row = BlockRow()
    for cell, column in zip(cells, columns, strict=False):
        if column is None:
            continue
        value, refused = read_cell(cell, column, lists)
        if refused:
            row.refused[column.name] = refused
        else:
            row.values[column.name] = value
    return row


def _labels(every: Sequence[Field]) -> Mapping[str, Field]:
    return {
        _folded_label(label): each
        for each in every
        for label in (*each.about.formerly, each.about.label)
    }


def _folded_label(text: str) -> str:
    return folded(text).rstrip(" *:")
