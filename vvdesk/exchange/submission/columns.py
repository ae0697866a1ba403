"""Reading the cells of one column by the meaning of its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from vvdesk import kinds
from vvdesk.exchange.reader.dates import NotADate, is_date_format, serial_to_date
from vvdesk.exchange.reader.model import Cell, CellRun
from vvdesk.exchange.rich_cells import from_cell
from vvdesk.exchange.submission.rich import LONGEST, is_untouched
from vvdesk.exchange.workbook.base_sheet import Basis
from vvdesk.exchange.workbook.cells import chosen_from, takes_several
from vvdesk.exchange.workbook.sheets import Column
from vvdesk.kinds import ChoiceLists, JsonValue, Kind
from vvdesk.texts import clean_text
from vvdesk.values import (
    Unreadable,
    dag_to_text,
    euro_from_number,
    normal_number,
    number_to_text,
)

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Within these years a date of this plan can lie; beyond them it is a slip, not a date."""

_QUOTED = re.compile(r'"[^"]*"?|[\\_*].?|\[[^\]]*\]?')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SHOWN = 40
_NOT_TAKEN: Final = {
    "formula": ("een formule", "Zet de uitkomst er als gewone waarde in (Plakken speciaal)."),
    "error": ("een foutwaarde", "Zet er de juiste waarde in, of maak de cel leeg."),
    "bool": ("WAAR of ONWAAR", "Zet er de juiste waarde in, of maak de cel leeg."),
    "unreadable": ("iets dat geen geldige celwaarde is", "Typ de waarde opnieuw."),
}


class ColumnReader:
    """Reads the cells of one column.

    Args:
        column: Which one.
        lists: The choices of the meetmoment.
        date1904: Which calendar the workbook counts its days in.
    """

    def __init__(self, column: Column, lists: ChoiceLists, *, date1904: bool) -> None:
        self.key = column.key
        self.kind = column.kind
        self._lists = lists
        self._date1904 = date1904
        choices = chosen_from(column.kind, lists)
        several = takes_several(column.kind)
        self._labels = {label: key for key, label in choices.entries} if choices else {}
        self._expected = _EXPECTED.get(column.kind, "Verwacht werd een tekst.")
        ways: dict[Kind, Callable[[Cell, JsonValue], bool]] = {
            kinds.EURO: _same_amount,
            kinds.DAG: self._same_day,
            kinds.GETAL: _same_number,
            kinds.OPMAAK: is_untouched,
        }
        usual = _same_names if several else self._same_choice if choices else _same_text
        self.is_same: Callable[[Cell, JsonValue], bool] = ways.get(column.kind, usual)
        """Tells at once that a cell says what the base says; False means: read it."""

    def read(self, cell: Cell, basis: Basis | None) -> tuple[Any, str | None]:
        """Return the value of a cell, and what it was taken for when that is not what it shows.

        Args:
            cell: As found.
            basis: What the workbook remembers of the row.

        Raises:
            Unreadable: It is not, for certain, a value of this column.
        """
        if cell.kind == "text":
            return self._text(cell, basis)
        if cell.kind == "number" and isinstance(cell.value, Decimal):
            return self._number(cell.value, cell)
        if cell.kind == "date":
            return self._iso(str(cell.value))
        what, advice = _NOT_TAKEN[cell.kind]
        raise Unreadable(_shown(cell), f"is {what}.", f"{self._expected} {advice}")

    def _text(self, cell: Cell, basis: Basis | None) -> tuple[Any, str | None]:
        text = str(cell.value)
        if self.kind is kinds.OPMAAK:
            return self._rich(cell, text, basis), None
        value = self.kind.read(text, self._lists)
        is_taken = self.kind in _NUMERIC and value is not None
        if self.kind is kinds.DAG and value is not None:
            _check_plausible(value, text)
        return value, self.kind.to_text(value) if is_taken else None

    def _rich(self, cell: Cell, text: str, basis: Basis | None) -> str | None:
        clean_text(text)
        runs = cell.runs or (CellRun(text, bold=False, italic=False),)
        written = basis.written.get(self.key) if basis is not None else None
        if basis is None or not isinstance(written, str) or len(written) > LONGEST:
            # What stands in `base` only reads back exactly: comparing the values is enough.
            return from_cell(runs) or None
        found = written if is_untouched(cell, written) else basis.rich_value(self.key, runs)
        value: str | None = self.kind.from_json(found)
        return value

    def _number(self, number: Decimal, cell: Cell) -> tuple[Any, str | None]:
        shown = number_to_text(number)
        if self.kind not in _NUMERIC:
            raise Unreadable(
                shown, "is een getal.", f"{self._expected} Typ er een apostrof voor, of kies ze."
            )
        if self.kind is kinds.DAG:
            return self._day(number, cell)
        if is_date_format(cell.number_format):
            raise Unreadable(shown, "staat er als datum.", self._expected)
        if "%" in (bare := _QUOTED.sub("", cell.number_format)):
            raise Unreadable(shown, "staat er als percentage.", self._expected)
        if not cell.exact:
            raise Unreadable(shown, "heeft meer dan 15 cijfers.", self._expected)
        value = euro_from_number(number) if self.kind is kinds.EURO else normal_number(number)
        return value, self.kind.to_text(value) if _SCALED.search(bare) else None

    def _day(self, number: Decimal, cell: Cell) -> tuple[date, str | None]:
        shown = number_to_text(number)
        try:
            day = serial_to_date(number, date1904=self._date1904)
        except NotADate as error:
            raise Unreadable(shown, f"is geen datum: {error}.", self._expected) from None
        _check_plausible(day, shown)
        return day, None if is_date_format(cell.number_format) else dag_to_text(day)

    def _iso(self, text: str) -> tuple[date, None]:
        day, _, time = text.rstrip("Z").partition("T")
        if self.kind is not kinds.DAG or time.strip("0:."):
            raise Unreadable(text, "is een datum of een uur.", self._expected)
        value = self.kind.read(day)
        _check_plausible(value, text)
        return value, None

    def _same_choice(self, cell: Cell, base: JsonValue) -> bool:
        return cell.kind == "text" and self._labels.get(str(cell.value)) == base

    def _same_day(self, cell: Cell, base: JsonValue) -> bool:
        value = cell.value
        if cell.kind != "number" or not isinstance(value, Decimal):
            return False
        return _iso_of(value, date1904=self._date1904) == base


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell shows nothing."""
    return cell.kind == "text" and not str(cell.value).strip()


def _same_text(cell: Cell, base: JsonValue) -> bool:
    return cell.value == base and cell.kind == "text"


def _same_amount(cell: Cell, base: JsonValue) -> bool:
    return cell.kind == "number" and cell.value == base


def _same_number(cell: Cell, base: JsonValue) -> bool:
    if cell.kind != "number" or not isinstance(base, str):
        return False
    try:
        return bool(cell.value == Decimal(base))
    except InvalidOperation:  # only in a base that vvdesk did not write
        return False


def _same_names(cell: Cell, base: JsonValue) -> bool:
    return cell.kind == "text" and isinstance(base, list) and cell.value == "; ".join(base)


@lru_cache(maxsize=4096)
def _iso_of(serial: Decimal, *, date1904: bool) -> str | None:
    try:
        return serial_to_date(serial, date1904=date1904).isoformat()
    except NotADate:
        return None


def _check_plausible(day: date, shown: str) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(
            shown,
            f"betekent {dag_to_text(day)}, en dat ligt buiten {FIRST_YEAR}–{LAST_YEAR}.",
            _EXPECTED[kinds.DAG],
        )


def _shown(cell: Cell) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in str(cell.value)[:_SHOWN])
    return f"={text}" if cell.kind == "formula" else text


_NUMERIC: Final = frozenset({kinds.EURO, kinds.DAG, kinds.GETAL})
_EXPECTED: Mapping[Kind, str] = {
    kinds.EURO: "Geef een bedrag in hele euro, bijvoorbeeld 375.000.000.",
    kinds.DAG: "Gebruik dd/mm/jjjj, bijvoorbeeld 29/02/2024.",
    kinds.GETAL: "Geef een getal met een komma voor decimalen, bijvoorbeeld 12,5.",
}
