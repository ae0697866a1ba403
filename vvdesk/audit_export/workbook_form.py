"""An audit export as a workbook: a sheet per table, written row by row without keeping any."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from vvdesk.audit_export.tables import TABLES, Cell, Row, Table
from vvdesk.exchange.workbook.exact_values import exactly
from vvdesk.exchange.workbook.plain_book import plain_book

MOST_ROWS: Final = 1_048_576
"""Of one sheet, the head included; what is more goes on on a next sheet."""
_LONGEST_CELL: Final = 32_767
_CUT: Final = " … (ingekort: de hele tekst staat in de csv-uitvoer)"


def write_workbook(rows: Iterable[tuple[Table, Row]], day: date, target: Path) -> None:
    """Write the workbook, straight to `target`.

    Args:
        rows: Each with its table; of one table in order, tables may take turns.
        day: What the file says it was made on, so that the same content gives the same file.
        target: Where.

    Raises:
        OSError: It cannot be written.
        Cancelled: The user stopped, out of `rows`.
    """
    with plain_book(target) as book:
        book.set_properties({"created": datetime.combine(day, time(), UTC).replace(tzinfo=None)})
        looks = _Looks(book)
        sheets = {table.name: _Sheet(book, table, looks) for table in TABLES}
        for table, row in rows:
            sheets[table.name].add(row)
        for sheet in sheets.values():
            sheet.finish()


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        top: dict[str, Any] = {"valign": "top"}
        wide = {**top, "text_wrap": True}
        self.head = book.add_format({**wide, "bold": True, "bg_color": "#F2F2F2", "bottom": 1})
        self.text = book.add_format(wide)
        self.number = book.add_format({**top, "num_format": "#,##0"})
        self.plain = book.add_format({**top, "num_format": "0"})
        self.decimal = book.add_format({**top, "num_format": "#,##0.##########"})
        self.day = book.add_format({**top, "num_format": "dd/mm/yyyy"})


class _Sheet:
    """One table over as many sheets as it needs."""

    def __init__(self, book: Any, table: Table, looks: _Looks) -> None:
        self._book, self._table, self._looks = book, table, looks
        self._sheet: Any = None
        self._at, self._number = 0, 0
        self._begin()

    def add(self, row: Row) -> None:
        """Write one more row."""
        if self._at == MOST_ROWS:
            self.finish()
            self._begin()
        for place, cell in enumerate(row):
            self._write(place, cell)
        self._at += 1

    def finish(self) -> None:
        """Put the filter over all rows of the sheet."""
        if self._at > 1:
            self._sheet.autofilter(0, 0, self._at - 1, len(self._table.columns) - 1)

    def _begin(self) -> None:
        self._number += 1
        name = self._table.name + (f" ({self._number})" if self._number > 1 else "")
        self._sheet = sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.hide_gridlines(0)
        for place, column in enumerate(self._table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.label, self._looks.head)
        self._at = 1

    def _write(self, place: int, cell: Cell) -> None:
        sheet, looks = self._sheet, self._looks
        if cell is None:
            return
        cell = cell if isinstance(cell, str) else exactly(cell)
        if isinstance(cell, str):
            sheet.write_string(self._at, place, _fitting(cell), looks.text)
        elif isinstance(cell, date):
            sheet.write_datetime(self._at, place, cell, looks.day)
        elif isinstance(cell, Decimal):
            sheet.write_number(self._at, place, cell, looks.decimal)
        else:
            is_plain = self._table.columns[place].is_plain
            sheet.write_number(self._at, place, cell, looks.plain if is_plain else looks.number)


def _fitting(text: str) -> str:
    """Return a text as long as Excel takes, which counts a sign outside the basic plane twice."""
    if len(text) * 2 <= _LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return text
    room = (_LONGEST_CELL - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT
