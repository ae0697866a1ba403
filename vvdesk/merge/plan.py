"""A merge as a plan: what every inzending would change, to be shown and then carried out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Self

from vvdesk.content import Inhoud
from vvdesk.content_digest import combined_digest, fiche_digest
from vvdesk.kinds import Kind
from vvdesk.merge.comparing import kinds_of
from vvdesk.merge.drawn import Count, Counters, Resolve, no_counters
from vvdesk.merge.spool import Spool, Ticket
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step, ToelichtingStep
from vvdesk.model import Keuze
from vvdesk.submission import Warned

KEUZEN: Final = {
    Resolve.ASK: Keuze.OPEN,
    Resolve.INCOMING: Keuze.ONTVANGEN,
    Resolve.CURRENT: Keuze.CENTRAAL,
}
"""What the ledger says of a conflict for each way to treat it."""
Status = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is remembered of an inzending that comes in; see `Inzending`."""

    name: str
    sha256: str
    digest: str
    entiteit: str | None
    export_id: str
    sequence: int
    file_id: str
    exported_at: str
    sender: str


@dataclass(frozen=True, slots=True)
class Details:
    """What one inzending would change, and what a person should know about it.

    Attributes:
        steps: In reading order, fiches first; empty when it is rejected.
        warnings: In reading order.
        toelichtingen: Those that are taken over, in reading order.
    """

    steps: tuple[Step, ...]
    warnings: tuple[Warned, ...]
    toelichtingen: tuple[ToelichtingStep, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWorkbook:
    """One inzending in a plan; its details lie in the plan's heap.

    Attributes:
        path: The file.
        status: Whether it comes in.
        message: Why not, or what is special; Dutch; None when there is nothing to say.
        needs_confirmation: It is rejected only because nobody confirmed it yet.
        counters: What becomes of its rows; they add up to the rows read.
        conflicts: How many fields differ on both sides.
        letter: What is remembered of it; None when it could not be read.
        already: The inzending that says the same and came in before; None when there is none.
        ticket: Of its details.
        fiches: The projects whose fiche changes, or a toelichting on it.
        toelichtingen: What becomes of its toelichtingen, which are no rows; they add up to the
            toelichtingen read.
    """

    path: Path
    status: Status
    message: str | None
    counters: Counters
    ticket: Ticket
    needs_confirmation: bool = False
    conflicts: int = 0
    letter: Letter | None = None
    already: int | None = None
    fiches: tuple[str, ...] = ()
    toelichtingen: Counters = field(default_factory=no_counters)


class MergePlan:
    """What merging some files would change, worked out one after another; nothing is written yet.

    Args:
        meetmoment_id: Of the fiches.
        head: Number and hash of the last row of the audit trail that it was worked out on.
        resolve: What happens to conflicts.
        present: Gives the digest of every fiche as it is now, by project; called when needed.

    Attributes:
        workbooks: In the order in which they were given.
    """

    def __init__(
        self,
        meetmoment_id: int,
        head: tuple[int, str],
        resolve: Resolve,
        present: Callable[[], dict[str, str]],
    ) -> None:
        self.meetmoment_id = meetmoment_id
        self.head = head
        self.resolve = resolve
        self.workbooks: list[PlannedWorkbook] = []
        self._spool = Spool()
        self._present = present
        self._fiches: dict[str, str] | None = None
        self._later: dict[str, list[tuple[int, Ticket]]] = {}

    @property
    def conflicts(self) -> int:
        """How many fields differ on both sides, over all files that come in."""
        return sum(found.conflicts for found in self.workbooks)

    def keep(self, details: Details) -> Ticket:
        """Lay down the details of the next inzending."""
        return self._spool.put(details)

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

    def to_json(self, workbook: PlannedWorkbook) -> dict[str, Any]:
        """Return one inzending as `merge --dry-run --json` prints it.

        A key `toelichtingen` is added where the workbook carries any: they are no rows, so they do
        not count among those. The digest is that of the fiches after this inzending and those
        before it; ask for it before the plan is carried out.

        Source:
            ARCHITECTURE.md, Command line.
        """
        details = self.details(workbook)
        return {
            "status": workbook.status,
            "message": workbook.message,
            "counters": {count.value: number for count, number in workbook.counters.items()},
            "warnings": [warned._asdict() for warned in details.warnings],
            "changes": [change for step in details.steps for change in _changes(step)],
            "conflicts": [
                _conflict(step) for step in details.steps if isinstance(step, ConflictStep)
            ],
            "digest": self.digest(workbook),
            **_explanations(workbook, details),
        }

    def digest(self, workbook: PlannedWorkbook) -> str:
        """Return the content digest of the store after this inzending and those before it."""
        if self._fiches is None:
            self._fiches = self._present()
        fiches = dict(self._fiches)
        last = self.workbooks.index(workbook)
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


def _changes(step: Step) -> Iterator[dict[str, Any]]:
    """Yield every value that is written without asking anybody."""
    if isinstance(step, FieldStep):
        yield _change(step, step.cell, step.path, step.old, step.new)
    elif isinstance(step, FicheStep):
        yield from _new_values(step, step.values, "", "")
    elif isinstance(step, RowStep):
        prefix = f"{step.collection}.{step.row.id}."
        yield from _new_values(step, step.row.values, prefix, step.collection)


def _new_values(
    step: FicheStep | RowStep, values: Any, prefix: str, collection: str
) -> Iterator[dict[str, Any]]:
    kinds: Any = kinds_of(collection)
    for key, value in values.items():
        if value is not None and value != ():
            kind: Kind = kinds[key]
            cell = step.cells.get(key, step.cell)
            yield _change(step, cell, prefix + key, None, kind.to_json(value))


def _change(
    step: FieldStep | FicheStep | RowStep, cell: str, path: str, old: Any, new: Any
) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": cell,
        "project": step.project,
        "field": path,
        "old": old,
        "new": new,
    }


def _conflict(step: ConflictStep) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "project": step.project,
        "field": step.path,
        "base": step.base,
        "current": step.current,
        "incoming": step.incoming,
    }


def _explanations(workbook: PlannedWorkbook, details: Details) -> dict[str, Any]:
    """Return what becomes of toelichtingen; no key at all for a workbook that has none."""
    counts = workbook.toelichtingen
    if not any(counts.values()):
        return {}
    told = {count.value: counts[count] for count in counts if count is not Count.CONFLICT}
    changes = [_explanation(step) for step in details.toelichtingen]
    return {"toelichtingen": {**told, "changes": changes}}


def _explanation(step: ToelichtingStep) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "project": step.project,
        "rule": step.regel,
        "field": step.plaats,
        "old": step.old,
        "new": step.tekst,
    }
