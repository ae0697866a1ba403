"""The two sides of a comparison: which meetmoment of which file, and all that it says."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from vvdesk.compare.leaving import reasons_for_leaving
from vvdesk.content import Inhoud, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.control_code import code_of
from vvdesk.errors import Misused
from vvdesk.model import Meetmoment, Mijlpaal
from vvdesk.moments_compared.parts import Kant
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.store.sealed_tables import ZEGEL
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Side:
    """One meetmoment of one open file.

    Attributes:
        workspace: The open file.
        meetmoment: One of its own, detached.
    """

    workspace: Workspace
    meetmoment: Meetmoment


@dataclass(frozen=True, slots=True)
class Gelezen:
    """All that one side says.

    Attributes:
        kant: What it is called.
        contents: Project code to fiche, ordered by code.
        referentie: What its values mean.
    """

    kant: Kant
    contents: Mapping[str, Inhoud]
    referentie: Referentie


@dataclass(frozen=True, slots=True)
class Verlaten:
    """Why things stopped between the two sides.

    Attributes:
        projecten: Code to the reason why it left the perimeter.
        mijlpalen: Id of a mijlpaal to its lot and the reason, as it was last reported in between.
    """

    projecten: Mapping[str, str]
    mijlpalen: Mapping[str, tuple[str, str]]


def check_sides(left: Side, right: Side) -> None:
    """Refuse to compare what cannot be compared.

    Raises:
        Misused: The files are about different plans, or both sides are the same meetmoment of the
            same open file.
    """
    check_plans(left.workspace, right.workspace)
    if left.workspace is right.workspace and left.meetmoment.id == right.meetmoment.id:
        raise Misused(
            f"Links en rechts staat hetzelfde meetmoment, {left.meetmoment.naam}. Kies er twee "
            "verschillende, of een andere momentopname."
        )


def check_plans(one: Workspace, other: Workspace) -> None:
    """Refuse two files about different plans.

    Raises:
        Misused: They are.
    """
    if one.plan.code != other.plan.code:
        raise Misused(
            f'"{one.path.name}" gaat over {one.plan.titel}, "{other.path.name}" over '
            f"{other.plan.titel}. Vergelijk twee bestanden van hetzelfde plan."
        )


def read_side(side: Side) -> Gelezen:
    """Read everything that one side says; what was read belongs together."""
    workspace, moment = side.workspace, side.meetmoment
    with workspace.connection() as connection:
        contents = read_contents(connection, moment.id)
        referentie = read_referentie(connection, moment.id)
        seal = _seal_code(connection) if workspace.is_sealed else ""
    kant = Kant(
        bestand=workspace.path.name,
        bestand_id=workspace.plan.bestand_id,
        meetmoment_id=moment.id,
        meetmoment=moment.naam,
        peildatum=moment.peildatum,
        is_gesloten=moment.is_closed,
        is_verzegeld=workspace.is_sealed,
        zegelcode=seal,
        inhoudcode=code_of(bytes.fromhex(content_digest(contents))),
    )
    return Gelezen(kant, contents, referentie)


def read_reasons(left: Side, right: Side) -> Verlaten:
    """Read why projects and mijlpalen of the left are no longer there on the right.

    A mijlpaal may have got its lot at a meetmoment in between; the file on the right knows it.
    """
    first, last = left.meetmoment.id, right.meetmoment.id
    projects: dict[str, str] = {}
    with right.workspace.connection() as connection:
        for moment in range(first + 1, last + 1):
            projects.update(reasons_for_leaving(connection, moment))
        return Verlaten(projects, _lots_between(connection, first, last))


def remarks(left: Kant, right: Kant) -> tuple[str, ...]:
    """Return what a reader must know before the differences can be understood, in Dutch."""
    found = []
    if left.bestand_id != right.bestand_id:
        found.append(
            "De twee bestanden komen niet uit hetzelfde centrale bestand. Een mijlpaal met "
            "dezelfde code kan er iets anders zijn."
        )
    if left.meetmoment_id == right.meetmoment_id and left.bestand_id == right.bestand_id:
        found.append(_same_moment(left, right))
    if right.peildatum < left.peildatum:
        found.append(
            f"Rechts staat een ouder meetmoment dan links. {right.meetmoment} komt vóór "
            f"{left.meetmoment}: lees elk verschil als een stap terug in de tijd."
        )
    return tuple(found)


def _same_moment(left: Kant, right: Kant) -> str:
    about = f"Beide kanten gaan over hetzelfde meetmoment, {left.meetmoment}"
    if left.inhoudcode == right.inhoudcode:
        return f"{about}, en zeggen hetzelfde: de controlecode van de inhoud is gelijk."
    if left.is_gesloten and right.is_gesloten:
        return f"{about}. Het was in beide gesloten, en toch verschilt de inhoud: zoek uit waarom."
    return f"{about}, op een ander ogenblik."


def _seal_code(connection: Connection) -> str:
    manifest = str(connection.scalar(select(ZEGEL.c.manifest)))
    return code_of(hashlib.sha256(manifest.encode()).digest())


def _lots_between(connection: Connection, first: int, last: int) -> dict[str, tuple[str, str]]:
    rows = Mijlpaal.__table__.c
    query = (
        select(rows.id, rows.lot, rows.lot_toelichting, rows.reden)
        .where(rows.meetmoment_id > first, rows.meetmoment_id < last, rows.lot.is_not(None))
        .order_by(rows.meetmoment_id)
    )
    return {
        row.id: (row.lot, row.lot_toelichting or row.reden or "")
        for row in connection.execute(query)
    }
