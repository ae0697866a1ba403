"""The differences as a workbook: what was compared, a sheet per kind, the flows, the amounts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from vvdesk.charts.chart import Table
from vvdesk.exchange.workbook import house
from vvdesk.exchange.workbook.exact_values import exactly
from vvdesk.exchange.workbook.house import CellFormats
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.page import LONGEST_CELL, Page, length_in_cell
from vvdesk.jobs import Progress
from vvdesk.kinds import DAG, EURO, GETAL, REGELS
from vvdesk.moments_compared.flows import flow_chart
from vvdesk.moments_compared.money import amounts_table, sums_table
from vvdesk.moments_compared.parts import LABELS, Kant, MomentsCompared, Verschil, Verschilsoort
from vvdesk.moments_compared.sentences import basislijn_warning, flow_sentence, in_short

_WRITING: Final = "Verschillen schrijven"
_CUT: Final = " … (ingekort)"
_WIDEST: Final = 60


_Value: TypeAlias = str | int | Decimal | date | None
_DAY_ZERO: Final = date(1899, 12, 30)
"""What Excel counts days from."""


class _Column(NamedTuple):
    """A column of a sheet of differences."""

    header: str
    width: int
    value: Callable[[Verschil], _Value]
    always: bool = True


_COLUMNS: Final = (
    _Column("Project", 10, lambda each: each.project),
    _Column("Titel", 34, lambda each: each.titel),
    _Column("Speerpunt", 11, lambda each: each.speerpunt),
    _Column("Mijlpaal", 12, lambda each: each.mijlpaal, always=False),
    _Column("Beoogde realisatie", 40, lambda each: each.onderwerp, always=False),
    _Column("Veld", 22, lambda each: each.veld, always=False),
    _Column("Was", 34, lambda each: each.was if each.oud is None else each.oud),
    _Column("Is", 34, lambda each: each.nu if each.nieuw is None else each.nieuw),
    _Column("Verschil", 22, lambda each: each.maat, always=False),
    _Column("Dagen", 10, lambda each: each.dagen, always=False),
    _Column("Maanden", 10, lambda each: each.maanden, always=False),
    _Column("Verschil (EUR)", 18, lambda each: each.verschil, always=False),
    _Column("Gelijkenis (%)", 12, lambda each: each.gelijkenis, always=False),
    _Column("Reden", 34, lambda each: each.reden, always=False),
    _Column("Code (was)", 22, lambda each: each.code_was),
    _Column("Code (is)", 22, lambda each: each.code_nu),
)
"""Those that are not for always are left out where none of the rows has a value."""


def write_workbook(
    compared: MomentsCompared, target: Path, made: datetime, progress: Progress
) -> None:
    """Write the workbook.

    Raises:
        Unavailable: It cannot be written.
        Cancelled: The user stopped; nothing was changed.
    """
    book = NewBook()
    _overview(book.page("Overzicht", house.YELLOW), compared, made)
    kinds = [soort for soort in Verschilsoort if compared.aantallen[soort]]
    for done, soort in enumerate(kinds):
        progress(done, len(kinds), _WRITING)
        rows = [each for each in compared.verschillen if each.soort is soort]
        _differences(book.page(LABELS[soort]), rows)
    both = (compared.projectstatus, compared.mijlpaalstatus)
    flows = (flow_chart(compared, each).table() for each in both)
    _tables(book.page("Statussen"), flows)
    _tables(book.page("Bedragen"), (sums_table(compared), amounts_table(compared)))
    book.save(target, progress)


def _overview(page: Page, compared: MomentsCompared, made: datetime) -> None:
    """Write what was compared, what must be known of it, and how many there are of each kind."""
    cells, bold = page.house.cell(REGELS, border=0), page.house.format(bold=True, valign="top")
    for column, width in enumerate((24, 50, 50)):
        page.sheet.set_column(column, column, width)
    page.text(0, 0, "Verschillen", page.house.format(bold=True, font_size=16))
    row = 2
    for label, *values in _head(compared, made):
        page.text(row, 0, label, bold)
        for column, value in enumerate(values, 1):
            page.text(row, column, value, cells if label else bold)
        row += 1
    row += 1
    for sentence in (
        in_short(compared), flow_sentence(compared), basislijn_warning(compared),
        *compared.opmerkingen,
    ):  # fmt: skip
        if sentence:
            page.text(row, 0, sentence, page.house.format(text_wrap=False))
            row += 1
    row += 1
    number = page.house.format(num_format="#,##0", align="left", valign="top", indent=1)
    for soort, count in compared.aantallen.items():
        page.text(row, 0, LABELS[soort], bold)
        page.number(row, 1, count, number)
        row += 1
    page.sheet.hide_gridlines(2)
    _printed(page)


def _head(compared: MomentsCompared, made: datetime) -> Iterable[tuple[str, ...]]:
    left, right = compared.links, compared.rechts

    def both(label: str, value: Callable[[Kant], str]) -> tuple[str, str, str]:
        return label, value(left), value(right)

    yield "", "Links (was)", "Rechts (is)"
    yield both("Meetmoment", lambda kant: kant.meetmoment)
    yield both("Peildatum", lambda kant: f"{kant.peildatum:%d/%m/%Y}")
    yield both("Bestand", lambda kant: kant.bestand)
    yield both("Toestand", lambda kant: "gesloten" if kant.is_gesloten else "nog open")
    yield both("Controlecode van het zegel", lambda kant: kant.zegelcode or "geen momentopname")
    yield both("Controlecode van de inhoud", lambda kant: kant.inhoudcode)
    yield "Gemaakt op", f"{made:%d/%m/%Y %H:%M}"


def _differences(page: Page, rows: Sequence[Verschil]) -> None:
    """Write the differences of one kind, with the columns that they need."""
    columns = [
        column
        for column in _COLUMNS
        if column.always or any(column.value(each) not in {"", None} for each in rows)
    ]
    looks = _Looks(page)
    _headings(page, 0, [(column.header, column.width) for column in columns])
    for row, each in enumerate(rows, 1):
        for at, column in enumerate(columns):
            looks.write(row, at, column.value(each))
    page.sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    page.sheet.freeze_panes(1, 1)
    _printed(page)


class _Looks:
    """Writes values on a sheet, each as what it is."""

    def __init__(self, page: Page) -> None:
        self._page, self._texts = page, page.house.cell(REGELS)
        self._day, self._amount = page.house.cell(DAG).plain, _amount(page)
        self._number = page.house.cell(GETAL).plain

    def write(self, row: int, at: int, value: _Value) -> None:
        """Write a value in a cell."""
        if value is not None and not isinstance(value, str):
            value = exactly(value)
        if isinstance(value, date):
            self._page.number(row, at, (value - _DAY_ZERO).days, self._day)
        elif isinstance(value, Decimal):
            self._page.number(row, at, value, self._number)
        elif isinstance(value, int):
            self._page.number(row, at, value, self._amount)
        else:
            self._page.text(row, at, _fitting(value or ""), self._texts)


def _tables(page: Page, tables: Iterable[Table]) -> None:
    """Write tables below each other; figures as numbers, texts as texts."""
    cells = page.house.cell(REGELS)
    number = _amount(page)
    row, widths = 0, dict[int, int]()
    for table in tables:
        page.text(row, 0, table.title, page.house.format(bold=True, font_size=13))
        row += 1
        _headings(page, row, [(header, 0) for header in table.headers])
        for line in table.rows:
            row += 1
            for at, cell in enumerate(line):
                _cell(page, (row, at), cell.value, cell.text, cells, number)
        row += 2
        _widen(widths, table)
    for at, width in widths.items():
        page.sheet.set_column(at, at, width)
    _printed(page)


def _cell(
    page: Page,
    place: tuple[int, int],
    value: int | None,
    text: str,
    cells: CellFormats,
    number: house.Format,
) -> None:
    if value is None:
        page.text(*place, _fitting(text), cells)
    else:
        page.number(*place, value, number)


def _amount(page: Page) -> house.Format:
    return page.house.cell(EURO, num_format="#,##0").plain


def _widen(widths: dict[int, int], table: Table) -> None:
    texts: Mapping[int, Sequence[str]] = {
        at: [header, *(row[at].text for row in table.rows)]
        for at, header in enumerate(table.headers)
    }
    for at, column in texts.items():
        longest = max(len(text) for text in column)
        widths[at] = max(widths.get(at, 0), min(longest + 4, _WIDEST))


def _headings(page: Page, row: int, headings: Sequence[tuple[str, int]]) -> None:
    made = page.house.format(
        bold=True, bg_color=house.HEADER, text_wrap=True, valign="vcenter", border=1,
        border_color=house.LINE, indent=1,
    )  # fmt: skip
    for at, (header, width) in enumerate(headings):
        page.text(row, at, header, made)
        if width:
            page.sheet.set_column(at, at, width)


def _printed(page: Page) -> None:
    page.sheet.set_paper(9)
    page.sheet.set_landscape()
    page.sheet.fit_to_pages(1, 0)
    page.sheet.set_footer("&C&8&A&R&8Pagina &P van &N")


def _fitting(text: str) -> str:
    """Return a text as far as a cell can hold it; the fiche itself still has all of it."""
    if len(text) <= LONGEST_CELL // 2 or length_in_cell(text) <= LONGEST_CELL:
        return text
    return text[: LONGEST_CELL // 2 - len(_CUT)] + _CUT
