"""How every project stands: how complete its fiche is and what is still to be solved in it.

All rules on thousands of fiches take a while; whoever asks gets the counts in small portions.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from vvdesk.content import Inhoud, read_contents
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment, Toelichting
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Gewogen, Maatstaf, Severity, Situatie, completeness, examine, weigh
from vvdesk.store.workspace import Workspace

_PORTION = 4
"""Fiches; some milliseconds of rules, after which a window gets its turn."""
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Counts:
    """How one project stands.

    Attributes:
        percentage: How complete its fiche is, rounded down.
        fouten: Fouten that block handing it in.
        waarschuwingen: Waarschuwingen that nobody explained yet.
        words: Codes and sentences of all its findings, as `search_form` gives them.
    """

    percentage: int
    fouten: int
    waarschuwingen: int
    words: str


def _no_rest() -> None:
    """Go on at once."""


Take = Callable[[Mapping[str, Counts]], None]
"""What is done with a portion of counts."""


def search_form(text: str) -> str:
    """Return `text` as it is compared when somebody searches: no capitals, no accents."""
    low = text.casefold()
    return low if low.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", low))


def counts_of(inhoud: Inhoud, findings: Iterable[Gewogen]) -> Counts:
    """Count what is found on one fiche."""
    weighed = list(findings)
    blocking = [each.finding.severity for each in weighed if each.blocks]
    words = " ".join(f"{each.finding.code} {each.finding.message}" for each in weighed)
    return Counts(
        completeness(inhoud).percentage,
        blocking.count(Severity.FOUT),
        blocking.count(Severity.WAARSCHUWING),
        search_form(words),
    )


def count_projects(
    workspace: Workspace,
    meetmoment_id: int,
    projects: Sequence[str],
    take: Take,
    rest: Callable[[], object] = _no_rest,
    progress: Progress = silent,
) -> None:
    """Hold the rules against many fiches; nothing is written.

    Args:
        workspace: The open file; the rules look at it as whoever it belongs to.
        meetmoment_id: Whose fiches.
        projects: Which, in the order in which they are wanted; one without a fiche is left out.
        take: Gets the counts of each portion, in the thread in which this runs.
        rest: Called before each portion; it may wait, so that a window in another thread does not
            have to queue for the interpreter at each thing that it paints.
        progress: Called once per portion.

    Raises:
        Cancelled: The user stopped; what `take` got holds.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
    """
    with workspace.connection() as connection:
        maatstaf = Maatstaf.of(read_referentie(connection, meetmoment_id))
        earlier = connection.scalar(
            select(func.max(Meetmoment.id)).where(Meetmoment.id < meetmoment_id)
        )
    for start in range(0, len(projects), _PORTION):
        rest()
        progress(start, len(projects), "Bevindingen tellen")
        portion = projects[start : start + _PORTION]
        take(_counted(workspace, (meetmoment_id, earlier), portion, maatstaf))
    progress(len(projects), len(projects), "Bevindingen tellen")


def _counted(
    workspace: Workspace,
    moments: tuple[int, int | None],
    projects: Sequence[str],
    maatstaf: Maatstaf,
) -> dict[str, Counts]:
    now_id, earlier_id = moments
    table = Toelichting.__table__
    explained = select(table).where(
        table.c.meetmoment_id == now_id, table.c.project_code.in_(projects)
    )
    # A connection of its own for each portion: none is held while somebody wants to write.
    with workspace.connection() as connection:
        now = read_contents(connection, now_id, projects)
        before = read_contents(connection, earlier_id, projects) if earlier_id else {}
        rows = list(connection.execute(explained))
    found = {}
    for code, inhoud in now.items():
        situatie = Situatie.of(inhoud, before.get(code), maatstaf, workspace.plan.entiteit)
        found[code] = counts_of(inhoud, weigh(examine(situatie), rows))
    return found
