"""The life of meetmomenten: a store with its first, opening the next, closing one for good."""

import uuid
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from vvdesk.atomic import clean_leftovers, temporary_beside
from vvdesk.audit import Actor, now
from vvdesk.content import Inhoud, Rij, read_contents
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, ReadOnly, Unavailable
from vvdesk.jobs import Progress, silent
from vvdesk.model import Conflict, Fase, Keuze, Meetmoment, Plan, Project, Staat
from vvdesk.plan.loading import REFERENCE, reference_rows
from vvdesk.plan.plan_file import PlanFile
from vvdesk.store.place import Place, ServerUrl
from vvdesk.store.schema import make_file
from vvdesk.store.server_store import ServerStore
from vvdesk.store.workspace import Workspace, understood

_LISTED = 5


def create_store(
    path: Place,
    plan: PlanFile,
    meetmoment: str,
    peildatum: date,
    actor: Actor,
    *,
    entiteit: str | None = None,
    deadline: date | None = None,
) -> None:
    """Make a new `.vvd` with its first meetmoment and that meetmoment's reference data.

    Args:
        path: A file that does not exist yet, or a prepared database without a plan.
        plan: Where the reference data comes from.
        meetmoment: Its name, such as "april 2021".
        peildatum: The day on which the status is reported.
        actor: Who makes it.
        entiteit: Whose dossier it is; None for a central file.
        deadline: The day by which inzendingen are due.

    Raises:
        Misused: The file or the plan exists, or the entiteit is not in the plan.
        Unavailable: The folder refuses, or the server cannot be reached.
    """
    if entiteit is not None:
        entiteit = _official(plan, peildatum, entiteit)
    row = {"id": 1, "code": plan.code, "titel": plan.titel, "entiteit": entiteit}
    row["bestand_id"] = str(uuid.uuid4())

    def begin(work: Work) -> None:
        _add_meetmoment(work, 1, meetmoment, peildatum, deadline)
        load_reference(work, plan, peildatum, 1)

    naam = f"Meetmoment {meetmoment} aanmaken"
    if isinstance(path, ServerUrl):
        _create_on_server(path, row, actor, naam, begin)
    else:
        _create_file(path, row, actor, naam, begin)


def _create_file(
    path: Path, row: dict[str, Any], actor: Actor, naam: str, begin: Callable[[Work], None]
) -> None:
    """Make the file under another name, and put it in place when it is whole."""
    if path.exists():
        raise Misused(
            f'"{path.name}" bestaat al; kies een andere naam, er wordt niets overschreven.'
        )
    clean_leftovers(path.parent)
    temporary = temporary_beside(path)
    try:
        with understood(path):
            make_file(temporary, insert(Plan).values(**row))
        with (
            Workspace.open_new(temporary) as workspace,
            Editing(workspace, actor).step(naam) as work,
        ):
            begin(work)
        temporary.replace(path)
    except OSError as error:
        raise Unavailable(
            f'"{path.name}" kan niet gemaakt worden in {path.parent} ({error.strerror}).'
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _create_on_server(
    path: ServerUrl, row: dict[str, Any], actor: Actor, naam: str, begin: Callable[[Work], None]
) -> None:
    """Put the plan and its first meetmoment in an empty database, together or not at all."""
    if row["entiteit"] is not None:
        raise Misused("Een dossier van één entiteit is een bestand op .vvd, geen server.")
    with understood(path), closing(ServerStore.open(path)) as store:
        if store.read_only is not None:
            raise ReadOnly(f'"{path.name}" kan niet gewijzigd worden. {store.read_only}')
        with store.writing() as connection:
            if connection.scalar(select(Plan.id).limit(1)) is not None:
                raise Misused(f'"{path.name}" bevat al een plan; er wordt niets overschreven.')
            connection.execute(insert(Plan), [row])
            work = Work(connection, actor.known_as(store.login), naam)
            begin(work)
            work.store()


def load_reference(work: Work, plan: PlanFile, peildatum: date, meetmoment_id: int) -> None:
    """Write the reference data that is valid on `peildatum` for one meetmoment."""
    for entity, rows in reference_rows(plan, peildatum, meetmoment_id).items():
        work.manage(entity, rows, {"aantal": len(rows)}, meetmoment_id=meetmoment_id)


def open_next(
    workspace: Workspace,
    plan: PlanFile,
    naam: str,
    peildatum: date,
    actor: Actor,
    *,
    deadline: date | None = None,
    leave_out: Collection[str] = (),
    reden: str = "",
    progress: Progress = silent,
) -> Meetmoment:
    """Open the next meetmoment: fiches go along as they were, with their permanent ids.

    The reference data is that of the meetmoment before, completed with what the plan file knows
    for the new peildatum. Mijlpalen that met their lot stay behind; the others keep their first
    basislijn, which is set from the planning of the first meetmoment. Reason and lot start empty.

    Args:
        workspace: The central file.
        plan: What is known for the new peildatum.
        naam: Of the new meetmoment.
        peildatum: Its peildatum.
        actor: Who opens it.
        deadline: The day by which inzendingen are due.
        leave_out: Codes of projects that left the perimeter; their fiches stay behind.
        reden: Why they did; needed when there are any.
        progress: Called once per fiche.

    Raises:
        Misused: The name is taken, the peildatum is not later, or a project to leave out has no
            fiche.
        Cancelled: The user stopped; nothing was changed.
    """
    previous = workspace.meetmoment()
    known = [moment.naam.casefold() for moment in workspace.meetmomenten()]
    if naam.casefold() in known:
        raise Misused(f'Meetmoment "{naam}" bestaat al.')
    if peildatum <= previous.peildatum:
        raise Misused(
            f"De peildatum {peildatum:%d/%m/%Y} ligt niet na die van {previous.naam} "
            f"({previous.peildatum:%d/%m/%Y})."
        )
    why = " ".join(reden.split())
    if leave_out and not why:
        raise Misused("Schrijf in één regel waarom projecten de perimeter verlaten.")
    workspace.keep_version("meetmoment")
    with Editing(workspace, actor).step(f"Meetmoment {naam} openen") as work:
        new_id = previous.id + 1
        _add_meetmoment(work, new_id, naam, peildatum, deadline)
        _carry_reference(work, plan, peildatum, previous.id, new_id)
        contents = read_contents(work.connection, previous.id)
        if unknown := sorted(set(leave_out) - contents.keys()):
            raise Misused(f"{previous.naam} heeft geen fiche van {', '.join(unknown)}.")
        work.preload(new_id, contents)
        for done, inhoud in enumerate(contents.values()):
            progress(done, len(contents), inhoud.project)
            if inhoud.project in leave_out:
                note_perimeter(work, new_id, inhoud.project, why)
            else:
                work.add_fiche(new_id, carried_forward(inhoud))
        progress(len(contents), len(contents), naam)
    return workspace.meetmoment(naam)


def note_perimeter(work: Work, meetmoment_id: int, project: str, reden: str | None) -> None:
    """Note in the audit trail that a project left the perimeter, or with None that it is back."""
    summary = {"perimeter": "binnen"} if reden is None else {"perimeter": "buiten", "reden": reden}
    work.manage(Project, [], summary, meetmoment_id=meetmoment_id, project=project)


def carried_forward(inhoud: Inhoud) -> Inhoud:
    """Return the fiche with which the next meetmoment starts."""
    values = {**inhoud.values, "financiering.verschuiving": None}
    values["financiering.verschuiving_toelichting"] = None
    copy = Inhoud(inhoud.project, Staat.CONCEPT.value, values)
    for row in inhoud.tables["mijlpalen"].values():
        if row.values["lot"] is None:
            kept = {**row.values, "reden": None, "lot_toelichting": None}
            first = row.basislijn or row.values["timing"]
            copy.tables["mijlpalen"][row.id] = Rij(row.id, kept, first, row.volgorde)
    for row in inhoud.tables["agenderingen"].values():
        copy.tables["agenderingen"][row.id] = Rij(row.id, dict(row.values), None, row.volgorde)
    return copy


def close_meetmoment(
    workspace: Workspace, naam: str | None, actor: Actor, reden: str | None
) -> None:
    """Close a meetmoment for good; the store itself refuses every later change of it.

    Raises:
        Misused: It does not exist, is closed already, or has conflicts that nobody could settle
            any more.
    """
    moment = workspace.meetmoment(naam)
    if moment.is_closed:
        raise Misused(f"Meetmoment {moment.naam} is al gesloten.")
    workspace.keep_version("sluiten")
    with Editing(workspace, actor).step(f"Meetmoment {moment.naam} sluiten") as work:
        _check_settled(work.connection, moment)
        values = {"gesloten_op": now(), "fase": Fase.GESLOTEN.value}
        work.change(Meetmoment, {"id": moment.id}, values, reden=reden)


def _check_settled(connection: Connection, moment: Meetmoment) -> None:
    """Refuse to close over conflicts: after that no choice can be made any more."""
    waiting = sorted(
        connection.scalars(
            select(Conflict.project_code).where(
                Conflict.meetmoment_id == moment.id, Conflict.keuze == Keuze.OPEN.value
            )
        )
    )
    if waiting:
        several = len(waiting) > 1
        raise Misused(
            f"Meetmoment {moment.naam} heeft nog {len(waiting)} open conflict"
            f"{'en' if several else ''} ({', '.join(dict.fromkeys(waiting[:_LISTED]))}"
            f"{' …' if len(waiting) > _LISTED else ''}). Beslis eerst; na het sluiten kan dat niet "
            "meer."
        )


def _official(plan: PlanFile, peildatum: date, entiteit: str) -> str:
    choices = plan.valid_at(peildatum).entiteit
    key = choices.key_for(entiteit)
    if key is None:
        names = "; ".join(choices.labels())
        raise Misused(f'Entiteit "{entiteit}" staat niet in het plan. Kies uit: {names}.')
    return choices.label(key)


def _add_meetmoment(
    work: Work, number: int, naam: str, peildatum: date, deadline: date | None
) -> None:
    row = {
        "id": number,
        "naam": " ".join(naam.split()),
        "peildatum": peildatum,
        "deadline": deadline,
        "fase": Fase.OPEN.value,
        "geopend_op": now(),
    }
    summary = {"naam": row["naam"], "peildatum": peildatum.isoformat()}
    work.manage(Meetmoment, [row], summary, meetmoment_id=number)


def _carry_reference(
    work: Work, plan: PlanFile, peildatum: date, previous_id: int, new_id: int
) -> None:
    """Copy each reference row; labels of statuses and what is new come from the plan file."""
    fresh = reference_rows(plan, peildatum, new_id)
    for entity in REFERENCE:
        table = entity.__table__
        keys = [column.name for column in table.primary_key if column.name != "meetmoment_id"]
        old = work.connection.execute(select(table).where(table.c.meetmoment_id == previous_id))
        rows = {
            tuple(row[key] for key in keys): {**row, "meetmoment_id": new_id}
            for row in old.mappings()
        }
        for row in fresh[entity]:
            key = tuple(row[name] for name in keys)
            if key not in rows or table.name == "status":
                rows[key] = row
        if "deadline" in table.c:
            rows = {key: {**row, "deadline": None} for key, row in rows.items()}
        work.manage(entity, list(rows.values()), {"aantal": len(rows)}, meetmoment_id=new_id)
