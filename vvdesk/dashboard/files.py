"""Writing the overview to files: its tables as a workbook, a chart as a picture."""

from collections.abc import Iterable
from pathlib import Path

from vvdesk.atomic import replace_file
from vvdesk.charts.chart import Table
from vvdesk.exchange.workbook.plain_book import plain_book

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31
_WIDEST = 60


def write_tables(tables: Iterable[Table], target: Path) -> None:
    """Write tables as a workbook, a sheet each; figures as numbers, texts as texts.

    Raises:
        Unavailable: The disk is full, the folder cannot be written or the file is open elsewhere.
    """
    found = list(tables)
    replace_file(target, lambda temporary: _write(found, temporary), _nothing)


def write_picture(data: bytes, target: Path) -> None:
    """Write a picture.

    Raises:
        Unavailable: As `write_tables`.
    """
    replace_file(target, lambda temporary: temporary.write_bytes(data), _nothing)


def _write(tables: list[Table], path: Path) -> None:
    with plain_book(path) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "#,##0"})
        for place, table in enumerate(tables, 1):
            sheet = book.add_worksheet(_sheet_name(place, table.title))
            sheet.freeze_panes(1, 1)
            for column, header in enumerate(table.headers):
                longest = max([len(header), *(len(row[column].text) for row in table.rows)])
                sheet.set_column(column, column, min(longest + 3, _WIDEST))
                sheet.write_string(0, column, header, bold)
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    if cell.value is None:
                        sheet.write_string(row, column, cell.text)
                    else:
                        sheet.write_number(row, column, cell.value, number)


def _sheet_name(place: int, title: str) -> str:
    """Return a name that Excel takes, different for each sheet."""
    return " ".join(f"{place}. {title}".translate(_NOT_IN_A_NAME).split())[:_LONGEST_NAME].rstrip()


def _nothing(_path: Path) -> None:
    """Find everything in order: it was written here a moment ago."""
