"""Planning one inzending after another, each against the state as it would be after the former."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from vvdesk.content import Inhoud
from vvdesk.merge.admission import Earlier, Receiver, official_sender, why_ask, why_not
from vvdesk.merge.answering import Answered, CentralVragen, draw_answers
from vvdesk.merge.central_fiches import CentralFiches
from vvdesk.merge.choosing import chosen_beforehand
from vvdesk.merge.drawing import Central, draw
from vvdesk.merge.drawn import Count, Drawn, Resolve, no_counters
from vvdesk.merge.earlier import Register
from vvdesk.merge.evidence import evidence, letter_of
from vvdesk.merge.explaining import CentralToelichtingen, Explained, draw_explained
from vvdesk.merge.ledger import Entry, Ledger, entry_of, read_entries
from vvdesk.merge.own_values import OwnValues
from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import Details, Letter, PlannedWorkbook
from vvdesk.merge.refusing import all_of, is_all_strange, refused_cells, strange
from vvdesk.merge.steps import ConflictStep, StaatStep
from vvdesk.merge.superseding import NOTHING_OWN
from vvdesk.model import Staat
from vvdesk.submission import Submission, Unread, Warned

_LEADER = "trekkende_entiteit"
_NOT_HANDED_IN = frozenset({Staat.CONCEPT.value, Staat.TERUGGESTUURD.value})


class Batch:
    """Adds inzendingen to a plan.

    Fiches that an earlier inzending of the same batch changes are laid down in the plan's heap,
    so that memory does not grow with the number of files.

    Args:
        connection: Of the central file; only read from.
        receiver: What the central file expects.
        plan: Added to.
        dossier: Whether the store is a dossier of one entiteit.
        older: Whether older exports were confirmed: all of them, or those of some files.
    """

    def __init__(
        self,
        connection: Connection,
        receiver: Receiver,
        plan: MergePlan,
        *,
        dossier: bool,
        older: bool | Collection[Path],
    ) -> None:
        self._connection = connection
        self._receiver = receiver
        self._plan = plan
        self._dossier = dossier
        self._older = older
        self._fiches = CentralFiches(connection, plan, dossier=dossier)
        self._register = Register(connection, plan.meetmoment_id)
        self._own = OwnValues(connection, plan, self._register)
        self._number: int | None = None
        self._entries: dict[str, list[Entry]] = {}
        self._toelichtingen = CentralToelichtingen(connection, plan.meetmoment_id)
        self._vragen = CentralVragen(connection, plan.meetmoment_id)
        self._handed_in: set[str] = set()

    def add(
        self, path: Path, found: Submission | Unread, number: int | None = None
    ) -> PlannedWorkbook:
        """Plan one file.

        Args:
            path: The file.
            found: What it says.
            number: Its place among the files as they were given; None for the next.

        Raises:
            Unavailable: The disk is full.
        """
        self._number = number
        if isinstance(found, Unread):
            return self._rejected(path, None, found.message)
        return self._judged(path, found)

    def _judged(self, path: Path, submission: Submission) -> PlannedWorkbook:
        problem = why_not(submission, self._receiver)
        if problem is not None:
            return self._rejected(path, submission, problem)
        submission.entiteit = official_sender(submission, self._receiver)
        letter = letter_of(self._connection, submission)
        earlier = self._register.look_up(letter)
        if earlier.inzending_id and self._fiches.was_returned(submission.rows):
            earlier = self._register.look_up(letter, was_returned=True)
        if earlier.inzending_id is not None:
            return self._already(path, submission, letter, earlier)
        question = why_ask(submission, earlier)
        if question is not None and not self._is_confirmed(path):
            return self._rejected(path, submission, question, letter=letter)
        return self._drawn(path, submission, letter)

    def _is_confirmed(self, path: Path) -> bool:
        return self._older if isinstance(self._older, bool) else path in self._older

    def _rejected(
        self,
        path: Path,
        submission: Submission | None,
        message: str,
        more: Iterable[Warned] = (),
        letter: Letter | None = None,
    ) -> PlannedWorkbook:
        """Add a file that does not come in; with a letter it waits for somebody to confirm it."""
        counters = no_counters()
        warnings: tuple[Warned, ...] = tuple(more)
        if submission is not None:
            counters[Count.REFUSED] = len(submission.rows)
            warnings = (*submission.warnings, *warnings)
        told, vragen = all_of(submission, Count.REFUSED)
        details = Details((), warnings)
        planned = PlannedWorkbook(
            path,
            "rejected",
            message,
            counters,
            self._plan.keep(details),
            needs_confirmation=letter is not None,
            letter=letter,
            toelichtingen=told,
            vragen=vragen,
            projects=0 if submission is None else len(_projects(submission)),
        )
        self._plan.add(planned, details, number=self._number)
        return planned

    def _already(
        self, path: Path, submission: Submission, letter: Letter, earlier: Earlier
    ) -> PlannedWorkbook:
        message = f'"{submission.name}" is al ingelezen {earlier.received}; er is niets te doen.'
        counters = no_counters()
        counters[Count.UNCHANGED] = len(submission.rows)
        details = Details((), (*submission.warnings, Warned(None, None, message)))
        told, vragen = all_of(submission, Count.UNCHANGED)
        planned = PlannedWorkbook(
            path,
            "accepted",
            message,
            counters,
            self._plan.keep(details),
            letter=letter,
            already=earlier.inzending_id,
            toelichtingen=told,
            vragen=vragen,
            projects=len(_projects(submission)),
        )
        self._plan.add(planned, details, number=self._number)
        return planned

    def _drawn(self, path: Path, submission: Submission, letter: Letter) -> PlannedWorkbook:
        projects = _projects(submission)
        own = NOTHING_OWN if self._dossier else self._own.of(letter, projects)
        own.take_changes_back(submission.rows)
        contents = self._fiches.contents(submission.rows)
        versions = {code: inhoud.versie for code, inhoud in contents.items()}
        ledger = Ledger(read_entries(self._connection, self._plan.meetmoment_id, projects))
        for project in projects:
            for entry in self._entries.get(project, ()):
                ledger.add(entry)
        central = Central(contents, ledger, self._fiches.give_id, self._fiches.was_removed, own)
        drawn = draw(submission, central, self._plan.resolve)
        if is_all_strange(drawn, submission.rows):
            return self._rejected(path, submission, strange(submission), drawn.warnings)
        self._register.add(letter)
        for entry in _new_entries(drawn, self._plan.resolve):
            self._entries.setdefault(entry.project, []).append(entry)
        told = draw_explained(submission, contents, self._toelichtingen)
        self._toelichtingen.add(told.steps)
        answered = draw_answers(submission, contents, self._vragen, dossier=self._dossier)
        self._vragen.add(answered.steps)
        details = self._details(submission, drawn, told, answered, contents)
        touched = {
            *(step.project for step in drawn.steps),
            *(row.project for row in submission.rows if row.project and row.cells),
            *told.projects,
            *answered.projects,
        }
        self._plan.expect({project: versions.get(project) for project in touched})
        for code in sorted({step.project for step in drawn.steps}):
            self._plan.keep_later(code, contents[code])
        planned = PlannedWorkbook(
            path,
            "accepted",
            None,
            drawn.counters,
            self._plan.keep(details),
            conflicts=sum(isinstance(step, ConflictStep) for step in drawn.steps),
            letter=letter,
            fiches=_fiches(details),
            toelichtingen=told.counters,
            vragen=answered.counters,
            without_base=_lost_its_base(submission),
            submitted=tuple(step.project for step in details.staten),
            projects=len(projects),
            file=None if self._dossier else evidence(path, letter, self._plan),
        )
        self._plan.add(
            planned,
            details,
            lambda project: letter.entiteit or _leader(contents, project),
            self._number,
        )
        return planned

    def _details(
        self,
        submission: Submission,
        drawn: Drawn,
        told: Explained,
        answered: Answered,
        contents: dict[str, Inhoud],
    ) -> Details:
        warnings = (*submission.warnings, *drawn.warnings, *told.warnings, *answered.warnings)
        return Details(
            tuple(drawn.steps),
            warnings,
            tuple(told.steps),
            tuple(answered.steps),
            () if self._dossier else _staten(drawn, contents, self._handed_in),
            (*refused_cells(submission.rows), *drawn.refused),
        )


def _staten(
    drawn: Drawn, contents: dict[str, Inhoud], handed_in: set[str]
) -> tuple[StaatStep, ...]:
    """Return the fiches that count as handed in from now on, in order of code."""
    moving = []
    for project in sorted(drawn.received - handed_in):
        inhoud = contents[project]
        if inhoud.staat in _NOT_HANDED_IN:
            moving.append(StaatStep(project, inhoud.staat))
            inhoud.staat = Staat.INGEDIEND.value
    handed_in |= drawn.received
    return tuple(moving)


def _new_entries(drawn: Drawn, resolve: Resolve) -> Iterator[Entry]:
    """Yield what the ledger will hold of the conflicts that it does not hold yet."""
    beforehand = chosen_beforehand(resolve)
    for conflict in drawn.steps:
        if isinstance(conflict, ConflictStep) and not conflict.is_known:
            yield entry_of(conflict, beforehand)


def _projects(submission: Submission) -> set[str]:
    return {row.project for row in submission.rows if row.project}


def _fiches(details: Details) -> tuple[str, ...]:
    steps = (*details.steps, *details.toelichtingen, *details.vragen, *details.staten)
    return tuple(sorted({step.project for step in steps}))


def _leader(contents: dict[str, Inhoud], project: str) -> str | None:
    inhoud = contents.get(project)
    return None if inhoud is None else inhoud.values.get(_LEADER)


def _lost_its_base(submission: Submission) -> bool:
    readable = [row for row in submission.rows if row.problem is None]
    return bool(readable) and all(row.base is None for row in readable)
