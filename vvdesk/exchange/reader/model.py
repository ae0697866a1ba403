"""What was found in a foreign workbook, exactly, before anybody interprets it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["number", "text", "bool", "error", "date", "formula", "unreadable"]
State = Literal["visible", "hidden", "veryHidden"]


class CellRun(NamedTuple):
    """A stretch of a text with one formatting."""

    text: str
    bold: bool
    italic: bool


class Cell(NamedTuple):
    """One cell that holds something.

    Attributes:
        kind: What the file says it is. `date` is the rare ISO date of the file format; a date that
            was typed in Excel is a `number` with a date format: its column decides.
            `unreadable` is a value that the file format does not allow.
        value: `Decimal` for a number, `bool` for a bool, otherwise text: the ISO date, the code of
            the error (`#N/A`), the formula without `=` (never its last result), the raw value.
        number_format: The code in English notation, such as `dd/mm/yyyy` or `General`.
        runs: The text in stretches when part or all of it is bold or italic; joined they are
            `value`. None for everything else.
        link: Target of the hyperlink on the cell, as found: not checked.
        exact: False when the value is not literally what a person typed or saw: a number of more
            than 15 significant digits, a text from which control characters were taken.
    """

    kind: Kind
    value: Decimal | str | bool
    number_format: str
    runs: tuple[CellRun, ...] | None
    link: str | None
    exact: bool


class Notice(NamedTuple):
    """Something a person should know about a workbook that was read all the same.

    Attributes:
        sheet: Name of the sheet, None for the whole file.
        cell: Reference such as `D14`, None for a whole sheet or file.
        text: One Dutch sentence.
        subject: What it is about, for those who want to leave some out: `number`, `text`,
            `merged`, `hidden`, `filter`, `formula`, `link`, `outside`, `dates`, `file`, `sheet`.
    """

    sheet: str | None
    cell: str | None
    text: str
    subject: str


class Area(NamedTuple):
    """A rectangle of cells; all four ends inclusive, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether the cell lies within the rectangle."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` holds only cells with something in them, keyed by (row, column) from 1.

    Attributes:
        name: As on the tab.
        state: Visible, hidden, or hidden so that Excel does not list it.
        cells: In reading order.
        merged: Merged areas; only the first cell of each can hold a value.
        hidden_rows: Rows with hidden set, filtered away or by hand.
        hidden_columns: Columns with hidden set, up to the last column that may hold a value.
        filtered: True when a filter of the sheet is in use, so that rows may be out of sight.
    """

    name: str
    state: State
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Yield each row that holds something, from the top, as its number and cells by column."""
        number, row = 0, dict[int, Cell]()
        for (at, column), cell in self.cells.items():
            if at != number:
                if row:
                    yield number, row
                number, row = at, {}
            row[column] = cell
        if row:
            yield number, row

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as plain columns, in half the time of cell by cell."""
        cells = self.cells
        runs = {
            at: [tuple(run) for run in cell.runs]
            for at, cell in enumerate(cells.values())
            if cell.runs
        }
        flat = (
            list(cells),
            [cell.kind for cell in cells.values()],
            [str(cell.value) if cell.kind == "number" else cell.value for cell in cells.values()],
            [cell.number_format for cell in cells.values()],
            [cell.link for cell in cells.values()],
            [cell.exact for cell in cells.values()],
            runs,
        )
        rest = (self.merged, self.hidden_rows, self.hidden_columns, self.filtered)
        return _unpack, (self.name, self.state, flat, rest)


@dataclass(frozen=True, slots=True)
class ForeignWorkbook:
    """A workbook made by anybody, read without believing anything it says about itself.

    Attributes:
        name: File name without folder.
        sha256: Of the bytes of the file, hexadecimal.
        sheets: In the order of the tabs, hidden ones included.
        custom_properties: Of docProps/custom.xml, by name.
        core_properties: Of docProps/core.xml by local name, such as `creator` and `modified`.
        date1904: True when dates count from 1904.
        notices: What a person should know, in reading order.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    custom_properties: dict[str, str] = field(default_factory=dict)
    core_properties: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    notices: tuple[Notice, ...] = ()


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 28 gives `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(row: int, column: int) -> str:
    """Return the name of a cell as people know it: (14, 4) gives `D14`."""
    return f"{column_letters(column)}{row}"


_Flat = tuple[
    list[tuple[int, int]],
    list[Kind],
    list[str | bool],
    list[str],
    list[str | None],
    list[bool],
    dict[int, list[tuple[str, bool, bool]]],
]
_Rest = tuple[tuple[Area, ...], frozenset[int], frozenset[int], bool]


def _unpack(name: str, state: State, flat: _Flat, rest: _Rest) -> Sheet:
    keys, kinds, values, codes, links, exacts, runs = flat
    new = tuple.__new__
    cells: dict[tuple[int, int], Cell] = {}
    rows = zip(keys, kinds, values, codes, links, exacts, strict=True)
    for index, (at, kind, raw, code, link, exact) in enumerate(rows):
        value = Decimal(raw) if kind == "number" else raw
        found = runs.get(index)
        styled = tuple([CellRun(*run) for run in found]) if found else None
        cells[at] = new(Cell, (kind, value, code, styled, link, exact))
    return Sheet(name, state, cells, *rest)
