"""What changed between two contents of a fiche, field by field; rows are paired by their id."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vvdesk.content import Inhoud, Rij, parse_path
from vvdesk.dictionary import Field
from vvdesk.kinds import DAG, EURO, GETAL

_MONTHS_IN_A_YEAR = 12
_LARGEST_SHARE = 10**9
"""Percent; beyond it the figure says nothing any more."""


class Soort(StrEnum):
    """Wat er gebeurde met een veld, een rij of een hele fiche."""

    GEWIJZIGD = "gewijzigd"
    TOEGEVOEGD = "toegevoegd"
    WEGGEVALLEN = "weggevallen"


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a day moved.

    Attributes:
        days: Calendar days; negative for earlier.
        months: Whole calendar months when both days are the same day of the month or both the
            last one (30/06 to 31/12 is 6); None when the difference is no whole number of months.
    """

    days: int
    months: int | None

    @classmethod
    def between(cls, old: date, new: date) -> "Shift":
        """Measure from `old` to `new`."""
        months = (new.year - old.year) * _MONTHS_IN_A_YEAR + new.month - old.month
        whole = old.day == new.day or (_is_last(old) and _is_last(new))
        return cls((new - old).days, months if whole and months else None)

    def __str__(self) -> str:
        number = self.days if self.months is None else self.months
        unit = ("dag", "dagen") if self.months is None else ("maand", "maanden")
        direction = "later" if number > 0 else "vroeger"
        return f"{abs(number)} {unit[abs(number) != 1]} {direction}"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        project: The project's code.
        path: The field as in a dump (`financiering.vak`); a whole row (`mijlpalen.VV015-M05`);
            empty for a whole fiche.
        soort: What happened.
        old: The earlier value of the field's kind; a `Rij` for a row, an `Inhoud` for a fiche;
            None for what was not there.
        new: The later one, in the same way.
        field: The field's entry in the dictionary; None for a row or a fiche.
    """

    project: str
    path: str
    soort: Soort
    old: Any
    new: Any
    field: Field | None = None

    @property
    def shift(self) -> Shift | None:
        """How far the day moved; None for other kinds and where a day is missing."""
        if self.field is None or self.field.kind is not DAG or not (self.old and self.new):
            return None
        return Shift.between(self.old, self.new)

    @property
    def difference(self) -> int | Decimal | None:
        """What was added to an amount (whole euro) or number; None for other kinds."""
        if self.field is None or self.field.kind not in {EURO, GETAL}:
            return None
        if self.old is None or self.new is None:
            return None
        added: int | Decimal = self.new - self.old
        return added

    @property
    def percentage(self) -> Decimal | None:
        """The difference in percent of the old value, to a tenth; None where that means nothing."""
        added = self.difference
        if added is None or not self.old:
            return None
        share = Decimal(added) * 100 / abs(Decimal(self.old))
        return share.quantize(Decimal("0.1")) if abs(share) < _LARGEST_SHARE else None


def compare_meetmomenten(old: Mapping[str, Inhoud], new: Mapping[str, Inhoud]) -> list[Change]:
    """Compare all fiches of two meetmomenten.

    Args:
        old: Project code to content, as `read_contents` gives it.
        new: The later one.

    Returns:
        The differences, by project code, then in the order of the fiche.
    """
    return [
        change
        for project in sorted({*old, *new})
        for change in compare_fiches(old.get(project), new.get(project))
    ]


def compare_fiches(old: Inhoud | None, new: Inhoud | None) -> list[Change]:
    """Compare two contents of one project's fiche; None where there is none.

    Rows are paired by their permanent id. Where a fiche stands in the workflow (`staat`), the
    place of rows in their table and the basislijn are no content that somebody reports, and are
    not compared.

    Returns:
        The differences in the order of the dictionary, each table in the order of the new fiche,
        its vanished rows last. A fiche or row that appeared or vanished is one difference.
    """
    if old is None or new is None:
        there = old or new
        return [] if there is None else [_whole(there.project, "", old, new)]
    return [
        *_values(new.project, "", old.values, new.values),
        *(
            change
            for name in new.tables
            for change in _rows(new.project, name, old.tables[name], new.tables[name])
        ),
    ]


def _rows(
    project: str, name: str, old: Mapping[str, Rij], new: Mapping[str, Rij]
) -> Iterator[Change]:
    for row_id in dict.fromkeys([*new, *old]):
        before, after = old.get(row_id), new.get(row_id)
        if before is None or after is None:
            yield _whole(project, f"{name}.{row_id}", before, after)
        else:
            yield from _values(project, f"{name}.{row_id}.", before.values, after.values)


def _values(
    project: str, prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for name, after in new.items():
        before = old[name]
        if before == after:  # most fields, and looking a field up costs four times as much
            continue
        field = parse_path(f"{prefix}{name}").field
        if not field.kind.same(before, after):
            yield Change(project, f"{prefix}{name}", Soort.GEWIJZIGD, before, after, field)


def _whole(project: str, path: str, old: Any, new: Any) -> Change:
    return Change(project, path, Soort.TOEGEVOEGD if old is None else Soort.WEGGEVALLEN, old, new)


def _is_last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
