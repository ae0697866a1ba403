"""The rows of a plan, for a list of any length: an index in memory, the values on the heap."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

from vvdesk.choices import folded
from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import JsonValue
from vvdesk.merge.choosing import Choice
from vvdesk.merge.lines import ChangeKind, Line
from vvdesk.merge.row_index import KINDS, RowIndex

_ROWS_BETWEEN: Final = 500
"""Rows read between two reports of progress."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One value that a plan would change, or would not.

    Attributes:
        workbook: Which inzending, counted from 0.
        entiteit: Who sent it, or who leads the project; None when nobody knows.
        project: The project's code; empty when a refused row does not say.
        path: The field's path within the fiche; for a toelichting the code of its rule; `staat` for
            a state; empty for a whole fiche or row.
        label: What people call it.
        kind: What becomes of it.
        base: What was handed out, as in dumps; of an answer the question.
        central: What stands centrally when it is this inzending's turn, as in dumps.
        received: What was sent in, as in dumps.
        sheet: Where it stands in the workbook.
        cell: Where it stands in the workbook.
        message: Why it is refused, or what is special; Dutch; None when there is nothing to say.
        base_known: False for a workbook that lost its base.
        is_known: The ledger holds this conflict open already.
        choice: What was chosen for a conflict; None for everything else, and while it is open.
        shown_after: What stands there after processing, as in dumps.
    """

    workbook: int
    entiteit: str | None
    project: str
    path: str
    label: str
    kind: ChangeKind
    base: JsonValue
    central: JsonValue
    received: JsonValue
    sheet: str
    cell: str
    message: str | None
    base_known: bool
    is_known: bool
    choice: Choice | None
    shown_after: JsonValue


class PlanRows(Sequence[PlanRow]):
    """Rows of a plan, read when they are asked for; a part of them shares everything.

    Args:
        index: Of the whole plan.
        which: The places in the index; None for all of them.
    """

    def __init__(self, index: RowIndex, which: "array[int] | None" = None) -> None:
        self._index = index
        self._which = which

    def __len__(self) -> int:
        return len(self._index) if self._which is None else len(self._which)

    @overload
    def __getitem__(self, at: int) -> PlanRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[PlanRow]: ...
    def __getitem__(self, at: int | slice) -> PlanRow | list[PlanRow]:
        """Read one row, or some."""
        if isinstance(at, slice):
            return [self._row(place) for place in self._places()[at]]
        return self._row(self._places()[at])

    def __iter__(self) -> Iterator[PlanRow]:
        return (self._row(place) for place in self._places())

    def where(
        self,
        *,
        kinds: Collection[ChangeKind] = (),
        entiteiten: Collection[str | None] = (),
        projects: Collection[str] = (),
        workbooks: Collection[int] = (),
    ) -> "PlanRows":
        """Return the rows that fit; what is empty does not matter."""
        index, places = self._index, self._places()
        some, senders = index.numbers_of(projects, entiteiten)
        for name, asked, wanted in (
            ("entiteit", entiteiten, senders),
            ("project", projects, some),
            ("workbook", workbooks, set(workbooks)),
        ):
            if asked:
                places = index.among(places, name, wanted)
        if kinds:
            places = index.of_kinds(places, _numbers_of(kinds))
        return PlanRows(index, array("I", places))

    def positions(self, kinds: Collection[ChangeKind]) -> list[int]:
        """Return where in these rows some kinds stand, with the choices made so far.

        No value is read, so this is quick for a list of any length.
        """
        places = self._places()
        found = self._index.of_kinds(places, _numbers_of(kinds))
        if self._which is None:
            return found
        wanted = set(found)
        return [at for at, place in enumerate(places) if place in wanted]

    def find(self, text: str, progress: Progress = silent) -> "PlanRows":
        """Return the rows that hold a text in code, label, a value or a sentence.

        Raises:
            Cancelled: The user stopped.
        """
        wanted, found = folded(text), array("I")
        for done, at in enumerate(self._places()):
            if done % _ROWS_BETWEEN == 0:
                progress(done, len(self), text)
            if wanted in folded(_searched(self._row(at))):
                found.append(at)
        return PlanRows(self._index, found)

    def counts(self) -> dict[ChangeKind, int]:
        """Return how many rows there are of every kind, with the choices made so far."""
        found = self._index.kinds_among(self._places())
        return {kind: found[number] for number, kind in enumerate(KINDS)}

    def projects(self) -> list[str]:
        """Return the projects of these rows, in order of code."""
        names = self._index.projects
        return sorted({names[each] for each in self._different("project")} - {""})

    def entiteiten(self) -> list[str | None]:
        """Return the entiteiten of these rows by name; None comes last."""
        names = self._index.entiteiten
        found = {names[each] for each in self._different("entiteit")}
        return sorted(found, key=lambda name: (name is None, name or ""))

    def _different(self, name: str) -> set[int]:
        column = self._index.column(name)
        return set(column) if self._which is None else {column[at] for at in self._which}

    def _places(self) -> "Sequence[int]":
        return range(len(self._index)) if self._which is None else self._which

    def _row(self, at: int) -> PlanRow:
        entry = self._index.entry(at)
        line = self._index.lines(entry.workbook)[entry.place]
        return _told(line, entry.workbook, self._index.entiteiten[entry.entiteit], self._index)


def _numbers_of(kinds: Collection[ChangeKind]) -> set[int]:
    return {KINDS.index(kind) for kind in kinds}


def label_of(path: str) -> str:
    """Return what people call a path: `VV015-M01 › Geplande timing`; itself when it is no field."""
    try:
        pad = parse_path(path)
    except Misused:
        return _NAMES.get(path, path)
    return f"{pad.row} › {pad.field.about.label}" if pad.row else pad.field.about.label


_NAMES: Final = {"": "Hele fiche", "staat": "Staat van de fiche"}


def _told(line: Line, workbook: int, entiteit: str | None, index: RowIndex) -> PlanRow:
    kind, central, after, message = line.kind, line.central, line.received, line.message
    choice = None
    if kind in {ChangeKind.CONFLICT, ChangeKind.GEWIJZIGD}:
        stands = index.choices.standing(workbook, line.project, line.path)
        if stands is not None:
            central, after = stands.central, stands.after
            if stands.is_conflict:
                if kind is ChangeKind.GEWIJZIGD:
                    message = None
                kind = ChangeKind.CONFLICT
                choice = index.choices.of(workbook, line.project, line.path)
            elif kind is ChangeKind.CONFLICT:
                message = "Staat er zo al door je keuze bij een andere inzending."
    elif kind is ChangeKind.GEWEIGERD:
        after = None
    return PlanRow(
        workbook,
        entiteit,
        line.project,
        line.path,
        f"Toelichting bij {line.path}" if kind is ChangeKind.TOELICHTING else label_of(line.path),
        kind,
        line.base,
        central,
        line.received,
        line.sheet,
        line.cell,
        message,
        line.base_known,
        line.is_known,
        choice,
        after,
    )


def _searched(row: PlanRow) -> str:
    values = (row.base, row.central, row.received)
    said = (
        value if isinstance(value, str | int) else value and "; ".join(value) for value in values
    )
    return " ".join(
        str(part)
        for part in (row.project, row.label, row.entiteit, *said, row.message, row.cell)
        if part is not None
    )
