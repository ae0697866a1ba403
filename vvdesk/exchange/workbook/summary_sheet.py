"""The sheet Samenvatting of the consolidated workbook: figures by formula, charts from figures."""

from typing import Any, Final

from vvdesk.exchange.reader.model import reference
from vvdesk.exchange.workbook import charts, house
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.exchange.workbook.overview import (
    EURO_FORMAT,
    MONEY,
    SHARE_FORMAT,
    Overview,
    band,
    column_range,
    criterion,
    figure,
    heading,
    label,
    project_range,
    share,
    table_head,
    total,
)
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.paper import print_scale, set_up_a4
from vvdesk.exchange.workbook.sheets import CODE, MIJLPALEN
from vvdesk.values import dag_to_text

SUMMARY_SHEET: Final = "Samenvatting"
_LABEL_WIDTH, _FIGURE_WIDTH = 44, 18
_CHART_ROW = 15.0
_CHART_LINES = 17
_PIXELS = 20


class SummarySheet:
    """Writes the summary from top to bottom.

    Args:
        book: The workbook, for its charts.
        page: The sheet, still empty.
        overview: The figures.
        envelope: What is written on the outside.
    """

    def __init__(self, book: Any, page: Page, overview: Overview, envelope: Envelope) -> None:
        self._book = book
        self._page = page
        self._overview = overview
        self._envelope = envelope
        self._statuses = overview.statuses()
        self._speerpunten = overview.speerpunten()
        self._columns = 2 + max(len(self._statuses) + 1, len(MONEY) + 2)
        self._row = 0
        self._second_page = 0

    def write(self) -> None:
        """Write everything."""
        sheet = self._page.sheet
        sheet.set_default_row(19)
        sheet.set_column(0, 0, 2)
        sheet.set_column(1, 1, _LABEL_WIDTH)
        sheet.set_column(2, self._columns - 1, _FIGURE_WIDTH)
        title = f"Stand van zaken op {dag_to_text(self._envelope.peildatum)}"
        above = f"{self._envelope.plan_titel}, meetmoment {self._envelope.meetmoment}"
        self._row = band(self._page, (above, title), self._columns)
        self._cards()
        self._status_table()
        self._money_table()
        self._mijlpaal_table()
        sheet.hide_gridlines(2)
        set_up_a4(sheet, self._envelope, landscape=True)
        # Not "fit to width": that would leave the page break wherever it falls.
        widths = [2.0, float(_LABEL_WIDTH), *[float(_FIGURE_WIDTH)] * (self._columns - 2)]
        sheet.set_print_scale(print_scale(widths))
        sheet.set_h_pagebreaks([self._second_page])
        sheet.print_area(0, 0, self._row, self._columns - 1)

    def _cards(self) -> None:
        """Write the five figures that everybody asks for first."""
        overview = self._overview
        mijlpalen = sum(len(each.tables["mijlpalen"]) for each in overview.contents)
        cards = [
            ("Projecten", f"COUNTA({project_range(overview, CODE)})", len(overview.contents), "0"),
            (
                "Mijlpalen",
                f"COUNTA({column_range(MIJLPALEN, CODE, mijlpalen)})",
                mijlpalen,
                "#,##0",
            ),
            *(
                (name, f"SUM({project_range(overview, path)})", total(overview.contents, path), "")
                for name, path in zip(("Beleidsruimte", "VAK", "VEK"), MONEY, strict=True)
            ),
        ]
        self._row += 1
        small = self._page.house.format(font_color=house.SOFT, align="left", indent=1)
        for at, (name, formula, value, number_format) in enumerate(cards):
            big = self._page.house.format(
                bold=True,
                font_size=13,
                align="left",
                indent=1,
                num_format=number_format or '#,##0.0,," mln EUR"',
                bottom=2,
                bottom_color=house.YELLOW,
            )
            self._page.text(self._row, 1 + at, name, small)
            self._page.formula(self._row + 1, 1 + at, formula, big, value)
        self._page.sheet.set_row(self._row + 1, 24)
        self._row += 2

    def _status_table(self) -> None:
        heading(self._page, self._row, "Projectstatus per speerpunt", self._columns)
        head = self._row + 1
        labels = [each[1] for each in self._statuses]
        table_head(self._page, head, ["Speerpunt", *labels, "Totaal"], 46)
        plain, name = figure(self._page), label(self._page)
        at = head
        for key, title in self._speerpunten:
            at += 1
            self._page.text(at, 1, title, name)
            for column in range(len(self._statuses)):
                self._count(at, head, column, (key, plain))
            self._sum_across(at, 2, len(self._statuses), len(self._overview.of(key)))
        self._totals(at, head, [self._with_status(each[0]) for each in self._statuses], "0")
        block = charts.Block(head, head + 1, at, 1, range(2, 2 + len(self._statuses)))
        paints = [each[2:] for each in self._statuses]
        place = self._chart_place(at + 3)
        charts.draw_statuses(self._book, self._page, block, paints, place)

    def _count(self, at: int, head: int, column: int, row: tuple[str | None, Any]) -> None:
        key, format_ = row
        status = self._statuses[column][0]
        by_speerpunt = criterion(f"$B{at + 1}", key)
        by_status = criterion(reference(head + 1, column + 3), status)
        formula = (
            f"COUNTIFS({project_range(self._overview, 'speerpunt')},{by_speerpunt},"
            f"{project_range(self._overview, 'projectstatus')},{by_status})"
        )
        value = sum(each.values["projectstatus"] == status for each in self._overview.of(key))
        self._page.formula(at, column + 2, formula, format_, value)

    def _money_table(self) -> None:
        self._second_page = self._row
        heading(self._page, self._row, "Financiering per speerpunt", self._columns)
        head = self._row + 1
        names = [
            "Beleidsruimte",
            "Uitvoering VAK",
            "Uitvoering VEK",
            "VAK, aandeel",
            "VEK, aandeel",
        ]
        table_head(self._page, head, ["Speerpunt", *names])
        at = head
        for key, title in self._speerpunten:
            at += 1
            self._page.text(at, 1, title, label(self._page))
            for column, path in enumerate(MONEY):
                formula = (
                    f"SUMIFS({project_range(self._overview, path)},"
                    f"{project_range(self._overview, 'speerpunt')},{criterion(f'$B{at + 1}', key)})"
                )
                value = total(self._overview.of(key), path)
                format_ = figure(self._page, EURO_FORMAT)
                self._page.formula(at, column + 2, formula, format_, value)
            self._shares(at, [total(self._overview.of(key), path) for path in MONEY], strong=False)
        sums = [total(self._overview.contents, path) for path in MONEY]
        self._totals(at, head, sums, EURO_FORMAT)
        self._shares(at + 1, sums, strong=True)
        block = charts.Block(head, head + 1, at, 1, range(2, 2 + len(MONEY)))
        place = self._chart_place(at + 3)
        charts.draw_money(self._book, self._page, block, sums[0], place)

    def _mijlpaal_table(self) -> None:
        heading(self._page, self._row, "Status van de mijlpalen", self._columns)
        head = self._row + 1
        table_head(self._page, head, ["Status", "Aantal", "Aandeel"])
        rows = [
            row for each in self._overview.contents for row in each.tables["mijlpalen"].values()
        ]
        area = column_range(MIJLPALEN, "status", len(rows))
        at = head
        entries = self._overview.referentie.lists["mijlpaalstatus"].entries
        last = head + len(entries) + 1
        for key, title in entries:
            at += 1
            count = sum(row.values["status"] == key for row in rows)
            self._page.text(at, 1, title, label(self._page))
            self._page.formula(at, 2, f"COUNTIF({area},$B{at + 1})", figure(self._page), count)
            formula = f'IF($C${last + 1}=0,"",C{at + 1}/$C${last + 1})'
            value = share(count, len(rows))
            self._page.formula(at, 3, formula, figure(self._page, SHARE_FORMAT), value)
        self._page.text(last, 1, "Totaal, ook zonder status", label(self._page, strong=True))
        everything = f"COUNTA({column_range(MIJLPALEN, CODE, len(rows))})"
        self._page.formula(last, 2, everything, figure(self._page, strong=True), len(rows))
        self._page.sheet.write_blank(last, 3, None, figure(self._page, strong=True))
        self._row = last + 1

    def _totals(self, at: int, head: int, sums: list[int], number_format: str) -> None:
        """Write the row of totals under a table that ends at row `at`."""
        strong = figure(self._page, number_format, strong=True)
        self._page.text(at + 1, 1, "Totaal", label(self._page, strong=True))
        for column, value in enumerate(sums, start=2):
            first, last = reference(head + 2, column + 1), reference(at + 1, column + 1)
            self._page.formula(at + 1, column, f"SUM({first}:{last})", strong, value)
        if number_format != EURO_FORMAT:
            self._sum_across(at + 1, 2, len(sums), sum(sums), strong=True)

    def _sum_across(
        self, at: int, first: int, count: int, value: int, *, strong: bool = False
    ) -> None:
        left, right = reference(at + 1, first + 1), reference(at + 1, first + count)
        format_ = figure(self._page, strong=strong)
        self._page.formula(at, first + count, f"SUM({left}:{right})", format_, value)

    def _shares(self, at: int, sums: list[int], *, strong: bool) -> None:
        for column, part in ((5, "D"), (6, "E")):
            formula = f'IF($C{at + 1}=0,"",{part}{at + 1}/$C{at + 1})'
            value = share(sums[column - 4], sums[0])
            self._page.formula(
                at, column, formula, figure(self._page, SHARE_FORMAT, strong=strong), value
            )

    def _chart_place(self, row: int) -> charts.Place:
        """Keep room for a chart from `row` on, and return it."""
        for at in range(row, row + _CHART_LINES):
            self._page.sheet.set_row(at, _CHART_ROW)
        self._row = row + _CHART_LINES + 1
        width = charts.width_of([_LABEL_WIDTH, *[_FIGURE_WIDTH] * (self._columns - 2)])
        return charts.Place(row, 1, width, _CHART_LINES * _PIXELS - 8)

    def _with_status(self, key: str | None) -> int:
        return sum(each.values["projectstatus"] == key for each in self._overview.contents)
