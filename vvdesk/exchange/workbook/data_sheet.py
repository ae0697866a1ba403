"""One of the three sheets that people fill in: title, bands, table, formats, validations, print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.errors import Refused
from vvdesk.exchange.workbook import measures
from vvdesk.exchange.workbook.asked_columns import ASKED
from vvdesk.exchange.workbook.cells import ColumnWriter
from vvdesk.exchange.workbook.digest import row_line
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.house import CellFormats
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.paper import lay_out_table, page_breaks, set_up_a4
from vvdesk.exchange.workbook.rows import Row, row_name
from vvdesk.exchange.workbook.rules_shown import RulesShown
from vvdesk.exchange.workbook.sheets import (
    BASISLIJN,
    CODE,
    EXPLAINED,
    PROJECTEN,
    ROW_ID,
    Blad,
    Column,
)
from vvdesk.exchange.workbook.table_head import (
    FIRST_ROW,
    HEADER_ROW,
    TITLE_ROW,
    label_format,
    write_head,
)
from vvdesk.exchange.workbook.validations import validate_column
from vvdesk.jobs import Progress
from vvdesk.kinds import OPMAAK
from vvdesk.plan.referentie import Referentie

SPARE_ROWS: Final = 20
"""Prepared empty rows: Excel adds no row to a table on a protected sheet."""
_FIXED: Final = {CODE, ROW_ID, BASISLIJN, *EXPLAINED, *ASKED}
_STEP = 250
PROTECTION: Final = dict.fromkeys(
    (
        "format_cells",
        "format_columns",
        "format_rows",
        "insert_rows",
        "insert_hyperlinks",
        "sort",
        "autofilter",
    ),
    True,
)
"""What stays allowed on a protected sheet."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sheets of one workbook share.

    Attributes:
        envelope: What is written on the outside.
        referentie: Choices, statuses and peildatum of the meetmoment.
        fillable: True for a form that people fill in, with spare rows, validations and protection;
            false for an overview.
    """

    envelope: Envelope
    referentie: Referentie
    fillable: bool


class DataSheet:
    """Writes one sheet.

    Args:
        page: The sheet, still empty.
        blad: Its layout.
        rows: What stands on it.
        setting: What all sheets share.
    """

    def __init__(self, page: Page, blad: Blad, rows: Sequence[Row], setting: Setting) -> None:
        self._page = page
        self._blad = blad
        self._rows = rows
        self._setting = setting
        texts = [
            [str(row[column.key]) for row in rows if row.get(column.key)]
            if column.kind is OPMAAK
            else ()
            for column in blad.columns
        ]
        self._widths = measures.widths_of(blad.columns, texts)
        self._breaks = page_breaks(blad.columns, self._widths, blad.repeated)
        spare = SPARE_ROWS if setting.fillable and blad is not PROJECTEN else 0
        self._spare_from = FIRST_ROW + len(rows)
        self._last = max(FIRST_ROW, self._spare_from + spare - 1)

    def write(
        self, progress: Progress, written: Callable[[Row], None] = lambda _row: None
    ) -> list[str]:
        """Write everything.

        Args:
            progress: Called once per so many rows.
            written: Called with each row right after it was written.

        Returns:
            What the rows say, as lines for the digest.

        Raises:
            Refused: A value does not fit in a cell; the message names row and field.
            Cancelled: The user stopped.
        """
        write_head(self._page, self._blad, self._widths, self._breaks, self._setting.envelope)
        self._columns()
        self._table()
        lines = self._cells(progress, written)
        RulesShown(
            self._page,
            self._blad,
            {column.key: at for at, column in enumerate(self._blad.columns)},
            (FIRST_ROW, self._last),
            self._setting.referentie,
        ).show()
        if self._setting.fillable:
            self._validations()
            self._page.sheet.protect("", PROTECTION)
        self._view()
        self._print()
        return lines

    def _table(self) -> None:
        """Make the rows a table of Excel; it writes the labels itself."""
        look = label_format(self._page)
        self._page.sheet.add_table(
            HEADER_ROW,
            0,
            self._last,
            len(self._blad.columns) - 1,
            {
                "name": self._blad.table,
                "style": None,
                "columns": [
                    {"header": column.header, "header_format": look}
                    for column in self._blad.columns
                ],
            },
        )

    def _columns(self) -> None:
        """Give each column the format of its cells, so that empty ones need not be written."""
        for at, (column, width) in enumerate(zip(self._blad.columns, self._widths, strict=True)):
            self._page.sheet.set_column(at, at, width, self._formats(column).plain)

    def _formats(self, column: Column) -> CellFormats:
        return self._page.house.cell(
            column.kind,
            fixed=column.key in _FIXED,
            valign="top" if self._blad is PROJECTEN else "vcenter",
        )

    def _cells(self, progress: Progress, written: Callable[[Row], None]) -> list[str]:
        lists = self._setting.referentie.lists
        writers = [
            ColumnWriter(column, self._formats(column), lists) for column in self._blad.columns
        ]
        lines: list[str] = []
        for number, row in enumerate(self._rows):
            if number % _STEP == 0:
                progress(number, len(self._rows), self._blad.name)
            lines.append(self._row(FIRST_ROW + number, row, writers))
            written(row)
        return lines

    def _row(self, at: int, row: Row, writers: Sequence[ColumnWriter]) -> str:
        said: dict[str, str] = {}
        tallest = 1
        for place, (column, writer) in enumerate(zip(self._blad.columns, writers, strict=True)):
            try:
                text = writer.put(self._page, at, place, row.get(column.key))
            except Refused as error:
                raise Refused(f"{row_name(row)}: {error}") from None
            if not text:
                continue
            if column.is_input:
                said[column.key] = text
            if len(text) > self._widths[place]:
                tallest = max(tallest, self._lines(at, place))
        self._page.sheet.set_row(at, measures.height_of(tallest))
        return row_line(self._blad, said)

    def _lines(self, at: int, place: int) -> int:
        return measures.lines_of(str(self._page.cells[at + 1, place + 1]), self._widths[place])

    def _validations(self) -> None:
        for at, column in enumerate(self._blad.columns):
            area = (FIRST_ROW, at, self._last, at)
            lists = self._setting.referentie.lists
            validate_column(self._page, self._blad, column, area, self._spare_from, lists)

    def _view(self) -> None:
        sheet = self._page.sheet
        sheet.freeze_panes(FIRST_ROW, self._blad.repeated)
        sheet.hide_gridlines(2)
        sheet.set_zoom(90)
        sheet.set_selection(FIRST_ROW, self._blad.repeated, FIRST_ROW, self._blad.repeated)

    def _print(self) -> None:
        set_up_a4(self._page.sheet, self._setting.envelope, landscape=True)
        lay_out_table(
            self._page.sheet,
            (TITLE_ROW, HEADER_ROW, max(FIRST_ROW, self._spare_from - 1)),
            self._widths,
            self._blad.repeated,
            self._breaks,
        )
