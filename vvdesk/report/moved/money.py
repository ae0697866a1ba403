"""Which amounts are others than at the previous meetmoment, by how much and by which share."""

from collections.abc import Sequence
from typing import Final

from vvdesk.charts.text import in_euro
from vvdesk.compare.changes import Change, Soort
from vvdesk.content import parse_path
from vvdesk.number_words import counted
from vvdesk.report.content import (
    Align,
    Column,
    GridRow,
    Line,
    Paragraph,
    RowKind,
    Words,
)
from vvdesk.report.moved.pairs import Paren
from vvdesk.report.moved.words import (
    Deel,
    grid,
    lead,
    named_fiche,
    note,
    part,
    since,
    told,
    valued,
    words,
)
from vvdesk.values import euro_to_text, number_to_text

_ROOM: Final = "financiering.beleidsruimte"
_WHY: Final = "financiering.verschuiving_toelichting"
_NAMES: Final = {
    _ROOM: "Beleidsruimte",
    "financiering.vak": "Uitvoering VAK",
    "financiering.vek": "Uitvoering VEK",
}
_COLUMNS: Final = (
    Column("Project", 37), Column("Was", 21, Align.RIGHT), Column("Is", 21, Align.RIGHT),
    Column("Verschil", 21, Align.RIGHT),
)  # fmt: skip
_MINUS: Final = "−"
_LARGE: Final = 1000
"""Percent; a larger share says nothing that the amounts do not."""


def amounts(paren: Paren) -> Deel:
    """Return which amounts changed, a table per amount with its total."""
    found = {path: _changes(paren, path) for path in _NAMES}
    tables = [
        table
        for path, changes in found.items()
        for table in grid(
            f"{_NAMES[path]}: wat veranderde {since(paren)}",
            _COLUMNS,
            _rows(paren, path, changes),
        )
    ]
    blank = sum(1 for each in found.values() for change in each if change.difference is None)
    aside = (
        [note("Waar een bedrag toen of nu niet ingevuld is, is er geen verschil te berekenen.")]
        if blank
        else []
    )
    projects = {change.project for each in found.values() for change in each}
    section = part(
        "Andere bedragen", "bedragen", _lead(paren, found, len(projects)), *tables, *aside
    )
    return Deel(section, "projecten met een ander bedrag", len(projects))


def signed(amount: int) -> str:
    """Write a difference with its sign: "+4.000 EUR", "−4.000 EUR"."""
    sign = "+" if amount > 0 else _MINUS if amount < 0 else ""
    return f"{sign}{euro_to_text(abs(amount))}"


def _changes(paren: Paren, path: str) -> list[Change]:
    field = parse_path(path).field
    pairs = (
        (code, toen.values[path], nu.values[path]) for code, (nu, toen) in paren.fiches.items()
    )
    return [
        Change(code, path, Soort.GEWIJZIGD, was, now, field)
        for code, was, now in pairs
        if was != now
    ]


def _rows(paren: Paren, path: str, changes: Sequence[Change]) -> list[GridRow]:
    rows: list[GridRow] = []
    for each in changes:
        rows.append(_row(paren, each))
        rows.extend(_why(paren, each))
    known = [each for each in changes if each.difference is not None]
    if len(known) > 1:
        rows.append(_total(path, known))
    return rows


def _row(paren: Paren, each: Change) -> GridRow:
    code = paren.now(each.project, each.path)
    return GridRow(
        (
            named_fiche(paren.now(each.project), paren.source.contents[each.project]),
            valued(each.path, each.old, paren.then(each.project, each.path)),
            valued(each.path, each.new, code),
            _difference(each),
        ),
        code,
    )


def _why(paren: Paren, each: Change) -> list[GridRow]:
    """Return why the beleidsruimte moved, under its row; other amounts have no such field."""
    text = paren.source.contents[each.project].values[_WHY]
    if each.path != _ROOM or not text:
        return []
    line = Line("Toelichting", told(text, paren.now(each.project, _WHY)))
    return [GridRow((), "", RowKind.DETAIL, (line,))]


def _total(path: str, known: Sequence[Change]) -> GridRow:
    was, now = sum(int(each.old) for each in known), sum(int(each.new) for each in known)
    together = Change("", path, Soort.GEWIJZIGD, was, now, parse_path(path).field)
    return GridRow(
        (
            words("Deze projecten samen"),
            words(in_euro(was)),
            words(in_euro(now)),
            _difference(together),
        ),
        kind=RowKind.TOTAL,
    )


def _difference(each: Change) -> Words:
    """Return by how much and, on a line of its own, by which share; nothing when not known."""
    added = each.difference
    if added is None:
        return ()
    share = _share(each) if added else ""
    return words(signed(int(added)), f"\n{share}" if share else "")


def _share(each: Change) -> str:
    share = each.percentage
    if share is None or abs(share) >= _LARGE:
        return ""
    sign = "+" if share > 0 else _MINUS if share < 0 else ""
    return f"{sign}{number_to_text(abs(share))} %"


def _lead(paren: Paren, found: dict[str, list[Change]], projects: int) -> Paragraph:
    if not projects:
        return lead(f"Geen enkele beleidsruimte, VAK of VEK is veranderd {since(paren)}.")
    falling = sum(
        1
        for path, changes in found.items()
        for each in changes
        if path != _ROOM and each.difference is not None and each.difference < 0
    )
    sentence = (
        f"Bij {counted(projects, 'project', 'projecten')} is minstens één bedrag anders dan in "
        f"{paren.vorig.naam}."
    )
    behind = (
        f" {counted(falling, 'bedrag', 'bedragen')} van de uitvoering {_falls(falling)}, terwijl "
        "die cumulatief is."
    )
    return lead(sentence + (behind if falling else ""))


def _falls(number: int) -> str:
    return "daalt" if number == 1 else "dalen"
