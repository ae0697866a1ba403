"""Everything that is published, read once from the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from vvdesk.content import Inhoud, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.jobs import Progress
from vvdesk.model import Entiteit, Meetmoment, Staat
from vvdesk.opendata.privacy import without_persons
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.store.workspace import Workspace

_DECIDED: Final = frozenset({Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value})


@dataclass(frozen=True, slots=True)
class Moment:
    """One meetmoment as it is published.

    Attributes:
        nummer: 1 for the first.
        naam: Its name.
        peildatum: The day on which the status is reported.
        gesloten_op: When it was closed for good; None while it is open.
        controlecode: Of all fiches, as in the report.
        referentie: Its reference data.
        afkortingen: Entiteit to abbreviation.
        fiches: Project to content, ordered by code; without what may name a person.
        withheld: Projects of which the contactpersoon is not published.
        undecided: Projects whose fiche was not approved.
    """

    nummer: int
    naam: str
    peildatum: date
    gesloten_op: date | None
    controlecode: str
    referentie: Referentie
    afkortingen: Mapping[str, str]
    fiches: Mapping[str, Inhoud]
    withheld: tuple[str, ...]
    undecided: tuple[str, ...]

    @property
    def is_final(self) -> bool:
        """Tell whether nothing can change any more."""
        return self.gesloten_op is not None


@dataclass(frozen=True, slots=True)
class Published:
    """What a data set is made of.

    Attributes:
        plan_code: Of the plan: `vlaamse-veerkracht`.
        plan: Its title.
        moments: Earliest first; at least one.
    """

    plan_code: str
    plan: str
    moments: tuple[Moment, ...]

    @property
    def last(self) -> Moment:
        """The meetmoment that was asked for."""
        return self.moments[-1]

    @property
    def is_final(self) -> bool:
        """Tell whether nothing of it can change any more."""
        return all(moment.is_final for moment in self.moments)


def read_published(
    workspace: Workspace, meetmoment: str | None, progress: Progress, *, every_moment: bool
) -> Published:
    """Read what is to be published.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        progress: Called once per meetmoment.
        every_moment: Also take all meetmomenten before it.

    Raises:
        Misused: There is no such meetmoment.
        Cancelled: The user stopped.
    """
    asked = workspace.meetmoment(meetmoment)
    before = [each for each in workspace.meetmomenten() if each.id < asked.id]
    wanted = [*(before if every_moment else ()), asked]
    found = []
    with workspace.connection() as connection:
        for done, moment in enumerate(wanted):
            progress(done, len(wanted), f"{moment.naam} lezen")
            found.append(_moment(connection, moment))
    return Published(workspace.plan.code, workspace.plan.titel, tuple(found))


def _moment(connection: Connection, moment: Meetmoment) -> Moment:
    fiches = read_contents(connection, moment.id)
    digest = content_digest(fiches)  # before anything is taken out: the code is the report's
    closed = datetime.fromisoformat(moment.gesloten_op).date() if moment.gesloten_op else None
    query = select(Entiteit.naam, Entiteit.afkorting).where(Entiteit.meetmoment_id == moment.id)
    return Moment(
        moment.id,
        moment.naam,
        moment.peildatum,
        closed if moment.is_closed else None,
        code_of(bytes.fromhex(digest)),
        read_referentie(connection, moment.id),
        {naam: short for naam, short in connection.execute(query) if short},
        fiches,
        tuple(code for code, inhoud in fiches.items() if without_persons(inhoud)),
        tuple(code for code, inhoud in fiches.items() if inhoud.staat not in _DECIDED),
    )
