"""Merging files: read them safely, work out what they would change, carry it out.

The one place where reading (exchange) and merging meet; commands and window call this.
"""

import os
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, func, select

from vvdesk.choices import folded
from vvdesk.content import read_contents
from vvdesk.content_digest import fiche_digest
from vvdesk.dossier_reading import ROOMY, is_dossier, read_dossier
from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT, Limits
from vvdesk.exchange.reader.worker import read_many
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.jobs import Progress, silent
from vvdesk.merge.admission import Receiver
from vvdesk.merge.apply import Outcome, apply_plan
from vvdesk.merge.batch import Batch
from vvdesk.merge.choosing import DEFAULT_NOTE, Choice, Choices, Place
from vvdesk.merge.document import Merged, document_of, document_of_plan, samenvoegingen
from vvdesk.merge.drawn import Count, Counters, Resolve
from vvdesk.merge.ledger import open_conflicts, settle, settle_many
from vvdesk.merge.ledger_rows import LedgerRow, ledger_rows
from vvdesk.merge.lines import ChangeKind
from vvdesk.merge.plan import MergePlan, plan_counters
from vvdesk.merge.planned import Details, Letter, PlannedWorkbook
from vvdesk.merge.rows import PlanRow, PlanRows
from vvdesk.merge.taking_back import TakenBack, take_back_merge, why_not_take_back
from vvdesk.merge.totals import PlanTotals, Totals
from vvdesk.model import Fiche, Inzending
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.plan_document import write_plan_document
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission, Unread

__all__ = [
    "DEFAULT_NOTE",
    "ChangeKind",
    "Choice",
    "Choices",
    "Count",
    "Counters",
    "Details",
    "LedgerRow",
    "Letter",
    "MergePlan",
    "Merged",
    "Outcome",
    "Place",
    "PlanRow",
    "PlanRows",
    "PlanTotals",
    "PlannedWorkbook",
    "Resolve",
    "TakenBack",
    "Totals",
    "apply_plan",
    "document_of",
    "document_of_plan",
    "ledger_rows",
    "open_conflicts",
    "plan_counters",
    "plan_merge",
    "plan_totals",
    "samenvoegingen",
    "settle",
    "settle_many",
    "take_back_merge",
    "why_not_take_back",
    "write_plan_document",
]

_MOST_READERS = 4
_FICHES_AT_ONCE = 500


def plan_merge(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    resolve: Resolve = Resolve.ASK,
    older: bool | Collection[Path] = False,
    readers: int | None = None,
    progress: Progress = silent,
) -> MergePlan:
    """Work out what merging files into the latest meetmoment would change; write nothing.

    Each file is planned against the state as it would be after those before it. Where nothing is
    in conflict, their order makes no difference to what the fiches say.

    Args:
        workspace: The central file.
        paths: Files as received: workbooks, and dossiers (`.vvd`).
        resolve: What happens to conflicts that nobody chooses for.
        older: Take an older export also after a newer one of the same dossier: all of them, or the
            files that are named.
        readers: Guarded processes that read at the same time; None for one per processor, 0 to
            read in this process, without guard: for files that this program just wrote.
        progress: Called once per file.

    Returns:
        The plan; close it when it is no longer needed. A file that cannot be read or may not come
        in is in it as rejected, with the reason.

    Raises:
        Unavailable: The reading process cannot start, or the disk is full.
        Cancelled: The user stopped.
    """
    moment = workspace.meetmoment()
    with workspace.connection() as connection:
        referentie = read_referentie(connection, moment.id)
        present = partial(_present_fiches, workspace, moment.id)
        latest = connection.scalar(select(func.max(Inzending.id))) or 0
        plan = MergePlan(moment.id, latest, resolve, present)
        batch = Batch(
            connection,
            _receiver(workspace, referentie),
            plan,
            dossier=workspace.plan.entiteit is not None,
            older=older,
        )
        with closing(_read(paths, referentie, readers)) as found:
            for done, (path, submission) in enumerate(zip(paths, found, strict=True)):
                progress(done, len(paths), path.name)
                batch.add(path, submission)
        progress(len(paths), len(paths), "")
    return plan


def plan_totals(workspace: Workspace, plan: MergePlan) -> PlanTotals:
    """Return the sums and numbers before and after, with the choices made so far.

    The store is read the first time only; after that it costs no more than the conflicts do.
    """
    with workspace.connection() as connection:
        return plan.totals(connection)


def _receiver(workspace: Workspace, referentie: Referentie) -> Receiver:
    return Receiver(
        workspace.path.name,
        workspace.plan.code,
        referentie.meetmoment,
        {folded(each.naam): each.fase for each in workspace.meetmomenten()},
        referentie.lists["entiteit"],
    )


def _read(
    paths: Sequence[Path], referentie: Referentie, readers: int | None
) -> Generator[Submission | Unread, None, None]:
    """Read files in order, in guarded processes unless told otherwise."""
    lists = packed(referentie.lists)
    dossiers = [path for path in paths if is_dossier(path)]
    books = [path for path in paths if not is_dossier(path)]
    with (
        closing(_results(partial(read_submission, lists=lists), books, readers)) as of_books,
        closing(_results(partial(read_dossier, lists=lists), dossiers, readers, ROOMY)) as others,
    ):
        for path in paths:
            result = next(others if is_dossier(path) else of_books)
            yield Unread(path.name, str(result)) if isinstance(result, VvdeskError) else result


def _results(
    read: Callable[[Path], Submission],
    paths: Sequence[Path],
    readers: int | None,
    limits: Limits = DEFAULT,
) -> Generator[Submission | VvdeskError, None, None]:
    """Read files of one kind."""
    number = min(_MOST_READERS, os.cpu_count() or 1) if readers is None else readers
    if not number or not paths:
        return _read_here(read, paths)
    found = read_many(read, paths, min(number, len(paths)), limits)
    return cast("Generator[Submission | VvdeskError, None, None]", found)


def _read_here(
    read: Callable[[Path], Submission], paths: Sequence[Path]
) -> Generator[Submission | VvdeskError, None, None]:
    for path in paths:
        try:
            yield read(path)
        except VvdeskError as error:
            yield error


def _present_fiches(workspace: Workspace, meetmoment_id: int) -> dict[str, str]:
    """Return project to digest of its fiche as it is now, some hundreds at a time."""
    with workspace.connection() as connection:
        codes = list(
            connection.scalars(
                select(Fiche.project_code).where(Fiche.meetmoment_id == meetmoment_id)
            )
        )
        found: dict[str, str] = {}
        for start in range(0, len(codes), _FICHES_AT_ONCE):
            found.update(
                _digests(connection, meetmoment_id, codes[start : start + _FICHES_AT_ONCE])
            )
    return found


def _digests(connection: Connection, meetmoment_id: int, codes: list[str]) -> dict[str, str]:
    contents = read_contents(connection, meetmoment_id, codes)
    return {code: fiche_digest(inhoud) for code, inhoud in contents.items()}
