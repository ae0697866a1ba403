"""A received sheet, written anew at the same places, with what is wrong made visible."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from vvdesk import kinds
from vvdesk.exchange.reader.dates import is_date_format
from vvdesk.exchange.reader.model import Cell, Sheet, reference
from vvdesk.exchange.rich_cells import CellRun
from vvdesk.exchange.workbook import house, measures
from vvdesk.exchange.workbook.asked_columns import ASKED
from vvdesk.exchange.workbook.cells import lone_sign
from vvdesk.exchange.workbook.data_sheet import SPARE_ROWS
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.paper import lay_out_table, page_breaks
from vvdesk.exchange.workbook.problems_sheet import Problem
from vvdesk.exchange.workbook.rules_shown import RulesShown
from vvdesk.exchange.workbook.sheets import (
    BASISLIJN,
    CODE,
    EXPLAINED,
    FINGERPRINT,
    ROW_ID,
    Blad,
    Column,
    Header,
)
from vvdesk.exchange.workbook.validations import validate_column
from vvdesk.kinds import Kind
from vvdesk.plan.referentie import Referentie

_FIXED: Final = {CODE, ROW_ID, BASISLIJN, *EXPLAINED, *ASKED}
_BOOLS: Final = {True: "WAAR", False: "ONWAAR"}
_RED: Final = {"bg_color": "#FCDEDB", "border": 1, "border_color": "#B3261E"}
_AMBER: Final = {"bg_color": "#FFE9C7", "border": 1, "border_color": "#B86200"}
_NUMBERS: Final = {kinds.EURO, kinds.GETAL, kinds.DAG}
_FROM_1904: Final = timedelta(days=1462).days

Marks = Mapping[str, Sequence[Problem]]
"""Reference of a cell to its problems."""


class CopiedSheet:
    """Writes one received sheet.

    Args:
        page: The new sheet, still empty.
        sheet: As received.
        marks: What is wrong, by cell.
        date1904: Whether its dates count from 1904.
    """

    def __init__(self, page: Page, sheet: Sheet, marks: Marks, *, date1904: bool) -> None:
        self._page = page
        self._sheet = sheet
        self._marks = marks
        self._date1904 = date1904
        self._left = dict(marks)

    def write_plain(self) -> None:
        """Write a sheet that means nothing here: its values, at their places."""
        for at, cell in self._sheet.cells.items():
            self._put(at, cell, kinds.TEKST, {})
        self._mark_blanks({})

    def write_blad(self, blad: Blad, header: Header, referentie: Referentie) -> None:
        """Write a sheet with fields: with the formats, validations and rules of its columns."""
        last = header.row
        for number, cells in self._sheet.rows():
            if number <= header.row:
                self._above(number, cells, header)
            else:
                self._data_row(number, cells, header)
            last = max(last, number)
        self._spare_rows(last, header)
        self._mark_blanks(header.columns)
        self._dress(blad, header, last + SPARE_ROWS, referentie)

    def _above(self, number: int, cells: Mapping[int, Cell], header: Header) -> None:
        """Write the title, the bands and the labels, as far as the sheet still has them."""
        look: dict[str, Any] = {"bold": True, "valign": "vcenter", "align": "left", "indent": 1}
        height = 26
        if number == header.row:
            height = 36
            look |= {"bg_color": house.HEADER, "border": 1, "border_color": house.LINE}
            look["text_wrap"] = True
        elif number == 1:
            height = 42
            look |= {"bg_color": house.YELLOW, "text_wrap": 1 not in header.columns}
        elif number == header.row - 1:
            height = 20
            look |= {"bg_color": house.BANDS[0], "font_color": house.PAPER}
        formats = self._page.house.format(**look)
        for column in sorted(header.columns.keys() | cells.keys()):
            text = as_text(cells[column]) if column in cells else ""
            self._page.text(number - 1, column - 1, text, formats)
        self._page.sheet.set_row(number - 1, height)

    def _data_row(self, number: int, cells: Mapping[int, Cell], header: Header) -> None:
        tallest = 1
        for column in sorted(cells.keys() | header.columns.keys()):
            field = header.columns.get(column)
            kind = field.kind if field else kinds.TEKST
            look: dict[str, Any] = {"fixed": field is not None and field.key in _FIXED}
            cell = cells.get(column)
            if cell is not None:
                self._put((number, column), cell, kind, look)
                width = _width(field) if field else 20
                seen = "" if field and field.key == FINGERPRINT else as_text(cell)
                tallest = max(tallest, measures.lines_of(seen, width))
            elif reference(number, column) not in self._left:
                blank = self._page.house.cell(kind, **look).plain
                self._page.blank(number - 1, column - 1, blank)
        self._page.sheet.set_row(number - 1, measures.height_of(tallest))

    def _spare_rows(self, last: int, header: Header) -> None:
        for number in range(last + 1, last + SPARE_ROWS + 1):
            for column, field in header.columns.items():
                if reference(number, column) not in self._left:
                    plain = self._page.house.cell(field.kind, fixed=field.key in _FIXED).plain
                    self._page.blank(number - 1, column - 1, plain)

    def _put(self, at: tuple[int, int], cell: Cell, kind: Kind, look: dict[str, Any]) -> None:
        row, column = at[0] - 1, at[1] - 1
        formats = self._page.house.cell(kind, **look, **self._mark(reference(*at)))
        number = self._number(cell, kind)
        if number is not None:
            plain: dict[str, Any] = {"num_format": _number_format(cell, kind), "align": "right"}
            format_ = self._page.house.cell(kind, **look, **self._mark(reference(*at)), **plain)
            self._page.number(row, column, number, format_.plain)
        elif cell.runs and len(as_text(cell)) == 1:
            lone = lone_sign(self._page, kind, cell.runs[0], **look, **self._mark(reference(*at)))
            self._page.text(row, column, as_text(cell), lone)
        elif cell.runs:
            runs = [CellRun(run.text, run.bold, run.italic) for run in cell.runs if run.text]
            self._page.rich(row, column, runs, formats)
        else:
            self._page.text(row, column, as_text(cell), formats)
        self._comment(reference(*at), row, column)

    def _number(self, cell: Cell, kind: Kind) -> int | Decimal | None:
        """Return the number to write; None when only a text shows exactly what was received."""
        if cell.kind != "number" or not isinstance(cell.value, Decimal) or not cell.exact:
            return None
        value = cell.value
        if self._date1904 and (kind is kinds.DAG or is_date_format(cell.number_format)):
            value += _FROM_1904
        return value if Decimal(f"{float(value):.16G}") == value else None

    def _mark(self, cell: str) -> dict[str, Any]:
        problems = self._marks.get(cell, ())
        if not problems:
            return {}
        return _RED if any(each.severity == "fout" for each in problems) else _AMBER

    def _comment(self, cell: str, row: int, column: int) -> None:
        problems = self._left.pop(cell, ())
        if problems:
            text = "\n\n".join(each.text for each in problems)
            height = 18 * measures.lines_of(text, 46) + 14
            options = {"author": "vvdesk", "font_name": house.FONT, "font_size": 9}
            size = {"width": 300, "height": min(height, 420), "color": "#FFF3F2"}
            self._page.sheet.write_comment(row, column, text, {**options, **size})

    def _mark_blanks(self, columns: Mapping[int, Column]) -> None:
        """Colour cells that hold nothing, but should."""
        for cell in list(self._left):
            place = _place(cell)
            if place is None:
                continue
            row, column = place
            kind = columns[column].kind if column in columns else kinds.TEKST
            format_ = self._page.house.cell(kind, **self._mark(cell)).plain
            self._page.blank(row - 1, column - 1, format_)
            self._comment(cell, row - 1, column - 1)

    def _dress(self, blad: Blad, header: Header, last: int, referentie: Referentie) -> None:
        """Give the sheet widths, filter, validations, rules and protection."""
        page, first = self._page, header.row
        places = {field.key: column - 1 for column, field in header.columns.items()}
        for column, field in header.columns.items():
            page.sheet.set_column(column - 1, column - 1, _width(field))
            area = (first, column - 1, last - 1, column - 1)
            validate_column(page, blad, field, area, last - SPARE_ROWS, referentie.lists)
        page.sheet.autofilter(first - 1, min(places.values()), last - 1, max(places.values()))
        page.sheet.hide_gridlines(2)
        RulesShown(page, blad, places, (first, last - 1), referentie).show()
        ordered = [header.columns[at] for at in sorted(header.columns)]
        is_whole = sorted(places.values()) == list(range(len(ordered)))
        repeated = blad.repeated if is_whole else 0
        page.sheet.freeze_panes(first, repeated)
        page.sheet.set_landscape()
        page.sheet.set_paper(9)
        page.sheet.set_footer("&C&8&A&R&8Pagina &P van &N")
        if is_whole:
            widths = [_width(field) for field in ordered]
            breaks = page_breaks(ordered, widths, repeated)
            rows = (0, first - 1, last - SPARE_ROWS - 1)
            lay_out_table(page.sheet, rows, widths, repeated, breaks)
        else:
            page.sheet.fit_to_pages(3, 0)
            page.sheet.repeat_rows(first - 1)


def _width(field: Column) -> float:
    return float(field.width) if field.kind is kinds.OPMAAK else measures.plain_width(field)


def as_text(cell: Cell) -> str:
    """Return what a person sees in a cell, as text; a formula as it was typed."""
    if isinstance(cell.value, bool):
        return _BOOLS[cell.value]
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}".replace(".", ",")
    return f"={cell.value}" if cell.kind == "formula" else cell.value


def _number_format(cell: Cell, kind: Kind) -> str:
    if kind in _NUMBERS and (kind is kinds.DAG or not is_date_format(cell.number_format)):
        return kind.number_format
    return kinds.DAG.number_format if is_date_format(cell.number_format) else "General"


def _place(cell: str) -> tuple[int, int] | None:
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not letters.isalpha() or not digits.strip("0"):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column
