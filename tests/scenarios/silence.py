"""Whether a plan keeps silent about anything that somebody changed in a workbook."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from tests.scenarios.independent_look import (
    SHEETS,
    Seen,
    Table,
    Touched,
    amount,
    day,
    differences,
    plain,
)
from tests.scenarios.planning import Verdict
from vvdesk import kinds
from vvdesk.exchange.workbook.sheets import BLADEN, Column

COLUMNS: Mapping[tuple[str, str], Column] = {
    (blad.name, plain(column.header)): column for blad in BLADEN for column in blad.columns
}
_PLAIN = {kinds.TEKST, kinds.REGELS, kinds.URL}
_NAMES = {kinds.MINISTERS, kinds.ENTITEITEN, kinds.THEMAS}
_SIGNIFICANT = {*_PLAIN, kinds.OPMAAK}
"""Kinds in which case and spacing mean something."""


def silences(good: dict[str, Table], other: dict[str, Table], verdict: Verdict) -> list[str]:
    """Return every change in the workbook that the plan is silent or wrong about.

    Args:
        good: What stood in the workbook when it was handed out.
        other: What stands in it now.
        verdict: What planning came to; the workbook comes in.
    """
    touched = [each for each in differences(good, other) if _is_read(each)]
    changes = {(each["sheet"], each["cell"]): each for each in verdict.told["changes"]}
    found = [
        _about(each, changes, verdict, other[each.sheet].head)
        for each in touched
        if _is_there(each, other) and not _is_new(each, good, verdict)
    ]
    found += [_about_row(*each, good, verdict) for each in _gone(touched, other)]
    found += _about_labels(good, other, verdict)
    known = {(each.sheet, each.place) for each in touched}
    known |= {(sheet, f"A{row}") for sheet in other for row in other[sheet].rows.values()}
    found += [f"invented: {place}" for place in changes if place not in known]
    return [each for each in found if each]


def _is_read(touched: Touched) -> bool:
    """Leave out what is shown only, and columns that mean nothing."""
    column = COLUMNS.get((touched.sheet, touched.label))
    return column is not None and column.is_input


def _is_there(touched: Touched, other: dict[str, Table]) -> bool:
    """Tell whether the row is still there, so that its cell can be pointed at."""
    return touched.sheet in other and touched.row in other[touched.sheet].rows


def _is_new(touched: Touched, good: dict[str, Table], verdict: Verdict) -> bool:
    """Tell whether the cell is in a row that the plan adds as a whole."""
    return touched.row not in good[touched.sheet].rows and bool(
        verdict.changed_places
        & {(touched.sheet, f"A{_row(touched.place)}"), (touched.sheet, touched.place)}
    )


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _about(touched: Touched, changes: Mapping[Any, Any], verdict: Verdict, head: int) -> str:
    """Return what is wrong with how one cell was treated; empty when nothing is.

    The sentence may be about the cell, about its column (at the label), its row, or its sheet.
    """
    sheet, place = touched.sheet, touched.place
    change = changes.get((sheet, place))
    if change is None:
        column, row = re.fullmatch("([A-Z]+)([0-9]+)", place).groups()  # type: ignore[union-attr] # a name
        near = {(sheet, each) for each in (place, f"{column}{head}", f"A{row}", None)}
        spoken = verdict.places & near
        return "" if spoken or _means_the_same(touched) else f"silent: {touched}"
    expected = _meaning(touched.new, COLUMNS[sheet, touched.label])
    is_told = (sheet, place) in verdict.places
    if expected is not _UNKNOWN and change["new"] != expected and not is_told:
        return f"wrong: {touched} became {change['new']!r}, not {expected!r}"
    return ""


def _gone(touched: list[Touched], other: dict[str, Table]) -> list[tuple[str, str]]:
    """Return sheet and key of every row that is not there any more."""
    return sorted({(each.sheet, each.row) for each in touched if not _is_there(each, other)})


def _about_row(sheet: str, row: str, good: dict[str, Table], verdict: Verdict) -> str:
    """Check that a row that is gone, or whose id is another now, is spoken of."""
    said = any(row in words or (sheet in words and "ontbre" in words) for words in verdict.words)
    ending = re.compile(f"[A-Z]+{good[sheet].rows[row]}")
    at_its_place = any(
        where == sheet and cell and ending.fullmatch(cell)
        for where, cell in verdict.places | verdict.changed_places
    )
    return "" if said or at_its_place else f"silent: row {row} of {sheet} is gone"


def _about_labels(good: dict[str, Table], other: dict[str, Table], verdict: Verdict) -> list[str]:
    """Check that a column or sheet that is gone is spoken of."""
    silent = []
    for sheet in SHEETS:
        gone = good[sheet].labels - (other[sheet].labels if sheet in other else set())
        gone = {label for label in gone if (sheet, label) in COLUMNS}
        spoken = any(sheet in {where, *words.split()} for (where, _), words in _said(verdict))
        if gone and not spoken:
            silent.append(f"silent: columns {sorted(gone)} of {sheet} are gone")
    return silent


def _said(verdict: Verdict) -> list[tuple[tuple[str | None, str | None], str]]:
    return [
        ((each["sheet"], each["cell"]), each["text"].replace(";", " "))
        for each in verdict.told["warnings"]
    ]


_UNKNOWN = object()


def _meaning(seen: Seen | None, column: Column) -> Any:
    """Read a cell independently, where anybody can; else `_UNKNOWN`."""
    if seen is None:
        return [] if column.kind in _NAMES else None
    if column.kind is kinds.EURO:
        return amount(seen)
    if column.kind is kinds.DAG and day(seen):
        return day(seen)
    if column.kind in _PLAIN and seen.kind == "text":
        return _plain(seen.text)
    return _UNKNOWN


def _means_the_same(touched: Touched) -> bool:
    """Tell whether both cells mean the same: spelled otherwise, blank, or in another form."""
    column = COLUMNS[touched.sheet, touched.label]
    old, new = (_meaning(each, column) for each in (touched.old, touched.new))
    words = [plain(each.text) if each else "" for each in (touched.old, touched.new)]
    if not any(words) or (column.kind not in _SIGNIFICANT and words[0] == words[1]):
        return True
    return old is not _UNKNOWN and old == new


def _plain(text: str) -> str | None:
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.strip() for line in lines).strip() or None
