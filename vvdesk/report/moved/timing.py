"""Which mijlpalen come later or earlier than last time, and than they were first planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from vvdesk.compare.changes import Shift
from vvdesk.content import Rij
from vvdesk.number_words import counted
from vvdesk.report.content import Align, Column, Figure, GridRow, Paragraph, Words
from vvdesk.report.moved.pairs import Paren, is_afgevoerd
from vvdesk.report.moved.words import (
    Deel,
    explained,
    grid,
    lead,
    named_row,
    part,
    since,
    valued,
    words,
)
from vvdesk.report.reading import Source
from vvdesk.values import dag_to_text, number_to_text

_WHAT_PREVIOUS, _WHAT_FIRST = "SINDS_VORIG", "SINDS_BASISLIJN"


@dataclass(frozen=True, slots=True)
class Verschoven:
    """A mijlpaal whose timing moved.

    Attributes:
        project: The code of its project.
        row: As it is.
        old: When it was planned.
        new: When it is planned.
    """

    project: str
    row: Rij
    old: date
    new: date

    @property
    def days(self) -> int:
        """By how many days it moved; negative for earlier."""
        return (self.new - self.old).days

    @property
    def path(self) -> str:
        """The field, as in a dump."""
        return f"mijlpalen.{self.row.id}.timing"


@dataclass(frozen=True, slots=True)
class Slips:
    """How far mijlpalen moved since one earlier day; counted as the overview does.

    Attributes:
        compared: How many could be compared.
        moved: Those that moved, the furthest back first.
    """

    compared: int
    moved: tuple[Verschoven, ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Rij, date | None]]) -> "Slips":
        """Compare mijlpalen with where they were; merged, split or dropped ones do not take part.

        Args:
            rows: Project, mijlpaal and its earlier timing.
        """
        known = [
            Verschoven(project, row, old, row.values["timing"])
            for project, row, old in rows
            if old is not None and row.values["timing"] is not None and not is_afgevoerd(row)
        ]
        moved = [each for each in known if each.days]
        return cls(len(known), tuple(sorted(moved, key=lambda each: (-each.days, each.row.id))))

    @property
    def later(self) -> tuple[Verschoven, ...]:
        """Those that moved back."""
        return tuple(each for each in self.moved if each.days > 0)

    @property
    def median(self) -> float | None:
        """Days by which those that moved back did, in the middle; None when none did."""
        days = [each.days for each in self.later]
        return median(days) if days else None


def since_previous(paren: Paren) -> Deel:
    """Return which mijlpalen moved since the previous meetmoment, with their reasons."""
    slips = Slips.of(
        [(each.project, each.nu, each.toen.values["timing"]) for each in paren.mijlpalen]
    )
    code = paren.source.total_code(_WHAT_PREVIOUS)
    rows = [row for each in slips.moved for row in _with_reason(paren, each)]
    table = grid(f"Mijlpalen met een andere timing {since(paren)}", _COLUMNS, rows)
    opening = _lead(slips, f"in {paren.vorig.naam}", code)
    section = part(f"Timing {since(paren)}", "timing", opening, *table)
    return Deel(section, f"mijlpalen later dan in {paren.vorig.naam}", len(slips.later), code)


def since_first(paren: Paren) -> Deel:
    """Return which mijlpalen moved since they were first planned, and how often."""
    source = paren.source
    slips = Slips.of(
        [
            (inhoud.project, row, row.basislijn)
            for inhoud in source.contents.values()
            for row in inhoud.tables["mijlpalen"].values()
        ]
    )
    code = source.total_code(_WHAT_FIRST)
    if _is_the_same(slips, paren):
        same = f": dezelfde als hierboven, want de eerste planning is die van {paren.vorig.naam}"
        opening = _lead(slips, "eerst gepland", code, same)
        section = part("Timing sinds de eerste planning", "eerste-planning", opening)
    else:
        opening = _lead(slips, "eerst gepland", code)
        table = grid(
            "Mijlpalen met een andere timing dan eerst gepland",
            _FIRST_COLUMNS,
            [_first_row(source, each) for each in slips.moved],
        )
        section = part("Timing sinds de eerste planning", "eerste-planning", opening, *table)
    return Deel(section, "mijlpalen later dan eerst gepland", len(slips.later), code)


_COLUMNS = (
    Column("Mijlpaal", 52), Column("Was", 14), Column("Is", 14), Column("Verschil", 20),
)  # fmt: skip
_FIRST_COLUMNS = (
    Column("Mijlpaal", 40), Column("Eerst", 14), Column("Is", 14), Column("Verschil", 20),
    Column("Keer later", 12, Align.RIGHT),
)  # fmt: skip


def _with_reason(paren: Paren, each: Verschoven) -> tuple[GridRow, GridRow]:
    cells = _moved_cells(paren.source, each, paren.then(each.project, each.path))
    reason = paren.now(each.project, f"mijlpalen.{each.row.id}.reden")
    return (
        GridRow(cells, paren.now(each.project, each.path)),
        explained(each.row.values["reden"], reason),
    )


def _first_row(source: Source, each: Verschoven) -> GridRow:
    times = source.stand.slips.get(each.row.id, 0)
    cells = (*_moved_cells(source, each, ""), words(str(times)))
    return GridRow(cells, source.code(each.project, each.path))


def _moved_cells(source: Source, each: Verschoven, then: str) -> tuple[Words, ...]:
    return (
        named_row(source.code(each.project, f"mijlpalen.{each.row.id}"), each.row),
        (Figure(dag_to_text(each.old), then),),
        valued(each.path, each.new, source.code(each.project, each.path)),
        words(str(Shift.between(each.old, each.new))),
    )


def _is_the_same(slips: Slips, paren: Paren) -> bool:
    """Tell whether nothing moved since the first planning that did not move since last time."""
    before = {each.nu.id: each.toen.values["timing"] for each in paren.mijlpalen}
    return bool(slips.moved) and all(each.old == before.get(each.row.id) for each in slips.moved)


def _lead(slips: Slips, than: str, code: str, same: str = "") -> Paragraph:
    if not slips.compared:
        return lead(f"Van geen enkele mijlpaal is bekend wanneer ze {_planned(than)}.")
    later, earlier = slips.later, len(slips.moved) - len(slips.later)
    all_of_them = counted(slips.compared, "mijlpaal", "mijlpalen")
    if not slips.moved:
        return lead(f"Geen enkele van de {all_of_them} kreeg een andere timing dan {than}.")
    pieces: list[Figure | str] = [Figure(str(len(later)), code), f" van de {all_of_them} "]
    pieces.append(f"{'komt' if len(later) == 1 else 'komen'} later dan {than}")
    if later and not same:
        pieces.append(_how_far(slips))
    if earlier:
        pieces.append(f"; {earlier} {'komt' if earlier == 1 else 'komen'} vroeger")
    return lead(*pieces, same, ".")


def _how_far(slips: Slips) -> str:
    furthest = slips.later[0]
    shift = Shift.between(furthest.old, furthest.new)
    if len(slips.later) == 1:
        return f": {furthest.row.id}, {shift}"
    middle = number_to_text(Decimal(str(slips.median)))
    return f", doorgaans {middle} dagen (mediaan); het verst {furthest.row.id}, {shift}"


def _planned(than: str) -> str:
    return f"{than} gepland stond" if than.startswith("in ") else f"{than} werd"
