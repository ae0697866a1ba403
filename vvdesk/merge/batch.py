"""Planning one inzending after another, each against the state as it would be after the former."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from vvdesk.content import TABLES, Inhoud
from vvdesk.merge.admission import Earlier, Receiver, official_sender, why_ask, why_not
from vvdesk.merge.drawing import Central, draw
from vvdesk.merge.drawn import Count, Counters, Drawn, no_counters
from vvdesk.merge.earlier import Register
from vvdesk.merge.explaining import CentralToelichtingen, draw_explained
from vvdesk.merge.ledger import Entry, Ledger, entry_of, read_entries
from vvdesk.merge.outline import read_needed
from vvdesk.merge.plan import KEUZEN, Details, Letter, MergePlan, PlannedWorkbook
from vvdesk.merge.steps import ConflictStep, Step
from vvdesk.model import Handeling, Wijziging
from vvdesk.row_ids import fresh_id
from vvdesk.submission import Submission, SubmittedRow, Unread, Warned


class Batch:
    """Adds inzendingen to a plan.

    Fiches that an earlier inzending of the same batch changes are laid down in the plan's heap,
    so that memory does not grow with the number of files.

    Args:
        connection: Of the central file; only read from.
        receiver: What the central file expects.
        plan: Added to.
        dossier: Whether the store is a dossier of one entiteit.
        older: Whether older exports were confirmed.
    """

    def __init__(
        self,
        connection: Connection,
        receiver: Receiver,
        plan: MergePlan,
        *,
        dossier: bool,
        older: bool,
    ) -> None:
        self._connection = connection
        self._receiver = receiver
        self._plan = plan
        self._dossier = dossier
        self._older = older
        self._register = Register(connection, plan.meetmoment_id)
        self._entries: dict[str, list[Entry]] = {}
        self._toelichtingen = CentralToelichtingen(connection, plan.meetmoment_id)

    def add(self, path: Path, found: Submission | Unread) -> PlannedWorkbook:
        """Plan one file.

        Raises:
            Unavailable: The disk is full.
        """
        if isinstance(found, Unread):
            planned = self._rejected(path, None, found.message)
        else:
            planned = self._judged(path, found)
        self._plan.workbooks.append(planned)
        return planned

    def _judged(self, path: Path, submission: Submission) -> PlannedWorkbook:
        problem = why_not(submission, self._receiver)
        if problem is not None:
            return self._rejected(path, submission, problem)
        submission.entiteit = official_sender(submission, self._receiver)
        letter = _letter(submission)
        earlier = self._register.look_up(letter)
        if earlier.inzending_id is not None:
            return self._already(path, submission, letter, earlier)
        question = why_ask(submission, earlier)
        if question is not None and not self._older:
            return replace(self._rejected(path, submission, question), needs_confirmation=True)
        return self._drawn(path, submission, letter)

    def _rejected(
        self, path: Path, submission: Submission | None, message: str, more: Iterable[Warned] = ()
    ) -> PlannedWorkbook:
        counters = no_counters()
        warnings: tuple[Warned, ...] = tuple(more)
        if submission is not None:
            counters[Count.REFUSED] = len(submission.rows)
            warnings = (*submission.warnings, *warnings)
        ticket = self._plan.keep(Details((), warnings))
        told = _all_of(submission, Count.REFUSED)
        return PlannedWorkbook(path, "rejected", message, counters, ticket, toelichtingen=told)

    def _already(
        self, path: Path, submission: Submission, letter: Letter, earlier: Earlier
    ) -> PlannedWorkbook:
        message = f'"{submission.name}" is al ingelezen {earlier.received}; er is niets te doen.'
        counters = no_counters()
        counters[Count.UNCHANGED] = len(submission.rows)
        ticket = self._plan.keep(Details((), (*submission.warnings, Warned(None, None, message))))
        return PlannedWorkbook(
            path,
            "accepted",
            message,
            counters,
            ticket,
            letter=letter,
            already=earlier.inzending_id,
            toelichtingen=_all_of(submission, Count.UNCHANGED),
        )

    def _drawn(self, path: Path, submission: Submission, letter: Letter) -> PlannedWorkbook:
        projects = {row.project for row in submission.rows if row.project}
        contents = self._contents(submission.rows)
        ledger = Ledger(read_entries(self._connection, self._plan.meetmoment_id, projects))
        for project in projects:
            for entry in self._entries.get(project, ()):
                ledger.add(entry)
        central = Central(contents, ledger, self._give_id, self._was_removed)
        drawn = draw(submission, central, self._plan.resolve)
        if _is_all_strange(drawn, submission.rows):
            return self._rejected(path, submission, _strange(submission), drawn.warnings)
        self._register.add(letter)
        conflicts = [step for step in drawn.steps if isinstance(step, ConflictStep)]
        for conflict in conflicts:
            entry = entry_of(conflict, KEUZEN[self._plan.resolve])
            self._entries.setdefault(conflict.project, []).append(entry)
        told = draw_explained(submission, contents, self._toelichtingen)
        self._toelichtingen.add(told.steps)
        warnings = (*submission.warnings, *drawn.warnings, *told.warnings)
        return PlannedWorkbook(
            path,
            "accepted",
            None,
            drawn.counters,
            self._plan.keep(Details(tuple(drawn.steps), warnings, tuple(told.steps))),
            conflicts=len(conflicts),
            letter=letter,
            fiches=tuple(sorted({*self._kept(drawn.steps, contents), *told.projects})),
            toelichtingen=told.counters,
        )

    def _contents(self, rows: Iterable[SubmittedRow]) -> dict[str, Inhoud]:
        later: dict[str, Inhoud] = {}
        others = []
        for row in rows:
            if row.project not in later and (found := self._plan.later(row.project)) is not None:
                later[row.project] = found
            if row.project not in later:
                others.append(row)
        return {**read_needed(self._connection, self._plan.meetmoment_id, others), **later}

    def _kept(self, steps: Iterable[Step], contents: dict[str, Inhoud]) -> tuple[str, ...]:
        changed = tuple(sorted({step.project for step in steps}))
        for code in changed:
            self._plan.keep_later(code, contents[code])
        return changed

    def _give_id(self, project: str, collection: str, present: Iterable[str]) -> str:
        return fresh_id(self._connection, project, collection, present, dossier=self._dossier)

    def _was_removed(self, project: str, row_id: str) -> bool:
        found = self._connection.execute(
            select(Wijziging.n)
            .where(Wijziging.project_code == project)
            .where(Wijziging.meetmoment_id == self._plan.meetmoment_id)
            .where(Wijziging.handeling == Handeling.VERWIJDEREN.value)
            .where(Wijziging.rij.in_([f"{name}.{row_id}" for name in TABLES]))
        )
        return found.first() is not None


def _letter(submission: Submission) -> Letter:
    return Letter(
        submission.name,
        submission.sha256,
        submission.digest,
        submission.entiteit,
        submission.export_id,
        submission.sequence,
        submission.file_id,
        submission.exported_at,
        submission.sender,
    )


def _all_of(submission: Submission | None, count: Count) -> Counters:
    """Count all toelichtingen of an inzending as one thing."""
    counters = no_counters()
    counters[count] = 0 if submission is None else len(submission.toelichtingen)
    return counters


def _is_all_strange(drawn: Drawn, rows: Iterable[SubmittedRow]) -> bool:
    readable = sum(row.problem is None for row in rows)
    return bool(drawn.strangers) and drawn.strangers == readable


def _strange(submission: Submission) -> str:
    return (
        f'Geen enkel project in "{submission.name}" is van {submission.entiteit}. Vraag een '
        "inzending aan de entiteit die deze projecten trekt."
    )
