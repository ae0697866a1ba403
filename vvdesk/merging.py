"""Merging files: read them safely, work out what they would change, carry it out.

The one place where reading (exchange) and merging meet; commands and window call this.
"""

import os
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Self, TypeVar, cast

from sqlalchemy import Connection, func, select

from vvdesk.content import read_contents
from vvdesk.content_digest import fiche_digest
from vvdesk.dossier_reading import ROOMY, is_dossier, read_dossier, read_dossier_outside
from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT
from vvdesk.exchange.reader.readers import Readers
from vvdesk.exchange.submission.outside import read_outside
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.jobs import Progress, Repeating, silent
from vvdesk.merge.admission import receiver_of
from vvdesk.merge.apply import Outcome, apply_plan
from vvdesk.merge.batch import Batch
from vvdesk.merge.choosing import DEFAULT_NOTE, Choice, Choices, Place
from vvdesk.merge.document import Merged, document_of, document_of_plan, samenvoegingen
from vvdesk.merge.drawn import Count, Counters, Resolve
from vvdesk.merge.ledger import open_conflicts, settle, settle_many
from vvdesk.merge.ledger_rows import LedgerRow, ledger_rows
from vvdesk.merge.lines import ChangeKind
from vvdesk.merge.order import planning_order
from vvdesk.merge.plan import MergePlan, plan_counters
from vvdesk.merge.planned import Details, Letter, PlannedWorkbook
from vvdesk.merge.rows import PlanRow, PlanRows
from vvdesk.merge.taking_back import TakenBack, take_back_merge, why_not_take_back
from vvdesk.merge.totals import PlanTotals, Totals
from vvdesk.model import Fiche, Inzending
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.plan_document import write_plan_document
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Outside, Submission, Unread

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
_FEWEST_TO_ORDER = 2
T = TypeVar("T")


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
        progress: Called once per file, and again while one is read.

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
            receiver_of(workspace, referentie),
            plan,
            dossier=workspace.plan.entiteit is not None,
            older=older,
        )
        told = Repeating(progress)
        told(0, len(paths), "Inzendingen worden opgezocht")
        with _Reading(referentie, readers, len(paths), told) as reading:
            confirmed = [older if isinstance(older, bool) else path in older for path in paths]
            order = planning_order(reading.outsides(paths), confirmed)
            with closing(reading.submissions([paths[number] for number in order])) as found:
                for done, (number, submission) in enumerate(zip(order, found, strict=True)):
                    told(done, len(paths), paths[number].name)
                    batch.add(paths[number], submission, number)
        plan.arrange()
        told(len(paths), len(paths), "")
    return plan


def plan_totals(workspace: Workspace, plan: MergePlan) -> PlanTotals:
    """Return the sums and numbers before and after, with the choices made so far.

    The store is read the first time only; after that it costs no more than the conflicts do.
    """
    with workspace.connection() as connection:
        return plan.totals(connection)


class _Reading:
    """Reads the files of a batch, in guarded processes unless told otherwise.

    Args:
        referentie: Of the meetmoment.
        readers: See `plan_merge`.
        most: How many files there are.
        told: Tells how far it is.
    """

    def __init__(
        self, referentie: Referentie, readers: int | None, most: int, told: Repeating
    ) -> None:
        self._told = told
        number = min(_MOST_READERS, os.cpu_count() or 1) if readers is None else readers
        number = min(number, most)
        self._lists = packed(referentie.lists)
        self._books, self._dossiers = (
            Readers(number, limits, told.again) if number else None for limits in (DEFAULT, ROOMY)
        )

    def outsides(self, paths: Sequence[Path]) -> list[Outside | None]:
        """Return what each file says on its outside; a file alone has no order."""
        if len(paths) < _FEWEST_TO_ORDER:
            return [None] * len(paths)
        found: list[Outside | None] = []
        with closing(self._each(paths, read_outside, read_dossier_outside)) as results:
            for path, result in zip(paths, results, strict=True):
                self._told(0, len(paths), path.name)
                found.append(None if isinstance(result, VvdeskError) else result)
        return found

    def submissions(self, paths: Sequence[Path]) -> Generator[Submission | Unread, None, None]:
        """Read files in order."""
        of_book = partial(read_submission, lists=self._lists)
        of_dossier = partial(read_dossier, lists=self._lists)
        with closing(self._each(paths, of_book, of_dossier)) as results:
            for path, result in zip(paths, results, strict=True):
                yield Unread(path.name, str(result)) if isinstance(result, VvdeskError) else result

    def _each(
        self, paths: Sequence[Path], of_book: Callable[[Path], T], of_dossier: Callable[[Path], T]
    ) -> Generator[T | VvdeskError, None, None]:
        dossiers = [path for path in paths if is_dossier(path)]
        books = [path for path in paths if not is_dossier(path)]
        with (
            closing(_results(self._books, of_book, books)) as some,
            closing(_results(self._dossiers, of_dossier, dossiers)) as others,
        ):
            for path in paths:
                yield next(others if is_dossier(path) else some)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._books, self._dossiers):
            if each is not None:
                each.close()


def _results(
    readers: Readers | None, read: Callable[[Path], T], paths: Sequence[Path]
) -> Generator[T | VvdeskError, None, None]:
    """Read files of one kind."""
    if readers is None:
        return _read_here(read, paths)
    return cast("Generator[T | VvdeskError, None, None]", readers.read(read, paths))


def _read_here(
    read: Callable[[Path], T], paths: Sequence[Path]
) -> Generator[T | VvdeskError, None, None]:
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
