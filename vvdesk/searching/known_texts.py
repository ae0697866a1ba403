"""What is known of every text besides its words: whose it is, where it stands, and how long."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from vvdesk.searching.parts import PLAN, PLAN_TITLE, SOORTEN, Filter, Tekst, Treffer
from vvdesk.searching.reading import Stand

_OWN = "~"
"""Stands for the project's code at the beginning of a row's id."""
_ALL = -1
"""Instead of the place of one meetmoment."""


@dataclass(frozen=True, slots=True)
class Wens:
    """A filter in the numbers of `KnownTexts`.

    Attributes:
        places: Of meetmomenten; None for all.
        named: Speerpunten, entiteiten and statussen; None for all.
        is_single: Whether at most one thing is asked for, so that what is so at any meetmoment of a
            text is so at one that is asked for.
    """

    places: frozenset[int] | None
    named: tuple[frozenset[str], ...] | None
    is_single: bool


class KnownTexts:
    """All texts by their number, from 0, in columns: far smaller than a table, and read at once.

    Args:
        moments: The ids of all meetmomenten, earliest first.

    Attributes:
        moments: The same.
        kind_of: Of each text its place in `SOORTEN`.
    """

    def __init__(self, moments: Sequence[int]) -> None:
        self.moments = list(moments)
        self._states: dict[tuple[str, str, str], int] = {}
        self._values: list[tuple[str, str, str]] = []
        self.kind_of = array("B")
        self._projects: list[str] = []
        self._places: dict[str, int] = {}
        self._titles: list[str] = []
        self._states_of: list[dict[int, int]] = []
        self._rows: dict[str, int] = {}
        self._row_names: list[str] = []
        self._pads: dict[int, str] = {}
        self._project_of, self._row_of = array("I"), array("I")
        self._first, self._last = array("H"), array("H")

    def __len__(self) -> int:
        return len(self.kind_of)

    def wish(self, wanted: Filter) -> Wens:
        """Return a filter in numbers."""
        chosen = wanted.meetmomenten
        places = frozenset(place for place, moment in enumerate(self.moments) if moment in chosen)
        named = (wanted.speerpunten, wanted.entiteiten, wanted.statussen)
        is_single = sum(map(bool, (chosen, *named))) <= 1
        return Wens(places if chosen else None, named if any(named) else None, is_single)

    def add_projects(self, projects: Sequence[str], states: Iterable[Stand]) -> None:
        """Take projects, and how they stood at every meetmoment."""
        for code in projects:
            self._places[code] = len(self._projects)
            self._projects.append(code)
            self._titles.append(PLAN_TITLE if code == PLAN else "")
            self._states_of.append({})
        for each in states:
            place = self._places[each.project]
            self._titles[place] = each.titel or self._titles[place]
            state = each.speerpunt, each.entiteit, each.status
            if state not in self._states:
                self._states[state] = len(self._values)
                self._values.append(state)
            number = self._states[state]
            self._states_of[place][each.plek] = number

    def add(self, text: Tekst) -> int:
        """Take a text of a project that is known; return its number."""
        number = len(self)
        self._project_of.append(self._places[text.project])
        self.kind_of.append(text.soort)
        self._first.append(text.van)
        self._last.append(text.tot)
        row = text.rij
        if row.startswith(text.project):  # then all projects share few names
            row = f"{_OWN}{row[len(text.project) :]}"
        if row not in self._rows:
            self._rows[row] = len(self._row_names)
            self._row_names.append(row)
        self._row_of.append(self._rows[row])
        if text.pad:
            self._pads[number] = text.pad
        return number

    def values_of(self, number: int) -> Iterator[tuple[str, str, str]]:
        """Yield how the project of a text stood while the text stood so, each state once."""
        states = self._states_of[self._project_of[number]]
        for state in {states[place] for place in self._span(number) if place in states}:
            yield self._values[state]

    def has_match(self, number: int, wens: Wens) -> bool:
        """Tell whether a filter asks for any meetmoment of a text."""
        return bool(self._matching(number, wens))

    def treffers(self, numbers: Sequence[int], wens: Wens, *, is_apart: bool) -> "Treffers":
        """Tell of texts: each once, or once for each meetmoment that a filter asks for."""
        if not is_apart:
            return Treffers(self, [(number, _ALL) for number in numbers], wens)
        pairs = [(number, at) for number in numbers for at in self._matching(number, wens)]
        return Treffers(self, pairs, wens)

    def project_of(self, number: int) -> str:
        """Return the code of the project of a text."""
        return self._projects[self._project_of[number]]

    def treffer(self, number: int, at: int, wens: Wens) -> Treffer:
        """Tell of a text.

        Args:
            number: Which.
            at: The place of a meetmoment, for a text that is told once for each; -1 for all.
            wens: What was asked for.
        """
        place = self._project_of[number]
        code, soort = self._projects[place], SOORTEN[self.kind_of[number]]
        row = self._row_names[self._row_of[number]]
        if row.startswith(_OWN):
            row = f"{code}{row[len(_OWN) :]}"
        pad = self._pads.get(number, "") if soort.is_grootboek else soort.path(row)
        if at == _ALL:
            places = self._matching(number, wens)[-1], self._first[number], self._last[number]
        else:
            places = at, at, at
        moments = (self.moments[each] for each in places)
        return Treffer(code, self._titles[place], soort, row, pad, *moments)

    def _matching(self, number: int, wens: Wens) -> Sequence[int]:
        """Return the places of the meetmomenten of a text that a filter asks for."""
        places: Sequence[int] = self._span(number)
        if wens.places is not None:
            places = [place for place in places if place in wens.places]
        if wens.named is not None:
            states = self._states_of[self._project_of[number]]
            places = [
                place
                for place in places
                if place in states and self._is_so(states[place], wens.named)
            ]
        return places

    def _is_so(self, state: int, named: tuple[frozenset[str], ...]) -> bool:
        values = self._values[state]
        return all(not names or each in names for names, each in zip(named, values, strict=True))

    def _span(self, number: int) -> range:
        return range(self._first[number], self._last[number] + 1)


class Treffers(Sequence[Treffer]):
    """What was found; each is put together when somebody looks at it.

    Args:
        texts: Where they are known.
        pairs: Number of each text, and the place of one meetmoment or -1.
        wens: What was asked for.
    """

    def __init__(self, texts: KnownTexts, pairs: list[tuple[int, int]], wens: Wens) -> None:
        self._texts, self._pairs, self._wens = texts, pairs, wens

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, place: int) -> Treffer: ...
    @overload
    def __getitem__(self, place: slice) -> "Treffers": ...
    def __getitem__(self, place: int | slice) -> "Treffer | Treffers":
        if isinstance(place, slice):
            return Treffers(self._texts, self._pairs[place], self._wens)
        number, at = self._pairs[place]
        return self._texts.treffer(number, at, self._wens)

    @property
    def projecten(self) -> tuple[str, ...]:
        """The codes of their projects, each once, sorted."""
        codes = {self._texts.project_of(number) for number, _at in self._pairs}
        return tuple(sorted(codes - {PLAN}))
