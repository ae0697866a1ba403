"""A merge as a plan: what every inzending would change, to be shown and then carried out."""

from collections.abc import Callable, Mapping
from typing import Any, Self

from sqlalchemy import Connection

from vvdesk.content import Inhoud
from vvdesk.content_digest import combined_digest, fiche_digest
from vvdesk.merge.choosing import Choices
from vvdesk.merge.drawn import Counters, Resolve, no_counters
from vvdesk.merge.plan_json import workbook_json
from vvdesk.merge.planned import Details, PlannedWorkbook
from vvdesk.merge.row_index import RowIndex
from vvdesk.merge.rows import PlanRows
from vvdesk.merge.spool import Spool, Ticket
from vvdesk.merge.totals import Effects, PlanTotals


class MergePlan:
    """What merging some files would change, worked out one after another; nothing is written yet.

    Args:
        meetmoment_id: Of the fiches.
        latest: The number of the last inzending that the store held.
        resolve: What happens to conflicts that nobody chooses for.
        present: Gives the digest of every fiche as it is now, by project; called when needed.

    Attributes:
        meetmoment_id: Of the fiches.
        latest: The number of the last inzending that the store held.
        resolve: What happens to conflicts that nobody chooses for.
        workbooks: In the order in which they were given; the place of one is its number.
        order: Their numbers in the order in which they were planned and are carried out.
        choices: What a person chose at conflicts; may change until the plan is carried out.
        versions: Project to the version of the fiche that it was worked out on; None where there
            was no fiche.
    """

    def __init__(
        self,
        meetmoment_id: int,
        latest: int,
        resolve: Resolve,
        present: Callable[[], dict[str, str]],
    ) -> None:
        self.meetmoment_id = meetmoment_id
        self.latest = latest
        self.resolve = resolve
        self.workbooks: list[PlannedWorkbook] = []
        self.order: list[int] = []
        self.choices = Choices(resolve)
        self.versions: dict[str, int | None] = {}
        self._effects = Effects(self.choices)
        self._index = RowIndex(lambda number: self.details(self.workbooks[number]), self.choices)
        self._spool = Spool()
        self._present = present
        self._fiches: dict[str, str] | None = None
        self._later: dict[str, list[tuple[int, Ticket]]] = {}

    @property
    def conflicts(self) -> int:
        """How many fields differ on both sides, over all files that come in."""
        return sum(found.conflicts for found in self.workbooks)

    @property
    def rows(self) -> PlanRows:
        """Everything that it would change, or would not, row by row."""
        return PlanRows(self._index)

    @property
    def known_totals(self) -> PlanTotals | None:
        """The totals before and after; None while nobody asked for `totals`."""
        return self._effects.known

    def totals(self, connection: Connection) -> PlanTotals:
        """Return the totals before and after, with the choices made so far.

        Args:
            connection: Of the store; only read from the first time.
        """
        return self._effects.totals(connection, self.meetmoment_id)

    def add(
        self,
        workbook: PlannedWorkbook,
        details: Details,
        entiteit_of: Callable[[str], str | None] = lambda _project: None,
        number: int | None = None,
    ) -> None:
        """Add the next inzending.

        Args:
            workbook: As judged.
            details: As kept under its ticket.
            entiteit_of: Project to the entiteit that answers for it.
            number: Its place when all are added; None for the next.
        """
        number = len(self.workbooks) if number is None else number
        self.workbooks.insert(sum(each < number for each in self.order), workbook)
        self.order.append(number)
        self.choices.note(number, details.steps, entiteit_of)
        self._effects.note(details.steps)
        self._index.note(number, details, entiteit_of)

    def arrange(self) -> None:
        """Put the rows in the order of the files; called when all are added."""
        if self.order != sorted(self.order):
            self._index.arrange()

    def expect(self, versions: Mapping[str, int | None]) -> None:
        """Remember on which versions an inzending was worked out; the first one counts."""
        for project, version in versions.items():
            self.versions.setdefault(project, version)

    def take_choices(self, earlier: "MergePlan") -> None:
        """Take over what was chosen in an earlier plan, for the files that are in both."""
        here = {workbook.path: number for number, workbook in enumerate(self.workbooks)}
        places = {
            number: here[workbook.path]
            for number, workbook in enumerate(earlier.workbooks)
            if workbook.path in here
        }
        self.choices.take(earlier.choices, places)

    def keep(self, thing: Details | bytes) -> Ticket:
        """Lay down the details of the next inzending, or its file."""
        return self._spool.put(thing)

    def keep_later(self, project: str, inhoud: Inhoud) -> None:
        """Lay down a fiche as it would be after the next inzending."""
        ticket = self._spool.put(inhoud)
        self._later.setdefault(project, []).append((len(self.workbooks), ticket))

    def later(self, project: str) -> Inhoud | None:
        """Return a fiche as it would be after the inzendingen so far; None when none changes it."""
        kept = self._later.get(project)
        found: Inhoud | None = self._spool.get(kept[-1][1]) if kept else None
        return found

    def details(self, workbook: PlannedWorkbook) -> Details:
        """Return what one inzending would change."""
        found: Details = self._spool.get(workbook.ticket)
        return found

    def file_of(self, workbook: PlannedWorkbook) -> bytes | None:
        """Return the bytes of the file as it was read; None when they are not kept."""
        if workbook.file is None:
            return None
        found: bytes = self._spool.get(workbook.file)
        return found

    def to_json(self, workbook: PlannedWorkbook) -> dict[str, Any]:
        """Return one inzending as `merge --dry-run --json` prints it.

        The digest is that of the fiches after this inzending and those before it; ask for it before
        the plan is carried out.
        """
        return workbook_json(workbook, self.details(workbook), self.digest(workbook))

    def digest(self, workbook: PlannedWorkbook) -> str:
        """Return the content digest of the store after this inzending and those before it."""
        if self._fiches is None:
            self._fiches = self._present()
        fiches = dict(self._fiches)
        last = self.order.index(self.workbooks.index(workbook))
        for project, kept in self._later.items():
            tickets = [ticket for at, ticket in kept if at <= last]
            if tickets:
                fiches[project] = fiche_digest(self._spool.get(tickets[-1]))
        return combined_digest(fiches)

    def close(self) -> None:
        """Throw the details away; a plan that nobody holds any more does so by itself."""
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def plan_counters(plan: MergePlan) -> Counters:
    """Return what becomes of all rows of all files; the numbers add up to the rows read."""
    total = no_counters()
    for workbook in plan.workbooks:
        for count, number in workbook.counters.items():
            total[count] += number
    return total
