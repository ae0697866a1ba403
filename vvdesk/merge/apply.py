"""Carrying out a plan: all of it in one transaction, after a version was kept.

One transaction for the whole batch and one step per inzending: interrupted or failed, nothing has
changed, while each inzending can be taken back by itself. What SQLite cannot hold in its cache it
writes to the file under its journal, and what is pending belongs to one inzending, so memory does
not grow with the number of files; and the disk is waited for once instead of a thousand times.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from vvdesk.audit import Actor, Herkomst, canonical_json, head, now
from vvdesk.content import Inhoud
from vvdesk.editing import Editing, Work
from vvdesk.errors import Unavailable
from vvdesk.jobs import Progress, silent
from vvdesk.merge.drawn import Counters, Resolve
from vvdesk.merge.earlier import FILE_ID
from vvdesk.merge.ledger import remember, settle_within
from vvdesk.merge.plan import KEUZEN, Letter, MergePlan, PlannedWorkbook, Status
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step, ToelichtingStep
from vvdesk.model import Conflict, Inzending, Keuze, Staat
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one inzending.

    Attributes:
        path: The file.
        status: Whether it came in.
        message: Why not, or what was special; Dutch; None when there is nothing to say.
        counters: What became of its rows.
        open_conflicts: Fields that wait for a decision.
        inzending_id: Under which it is remembered; None when nothing was written.
        stap: The step that can be taken back; None when nothing was written.
    """

    path: Path
    status: Status
    message: str | None
    counters: Counters
    open_conflicts: int = 0
    inzending_id: int | None = None
    stap: int | None = None


def apply_plan(
    workspace: Workspace,
    plan: MergePlan,
    actor: Actor,
    *,
    resolve: Resolve | None = None,
    progress: Progress = silent,
) -> list[Outcome]:
    """Carry out a plan.

    Args:
        workspace: The file that it was worked out on.
        plan: What to do; files that it rejects are left out.
        actor: Who merges.
        resolve: What happens to conflicts; None for what the plan assumed.
        progress: Called once per file.

    Returns:
        One outcome per file, in the order of the plan.

    Raises:
        Unavailable: The store changed since the plan was made, or cannot be written.
        ReadOnly: The meetmoment was closed meanwhile, or the file was opened to read.
        Cancelled: The user stopped; nothing was changed.
    """
    chosen = plan.resolve if resolve is None else resolve
    if not any(_writes(workbook, chosen) for workbook in plan.workbooks):
        return [_outcome(workbook) for workbook in plan.workbooks]
    workspace.keep_version("merge")
    with Editing(workspace, actor).step("Inzendingen samenvoegen") as batch:
        _check_unchanged(batch, plan)
        applying = _Applying(batch, plan, actor, chosen)
        outcomes = []
        for done, workbook in enumerate(plan.workbooks):
            progress(done, len(plan.workbooks), workbook.path.name)
            outcomes.append(applying.one(workbook))
        progress(len(plan.workbooks), len(plan.workbooks), "")
    return outcomes


def _writes(workbook: PlannedWorkbook, resolve: Resolve) -> bool:
    if workbook.status == "rejected":
        return False
    return workbook.already is None or resolve is not Resolve.ASK


def _outcome(workbook: PlannedWorkbook) -> Outcome:
    return Outcome(workbook.path, workbook.status, workbook.message, workbook.counters)


def _check_unchanged(work: Work, plan: MergePlan) -> None:
    if head(work.connection) != plan.head:
        raise Unavailable(
            "Het bestand is gewijzigd sinds dit samenvoegen werd voorbereid. Er is niets gedaan; "
            "maak de voorbereiding opnieuw."
        )


class _Applying:
    """A plan while it is carried out, inzending by inzending."""

    def __init__(self, batch: Work, plan: MergePlan, actor: Actor, resolve: Resolve) -> None:
        self._batch = batch
        self._plan = plan
        self._actor = actor
        self._resolve = resolve
        last = batch.connection.scalar(select(func.max(Inzending.id)))
        self._last_id: int = last or 0

    def one(self, workbook: PlannedWorkbook) -> Outcome:
        letter = workbook.letter
        if letter is None or not _writes(workbook, self._resolve):
            return _outcome(workbook)
        work = Work(self._batch.connection, self._actor, f"Inzending {letter.name} samenvoegen")
        if workbook.already is not None:
            return self._settled(work, workbook, workbook.already)
        self._last_id += 1
        details = self._plan.details(workbook)
        steps = details.steps
        work.preload(self._plan.meetmoment_id, workbook.fiches)
        self._remember_letter(work, workbook, letter)
        for step in steps:
            self._step(work, step, letter)
        for told in details.toelichtingen:
            self._explain(work, told)
        open_conflicts = self._conflicts(
            work, [step for step in steps if isinstance(step, ConflictStep)], letter
        )
        work.store()
        return Outcome(
            workbook.path,
            workbook.status,
            workbook.message,
            workbook.counters,
            open_conflicts,
            self._last_id,
            work.stap,
        )

    def _step(self, work: Work, step: Step, letter: Letter) -> None:
        moment = self._plan.meetmoment_id
        if isinstance(step, FieldStep):
            origin = _origin(letter, step.sheet, step.cell)
            work.set(moment, step.project, step.path, step.value, herkomst=origin)
        elif isinstance(step, RowStep):
            origin = _origin(letter, step.sheet, step.cell)
            work.add_row(moment, step.project, step.collection, step.row, origin)
        elif isinstance(step, FicheStep):
            inhoud = Inhoud(step.project, Staat.CONCEPT.value, dict(step.values))
            work.add_fiche(moment, inhoud, _origin(letter, step.sheet, step.cell))

    def _explain(self, work: Work, told: ToelichtingStep) -> None:
        place = (told.project, told.regel, told.plaats)
        work.explain(self._plan.meetmoment_id, *place, told.vingerafdruk, told.tekst)

    def _conflicts(self, work: Work, steps: list[ConflictStep], letter: Letter) -> int:
        """Write conflicts and the values that won beforehand; return how many stay open."""
        moment = self._plan.meetmoment_id
        fresh = [step for step in steps if not step.is_known]
        if self._resolve is Resolve.INCOMING:
            for step in fresh:
                origin = _origin(letter, step.sheet, step.cell)
                work.set(moment, step.project, step.path, step.value, herkomst=origin)
        keuze = KEUZEN[self._resolve]
        remember(work, moment, self._last_id, fresh, keuze, self._actor)
        if self._resolve is Resolve.ASK:
            return len(steps)
        for step in steps:
            if step.is_known:
                self._settle(work, self._open_like(work, step))
        return 0

    def _open_like(self, work: Work, step: ConflictStep) -> list[int]:
        found = work.connection.scalars(
            select(Conflict.id).where(
                Conflict.meetmoment_id == self._plan.meetmoment_id,
                Conflict.project_code == step.project,
                Conflict.pad == step.path,
                Conflict.ontvangen == canonical_json(step.incoming),
                Conflict.keuze == Keuze.OPEN.value,
            )
        )
        return list(found)

    def _settled(self, work: Work, workbook: PlannedWorkbook, inzending_id: int) -> Outcome:
        """Decide what an inzending that came in before left open; it brings nothing else."""
        waiting = work.connection.scalars(
            select(Conflict.id).where(
                Conflict.inzending_id == inzending_id, Conflict.keuze == Keuze.OPEN.value
            )
        )
        self._settle(work, list(waiting))
        work.store()
        return _outcome(workbook)

    def _settle(self, work: Work, conflicts: Iterable[int]) -> None:
        for conflict in conflicts:
            nota = "Gekozen bij het samenvoegen."
            settle_within(work, conflict, KEUZEN[self._resolve], nota, self._actor)

    def _remember_letter(self, work: Work, workbook: PlannedWorkbook, letter: Letter) -> None:
        counters = {count.value: number for count, number in workbook.counters.items()}
        row = {
            "id": self._last_id,
            "meetmoment_id": self._plan.meetmoment_id,
            "entiteit": letter.entiteit,
            "bestandsnaam": letter.name,
            "sha256": letter.sha256,
            "inhoud_digest": letter.digest,
            "export_id": letter.export_id,
            "export_volgnummer": letter.sequence,
            "geexporteerd_op": letter.exported_at,
            "afzender": letter.sender,
            "ontvangen_op": now(),
            "ontvangen_door": self._actor.wie,
            "stap": work.stap,
            "tellers": json.dumps({**counters, FILE_ID: letter.file_id}),
        }
        summary = {"bestand": letter.name, "sha256": letter.sha256, "id": self._last_id, **counters}
        work.manage(Inzending, [row], summary, meetmoment_id=self._plan.meetmoment_id)


def _origin(letter: Letter, sheet: str, cell: str) -> Herkomst:
    return Herkomst(
        letter.name, letter.sha256, sheet, cell, letter.sender or None, letter.exported_at or None
    )
