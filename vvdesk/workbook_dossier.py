"""Making a dossier out of a workbook: somebody got the uitvraag as Excel and goes on in vvdesk.

First the fiches stand in it as they were handed out, then the workbook is read into it as into any
dossier. So what could not be read stays what it was, and a later export merges into the central
file as if the dossier itself had been handed out.
"""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vvdesk.atomic import Seen, replace_file
from vvdesk.audit import Actor, Herkomst
from vvdesk.bases import base_rows
from vvdesk.content import Inhoud, Rij, project_titles
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, Refused
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.jobs import Progress, silent
from vvdesk.meetmomenten import create_store
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.model import Basiswaarde, Staat, Uitvraag
from vvdesk.row_ids import belongs_to
from vvdesk.store.file_format import check_header
from vvdesk.store.versions import versions
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission, SubmittedRow
from vvdesk.workbook_alone import WorkbookAlone, read_alone
from vvdesk.workbook_intake import IntakeLine, Soort, plan_intake, take_over

SUFFIX = ".vvd"
_MOMENT = 1
"""Number of the first meetmoment of a store."""
_LEADER = "trekkende_entiteit"
_STEPS = 4


@dataclass(frozen=True, slots=True)
class NewFromWorkbook:
    """The dossier that was made.

    Attributes:
        path: Where it stands.
        workbook: What it was made from.
        fiches: How many fiches it has.
        remarks: What was not taken, or was read with a remark; with its place in the workbook.
    """

    path: Path
    workbook: Path
    fiches: int
    remarks: tuple[IntakeLine, ...]


def dossier_from_workbook(
    workbook: Path, target: Path, actor: Actor, progress: Progress = silent
) -> NewFromWorkbook:
    """Make a dossier with all that a workbook says.

    Args:
        workbook: As received; read as untrusted.
        target: Where the dossier comes, ending in `.vvd`; nothing stands there.
        actor: Who goes on working in it.
        progress: Called once per step.

    Returns:
        What was made. Cells and rows that cannot be read are told in it; there the dossier says
        what was handed out.

    Raises:
        Misused: `target` exists or has another suffix.
        Refused: The workbook is not of vvdesk, damaged, hostile, of an unknown plan, or not of one
            entiteit.
        NewerFormat: A later vvdesk made it.
        Unavailable: The workbook cannot be opened, or `target` cannot be written.
        Cancelled: The user stopped; nothing was made.
    """
    _check_target(target)
    progress(0, _STEPS, f"{workbook.name} wordt gelezen")
    found = read_alone(workbook)
    entiteit = _entiteit_of(found)
    with tempfile.TemporaryDirectory(prefix="vvdesk-werkboek-") as folder:
        path = Path(folder) / target.name
        progress(1, _STEPS, "Het dossier wordt gemaakt")
        _create(path, found, entiteit, actor)
        try:
            made = _filled(path, workbook, found, actor, progress)
            progress(_STEPS - 1, _STEPS, target.name)
            replace_file(target, lambda new: shutil.copyfile(path, new), check_header, Seen())
        except BaseException:
            _forget_versions(path)
            raise
    progress(_STEPS, _STEPS, target.name)
    return NewFromWorkbook(target, workbook, *made)


def _check_target(target: Path) -> None:
    if target.suffix.lower() != SUFFIX:
        raise Misused(f'"{target.name}" moet eindigen op {SUFFIX}.')
    if target.exists():
        raise Misused(
            f'"{target.name}" bestaat al; kies een andere naam, er wordt niets overschreven.'
        )


def _entiteit_of(found: WorkbookAlone) -> str:
    name, told = found.submission.name, found.envelope.entiteit
    if told is None:
        raise Refused(
            f'"{name}" bevat projecten van verschillende entiteiten, en een dossier is van één '
            "entiteit. Open het centrale bestand en lees het werkboek daar in."
        )
    if (entiteit := found.referentie.lists["entiteit"].key_for(told)) is None:
        raise Refused(
            f'"{name}" is van {told}, en die entiteit staat niet in het plan van dit programma. '
            "Vraag de coördinator om een dossier (.vvd)."
        )
    return entiteit


def _create(path: Path, found: WorkbookAlone, entiteit: str, actor: Actor) -> None:
    outside = found.envelope
    create_store(
        path, found.plan, outside.meetmoment, outside.peildatum, actor,
        entiteit=entiteit, deadline=outside.deadline,
    )  # fmt: skip


def _filled(
    path: Path, workbook: Path, found: WorkbookAlone, actor: Actor, progress: Progress
) -> tuple[int, tuple[IntakeLine, ...]]:
    """Fill a new dossier; return how many fiches it has, and what could not be taken."""
    with Workspace.open(path) as dossier:
        with Editing(dossier, actor).step(
            f"Uitvraag {found.envelope.meetmoment} ontvangen"
        ) as work:
            _receive(work, found.submission, found.envelope, str(dossier.plan.entiteit))
        progress(2, _STEPS, f"{workbook.name} wordt ingelezen")
        intake = plan_intake(dossier, workbook)
        try:
            if intake.workbook.status == "rejected":
                raise Refused(str(intake.workbook.message))
            take_over(dossier, intake, {}, actor)
            remarks = intake.of(Soort.OPMERKING)
        finally:
            intake.plan.close()
        with dossier.connection() as connection:
            fiches = len(project_titles(connection, _MOMENT))
        if not fiches:
            raise Refused(
                f'"{workbook.name}" heeft geen enkele projectfiche die gelezen kan worden. '
                "Neem het werkboek dat je met de uitvraag kreeg."
            )
    return fiches, remarks


def _receive(work: Work, submission: Submission, envelope: Envelope, entiteit: str) -> None:
    """Write what was handed out, as far as the workbook remembers, and that it was."""
    contents = list(_handed_out(submission, entiteit))
    origin = Herkomst(
        submission.name, submission.sha256,
        afzender=submission.sender or None, geexporteerd_op=submission.exported_at or None,
    )  # fmt: skip
    for inhoud in contents:
        work.add_fiche(_MOMENT, inhoud, origin)
    rows = base_rows(_MOMENT, contents)
    work.manage(Basiswaarde, rows, {"aantal": len(rows)}, meetmoment_id=_MOMENT)
    handed = {
        "id": str(envelope.export_id),
        "meetmoment_id": _MOMENT,
        "entiteit": entiteit,
        "gemaakt_op": envelope.exported_at,
        "gemaakt_door": envelope.sender,
    }
    work.manage(Uitvraag, [handed], handed, meetmoment_id=_MOMENT)


def _handed_out(submission: Submission, entiteit: str) -> Iterable[Inhoud]:
    """Return the fiches as they were handed out; what has no base is left to reading it in."""
    rows = [row for row in submission.rows if row.problem is None and row.exported and row.base]
    found: dict[str, Inhoud] = {}
    for row in rows:
        if not row.collection:
            inhoud = Inhoud(row.project, Staat.CONCEPT.value, _base_of(row))
            if inhoud.values[_LEADER] in {None, entiteit}:
                found[row.project] = inhoud
    for row in rows:
        is_row = row.collection and belongs_to(row.id, row.project, row.collection)
        if is_row and row.project in found:
            table = found[row.project].tables[row.collection]
            table[row.id] = Rij(row.id, _base_of(row), volgorde=len(table) + 1)
    return found.values()


def _base_of(row: SubmittedRow) -> dict[str, object]:
    base = row.base or {}
    return {key: kind.from_json(base.get(key)) for key, kind in kinds_of(row.collection).items()}


def _forget_versions(path: Path) -> None:
    """Remove the versions kept of a dossier that did not come to be."""
    for folder in {version.path.parent for version in versions(path)}:
        shutil.rmtree(folder, ignore_errors=True)
