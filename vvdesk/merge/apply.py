"""Carrying out a plan: all of it in one transaction, after a version was kept.

One transaction for the whole batch and one step per inzending: interrupted or failed, nothing has
changed, while each inzending can be taken back by itself. What SQLite cannot hold in its cache it
writes to the file under its journal, and what is pending belongs to one inzending, so memory does
not grow with the number of files; and the disk is waited for once instead of a thousand times.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from vvdesk.audit import Actor
from vvdesk.editing import Editing, Work
from vvdesk.errors import Stale
from vvdesk.jobs import Progress, silent
from vvdesk.merge.applying import Applying
from vvdesk.merge.choosing import chosen_beforehand
from vvdesk.merge.document import remember_merge
from vvdesk.merge.drawn import Counters, Resolve
from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import PlannedWorkbook, Status
from vvdesk.model import Fiche, Inzending
from vvdesk.store.workspace import Workspace
from vvdesk.trail import latest_change

_AT_ONCE = 500
_AGAIN = "Er is niets gewijzigd; maak het plan opnieuw."


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
        samenvoeging: Under which the whole batch is remembered; None when nothing was written.
    """

    path: Path
    status: Status
    message: str | None
    counters: Counters
    open_conflicts: int = 0
    inzending_id: int | None = None
    stap: int | None = None
    samenvoeging: int | None = None


def apply_plan(
    workspace: Workspace,
    plan: MergePlan,
    actor: Actor,
    *,
    resolve: Resolve | None = None,
    progress: Progress = silent,
) -> list[Outcome]:
    """Carry out a plan with the choices that were made in it.

    Args:
        workspace: The file that it was worked out on.
        plan: What to do; files that it rejects are left out.
        actor: Who merges.
        resolve: What happens to conflicts that nobody chose for; None for what the plan assumed.
        progress: Called once per file.

    Returns:
        One outcome per file, in the order of the plan.

    Raises:
        Stale: What the plan was worked out on changed meanwhile; plan again.
        Unavailable: The store cannot be written.
        ReadOnly: The meetmoment was closed meanwhile, or the file was opened to read.
        Cancelled: The user stopped; nothing was changed.
    """
    chosen = plan.resolve if resolve is None else resolve
    if not any(_writes(workbook, chosen) for workbook in plan.workbooks):
        return [_outcome(workbook) for workbook in plan.workbooks]
    with workspace.connection() as connection:
        plan.totals(connection)
    workspace.keep_version("merge")
    with Editing(workspace, actor).step("Inzendingen samenvoegen") as batch:
        _check_unchanged(batch.connection, plan)
        applying = Applying(batch, plan, actor, chosen_beforehand(chosen))
        done: dict[int, Outcome] = {}
        for number in plan.order:
            workbook = plan.workbooks[number]
            progress(len(done), len(plan.workbooks), workbook.path.name)
            done[number] = _one(applying, number, workbook, chosen)
        progress(len(plan.workbooks), len(plan.workbooks), "")
        outcomes = [done[number] for number in sorted(done)]
        steps = [outcome.stap for outcome in outcomes if outcome.stap is not None]
        work = Work(batch.connection, actor, "Plan van de samenvoeging bewaren")
        merge = remember_merge(work, plan, actor, steps, progress) if steps else None
        work.store()
    return [
        replace(outcome, samenvoeging=merge) if outcome.stap is not None else outcome
        for outcome in outcomes
    ]


def _one(applying: Applying, number: int, workbook: PlannedWorkbook, resolve: Resolve) -> Outcome:
    letter, outcome = workbook.letter, _outcome(workbook)
    if letter is None or not _writes(workbook, resolve):
        return outcome
    if workbook.already is not None:
        return replace(outcome, stap=applying.decide_for(letter, workbook.already))
    done = applying.bring_in(number, workbook, letter)
    return replace(
        outcome,
        open_conflicts=done.open_conflicts,
        inzending_id=done.inzending_id,
        stap=done.stap,
    )


def _writes(workbook: PlannedWorkbook, resolve: Resolve) -> bool:
    if workbook.status == "rejected":
        return False
    return workbook.already is None or resolve is not Resolve.ASK


def _outcome(workbook: PlannedWorkbook) -> Outcome:
    return Outcome(workbook.path, workbook.status, workbook.message, workbook.counters)


def _check_unchanged(connection: Connection, plan: MergePlan) -> None:
    """Go on only when nobody touched what the plan was worked out on; others may work on."""
    codes = sorted(plan.versions)
    for start in range(0, len(codes), _AT_ONCE):
        chunk = codes[start : start + _AT_ONCE]
        rows = connection.execute(
            select(Fiche.project_code, Fiche.versie)
            .where(Fiche.meetmoment_id == plan.meetmoment_id)
            .where(Fiche.project_code.in_(chunk))
        )
        present = {row.project_code: row.versie for row in rows}
        for code in chunk:
            if present.get(code) != plan.versions[code]:
                latest = latest_change(connection, plan.meetmoment_id, code)
                by = f" door {latest[1]}" if latest is not None else ""
                raise Stale(f"{code} is intussen gewijzigd{by}. {_AGAIN}")
    _check_not_come_in(connection, plan)


def _check_not_come_in(connection: Connection, plan: MergePlan) -> None:
    planned = {
        workbook.letter.digest: workbook.letter.name
        for workbook in plan.workbooks
        if workbook.letter is not None and workbook.already is None
    }
    rows = connection.execute(
        select(Inzending.inhoud_digest, Inzending.ontvangen_door)
        .where(Inzending.id > plan.latest)
        .where(Inzending.meetmoment_id == plan.meetmoment_id)
    )
    for digest, who in rows:
        if digest in planned:
            raise Stale(f'"{planned[digest]}" is intussen al ingelezen door {who}. {_AGAIN}')
