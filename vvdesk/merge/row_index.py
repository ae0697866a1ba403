"""What can be filtered on in the rows of a plan without reading a value."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from vvdesk.merge.choosing import Choices
from vvdesk.merge.lines import ChangeKind, Line, lines_of
from vvdesk.merge.planned import Details

KINDS: Final = tuple(ChangeKind)
"""A kind's place in here is its number in the index."""
_WORKBOOKS_KEPT: Final = 8
_CHANGED, _CONFLICT = KINDS.index(ChangeKind.GEWIJZIGD), KINDS.index(ChangeKind.CONFLICT)


class Entry(NamedTuple):
    """One row of the index: numbers only."""

    kind: int
    workbook: int
    place: int
    project: int
    entiteit: int


class RowIndex:
    """What can be filtered on without reading values: seventeen bytes a row.

    Args:
        details: Gives the details of an inzending by its number.
        choices: What was chosen at conflicts.

    Attributes:
        choices: What was chosen at conflicts.
        lines: Gives the lines of an inzending by its number; some are kept.
        projects: Every project, by its number.
        entiteiten: Every entiteit, by its number.
    """

    def __init__(self, details: Callable[[int], Details], choices: Choices) -> None:
        self.choices = choices
        self._columns: tuple[array[int], ...] = tuple(array(code) for code in "BIIII")
        self._projects: dict[str, int] = {}
        self._entiteiten: dict[str | None, int] = {}
        self.projects: list[str] = []
        self.entiteiten: list[str | None] = []

        @lru_cache(_WORKBOOKS_KEPT)
        def lines(workbook: int) -> tuple[Line, ...]:
            return tuple(lines_of(details(workbook)))

        self.lines = lines

    def note(
        self, workbook: int, details: Details, entiteit_of: Callable[[str], str | None]
    ) -> None:
        """Take in the next inzending."""
        for place, line in enumerate(lines_of(details)):
            who = entiteit_of(line.project)
            entry = Entry(
                KINDS.index(line.kind),
                workbook,
                place,
                _number(line.project, self._projects, self.projects),
                _number(who, self._entiteiten, self.entiteiten),
            )
            for column, value in zip(self._columns, entry, strict=True):
                column.append(value)

    def __len__(self) -> int:
        return len(self._columns[0])

    def entry(self, at: int) -> Entry:
        """Return one entry of the index."""
        return Entry(*(column[at] for column in self._columns))

    def column(self, name: str) -> "array[int]":
        """Return one column of the index."""
        return self._columns[Entry._fields.index(name)]

    def arrange(self) -> None:
        """Put the inzendingen in the order of their numbers."""
        workbooks = self.column("workbook")
        order = sorted(range(len(self)), key=workbooks.__getitem__)
        self._columns = tuple(
            array(column.typecode, (column[at] for at in order)) for column in self._columns
        )

    def turned(self) -> set[int]:
        """Return the places of plain changes that choices elsewhere turned into conflicts."""
        wanted = {
            (place.workbook, self._projects[place.project], place.path)
            for place in self.choices.turned()
        }
        if not wanted:
            return set()
        near = {each[:2] for each in wanted}
        kinds, workbooks, places, projects, _ = self._columns
        return {
            at
            for at, kind in enumerate(kinds)
            if kind == _CHANGED
            and (here := (workbooks[at], projects[at])) in near
            and (*here, self.lines(workbooks[at])[places[at]].path) in wanted
        }

    def among(self, places: Sequence[int], name: str, wanted: Collection[int]) -> list[int]:
        """Return those of some places where a column says what is wanted, in their order."""
        column = self.column(name)
        if len(places) == len(self):  # all of them: a quarter of the time of looking each up
            return [at for at, value in enumerate(column) if value in wanted]
        return [at for at in places if column[at] in wanted]

    def of_kinds(self, places: Sequence[int], wanted: Collection[int]) -> list[int]:
        """Return those of some places with these kinds, with the choices made so far."""
        turned = self.turned()
        if not turned:
            return self.among(places, "kind", wanted)
        kinds, is_conflict = self.column("kind"), _CONFLICT in wanted
        return [at for at in places if (is_conflict if at in turned else kinds[at] in wanted)]

    def kinds_among(self, places: Sequence[int]) -> Counter[int]:
        """Return how often each kind is among some places, with the choices made so far."""
        kinds = self.column("kind")
        found = Counter(kinds if len(places) == len(self) else map(kinds.__getitem__, places))
        moved = len(self.turned().intersection(places))
        found[_CHANGED] -= moved
        found[_CONFLICT] += moved
        return found

    def numbers_of(
        self, projects: Collection[str], entiteiten: Collection[str | None]
    ) -> tuple[set[int], set[int]]:
        """Return the numbers by which the index knows some projects and entiteiten."""
        return (
            {self._projects[each] for each in projects if each in self._projects},
            {self._entiteiten[each] for each in entiteiten if each in self._entiteiten},
        )


T = TypeVar("T", bound=Hashable)


def _number(name: T, numbers: dict[T, int], names: list[T]) -> int:
    if name not in numbers:
        numbers[name] = len(names)
        names.append(name)
    return numbers[name]
