"""What leaves a store: the uitvraag to an entiteit, its inzending back, the consolidated workbook.

An export is decided by the state of the store alone: its number and time are those of the last
change, so the same dossier gives the same bytes, and a later export of one file is told from an
earlier one without trusting any clock.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from vvdesk import __version__, kinds
from vvdesk.audit import Actor, head
from vvdesk.bases import Base, bases_of, stored_bases
from vvdesk.content import Inhoud, read_contents
from vvdesk.dossier import make_dossier
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Refused
from vvdesk.exchange.workbook.consolidated import write_consolidated
from vvdesk.exchange.workbook.envelope import Envelope, Form
from vvdesk.exchange.workbook.explained_sheet import LAPSED, Toelichtregel
from vvdesk.exchange.workbook.writer import write_workbook
from vvdesk.jobs import Progress, silent
from vvdesk.model import Fiche, Meetmoment, Toelichting, Uitvraag, Wijziging
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules import Scope, examine, rules_named, situaties
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable

_NAMESPACE = uuid.UUID("5a1b4d5e-7a44-5c0e-9a37-76766465736b")
_EXPLAINED: Final = (
    select(Toelichting.__table__)
    .where(Toelichting.meetmoment_id == bindparam("of_moment"))
    .order_by(Toelichting.project_code, Toelichting.regel, Toelichting.plaats)
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written.

    Attributes:
        path: The file.
        projects: The codes of its projects.
        envelope: What the file says about itself.
    """

    path: Path
    projects: tuple[str, ...]
    envelope: Envelope


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
    moment = workspace.meetmoment(meetmoment)
    if moment.is_closed:
        raise ReadOnly(
            f"Meetmoment {moment.naam} is gesloten; er kan niets meer uitgevraagd worden."
        )
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
        )
    with Editing(workspace, actor).step(f"Uitvraag voor {source.entiteit}") as work:
        row = {
            "id": str(envelope.export_id),
            "meetmoment_id": moment.id,
            "entiteit": source.entiteit,
            "gemaakt_op": envelope.exported_at,
            "gemaakt_door": actor.wie,
        }
        present = work.connection.scalar(select(Uitvraag.id).where(Uitvraag.id == row["id"]))
        work.manage(Uitvraag, [] if present else [row], {**row}, meetmoment_id=moment.id)
    return Handed(target, tuple(source.contents), envelope)


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
        target, source.contents, source.referentie, envelope, bases, progress, told=source.told
    )
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
        told = tuple(_told(connection, moment, contents, official))
        return cls(moment, official, referentie, contents, told, len(codes) < len(found))


def _told(
    connection: Connection, moment: Meetmoment, contents: Mapping[str, Inhoud], afzender: str | None
) -> Iterator[Toelichtregel]:
    """Yield why findings on some fiches may stand; where the values changed since, it says so."""
    rows = connection.execute(_EXPLAINED, {"of_moment": moment.id}).all()
    explained = {row.project_code for row in rows} & contents.keys()
    found: dict[tuple[str, ...], str] = {}
    for situatie in situaties(connection, moment.id, explained) if explained else ():
        for each in examine(situatie, afzender=afzender):
            found[each.project, each.code, each.path, each.fingerprint] = each.message
    for row in rows:
        if row.project_code in explained:
            key = (row.project_code, row.regel, row.plaats)
            says = found.get((*key, row.vingerafdruk)) or _unseen(row)
            yield Toelichtregel(*key, says, _clean(row), row.vingerafdruk)


def _unseen(row: Row[Any]) -> str:
    """Say what is known of a finding that the fiche alone does not give."""
    of_plan = [rule for rule in rules_named(row.regel) if rule.scope is Scope.PLAN]
    return of_plan[0].summary if of_plan and not row.plaats else LAPSED


def _clean(row: Row[Any]) -> str:
    try:
        return str(kinds.TEKST.read(row.tekst) or "")
    except Unreadable as error:
        raise Refused(f"Toelichting bij {row.project_code}, {row.regel}: {error}") from None


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
