"""The simple rules, shown by colour in the sheet itself, for who has no vvdesk at hand.

Only what one row can tell: missing answers, a planning in the past, amounts that cannot be. The
rules themselves stand in `vvdesk.rules`, and examine everything again.
"""

from collections.abc import Iterator
from typing import Any, Final

from vvdesk.exchange.reader.model import column_letters
from vvdesk.exchange.workbook.house import MISSING, WRONG
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.sheets import CODE, Blad
from vvdesk.plan.referentie import Referentie

_EXPLAINED: Final = ("oorzaak", "bijsturing", "streefdatum")
"""What a status that asks for attention needs beside it (VV-PRJ-05)."""
_AMOUNTS: Final = ("financiering.beleidsruimte", "financiering.vak", "financiering.vek")


class RulesShown:
    """Puts the conditional formats on one sheet.

    Args:
        page: The sheet.
        blad: Its layout.
        columns: Key of the column to its number from 0.
        rows: First and last row with data, from 0.
        referentie: For the labels and colours of statuses, and the peildatum.
    """

    def __init__(
        self,
        page: Page,
        blad: Blad,
        columns: dict[str, int],
        rows: tuple[int, int],
        referentie: Referentie,
    ) -> None:
        self._page = page
        self._blad = blad
        self._columns = columns
        self._first, self._last = rows
        self._referentie = referentie

    def show(self) -> None:
        """Put all of them on the sheet; what is wrong goes before what is missing."""
        for keys, condition in self._wrong():
            self._paint(keys, condition, WRONG)
        for key, condition in self._missing():
            self._paint((key,), condition, MISSING)
        for key, label, paint in self._statuses():
            self._paint((key,), f"{self._cell(key)}={_quoted(label)}", paint)

    def _wrong(self) -> Iterator[tuple[tuple[str, ...], str]]:
        budget, vak, vek = _AMOUNTS
        if set(_AMOUNTS) <= self._columns.keys():
            yield (vak, vek), self._more(vek, vak)
            yield (budget, vak), self._more(vak, budget)
            for key in _AMOUNTS:
                yield (key,), f"AND(ISNUMBER({self._cell(key)}),{self._cell(key)}<0)"
        if {"timing", "status", "realisatiedatum"} <= self._columns.keys():
            yield from self._wrong_mijlpaal()

    def _wrong_mijlpaal(self) -> Iterator[tuple[tuple[str, ...], str]]:
        labels = dict(self._referentie.lists["mijlpaalstatus"].entries)
        peil = self._referentie.peildatum
        status, timing = self._cell("status"), self._cell("timing")
        if label := labels.get("op_schema"):
            past = f"{timing}<DATE({peil.year},{peil.month},{peil.day})"
            yield (
                ("timing", "status"),
                f"AND({status}={_quoted(label)},ISNUMBER({timing}),{past})",
            )
        if label := labels.get("gerealiseerd"):
            empty = self._is_empty("realisatiedatum")
            yield ("realisatiedatum",), f"AND({status}={_quoted(label)},{empty})"

    def _missing(self) -> Iterator[tuple[str, str]]:
        shown = [each for each in self._blad.fields if each.key in self._columns]
        for column in shown if CODE in self._columns else ():
            if column.required:
                yield column.key, f"AND({self._filled_row()},{self._is_empty(column.key)})"
        asking = [
            row.label
            for (name, _key), row in self._referentie.statussen.items()
            if name == "projectstatus" and "vraagt_verklaring" in row.kenmerken.split("\n")
        ]
        if asking and "projectstatus" in self._columns:
            status = self._cell("projectstatus")
            asks = ",".join(f"{status}={_quoted(label)}" for label in asking)
            for key in (each for each in _EXPLAINED if each in self._columns):
                yield key, f"AND(OR({asks}),{self._is_empty(key)})"

    def _statuses(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for (name, _key), row in self._referentie.statussen.items():
            key = {"projectstatus": "projectstatus", "mijlpaalstatus": "status"}[name]
            if key in self._columns:
                paint = {"bg_color": row.licht_achtergrond, "font_color": row.licht_tekst}
                yield key, row.label, paint

    def _paint(self, keys: tuple[str, ...], condition: str, paint: dict[str, Any]) -> None:
        options = {
            "type": "formula",
            "criteria": f"={condition}",
            "format": self._page.house.paint(paint),
            "stop_if_true": True,
        }
        for key in keys:
            at = self._columns.get(key)
            if at is not None:
                self._page.sheet.conditional_format(self._first, at, self._last, at, options)

    def _cell(self, key: str) -> str:
        return f"${column_letters(self._columns[key] + 1)}{self._first + 1}"

    def _is_empty(self, key: str) -> str:
        return f"LEN(TRIM({self._cell(key)}))=0"

    def _filled_row(self) -> str:
        return f"LEN({self._cell(CODE)})>0"

    def _more(self, greater: str, smaller: str) -> str:
        one, other = self._cell(greater), self._cell(smaller)
        return f"AND(ISNUMBER({one}),ISNUMBER({other}),{one}>{other})"


def _quoted(label: str) -> str:
    doubled = label.replace('"', '""')
    return f'"{doubled}"'
