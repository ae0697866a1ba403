"""What leaves a store: the uitvraag to an entiteit, its inzending back, the consolidated workbook.

An export is decided by the state of the store alone: its number and time are those of the last
change, so the same dossier gives the same bytes, and a later export of one file is told from an
earlier one without trusting any clock.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from vvdesk import __version__
from vvdesk.audit import Actor, head
from vvdesk.bases import Base, bases_of, stored_bases
from vvdesk.content import Inhoud, read_contents
from vvdesk.dossier import make_dossier
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.exchange.workbook.consolidated import write_consolidated
from vvdesk.exchange.workbook.envelope import Envelope, Form
from vvdesk.exchange.workbook.explained_sheet import Toelichtregel
from vvdesk.exchange.workbook.writer import write_workbook
from vvdesk.explained_lines import explained_lines
from vvdesk.jobs import Progress, silent
from vvdesk.model import Fiche, Meetmoment, Uitvraag, Wijziging
from vvdesk.overgangen import sent_back
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.question_rows import note_handed_out, travelling
from vvdesk.store.workspace import Workspace

_NAMESPACE = uuid.UUID("5a1b4d5e-7a44-5c0e-9a37-76766465736b")


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written.

    Attributes:
        path: The file.
        projects: The codes of its projects.
        envelope: What the file says about itself.
        returned: Project to why its fiche was sent back; of an uitvraag.
    """

    path: Path
    projects: tuple[str, ...]
    envelope: Envelope
    returned: Mapping[str, str] = field(default_factory=dict)


def hand_out(
    workspace: Workspace,
    meetmoment: str | None,
    entiteit: str,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
) -> Handed:
    """Write the uitvraag of one entiteit, as a workbook (`.xlsx`) or as a dossier (`.vvd`).

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        entiteit: Its name, in any known spelling.
        target: Where to write.
        actor: Who hands out.
        progress: Called once per fiche.

    Raises:
        Misused: No such entiteit, it has no projects, or `target` has another suffix.
        ReadOnly: The meetmoment is closed.
        Unavailable: `target` cannot be written.
    """
    moment = open_to_hand_out(workspace, meetmoment)
    handed = write_uitvraag(workspace, moment, entiteit, target, actor, progress)
    remember_uitvraag(workspace, moment, [handed], actor, f"Uitvraag voor {_of(handed)}")
    return handed


def open_to_hand_out(workspace: Workspace, meetmoment: str | None) -> Meetmoment:
    """Return the meetmoment of which is handed out.

    Raises:
        Misused: There is no meetmoment of that name.
        ReadOnly: It is closed.
    """
    moment = workspace.meetmoment(meetmoment)
    if moment.is_closed:
        raise ReadOnly(
            f"Meetmoment {moment.naam} is gesloten; er kan niets meer uitgevraagd worden."
        )
    return moment


def write_uitvraag(
    workspace: Workspace,
    moment: Meetmoment,
    entiteit: str,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
) -> Handed:
    """Write the file of an uitvraag; the store does not know of it yet.

    Raises:
        Misused: No such entiteit, it has no projects, or `target` has another suffix.
        Unavailable: `target` cannot be written.
    """
    if target.suffix.lower() not in {".xlsx", ".vvd"}:
        raise Misused(f'"{target.name}" moet eindigen op .xlsx of .vvd.')
    with workspace.connection() as connection:
        source = _Source.read(connection, moment, entiteit)
        envelope = _envelope(connection, workspace, source, "uitvraag", actor)
    if target.suffix.lower() == ".vvd":
        make_dossier(workspace, moment, source.contents, envelope, target, actor, progress)
    else:
        write_workbook(
            target,
            source.contents,
            source.referentie,
            envelope,
            bases_of(source.contents.values()),
            progress,
            told=source.told,
            asked=source.asked,
            returned=source.returned,
        )
    return Handed(target, tuple(source.contents), envelope, source.returned)


def remember_uitvraag(
    workspace: Workspace, moment: Meetmoment, handed: Collection[Handed], actor: Actor, naam: str
) -> None:
    """Write down in the store what was handed out, as one step.

    Raises:
        ReadOnly: The store cannot be written.
        Unavailable: The disk refuses.
    """
    with Editing(workspace, actor).step(naam) as work:
        for each in handed:
            row = {
                "id": str(each.envelope.export_id),
                "meetmoment_id": moment.id,
                "entiteit": _of(each),
                "gemaakt_op": each.envelope.exported_at,
                "gemaakt_door": actor.wie,
            }
            present = work.connection.scalar(select(Uitvraag.id).where(Uitvraag.id == row["id"]))
            work.manage(Uitvraag, [] if present else [row], {**row}, meetmoment_id=moment.id)
            note_handed_out(work, moment.id, each.projects)


def _of(handed: Handed) -> str:
    return handed.envelope.entiteit or ""


def export(
    workspace: Workspace,
    meetmoment: str | None,
    entiteit: str | None,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
    *,
    projects: Collection[str] | None = None,
) -> Handed:
    """Write the inzending: the workbook with what a dossier or central file says now.

    The base is what was handed out. A central file exports with its present values as base; a row
    of a dossier that was never handed out has none.

    Args:
        workspace: A dossier, or the central file.
        meetmoment: Its name; None for the latest.
        entiteit: Only its projects; None for the dossier's own, or for all of a central file.
        target: Where to write, ending in `.xlsx`.
        actor: Who exports.
        progress: Called once per fiche.
        projects: Only these codes; None for all of them.

    Raises:
        Misused: No such entiteit, or nothing to export.
        Unavailable: `target` cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise Misused(f'"{target.name}" moet eindigen op .xlsx.')
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        source = _Source.read(connection, moment, entiteit or workspace.plan.entiteit, projects)
        envelope = _envelope(connection, workspace, source, "inzending", actor)
        bases: Mapping[str, Base] = (
            stored_bases(connection, moment.id)
            if workspace.plan.entiteit
            else bases_of(source.contents.values())
        )
    write_workbook(
        target, source.contents, source.referentie, envelope, bases, progress,
        told=source.told, asked=source.asked,
    )  # fmt: skip
    return Handed(target, tuple(source.contents), envelope)


def export_name(
    workspace: Workspace, meetmoment: str | None, projects: Collection[str] | None = None
) -> str:
    """Return what an export is called: `ov_VV015_april-2021.xlsx`; without codes when many."""
    moment, stem = workspace.meetmoment(meetmoment), workspace.path.stem
    some = [] if projects is None else sorted(projects)
    which = some if len(some) == 1 else [f"{len(some)}-fiches"] if some else []
    return f"{'_'.join([stem, *which, '-'.join(moment.naam.split())])}.xlsx"


def consolidate(
    workspace: Workspace,
    meetmoment: str | None,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
) -> Handed:
    """Write the consolidated workbook of a whole meetmoment, with totals and charts.

    Raises:
        Misused: There is nothing to write.
        Unavailable: `target` cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise Misused(f'"{target.name}" moet eindigen op .xlsx.')
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        source = _Source.read(connection, moment, None)
        envelope = _envelope(connection, workspace, source, "totaal", actor)
    write_consolidated(
        target, source.contents, source.referentie, envelope, progress, told=source.told
    )
    return Handed(target, tuple(source.contents), envelope)


@dataclass(frozen=True, slots=True)
class _Source:
    """What an export is made from."""

    moment: Meetmoment
    entiteit: str | None
    referentie: Referentie
    contents: dict[str, Inhoud]
    told: tuple[Toelichtregel, ...]
    asked: tuple[dict[str, Any], ...]
    returned: dict[str, str]
    is_part: bool = False

    @classmethod
    def read(
        cls,
        connection: Connection,
        moment: Meetmoment,
        entiteit: str | None,
        projects: Collection[str] | None = None,
    ) -> "_Source":
        referentie = read_referentie(connection, moment.id)
        official = None if entiteit is None else _official(referentie, entiteit)
        query = select(Fiche.project_code).where(Fiche.meetmoment_id == moment.id)
        if official is not None:
            query = query.where(Fiche.trekkende_entiteit == official)
        found = list(connection.scalars(query))
        codes = [code for code in found if projects is None or code in projects]
        if not codes:
            whose = f" van {official}" if official else ""
            asked = f" met code {', '.join(sorted(projects))}" if found and projects else ""
            raise Misused(f"Meetmoment {moment.naam} heeft geen projecten{whose}{asked}.")
        contents = read_contents(connection, moment.id, codes)
        told = tuple(explained_lines(connection, moment, contents, official))
        questions = tuple(travelling(connection, moment.id, contents))
        returned = sent_back(connection, moment.id, contents.values())
        why = {code: row.reden or "" for code, row in returned.items()}
        is_part = len(codes) < len(found)
        return cls(moment, official, referentie, contents, told, questions, why, is_part)


def _official(referentie: Referentie, entiteit: str) -> str:
    found = referentie.lists["entiteit"].key_for(entiteit)
    if found is None:
        names = "; ".join(referentie.entiteiten)
        raise Misused(f'Entiteit "{entiteit}" is niet bekend. Kies uit: {names}.')
    return found


def _envelope(
    connection: Connection, workspace: Workspace, source: _Source, form: Form, actor: Actor
) -> Envelope:
    number, digest = head(connection)
    changed = connection.scalar(select(Wijziging.tijd).where(Wijziging.n == number))
    plan, moment = workspace.plan, source.moment
    identity = f"{plan.bestand_id}|{moment.naam}|{source.entiteit}|{form}|{digest}"
    if source.is_part:
        identity += f"|{','.join(source.contents)}"
    deadline = source.referentie.deadlines.get(source.entiteit or "") or moment.deadline
    return Envelope(
        form=form,
        plan=plan.code,
        plan_titel=plan.titel,
        meetmoment=moment.naam,
        peildatum=moment.peildatum,
        entiteit=source.entiteit,
        export_id=uuid.uuid5(_NAMESPACE, identity),
        sequence=number,
        exported_at=changed or moment.geopend_op,
        sender=actor.wie,
        app_version=__version__,
        deadline=deadline,
        file_id=plan.bestand_id,
    )
