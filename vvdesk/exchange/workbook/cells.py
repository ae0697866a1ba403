"""How a value of each kind stands in a cell, and what that cell then says."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from vvdesk import kinds
from vvdesk.choices import Choices
from vvdesk.errors import Refused
from vvdesk.exchange.rich_cells import CellRun, StyledText, from_cell, to_cell
from vvdesk.exchange.workbook.digest import said_number, said_text
from vvdesk.exchange.workbook.house import CellFormats
from vvdesk.exchange.workbook.page import LONGEST_CELL, Page, length_in_cell
from vvdesk.exchange.workbook.sheets import Column
from vvdesk.kinds import ChoiceLists, Kind
from vvdesk.texts import unkeepable_sign
from vvdesk.values import dag_to_text, number_to_text

_DAY_ZERO: Final = date(1899, 12, 30)
_FIRST_SURE_DAY: Final = date(1900, 3, 1)
"""Before it, programs disagree: Excel counts a 29 February 1900 that never was."""
_SIGNIFICANT = 15


class ColumnWriter:
    """Writes the values of one column.

    Args:
        column: Which one.
        formats: Those of its cells.
        lists: The choices of the meetmoment.
    """

    def __init__(self, column: Column, formats: CellFormats, lists: ChoiceLists) -> None:
        self._kind = column.kind
        self._header = column.header
        self._formats = formats
        self._choices = chosen_from(column.kind, lists)
        self._labels = dict(self._choices.entries) if self._choices else {}
        self.put: Callable[[Page, int, int, Any], str] = self._chosen_way()

    def _chosen_way(self) -> Callable[[Page, int, int, Any], str]:
        ways: dict[Kind, Callable[[Page, int, int, Any], str]] = {
            kinds.EURO: self._euro,
            kinds.DAG: self._dag,
            kinds.GETAL: self._getal,
            kinds.URL: self._url,
            kinds.OPMAAK: self._opmaak,
        }
        if self._kind in _NAMES:
            return self._names
        return ways.get(self._kind, self._label if self._choices else self._text)

    def _euro(self, page: Page, row: int, at: int, value: int | None) -> str:
        if value is None:
            return self._empty(page, row, at)
        page.number(row, at, value, self._formats.plain)
        return said_number(value)

    def _dag(self, page: Page, row: int, at: int, value: date | None) -> str:
        if value is None:
            return self._empty(page, row, at)
        if value < _FIRST_SURE_DAY:
            return self._text(page, row, at, dag_to_text(value))
        serial = (value - _DAY_ZERO).days
        page.number(row, at, serial, self._formats.plain)
        return said_number(serial)

    def _getal(self, page: Page, row: int, at: int, value: Decimal | None) -> str:
        if value is None:
            return self._empty(page, row, at)
        if not is_exact(value):
            return self._text(page, row, at, unambiguous(value))
        page.number(row, at, value, self._formats.plain)
        return said_number(value)

    def _url(self, page: Page, row: int, at: int, value: str | None) -> str:
        if not value:
            return self._empty(page, row, at)
        self._check_fits(value)
        page.link(row, at, value, value, self._formats.plain)
        return said_text(value, None, self._kind)

    def _opmaak(self, page: Page, row: int, at: int, value: str | None) -> str:
        self._check_keepable(value or "")
        runs = cell_runs(value) if value else ()
        text = "".join(run.text for run in runs)
        if not any(run.bold or run.italic for run in runs):
            return self._text(page, row, at, text)
        self._check_fits(text)
        if len(text) == 1:
            page.text(row, at, text, lone_sign(page, self._kind, runs[0]))
        else:
            page.rich(row, at, runs, self._formats)
        return said_text(text, runs, self._kind)

    def _names(self, page: Page, row: int, at: int, value: tuple[str, ...] | None) -> str:
        return self._text(page, row, at, "; ".join(value or ()))

    def _label(self, page: Page, row: int, at: int, value: str | None) -> str:
        if value is not None and value not in self._labels:
            raise Refused(
                f'Bij het veld "{self._header}" staat "{value}", en dat hoort niet bij de '
                "keuzelijst van dit meetmoment. Kies er een andere waarde."
            )
        return self._text(page, row, at, self._labels[value] if value is not None else "")

    def _text(self, page: Page, row: int, at: int, value: str | None) -> str:
        if not value:
            return self._empty(page, row, at)
        self._check_fits(value)
        page.text(row, at, value, self._formats)
        return said_text(value, None, self._kind)

    def _empty(self, _page: Page, _row: int, _at: int) -> str:
        """Write nothing: the column itself has the format, and a third of the file is saved."""
        return ""

    def _check_keepable(self, text: str) -> None:
        if sign := unkeepable_sign(text):
            raise Refused(
                f'Het veld "{self._header}" bevat een waarde die vvdesk nooit schrijft: een teken '
                f"dat geen bestand kan bewaren ({sign}). Haal dat teken weg, of plak de tekst "
                "opnieuw zonder opmaak."
            )

    def _check_fits(self, text: str) -> None:
        self._check_keepable(text)
        if len(text) > LONGEST_CELL // 2 and length_in_cell(text) > LONGEST_CELL:
            raise Refused(
                f'De tekst van het veld "{self._header}" is te lang voor een cel '
                f"({length_in_cell(text)} van {LONGEST_CELL} tekens). Maak de tekst korter."
            )


_NAMES: Final = frozenset({kinds.MINISTERS, kinds.ENTITEITEN, kinds.THEMAS})


def unambiguous(number: Decimal) -> str:
    """Write a number as text that reads back: three decimals could be taken for thousands."""
    text = number_to_text(number)
    return f"{text}0" if len(text.partition(",")[2]) == len("000") else text


def takes_several(kind: Kind) -> bool:
    """Tell whether a cell of this kind holds several names."""
    return kind in _NAMES


def chosen_from(kind: Kind, lists: ChoiceLists) -> Choices | None:
    """Return the list that values of this kind come from; None when they are free."""
    name = getattr(kind, "list_name", None)
    return lists.get(name) if name else None


def is_exact(number: Decimal) -> bool:
    """Tell whether a cell stores this number digit by digit.

    Source:
        RELIABILITY.md 2 (10, 18): a spreadsheet keeps fifteen significant digits.
    """
    if len(number.as_tuple().digits) > _SIGNIFICANT:
        return False
    return Decimal(f"{float(number):.16G}") == number


@lru_cache(maxsize=16)
def cell_runs(html: str) -> tuple[CellRun, ...]:
    """Return a rich text as its cell holds it; remembered for as long as one row is written."""
    return to_cell(html)


def reads_back(html: str) -> bool:
    """Tell whether a rich text comes out of its cell exactly as it went in."""
    return from_cell(cell_runs(html)) == html


def lone_sign(page: Page, kind: Kind, run: StyledText, **more: Any) -> CellFormats:
    """Return formats for a cell with one bold or italic sign: XlsxWriter takes no shorter run."""
    return page.house.cell(kind, bold=run.bold, italic=run.italic, **more)
