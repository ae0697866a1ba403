"""What stands above the rows of a sheet: title, bands of sections, labels with their hints."""

from collections.abc import Sequence
from typing import Final

from vvdesk.exchange.workbook import house, measures
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.house import Format
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.sheets import CODE, Blad, Column

TITLE_ROW, BAND_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
"""Counted from 0, as in XlsxWriter."""
_COMMENT: Final = {"x_scale": 1.6, "y_scale": 0.8, "color": "#FFFBE0"}


def write_head(
    page: Page, blad: Blad, widths: Sequence[float], breaks: Sequence[int], envelope: Envelope
) -> None:
    """Write everything above the rows, and set the widths of the columns.

    Args:
        page: The sheet.
        blad: Its layout.
        widths: Of the columns.
        breaks: Columns, from 0, at which a printed page begins.
        envelope: What is written on the outside.
    """
    _title(page, blad, envelope)
    _bands(page, blad, breaks)
    for at, (column, width) in enumerate(zip(blad.columns, widths, strict=True)):
        page.sheet.set_column(at, at, width)
        page.cells[HEADER_ROW + 1, at + 1] = column.header
        options = {"author": "vvdesk", "font_name": house.FONT, "font_size": 9, **_COMMENT}
        page.sheet.write_comment(HEADER_ROW, at, comment_on(column), options)
    tallest = max(
        measures.lines_of(column.header, width - 3)
        for column, width in zip(blad.columns, widths, strict=True)
    )
    page.sheet.set_row(HEADER_ROW, max(33.0, measures.height_of(tallest)))


def label_format(page: Page) -> Format:
    """Return the format of the labels; the table writes them with it."""
    return page.house.format(
        bold=True,
        bg_color=house.HEADER,
        text_wrap=True,
        valign="vcenter",
        align="left",
        indent=1,
        border=1,
        border_color=house.LINE,
        bottom=1,
        bottom_color=house.INK,
    )


def subtitle(envelope: Envelope) -> str:
    """Return what stands beside the title of every sheet: which plan, moment and entiteit."""
    moment = f"{envelope.plan_titel}, {envelope.meetmoment}"
    return f"{moment}\n{envelope.entiteit}" if envelope.entiteit else moment


def comment_on(column: Column) -> str:
    """Return the comment at the head of a column."""
    asked = " Verplicht bij het indienen." if column.required and column.key != CODE else ""
    shown = "" if column.is_input else " Deze kolom wordt niet ingelezen."
    return f"{column.hint}{asked}{shown}"


def _title(page: Page, blad: Blad, envelope: Envelope) -> None:
    made = page.house
    big = made.format(
        bold=True,
        font_size=14,
        bg_color=house.YELLOW,
        valign="vcenter",
        align="left",
        indent=1,
    )
    small = made.format(
        font_size=9,
        bg_color=house.YELLOW,
        valign="vcenter",
        align="left",
        indent=1,
        text_wrap=True,
    )
    for at in range(len(blad.columns)):
        page.sheet.write_blank(TITLE_ROW, at, None, small)
    page.text(TITLE_ROW, 0, blad.name, big)
    page.text(TITLE_ROW, blad.repeated - 1, subtitle(envelope), small)
    page.sheet.set_row(TITLE_ROW, 42)


def _bands(page: Page, blad: Blad, breaks: Sequence[int]) -> None:
    turn = 0
    columns = blad.columns
    for at, column in enumerate(columns):
        starts = column.section is not (columns[at - 1].section if at else None)
        turn += starts and column.section is not None
        band = page.house.format(
            bold=True,
            font_color=house.PAPER,
            bg_color=house.BANDS[turn % 2],
            valign="vcenter",
            align="left",
            indent=1,
        )
        text = column.section.value.upper() if column.section else ""
        if not starts:
            # Only where there is room for it: not over a single narrow column.
            has_room = any(after.section is column.section for after in columns[at + 1 : at + 2])
            text = f"{text} (VERVOLG)" if at in breaks and has_room else ""
        page.text(BAND_ROW, at, text, band)
    page.sheet.set_row(BAND_ROW, 20)
