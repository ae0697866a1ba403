"""Making the dossier of one entiteit out of the central file: its projects, now and last time."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from vvdesk.atomic import clean_leftovers, temporary_beside
from vvdesk.audit import Actor, Herkomst, now
from vvdesk.bases import base_rows
from vvdesk.content import Inhoud, read_contents
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, Unavailable
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.jobs import Progress, silent
from vvdesk.model import (
    Basiswaarde,
    Fase,
    Meetmoment,
    Overgang,
    Plan,
    Staat,
    Toelichting,
    Uitvraag,
)
from vvdesk.overgangen import sent_back
from vvdesk.plan.loading import REFERENCE
from vvdesk.question_rows import add_questions, travelling
from vvdesk.store.schema import make_file
from vvdesk.store.workspace import Workspace, understood


def make_dossier(
    central: Workspace,
    moment: Meetmoment,
    contents: Mapping[str, Inhoud],
    envelope: Envelope,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
) -> None:
    """Write a `.vvd` with the projects of one entiteit and the base of a later merge.

    The toelichtingen on their findings and the questions that are not closed go along. So does
    the meetmoment before, closed: rules and comparison see what was reported.

    Raises:
        Misused: `target` exists.
        Unavailable: `target` cannot be written.
    """
    if target.exists():
        raise Misused(
            f'"{target.name}" bestaat al; kies een andere naam, er wordt niets overschreven.'
        )
    clean_leftovers(target.parent)
    temporary = temporary_beside(target)
    plan = {
        "id": 1,
        "code": central.plan.code,
        "titel": central.plan.titel,
        "bestand_id": str(uuid.uuid4()),
        "entiteit": envelope.entiteit,
    }
    try:
        with understood(target):
            make_file(temporary, insert(Plan).values(**plan))
        with Workspace.open_new(temporary) as dossier:
            _fill(central, dossier, moment, contents, envelope, actor, progress)
        temporary.replace(target)
    except OSError as error:
        raise Unavailable(
            f'"{target.name}" kan niet gemaakt worden in {target.parent} ({error.strerror}).'
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _fill(
    central: Workspace,
    dossier: Workspace,
    moment: Meetmoment,
    contents: Mapping[str, Inhoud],
    envelope: Envelope,
    actor: Actor,
    progress: Progress,
) -> None:
    moments = [each for each in central.meetmomenten() if moment.id - 1 <= each.id <= moment.id]
    origin = Herkomst(
        central.path.name, "", afzender=actor.wie, geexporteerd_op=envelope.exported_at
    )
    with (
        central.connection() as source,
        Editing(dossier, actor).step(f"Uitvraag {moment.naam} ontvangen") as work,
    ):
        for each in moments:
            _copy_meetmoment(source, work, each)
            if each.id == moment.id:
                # Before the fiches: nothing more is explained on one that was approved already.
                _copy_toelichtingen(source, work, moment, contents)
                _copy_questions(source, work, moment, contents)
                _copy_returns(source, work, moment, contents)
            own = contents if each.id == moment.id else read_contents(source, each.id, contents)
            for done, inhoud in enumerate(own.values()):
                progress(done, len(own), inhoud.project)
                work.add_fiche(each.id, inhoud, origin)
        _remember_base(work, moment, contents, envelope, actor)
    for each in moments:
        if each.is_closed or each.id != moment.id:
            with Editing(dossier, actor).step(f"Meetmoment {each.naam} sluiten") as work:
                work.change(Meetmoment, {"id": each.id}, {"fase": Fase.GESLOTEN.value})


def _copy_meetmoment(source: Any, work: Work, moment: Meetmoment) -> None:
    table = Meetmoment.__table__
    row = dict(source.execute(select(table).where(table.c.id == moment.id)).mappings().one())
    row["fase"] = Fase.OPEN.value
    work.manage(Meetmoment, [row], {"naam": moment.naam}, meetmoment_id=moment.id)
    for entity in REFERENCE:
        reference = entity.__table__
        found = source.execute(
            select(reference).where(reference.c.meetmoment_id == moment.id)
        ).mappings()
        rows = [dict(each) for each in found]
        work.manage(entity, rows, {"aantal": len(rows)}, meetmoment_id=moment.id)


def _copy_toelichtingen(
    source: Connection, work: Work, moment: Meetmoment, contents: Mapping[str, Inhoud]
) -> None:
    table = Toelichting.__table__
    for row in source.execute(select(table).where(table.c.meetmoment_id == moment.id)):
        if row.project_code in contents:
            place = (row.project_code, row.regel, row.plaats)
            work.explain(moment.id, *place, row.vingerafdruk, row.tekst)


def _copy_questions(
    source: Connection, work: Work, moment: Meetmoment, contents: Mapping[str, Inhoud]
) -> None:
    """Let the questions that are not closed go along, with what was answered so far."""
    rows = travelling(source, moment.id, contents)
    add_questions(work, [{**row, "meegegeven_op": row["meegegeven_op"] or now()} for row in rows])


def _copy_returns(
    source: Connection, work: Work, moment: Meetmoment, contents: Mapping[str, Inhoud]
) -> None:
    """Let the entiteit read why a fiche was sent back."""
    found = sent_back(source, moment.id, contents.values())
    rows = [
        {
            "id": number,
            "meetmoment_id": moment.id,
            "project_code": code,
            "van": Staat.INGEDIEND.value,
            "naar": row.naar,
            "wie": row.wie,
            "tijd": row.tijd,
            "reden": row.reden,
            "stap": work.stap,
        }
        for number, (code, row) in enumerate(sorted(found.items()), start=1)
    ]
    if rows:
        says = {"teruggestuurd": sorted(found)}
        work.manage(Overgang, rows, says, meetmoment_id=moment.id)


def _remember_base(
    work: Work,
    moment: Meetmoment,
    contents: Mapping[str, Inhoud],
    envelope: Envelope,
    actor: Actor,
) -> None:
    rows = base_rows(moment.id, contents.values())
    work.manage(Basiswaarde, rows, {"aantal": len(rows)}, meetmoment_id=moment.id)
    handed = {
        "id": str(envelope.export_id),
        "meetmoment_id": moment.id,
        "entiteit": envelope.entiteit or "",
        "gemaakt_op": envelope.exported_at,
        "gemaakt_door": actor.wie,
    }
    work.manage(Uitvraag, [handed], handed, meetmoment_id=moment.id)
