"""One sheet per speerpunt in the consolidated workbook: its projects at a glance."""

from typing import Any, Final

from vvdesk.content import Inhoud
from vvdesk.exchange.reader.model import reference
from vvdesk.exchange.workbook import charts, measures
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.house import WRONG
from vvdesk.exchange.workbook.overview import (
    EURO_FORMAT,
    MONEY,
    SHARE_FORMAT,
    Overview,
    band,
    column_range,
    figure,
    label,
    share,
    table_head,
    total,
)
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.paper import set_up_a4
from vvdesk.exchange.workbook.sheets import CODE, MIJLPALEN

_LABELS: Final = (
    "Project",
    "Titel",
    "Trekkende entiteit VO",
    "Projectstatus",
    "Mijlpalen",
    "Beleidsruimte",
    "Uitvoering VAK",
    "Uitvoering VEK",
    "VAK, aandeel",
)
_WIDTHS: Final = (2, 9, 46, 34, 26, 10, 18, 18, 18, 10)
_TITLE, _STATUS, _COUNT, _MONEY, _SHARE = 2, 4, 5, 6, 9
_PIXELS_PER_PROJECT, _CHART_FRAME = 46, 120
_MOST_IN_CHART = 30


def sheet_name(key: str | None) -> str:
    """Return the name of the tab of one speerpunt."""
    return f"Speerpunt {key}" if key else "Zonder speerpunt"


def write_speerpunt(
    book: Any, page: Page, overview: Overview, speerpunt: tuple[str | None, str], envelope: Envelope
) -> None:
    """Write the sheet of one speerpunt.

    Args:
        book: The workbook, for the chart.
        page: The sheet, still empty.
        overview: All fiches.
        speerpunt: Its key and its label.
        envelope: What is written on the outside.
    """
    key, title = speerpunt
    sheet = page.sheet
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    above = f"{envelope.plan_titel}, meetmoment {envelope.meetmoment}"
    head = band(page, (above, title), len(_WIDTHS)) + 1
    table_head(page, head, _LABELS)
    contents = overview.of(key)
    for at, inhoud in enumerate(contents, start=head + 1):
        _project(page, overview, at, inhoud)
    last = head + len(contents)
    _totals(page, (head + 1, last), contents)
    _paint_statuses(page, overview, head + 1, last)
    over = {"type": "cell", "criteria": ">", "value": 1, "format": page.house.paint(WRONG)}
    page.sheet.conditional_format(head + 1, _SHARE, last, _SHARE, over)
    if len(contents) <= _MOST_IN_CHART:
        block = charts.Block(head, head + 1, last, 1, range(_MONEY, _MONEY + len(MONEY)))
        height = _CHART_FRAME + _PIXELS_PER_PROJECT * len(contents)
        place = charts.Place(last + 3, 1, charts.width_of(_WIDTHS[1:]), height)
        highest = max(total([each], path) for each in contents for path in MONEY)
        charts.draw_money(book, page, block, highest, place)
    sheet.freeze_panes(head + 1, 0)
    sheet.hide_gridlines(2)
    set_up_a4(sheet, envelope, landscape=True)
    sheet.repeat_rows(head)
    sheet.fit_to_pages(1, 0)


def _project(page: Page, overview: Overview, at: int, inhoud: Inhoud) -> None:
    labels = overview.referentie.lists["projectstatus"]
    status = inhoud.values["projectstatus"]
    texts = (
        inhoud.project,
        inhoud.values["titel"] or "",
        inhoud.values["trekkende_entiteit"] or "",
        labels.label(status) if status in labels else status or "",
    )
    for column, text in enumerate(texts, start=1):
        page.text(at, column, text, label(page))
    lines = max(measures.lines_of(texts[1], _WIDTHS[_TITLE]), measures.lines_of(texts[2], 34))
    page.sheet.set_row(at, max(20.0, measures.height_of(lines)))
    rows = sum(len(each.tables["mijlpalen"]) for each in overview.contents)
    counted = f"COUNTIF({column_range(MIJLPALEN, CODE, rows)},$B{at + 1})"
    page.formula(at, _COUNT, counted, figure(page), len(inhoud.tables["mijlpalen"]))
    for column, path in enumerate(MONEY, start=_MONEY):
        value = inhoud.values[path]
        if value is None:
            page.sheet.write_blank(at, column, None, figure(page, EURO_FORMAT))
        else:
            page.number(at, column, value, figure(page, EURO_FORMAT))
    _share(page, at, [inhoud], strong=False)


def _totals(page: Page, rows: tuple[int, int], contents: list[Inhoud]) -> None:
    first, last = rows
    at = last + 1
    name = label(page, strong=True)
    page.text(at, 1, "Totaal", name)
    for column in range(_TITLE, _STATUS + 1):
        page.sheet.write_blank(at, column, None, name)
    counts = sum(len(each.tables["mijlpalen"]) for each in contents)
    sums = [(counts, "0"), *((total(contents, path), EURO_FORMAT) for path in MONEY)]
    for column, (value, number_format) in enumerate(sums, start=_COUNT):
        area = f"{reference(first + 1, column + 1)}:{reference(last + 1, column + 1)}"
        format_ = figure(page, number_format, strong=True)
        page.formula(at, column, f"SUM({area})", format_, value)
    _share(page, at, contents, strong=True)
    page.sheet.set_row(at, 22)


def _share(page: Page, at: int, contents: list[Inhoud], *, strong: bool) -> None:
    budget, vak, _vek = (total(contents, path) for path in MONEY)
    formula = f'IF($G{at + 1}=0,"",H{at + 1}/$G{at + 1})'
    page.formula(at, _SHARE, formula, figure(page, SHARE_FORMAT, strong=strong), share(vak, budget))


def _paint_statuses(page: Page, overview: Overview, first: int, last: int) -> None:
    for (name, _key), row in overview.referentie.statussen.items():
        if name == "projectstatus":
            paint = page.house.paint(
                {"bg_color": row.licht_achtergrond, "font_color": row.licht_tekst}
            )
            options = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{row.label}"',
                "format": paint,
            }
            page.sheet.conditional_format(first, _STATUS, last, _STATUS, options)
