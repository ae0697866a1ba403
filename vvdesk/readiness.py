"""What stands between a dossier and handing it in, fiche by fiche.

Source:
    UX.md 4.2; DOMAIN.md: a fout blocks, a waarschuwing needs a toelichting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vvdesk.content import read_contents
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Staat
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Gewogen, Severity, Volledigheid, completeness
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

DECIDED: Final = {Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value}
HANDED_IN: Final = {Staat.INGEDIEND.value, *DECIDED}
"""States in which a fiche has left its dossier; `DECIDED` those that a coordinator gave it."""


@dataclass(frozen=True, slots=True)
class FicheOverview:
    """What has to be known of one fiche before it is handed in.

    Attributes:
        project: The code.
        titel: Its title; empty without.
        staat: See `Staat`.
        volledigheid: How complete it is, and what is missing. That alone does not block.
        problems: Everything that was found, in the order of the fiche.
    """

    project: str
    titel: str
    staat: str
    volledigheid: Volledigheid
    problems: tuple[Gewogen, ...]

    @property
    def is_handed_in(self) -> bool:
        """Tell whether it was handed in, and not taken or sent back since."""
        return self.staat in HANDED_IN

    @property
    def fouten(self) -> tuple[Gewogen, ...]:
        """What only another value can mend."""
        return tuple(each for each in self.problems if each.finding.severity is Severity.FOUT)

    @property
    def waarschuwingen(self) -> tuple[Gewogen, ...]:
        """What needs a toelichting, also when it has one."""
        severity = Severity.WAARSCHUWING
        return tuple(each for each in self.problems if each.finding.severity is severity)

    @property
    def to_explain(self) -> tuple[Gewogen, ...]:
        """The waarschuwingen whose toelichting is missing or has lapsed."""
        return tuple(each for each in self.waarschuwingen if each.blocks)

    @property
    def aandachtspunten(self) -> tuple[Gewogen, ...]:
        """What travels along."""
        severity = Severity.AANDACHTSPUNT
        return tuple(each for each in self.problems if each.finding.severity is severity)

    @property
    def blocking(self) -> tuple[Gewogen, ...]:
        """What stands in the way; nothing once it is handed in."""
        return () if self.is_handed_in else tuple(each for each in self.problems if each.blocks)


@dataclass(frozen=True, slots=True)
class Overview:
    """What has to be known of a dossier before it is handed in.

    Attributes:
        entiteit: Whose dossier it is.
        meetmoment: Its name.
        deadline: The day by which the inzending is due; None when none was set.
        fiches: Ordered by code.
    """

    entiteit: str
    meetmoment: str
    deadline: date | None
    fiches: tuple[FicheOverview, ...]

    @property
    def blocking(self) -> tuple[Gewogen, ...]:
        """Everything that stands in the way."""
        return tuple(each for fiche in self.fiches for each in fiche.blocking)

    @property
    def is_handed_in(self) -> bool:
        """Tell whether nothing is left to hand in."""
        return all(fiche.is_handed_in for fiche in self.fiches)

    def with_unread(self, unread: Mapping[str, Sequence[Gewogen]]) -> "Overview":
        """Return the same with what was typed and is no value; only the window knows of that.

        Args:
            unread: Project to its problems, which come before the others.
        """
        fiches = (
            replace(fiche, problems=(*unread.get(fiche.project, ()), *fiche.problems))
            for fiche in self.fiches
        )
        return replace(self, fiches=tuple(fiches))


def overview(
    workspace: Workspace,
    meetmoment: str | None = None,
    progress: Progress = silent,
) -> Overview:
    """Look at everything that matters for handing a dossier in; write nothing.

    Args:
        workspace: A dossier.
        meetmoment: Its name; None for the latest.
        progress: Called once per fiche.

    Raises:
        Misused: It is a central file, or there is no such meetmoment.
        Cancelled: The user stopped.
    """
    moment, entiteit = workspace.meetmoment(meetmoment), entiteit_of(workspace)
    with workspace.connection() as connection:
        contents = read_contents(connection, moment.id)
        deadlines = read_referentie(connection, moment.id).deadlines
    found: dict[str, list[Gewogen]] = {code: [] for code in contents}
    for each in validate_store(workspace, moment.naam, progress):
        found[each.finding.project].append(each)
    fiches = tuple(
        FicheOverview(
            code,
            inhoud.values["titel"] or "",
            inhoud.staat,
            completeness(inhoud),
            tuple(found[code]),
        )
        for code, inhoud in sorted(contents.items())
    )
    return Overview(entiteit, moment.naam, deadlines.get(entiteit) or moment.deadline, fiches)


def entiteit_of(workspace: Workspace) -> str:
    """Return whose dossier it is.

    Raises:
        Misused: It is a central file.
    """
    if workspace.plan.entiteit is None:
        raise Misused(
            f'"{workspace.path.name}" is een centraal bestand. Alleen het dossier van een entiteit '
            "kan ingediend worden."
        )
    return workspace.plan.entiteit
