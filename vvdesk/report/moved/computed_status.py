"""A projectstatus computed from the facts of a fiche, to stand beside the one that was reported.

It is an indication, never a judgement: who reports may know what no field says. Which statuses a
meetmoment has and what they mean comes from its reference data, the measures from its thresholds.

Source:
    DOMAIN.md: VV-PRJ-02, VV-PRJ-04 and VV-PRJ-06; Rekenhof 2022–2024, delays are not visible in
    the status of a project.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from vvdesk.number_words import counted
from vvdesk.report.looks import PROJECTSTATUS
from vvdesk.report.moved.computed_ladder import Ladder
from vvdesk.rules.maatstaf import NIET_GESTART, Maatstaf
from vvdesk.rules.situation import Mijlpaalrij, Situatie
from vvdesk.rules.wording import listed
from vvdesk.values import dag_to_text, euro_to_text

CLEARLY_WORSE: Final = 4
"""How many times the threshold of VV-PRJ-06 a delay has to be before it asks for action.

With the usual 90 days that is 360, nearly a year: the size of slip that the overview calls its
largest.
"""
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Bewijs:
    """One sentence of the proof.

    Attributes:
        tekst: Dutch, without codes.
        paths: Where it can be seen in the fiche, as in a dump; the most telling ones.
    """

    tekst: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Berekend:
    """A status that follows from the facts.

    Attributes:
        key: Of the projectstatus; empty when the meetmoment has none that says this.
        bewijs: Why, at least one sentence.
        agrees: Whether what was reported says the same, or something that no fact can tell
            (stopgezet).
        missing: Facts that were not there, in Dutch; the status might be another one with them.
    """

    key: str
    bewijs: tuple[Bewijs, ...]
    agrees: bool
    missing: tuple[str, ...] = ()


def computed_status(situatie: Situatie, ladder: Ladder | None = None) -> Berekend:
    """Compute the status of one project.

    Args:
        situatie: The fiche; what the previous meetmoment said does not count.
        ladder: That of its meetmoment, when many projects are computed.

    Returns:
        The most serious status that the facts ask for. All mijlpalen gerealiseerd comes first:
        what was late and is done asks for nothing any more.
    """
    ladder = ladder or Ladder.of(situatie.maatstaf.referentie)
    key, bewijs = _decide(situatie, ladder)
    reported = situatie.fiche.projectstatus or ""
    if reported in ladder.untold:
        label = situatie.maatstaf.label(PROJECTSTATUS, reported)
        untold = Bewijs(f"Of een project {label} is, staat in geen feit.", (PROJECTSTATUS,))
        bewijs = (*bewijs, untold)
    agrees = bool(reported) and (reported == key or reported in ladder.untold)
    return Berekend(key, bewijs, agrees, tuple(_missing(situatie)))


def _decide(situatie: Situatie, ladder: Ladder) -> tuple[str, tuple[Bewijs, ...]]:
    standing = [each for each in situatie.fiche.mijlpalen if not each.is_afgevoerd]
    reached = [each for each in standing if each.is_gerealiseerd]
    if standing and len(reached) == len(standing):
        said = Bewijs(_all_reached(len(standing)), _statuses(standing))
        if ladder.done:
            return ladder.done, (said,)
        unknown = Bewijs("Dit meetmoment kent geen status voor wat af is; dit is de dichtste.")
        key, progress = _progress(situatie, ladder, standing)
        return key, (said, unknown, progress)
    delay = _delay(situatie, standing)
    if delay is not None and (key := ladder.action if delay[0] else ladder.attention):
        return key, delay[1]
    key, progress = _progress(situatie, ladder, standing)
    return key, (progress,) if delay is None else (*delay[1], progress)


def _delay(
    situatie: Situatie, standing: Sequence[Mijlpaalrij]
) -> tuple[bool, tuple[Bewijs, ...]] | None:
    """Return whether the delay is clearly worse than the threshold, with proof; None without."""
    maatstaf = situatie.maatstaf
    found: list[Bewijs] = []
    overdue = [
        (each.timing, each)
        for each in standing
        if each.timing and each.timing < maatstaf.peildatum and situatie.is_open(each)
    ]
    longest = 0
    if overdue:
        first = min(day for day, _each in overdue)
        longest = (maatstaf.peildatum - first).days
        rows = [each for _day, each in overdue]
        found.append(
            Bewijs(
                f"{counted(len(rows), 'mijlpaal is', 'mijlpalen zijn')} over tijd, de langste "
                f"{counted(longest, 'dag', 'dagen')} (gepland op {dag_to_text(first)}, peildatum "
                f"{dag_to_text(maatstaf.peildatum)}).",
                _timings(rows),
            )
        )
    slip = median_slip(standing)
    if slip > maatstaf.verschuiving_dagen:
        found.append(
            Bewijs(
                f"De mijlpalen zijn doorgaans {slip:.0f} dagen later dan eerst gepland; de drempel "
                f"is {maatstaf.verschuiving_dagen}.",
                _timings(_furthest(standing)),
            )
        )
    if not found:
        return None
    limit = CLEARLY_WORSE * maatstaf.verschuiving_dagen
    is_worse = max(slip, longest) > limit
    if is_worse:
        found.append(Bewijs(f"Dat is meer dan {limit} dagen, {CLEARLY_WORSE} keer de drempel."))
    return is_worse, tuple(found)


def _progress(
    situatie: Situatie, ladder: Ladder, standing: Sequence[Mijlpaalrij]
) -> tuple[str, Bewijs]:
    """Return how far the work is, from what was decided, spent and reached."""
    fiche = situatie.fiche
    if fiche.agenderingen and ladder.decided:
        number = len(fiche.agenderingen)
        text = f"Er {_are(number)} {counted(number, 'agendering', 'agenderingen')}."
        return ladder.decided, Bewijs(text, (f"agenderingen.{fiche.agenderingen[0].id}",))
    if started := _started(situatie, standing):
        return ladder.started or ladder.none, started
    return ladder.none or ladder.started, Bewijs(
        "Er is geen agendering, geen uitvoering en geen mijlpaal die gestart is.",
        ("financiering.vak",),
    )


def _started(situatie: Situatie, standing: Sequence[Mijlpaalrij]) -> Bewijs | None:
    money = situatie.fiche.financiering
    for name, amount in (("VAK", money.vak), ("VEK", money.vek)):
        if amount is not None and amount > 0:
            text = f"De uitvoering {name} is {euro_to_text(amount)}."
            return Bewijs(text, (f"financiering.{name.lower()}",))
    moved = [each for each in standing if each.status and each.status != NIET_GESTART]
    if not moved:
        return None
    number = len(moved)
    labels = dict.fromkeys(situatie.maatstaf.label("mijlpaalstatus", each.status) for each in moved)
    text = f"{counted(number, 'mijlpaal is', 'mijlpalen zijn')} gestart: {listed(list(labels))}."
    return Bewijs(text, _statuses(moved))


def _missing(situatie: Situatie) -> list[str]:
    fiche, rows = (
        situatie.fiche,
        [each for each in situatie.fiche.mijlpalen if not each.is_afgevoerd],
    )
    found = []
    if not fiche.projectstatus:
        found.append("de gemelde projectstatus")
    if not rows:
        found.append("mijlpalen")
    for count, what in (
        (sum(not each.timing for each in rows), "de geplande timing"),
        (sum(not each.status for each in rows), "de status"),
    ):
        if count:
            found.append(f"{what} van {counted(count, 'mijlpaal', 'mijlpalen')}")
    if fiche.financiering.vak is None:
        found.append("de uitvoering VAK")
    return found


def median_slip(rows: Collection[Mijlpaalrij]) -> float:
    """Return the median of the days between first and present planning, as VV-PRJ-06 counts them.

    Args:
        rows: Mijlpalen; those that were merged, split or dropped do not take part.

    Returns:
        0 when no mijlpaal has both days.
    """
    days = [
        (each.timing - each.basislijn).days
        for each in rows
        if each.timing and each.basislijn and not each.is_afgevoerd
    ]
    return median(days) if days else 0


def needs_words(maatstaf: Maatstaf) -> str:
    """Return how the computed status is to be read, with the measures of a meetmoment."""
    limit = maatstaf.verschuiving_dagen
    return (
        "De berekende status is een aanwijzing en geen oordeel: ze kijkt alleen naar mijlpalen, "
        "agenderingen en uitvoering. Een project vraagt aandacht als een mijlpaal over tijd is of "
        f"als de mijlpalen doorgaans meer dan {limit} dagen later zijn dan eerst gepland; boven "
        f"{CLEARLY_WORSE * limit} dagen vraagt het actie. Een stopzetting wordt nooit berekend."
    )


def _furthest(rows: Collection[Mijlpaalrij]) -> list[Mijlpaalrij]:
    """Return the mijlpalen that come later than first planned, the furthest first."""
    late = [
        ((each.timing - each.basislijn).days, each)
        for each in rows
        if each.timing and each.basislijn and each.timing > each.basislijn
    ]
    return [each for _days_late, each in sorted(late, key=lambda pair: -pair[0])]


def _path(mijlpaal: Mijlpaalrij) -> str:
    return f"mijlpalen.{mijlpaal.id}"


def _statuses(rows: Sequence[Mijlpaalrij]) -> tuple[str, ...]:
    return tuple(f"{_path(each)}.status" for each in rows[:_MOST_NAMED])


def _timings(rows: Sequence[Mijlpaalrij]) -> tuple[str, ...]:
    return tuple(f"{_path(each)}.timing" for each in rows[:_MOST_NAMED])


def _all_reached(number: int) -> str:
    return (
        "De mijlpaal is gerealiseerd."
        if number == 1
        else f"Alle {number} mijlpalen zijn gerealiseerd."
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"
