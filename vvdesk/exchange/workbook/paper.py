"""How the sheets come out of a printer: A4, legible, a section together where it fits."""

from collections.abc import Sequence
from typing import Any, Final

from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.sheets import Column

_PAGE_UNITS: Final = 136
"""Units of width that fit on an A4 landscape at 100 %, with margins of 10 mm."""
_SMALLEST_SCALE: Final = 60
"""Percent; smaller print is not read by anybody."""


def set_up_a4(sheet: Any, envelope: Envelope, *, landscape: bool) -> None:
    """Set paper, margins and footer."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.65)
    who = (envelope.entiteit or envelope.plan_titel).replace("&", "&&")
    moment = envelope.meetmoment.replace("&", "&&")
    sheet.set_footer(
        f"&L&8{who[:90]}  ·  meetmoment {moment[:60]}&C&8&A&R&8Pagina &P van &N", {"margin": 0.3}
    )


def lay_out_table(
    sheet: Any,
    rows: tuple[int, int, int],
    widths: Sequence[float],
    repeated: int,
    breaks: Sequence[int],
) -> None:
    """Set what is printed of a wide table, and what comes back on every page.

    Args:
        sheet: The worksheet.
        rows: First and last row of the head, which is repeated, and the last row with data.
        widths: Of the columns.
        repeated: How many columns come back on every page.
        breaks: See `page_breaks`.
    """
    first, head, last = rows
    sheet.repeat_rows(first, head)
    sheet.repeat_columns(0, repeated - 1)
    sheet.print_area(0, 0, last, len(widths) - 1)
    sheet.print_across()
    # Not "fit to width": then Excel ignores the breaks, and prints what nobody can read.
    sheet.set_print_scale(print_scale(widths))
    if breaks:
        sheet.set_v_pagebreaks(list(breaks))


def page_breaks(columns: Sequence[Column], widths: Sequence[float], repeated: int) -> list[int]:
    """Work out after which columns a printed page ends, so that a section stays together.

    Args:
        columns: From left to right.
        widths: Of the columns.
        repeated: How many of them come back on every page.

    Returns:
        Column numbers from 0 at which a new page begins; empty when all fits on one.
    """
    room = _PAGE_UNITS * 100 / _SMALLEST_SCALE - sum(widths[:repeated])
    breaks: list[int] = []
    used = 0.0
    for at in range(repeated, len(columns)):
        width = widths[at]
        starts_section = columns[at].section is not columns[at - 1].section
        section = sum(
            other
            for column, other in zip(columns[at:], widths[at:], strict=True)
            if column.section is columns[at].section
        )
        needed = section if starts_section and used > room / 2 else width
        if used and used + needed > room:
            breaks.append(at)
            used = 0.0
        used += width
    return breaks


def print_scale(widths: Sequence[float]) -> int:
    """Return the percentage at which all columns fit on one page; never under the smallest."""
    return max(_SMALLEST_SCALE, min(100, int(100 * _PAGE_UNITS / sum(widths))))
