"""Comparing two meetmomenten: of one file, or of two momentopnamen of the same plan."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress, silent
from vvdesk.moments_compared.differences import Vergelijker, projects_of
from vvdesk.moments_compared.flows import mijlpaal_flow, presence, project_flow
from vvdesk.moments_compared.money import moved_amounts, sums
from vvdesk.moments_compared.parts import MomentsCompared, Verschil, Verschilsoort
from vvdesk.moments_compared.sides import (
    Gelezen,
    Side,
    check_sides,
    read_reasons,
    read_side,
    remarks,
)
from vvdesk.rules import Maatstaf

_READING: Final = "Meetmomenten lezen"
_COMPARING: Final = "Meetmomenten vergelijken"
_PARTS: Final = 4
"""Steps besides the projects: reading both sides and the reasons, and counting."""
_EVERY: Final = 200
"""Projects after which progress is told."""
_WITHOUT: Final = "Zonder speerpunt"


def compare_moments(left: Side, right: Side, progress: Progress = silent) -> MomentsCompared:
    """Work out what differs on the right from the left; write nothing.

    Args:
        left: From which is counted.
        right: What is held against it, mostly later; of the same file or of another.
        progress: Called while reading, and per some projects.

    Raises:
        Misused: The files are about different plans, or both sides are the same.
        Refused: The reference data lacks a threshold.
        Unavailable: A file cannot be read any more.
        Cancelled: The user stopped.
    """
    check_sides(left, right)
    with collector_paused():
        progress(0, _PARTS, _READING)
        one = read_side(left)
        progress(1, _PARTS, _READING)
        other = read_side(right)
        progress(2, _PARTS, _READING)
        verlaten = read_reasons(left, right)
        procent = Maatstaf.of(other.referentie).herformulering
        found = _differences(Vergelijker(one, other, verlaten, procent), progress)
        flows = project_flow(one, other), mijlpaal_flow(one, other)
        counted = Counter(each.soort for each in found)
        return MomentsCompared(
            links=one.kant,
            rechts=other.kant,
            verschillen=found,
            aantallen={soort: counted[soort] for soort in Verschilsoort},
            projecten=presence(flows[0]),
            mijlpalen=presence(flows[1]),
            projectstatus=flows[0],
            mijlpaalstatus=flows[1],
            sommen=sums(one, other),
            bedragen=moved_amounts(one, other),
            speerpunten=_speerpunten(one, other, found),
            opmerkingen=remarks(one.kant, other.kant),
        )


def _differences(vergelijker: Vergelijker, progress: Progress) -> tuple[Verschil, ...]:
    codes = projects_of(vergelijker.links, vergelijker.rechts)
    found: list[Verschil] = []
    for done, code in enumerate(codes):
        if done % _EVERY == 0:
            progress(done, len(codes), _COMPARING)
        found += vergelijker.differences(code)
    return tuple(found)


def _speerpunten(
    left: Gelezen, right: Gelezen, found: Sequence[Verschil]
) -> tuple[tuple[str, str], ...]:
    """Return the speerpunten of which something differs, as the right calls them."""
    occurring = {each.speerpunt for each in found}
    labels = {
        **dict(left.referentie.lists["speerpunt"].entries),
        **dict(right.referentie.lists["speerpunt"].entries),
    }
    known = [(key, label) for key, label in sorted(labels.items()) if key in occurring]
    strange = [(key, key) for key in sorted(occurring - {*labels, ""})]
    return (*known, *strange, *([("", _WITHOUT)] if "" in occurring else []))
