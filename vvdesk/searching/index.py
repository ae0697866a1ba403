"""Every word of every text at every meetmoment, in memory, to search in while somebody types.

The index only knows where words stand; what it finds is read from the store again. A text that
stays the same over several meetmomenten stands in it once. What filters ask stands in the index
as words that nobody can type.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import Final

from vvdesk.jobs import Progress, silent
from vvdesk.searching.parts import GROEPEN, RANKS, SOORTEN, Filter, Treffer, Volgorde, Vondst
from vvdesk.searching.query import Zoekvraag
from vvdesk.searching.reading import Tekst, project_codes, read_states, read_texts
from vvdesk.store.file_format import prepare
from vvdesk.store.workspace import Workspace

MOST: Final = 1_000
"""Texts that are listed; who finds more looks for something too common."""
_SLICE: Final = 100
"""Projects that are read at once."""
_SIGN: Final = "\ue000"
"""Begins every word of a filter; it stands in no text that was tidied, and nobody can type it."""
_GROUP: Final = {name: number for number, name in enumerate(GROEPEN)}
_State = tuple[str, str, str]
"""Speerpunt, entiteit and status."""


class SearchIndex:
    """The words of all texts of a store; one thread at a time may use it.

    Args:
        workspace: The open store; only its meetmomenten are read here. See `build`.

    Attributes:
        moments: The ids of its meetmomenten, earliest first.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.moments = [each.id for each in workspace.meetmomenten()]
        self._projects: list[str] = []
        self._titles: list[str] = []
        self._states: list[dict[int, int]] = []
        self._known_states: dict[_State, int] = {}
        self._rows: dict[str, int] = {}
        self._row_names: list[str] = []
        self._pads: dict[int, str] = {}
        # Of each text, by its number: far smaller than a table, and read at once.
        self._project_of, self._row_of = array("I"), array("I")
        self._kind_of, self._first, self._last = array("B"), array("H"), array("H")
        self._index = sqlite3.connect(
            ":memory:", uri=True, isolation_level=None, check_same_thread=False
        )
        prepare(self._index)
        self._index.execute(
            "CREATE VIRTUAL TABLE tekst USING fts5(woorden, content='', columnsize=0, "
            "prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
        )

    def __len__(self) -> int:
        return len(self._kind_of)

    @classmethod
    def build(cls, workspace: Workspace, progress: Progress = silent) -> "SearchIndex":
        """Read all texts.

        Args:
            workspace: The open store.
            progress: Called once per hundred projects.

        Raises:
            Cancelled: The user stopped; there is no index.
            Unavailable: The file cannot be read now.
        """
        made = cls(workspace)
        try:
            with workspace.connection() as connection:
                projects = project_codes(connection)
                for start in range(0, len(projects), _SLICE):
                    progress(start, len(projects), "Teksten lezen om in te zoeken")
                    some = projects[start : start + _SLICE]
                    made._take_states(some, read_states(connection, made.moments, some))
                    made._take(read_texts(connection, made.moments, some))
        except BaseException:
            made.close()
            raise
        return made

    def find(
        self,
        query: Zoekvraag,
        wanted: Filter | None = None,
        volgorde: Volgorde = Volgorde.BESTE,
        *,
        is_apart: bool = False,
        most: int | None = MOST,
    ) -> Vondst:
        """Return the texts in which everything occurs that was asked.

        Args:
            query: What has to occur; an empty one finds nothing.
            wanted: Which texts; None for all.
            volgorde: In which order.
            is_apart: Tell a text that stays the same once for each meetmoment.
            most: How many at most; None for all.
        """
        if query.is_empty:
            return Vondst()
        wanted = wanted or Filter()
        asked = self._asked(query, wanted)
        limit = None if most is None else most + 1
        numbers = list(self._numbers(asked, wanted, limit))
        if limit is not None and len(numbers) == limit and volgorde is Volgorde.BESTE:
            numbers = self._best(asked, wanted, limit)
        elif volgorde is Volgorde.BESTE:
            numbers.sort(key=lambda number: (self._rank(number), number))
        found = [each for number in numbers for each in self._told(number, wanted, is_apart)]
        return Vondst(tuple(found[:most]), most is None or len(found) <= most)

    def close(self) -> None:
        """Give back the memory."""
        self._index.close()

    def _asked(self, query: Zoekvraag, wanted: Filter) -> str:
        """Return the question with the words of the filters."""
        moments = wanted.meetmomenten or frozenset(self.moments)
        places = [place for place, moment in enumerate(self.moments) if moment in moments]
        parts = [f"({query.match})"]
        if wanted.groepen:
            parts.append(_any(f"k{_GROUP.get(name, 'x')}" for name in wanted.groepen))
        named = (wanted.speerpunten, wanted.entiteiten, wanted.statussen)
        if any(named):
            numbers = [
                number
                for state, number in self._known_states.items()
                if all(not names or each in names for names, each in zip(named, state, strict=True))
            ]
            parts.append(_any(f"s{number}" for number in numbers))
        if wanted.meetmomenten:
            parts.append(_any(f"m{place}" for place in places))
        return " AND ".join(parts)

    def _best(self, asked: str, wanted: Filter, limit: int) -> list[int]:
        """Ask for one rank after the other, so that nothing has to be sorted."""
        found: list[int] = []
        for rank in RANKS:
            more = self._numbers(f"{asked} AND {_any([f'r{rank}'])}", wanted, limit - len(found))
            found += more
            if len(found) >= limit:
                break
        return found

    def _numbers(self, asked: str, wanted: Filter, limit: int | None) -> Iterator[int]:
        """Yield the numbers of texts, by project, that a filter lets through."""
        if limit == 0:
            return
        try:
            rows = self._index.execute("SELECT rowid FROM tekst WHERE tekst MATCH ?", (asked,))
            found = 0
            for (number,) in rows:
                if self._matching(number, wanted):
                    yield number
                    found += 1
                    if found == limit:
                        rows.close()
                        return
        except sqlite3.OperationalError:
            # A letter that this SQLite does not know yet parts the word differently.
            return

    def _matching(self, number: int, wanted: Filter) -> list[int]:
        """Return the places of the meetmomenten of a text that a filter asks for."""
        places = range(self._first[number], self._last[number] + 1)
        if wanted.meetmomenten:
            places = [place for place in places if self.moments[place] in wanted.meetmomenten]  # type: ignore[assignment] # both are rows of places
        named = (wanted.speerpunten, wanted.entiteiten, wanted.statussen)
        if not any(named):
            return list(places)
        states = self._states[self._project_of[number]]
        known = list(self._known_states)
        return [
            place
            for place in places
            if place in states
            and all(
                not names or each in names
                for names, each in zip(named, known[states[place]], strict=True)
            )
        ]

    def _rank(self, number: int) -> int:
        return SOORTEN[self._kind_of[number]].rang

    def _told(self, number: int, wanted: Filter, is_apart: bool) -> Iterator[Treffer]:  # noqa: FBT001 - passed on
        project = self._project_of[number]
        code, soort = self._projects[project], SOORTEN[self._kind_of[number]]
        row = self._row_names[self._row_of[number]]
        row = f"{code}{row[1:]}" if row.startswith("~") else row
        pad = self._pads.get(number, "") if soort.is_grootboek else soort.path(row)
        places = self._matching(number, wanted)
        for place in places if is_apart else places[-1:]:
            van, tot = (place, place) if is_apart else (self._first[number], self._last[number])
            moments = self.moments[place], self.moments[van], self.moments[tot]
            yield Treffer(code, self._titles[project], soort, row, pad, *moments)

    def _take_states(self, projects: Sequence[str], states: Iterable["object"]) -> None:
        first = len(self._projects)
        self._projects += projects
        self._titles += [""] * len(projects)
        self._states += [{} for _project in projects]
        places = {code: first + at for at, code in enumerate(projects)}
        for each in states:
            place = places[each.project]
            self._titles[place] = each.titel or self._titles[place]
            state = each.speerpunt, each.entiteit, each.status
            number = self._known_states.setdefault(state, len(self._known_states))
            self._states[place][each.plek] = number

    def _take(self, texts: list[Tekst]) -> None:
        places = {code: at for at, code in enumerate(self._projects[-_SLICE:])}
        first = max(len(self._projects) - _SLICE, 0)
        start = len(self)
        given = []
        for number, text in enumerate(texts, start=start):
            project = first + places[text.project]
            self._note(number, project, text)
            given.append((number, f"{text.woorden} {self._facets(project, text)}"))
        self._index.execute("BEGIN")
        try:
            self._index.executemany("INSERT INTO tekst (rowid, woorden) VALUES (?, ?)", given)
        except BaseException:
            self._index.execute("ROLLBACK")
            raise
        self._index.execute("COMMIT")

    def _note(self, number: int, project: int, text: Tekst) -> None:
        self._project_of.append(project)
        self._kind_of.append(text.soort)
        self._first.append(text.van)
        self._last.append(text.tot)
        row = text.rij
        if row.startswith(text.project):  # the same few names for all projects
            row = f"~{row[len(text.project) :]}"
        if row not in self._rows:
            self._rows[row] = len(self._row_names)
            self._row_names.append(row)
        self._row_of.append(self._rows[row])
        if text.pad:
            self._pads[number] = text.pad

    def _facets(self, project: int, text: Tekst) -> str:
        kind, states = SOORTEN[text.soort], self._states[project]
        places = range(text.van, text.tot + 1)
        words = [f"k{_GROUP[kind.groep]}", f"r{kind.rang}", *(f"m{place}" for place in places)]
        words += {f"s{states[place]}" for place in places if place in states}
        return " ".join(f"{_SIGN}{word}" for word in words)


def _any(words: Iterable[str]) -> str:
    asked = " OR ".join(f'"{_SIGN}{word}"' for word in words)
    return f"({asked or f'{chr(34)}{_SIGN}x{chr(34)}'})"
