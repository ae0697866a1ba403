"""All that a report is made from, read once from a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from vvdesk.anchors import PLAN, field_code, group_code
from vvdesk.compare.leaving import reasons_for_leaving
from vvdesk.content import Inhoud, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.dashboard.counting import Counting
from vvdesk.dashboard.figure_codes import group_of
from vvdesk.dashboard.parts import Dashboard
from vvdesk.dashboard.reading import Stand, read_stand
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment, Toelichting
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.report.request import Request
from vvdesk.store.workspace import Workspace

WITHOUT_SPEERPUNT = "Zonder speerpunt"
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What a store says of one meetmoment, and of the one before.

    Attributes:
        plan: The title of the plan.
        moment: The meetmoment, detached.
        vorig: The one before, detached; None for the first.
        referentie: Its reference data.
        vorige_referentie: That of the one before.
        contents: Project code to fiche, of the projects that the report is about, ordered by code.
        vorige: The fiches of the previous meetmoment, of all projects that the report is about or
            would have been about then; ordered by code.
        stand: The rows that figures are counted from, of the same projects as `contents`.
        speerpunten: The numbers that the report is about, in the plan's order, `NO_SPEERPUNT` for
            projects without; empty for the whole plan.
        controlecode: Of all fiches of the meetmoment, whatever the report is about.
        toelichtingen: Rows of `Toelichting` of the meetmoment, of the same projects.
        vertrokken: Code to reason, of projects that were taken out of the perimeter.
    """

    plan: str
    moment: Meetmoment
    vorig: Meetmoment | None
    referentie: Referentie
    vorige_referentie: Referentie | None
    contents: Mapping[str, Inhoud]
    vorige: Mapping[str, Inhoud]
    stand: Stand
    speerpunten: tuple[str, ...]
    controlecode: str
    toelichtingen: tuple[Any, ...] = ()
    vertrokken: Mapping[str, str] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The group that the whole report is about; empty for some speerpunten together."""
        if not self.speerpunten:
            return PLAN
        return group_of(self.speerpunten[0]) if len(self.speerpunten) == 1 else ""

    def counted(self) -> Dashboard:
        """Return the figures of the overview, of what the report is about; ask for them once."""
        return Counting(self.stand, None, None).dashboard(self.moment.naam)

    def code(self, project: str, path: str = "") -> str:
        """Return the reference code of a field or row of a fiche; of the fiche without a path."""
        return field_code(self.moment.id, project, path)

    def total_code(self, what: str, group: str | None = None) -> str:
        """Return the code of a figure over several; of the whole report without a group."""
        group = self.group if group is None else group
        return group_code(self.moment.id, group, what) if group else ""


def speerpunt_of(inhoud: Inhoud) -> str:
    """Return the number of a fiche's speerpunt, or what stands for none."""
    return inhoud.values["speerpunt"] or NO_SPEERPUNT


def read_source(
    workspace: Workspace, request: Request, progress: Progress = silent, *, earlier: bool = True
) -> Source:
    """Read what a report is made from; what was read belongs together.

    Args:
        workspace: The open file.
        request: Which meetmoment, of which speerpunten.
        progress: Called once per query or so.
        earlier: Whether the texts of the previous meetmoment are wanted; they take as long to read
            as those of this one.

    Raises:
        Misused: There is no such meetmoment or speerpunt.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    moment = workspace.meetmoment(request.meetmoment)
    before = [each for each in workspace.meetmomenten() if each.id < moment.id]
    vorig = before[-1] if before else None
    with workspace.connection() as connection:
        stand = read_stand(connection, moment, progress)
        speerpunten = _speerpunten(request, stand)
        progress(0, _STEPS, "Teksten lezen")
        everything = read_contents(connection, moment.id)
        progress(1, _STEPS, "Vorige teksten lezen")
        vorige = read_contents(connection, vorig.id) if vorig is not None and earlier else {}
        referentie = read_referentie(connection, vorig.id) if vorig is not None else None
        explained = _toelichtingen(connection, moment.id)
        vertrokken = reasons_for_leaving(connection, moment.id) if earlier else {}
    progress(2, _STEPS, "Controlecode berekenen")
    controlecode = code_of(bytes.fromhex(content_digest(everything)))
    progress(3, _STEPS, "Projecten kiezen")
    contents = _chosen(everything, speerpunten)
    then = _chosen(vorige, speerpunten)
    return Source(
        plan=workspace.plan.titel,
        moment=moment,
        vorig=vorig,
        referentie=stand.referentie,
        vorige_referentie=referentie,
        contents=contents,
        vorige={code: each for code, each in vorige.items() if code in contents or code in then},
        stand=_restricted(stand, speerpunten),
        speerpunten=speerpunten,
        controlecode=controlecode,
        toelichtingen=tuple(row for row in explained if row.project_code in contents),
        vertrokken=vertrokken,
    )


def speerpunt_labels(referentie: Referentie) -> dict[str, str]:
    """Return number to label of every speerpunt in the plan's order; that for none is the last."""
    return {**dict(referentie.lists["speerpunt"].entries), NO_SPEERPUNT: WITHOUT_SPEERPUNT}


def _speerpunten(request: Request, stand: Stand) -> tuple[str, ...]:
    """Return the numbers of what was asked for, in the plan's order."""
    known = stand.referentie.lists["speerpunt"]
    found = set()
    for asked in request.speerpunten:
        number = NO_SPEERPUNT if asked.casefold() == NO_SPEERPUNT else known.key_for(asked)
        if number is None:
            choices = ", ".join(known.keys())
            raise Misused(
                f'Speerpunt "{asked}" bestaat niet in meetmoment {stand.referentie.meetmoment}. '
                f"Kies uit: {choices}."
            )
        found.add(number)
    return tuple(each for each in speerpunt_labels(stand.referentie) if each in found)


def _chosen(contents: Mapping[str, Inhoud], speerpunten: tuple[str, ...]) -> Mapping[str, Inhoud]:
    if not speerpunten:
        return contents
    return {code: each for code, each in contents.items() if speerpunt_of(each) in speerpunten}


def _restricted(stand: Stand, speerpunten: tuple[str, ...]) -> Stand:
    """Return the part of what was read that is about these speerpunten, as each was then."""
    if not speerpunten:
        return stand
    now, then = (
        {c: each for c, each in fiches.items() if (each.speerpunt or NO_SPEERPUNT) in speerpunten}
        for fiches in (stand.fiches, stand.vorige_fiches)
    )
    # The mijlpalen of the previous meetmoment stay: a project may have come from elsewhere.
    return replace(
        stand,
        fiches=now,
        vorige_fiches=then,
        mijlpalen=[row for row in stand.mijlpalen if row.project in now],
    )


def _toelichtingen(connection: Connection, meetmoment_id: int) -> list[Any]:
    table = Toelichting.__table__
    query = select(table).where(table.c.meetmoment_id == meetmoment_id)
    return list(connection.execute(query.order_by(table.c.project_code, table.c.regel)))
