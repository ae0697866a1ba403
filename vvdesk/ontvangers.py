"""To whom an uitvraag can go: entiteiten with projects, and projects that nobody would get."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from vvdesk.model import Entiteit, Fiche, Uitvraag, Vraag, Vraagstaat
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """An entiteit that something can be handed out to.

    Attributes:
        entiteit: Its official name.
        afkorting: Its short name; empty without.
        projects: Code and title of each of its projects.
        deadline: The day by which its inzending is due; None when none was set.
        questions: How many questions are open at its projects.
        handed_out: When it was last handed out to, UTC, ISO 8601; empty for never.
    """

    entiteit: str
    afkorting: str
    projects: tuple[tuple[str, str], ...]
    deadline: date | None
    questions: int
    handed_out: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be handed out now.

    Attributes:
        meetmoment: The name of the meetmoment.
        ontvangers: The entiteiten with projects, in the order of the reference data.
        orphans: The codes of projects that nobody would get: they have no trekkende entiteit.
    """

    meetmoment: str
    ontvangers: tuple[Ontvanger, ...]
    orphans: tuple[str, ...]


def offered(workspace: Workspace, meetmoment: str | None = None) -> Offered:
    """Return to whom can be handed out, with what the person who does it wants to see.

    Raises:
        Misused: There is no meetmoment of that name.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        deadlines = read_referentie(connection, moment.id).deadlines
        fiches = connection.execute(
            select(Fiche.project_code, Fiche.titel, Fiche.trekkende_entiteit)
            .where(Fiche.meetmoment_id == moment.id)
            .order_by(Fiche.project_code)
        ).all()
        entiteiten = connection.execute(
            select(Entiteit.naam, Entiteit.afkorting)
            .where(Entiteit.meetmoment_id == moment.id)
            .order_by(Entiteit.volgorde)
        ).all()
        handed = connection.execute(
            select(Uitvraag.entiteit, func.max(Uitvraag.gemaakt_op))
            .where(Uitvraag.meetmoment_id == moment.id)
            .group_by(Uitvraag.entiteit)
        ).all()
        asked = connection.execute(
            select(Vraag.project_code, func.count())
            .where(Vraag.meetmoment_id == moment.id, Vraag.staat == Vraagstaat.OPEN.value)
            .group_by(Vraag.project_code)
        ).all()
    latest, questions = {row[0]: row[1] for row in handed}, {row[0]: row[1] for row in asked}
    own: dict[str, list[tuple[str, str]]] = {}
    for code, titel, entiteit in fiches:
        own.setdefault(entiteit or "", []).append((code, titel or ""))
    return Offered(
        moment.naam,
        tuple(
            Ontvanger(
                naam,
                afkorting or "",
                tuple(own[naam]),
                deadlines.get(naam) or moment.deadline,
                sum(questions.get(code, 0) for code, _titel in own[naam]),
                latest.get(naam, ""),
            )
            for naam, afkorting in entiteiten
            if naam in own
        ),
        tuple(code for code, _titel in own.get("", [])),
    )
