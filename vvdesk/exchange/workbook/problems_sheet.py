"""The sheet Problemen of an error copy: one row per problem, each a click away from its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.exchange.workbook import house, measures
from vvdesk.exchange.workbook.page import Page

PROBLEMS_SHEET: Final = "Problemen"
_LABELS: Final = (
    "Ernst",
    "Waar",
    "Wat er staat",
    "Wat er aan de hand is en wat je kunt doen",
    "Code",
)
_WIDTHS: Final = (2, 16, 20, 34, 84, 13)
_HEAD_ROW = 4
_PAINTS: Final = {"fout": house.WRONG, "waarschuwing": house.MISSING}
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in a workbook that was received.

    Attributes:
        sheet: Name of the sheet in that workbook; empty for the file as a whole.
        cell: Reference such as `D14`; empty for a whole sheet.
        code: Of the rule or check, such as `VV-MIJ-02`; may be empty.
        severity: `fout`, `waarschuwing` or `aandachtspunt`.
        text: Dutch: what was found, what was expected, what to do.
        found: What stands in the cell, for people; may be empty.
    """

    sheet: str
    cell: str
    code: str
    severity: str
    text: str
    found: str = ""


def write_problems(page: Page, problems: Sequence[Problem], tabs: Mapping[str, str]) -> None:
    """Write the sheet.

    Args:
        page: The sheet, still empty.
        problems: In the order in which they have to stand.
        tabs: Name of a sheet as received to its name in this copy.
    """
    sheet = page.sheet
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    _band(page, problems)
    head = page.house.format(
        bold=True,
        bg_color=house.HEADER,
        valign="vcenter",
        align="left",
        indent=1,
        border=1,
        border_color=house.LINE,
    )
    for at, label in enumerate(_LABELS, start=1):
        page.text(_HEAD_ROW, at, label, head)
    sheet.set_row(_HEAD_ROW, 26)
    for at, problem in enumerate(problems, start=_HEAD_ROW + 1):
        _problem(page, at, problem, tabs)
    last = _HEAD_ROW + max(len(problems), 1)
    sheet.autofilter(_HEAD_ROW, 1, last, len(_LABELS))
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&C&8&A&R&8Pagina &P van &N")


def _band(page: Page, problems: Sequence[Problem]) -> None:
    plain = page.house.format(font_size=11, bg_color=house.YELLOW, valign="vcenter")
    big = page.house.format(bold=True, font_size=20, bg_color=house.YELLOW, valign="vcenter")
    for row in range(3):
        for at in range(len(_WIDTHS)):
            page.blank(row, at, plain)
        page.sheet.set_row(row, 34 if row == 0 else 19)
    number = len(problems)
    found = "Er is nog één punt" if number == 1 else f"Er zijn nog {number} punten"
    page.text(0, 1, f"{found} om na te kijken", big)
    page.text(
        1, 1, "Klik op een cel bij Waar om erheen te gaan. Daar staat de uitleg erbij.", plain
    )
    page.text(
        2, 1, "Verbeter de gekleurde cellen in dit bestand, bewaar het en stuur het terug.", plain
    )
    page.sheet.set_row(3, 10)


def _problem(page: Page, at: int, problem: Problem, tabs: Mapping[str, str]) -> None:
    lined = {"valign": "top", "align": "left", "border": 1, "border_color": house.LINE, "indent": 1}
    text = page.house.format(text_wrap=True, num_format="@", quote_prefix=True, **lined)
    paint = page.house.format(bold=True, **lined, **_PAINTS.get(problem.severity, {}))
    page.text(at, 1, problem.severity.capitalize(), paint)
    tab = tabs.get(problem.sheet)
    where = " ".join(part for part in (problem.sheet or "Hele bestand", problem.cell) if part)
    if tab and problem.cell:
        blue = page.house.format(font_color=house.LINK, underline=1, text_wrap=True, **lined)
        quoted = tab.replace("'", "''")
        page.link(at, 2, f"internal:'{quoted}'!{problem.cell}", where, blue)
    else:
        page.text(at, 2, where, text)
    found = problem.found if len(problem.found) <= _SHOWN else f"{problem.found[:_SHOWN]}…"
    page.text(at, 3, found, text)
    page.text(at, 4, problem.text, text)
    page.text(at, 5, problem.code, text)
    lines = max(
        measures.lines_of(shown, width)
        for shown, width in ((found, _WIDTHS[3]), (problem.text, _WIDTHS[4]), (where, _WIDTHS[2]))
    )
    page.sheet.set_row(at, measures.height_of(lines))
