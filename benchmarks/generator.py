"""Makes a plan of any size: projectfiches over all meetmomenten, the same for the same seed.

What is chosen (statuses, entiteiten, clusters, ministers) comes from the plan's reference data; how
plans unfold follows the published reports: timings slip, cumulative amounts grow, rows come and go.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.history import History
from vvdesk.content import Inhoud
from vvdesk.plan import Entiteit, Meetmomentdatum, Period, PlanFile

PROJECTS = 181
MIJLPALEN = 1_753
MEETMOMENTEN = 7
"""The real plan, as reported in December 2023."""
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Omvang:
    """How large a plan is.

    Attributes:
        projects: How many projects.
        mijlpalen: How many mijlpalen stand in the last meetmoment; more than there are projects.
        meetmomenten: How many meetmomenten, the last one open.
        entiteiten: How many lead a project; None for those of the plan.
        seed: Another seed, another plan of the same size.
    """

    projects: int = PROJECTS
    mijlpalen: int = MIJLPALEN
    meetmomenten: int = MEETMOMENTEN
    entiteiten: int | None = None
    seed: int = 1

    @classmethod
    def times(cls, factor: int, meetmomenten: int = MEETMOMENTEN) -> "Omvang":
        """Return the real plan's size, `factor` times."""
        return cls(PROJECTS * factor, MIJLPALEN * factor, meetmomenten)


def plan_of(omvang: Omvang, plan: PlanFile) -> PlanFile:
    """Return `plan` with as many project codes and entiteiten as `omvang` asks for.

    A code keeps its three digits as long as that is possible: VV001, or VV00001 in a plan of
    18.100 projects.
    """
    codes = replace(
        plan.projectcodes,
        laatste=omvang.projects,
        cijfers=max(_DIGITS, len(str(omvang.projects))),
    )
    return replace(plan, projectcodes=codes, entiteiten=_entiteiten(omvang, plan))


def meetmomenten_of(omvang: Omvang, plan: PlanFile) -> tuple[Meetmomentdatum, ...]:
    """Return the first meetmomenten of the plan's calendar, and one a year after its end."""
    known = list(plan.meetmomenten[: omvang.meetmomenten])
    while len(known) < omvang.meetmomenten:
        day = known[-1].peildatum
        later = date(day.year + 1, 12, 31)
        known.append(Meetmomentdatum(f"december {later.year}", later, geverifieerd=False))
    return tuple(known)


def histories(omvang: Omvang, plan: PlanFile) -> Iterator[list[Inhoud]]:
    """Make the projects one by one.

    Args:
        omvang: How large the plan is.
        plan: What `plan_of` gave.

    Yields:
        Per project, in the order of the codes: its content at each meetmoment, earliest first.
    """
    data = [plan.valid_at(moment.peildatum) for moment in meetmomenten_of(omvang, plan)]
    leaders = tuple(each.naam for each in _entiteiten(omvang, plan))
    shares = _shares(omvang)
    for place, code in enumerate(plan.projectcodes.all()):
        random = Random(f"{omvang.seed}:{code}")
        history = History(code, random, data, leaders[place % len(leaders)])
        yield history.contents(shares[place])


def _shares(omvang: Omvang) -> list[int]:
    """Divide the mijlpalen: most projects have a handful, some have dozens, each has one."""
    random = Random(omvang.seed)
    weights = [random.gammavariate(2.0, 1.0) + 0.1 for _ in range(omvang.projects)]
    left = omvang.mijlpalen - omvang.projects
    whole = sum(weights)
    shares = [1 + int(left * weight / whole) for weight in weights]
    for place in range(omvang.mijlpalen - sum(shares)):
        shares[place % len(shares)] += 1
    return shares


def _entiteiten(omvang: Omvang, plan: PlanFile) -> tuple[Entiteit, ...]:
    """Return the plan's entiteiten, cut or completed with numbered ones."""
    wanted = len(plan.entiteiten) if omvang.entiteiten is None else omvang.entiteiten
    extra = (
        Entiteit(
            sleutel=f"agentschap-{number:04}",
            naam=f"Agentschap voor Relance {number:04}",
            afkorting=None,
            beleidsdomein=None,
            geldig=Period(None, None),
            synoniemen=(),
            geverifieerd=False,
        )
        for number in range(len(plan.entiteiten) + 1, wanted + 1)
    )
    return (*plan.entiteiten[:wanted], *extra)
