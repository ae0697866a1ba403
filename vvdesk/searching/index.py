"""Every word of every text at every meetmoment, in memory, to search in while somebody types.

The index only knows where words stand; what it finds is read from the store again. A text that
stays the same over several meetmomenten stands in it once. What filters ask stands in the index
as words that nobody can type.
"""

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final

from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress, silent
from vvdesk.searching.known_texts import KnownTexts, Wens
from vvdesk.searching.parts import (
    GROEPEN,
    PLAN,
    RANKS,
    SOORTEN,
    Filter,
    Tekst,
    Volgorde,
    Vondst,
)
from vvdesk.searching.query import Zoekvraag
from vvdesk.searching.reading import TextReader, project_codes, read_states
from vvdesk.store.file_format import prepare
from vvdesk.store.workspace import Workspace

MOST: Final = 1_000
"""Texts that are listed; who finds more looks for something too common."""
_SLICE: Final = 100
"""Projects that are read at once."""
_GATHERED: Final = 8 * 2**20
"""Bytes of words that are sorted at once; with less, the index is merged over and over."""
_ASKING: Final = "SELECT rowid FROM tekst WHERE tekst MATCH ?"
_SIGN: Final = "\ue000"
"""Begins every word of a filter; it stands in no text that was tidied, and nobody can type it."""
_SIGNS: Final = ("p", "e", "t")
"""Begin the words of a speerpunt, an entiteit, a status."""
_GROUP: Final = {name: number for number, name in enumerate(GROEPEN)}


class SearchIndex:
    """The words of all texts of a store; one thread at a time may use it.

    Args:
        workspace: The open store; only its meetmomenten are read here. See `build`.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._texts = KnownTexts([each.id for each in workspace.meetmomenten()])
        self._numbered: tuple[dict[str, int], ...] = tuple({} for _sign in _SIGNS)
        self._index = sqlite3.connect(
            ":memory:", uri=True, isolation_level=None, check_same_thread=False
        )
        prepare(self._index)
        self._index.execute(
            "CREATE VIRTUAL TABLE tekst USING fts5(woorden, content='', columnsize=0, "
            "prefix='2 3 4', tokenize='unicode61 remove_diacritics 2')"
        )
        self._index.execute("INSERT INTO tekst (tekst, rank) VALUES ('hashsize', ?)", (_GATHERED,))

    def __len__(self) -> int:
        return len(self._texts)

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
        moments = made._texts.moments
        try:
            with workspace.connection() as connection, collector_paused():
                projects = [PLAN, *project_codes(connection)]
                reader = TextReader(connection, moments, is_sealed=workspace.is_sealed)
                made._index.execute("BEGIN")
                for start in range(0, len(projects), _SLICE):
                    progress(start, len(projects), "Teksten lezen om in te zoeken")
                    some = projects[start : start + _SLICE]
                    made._texts.add_projects(some, read_states(connection, moments, some))
                    made._take(reader.texts(some))
                made._index.execute("COMMIT")
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
        wens = self._texts.wish(wanted)
        asked = f"({query.match}){self._facets(wanted, wens)}"
        limit = None if most is None else most + 1
        if volgorde is Volgorde.BESTE:
            numbers = self._best(asked, wens, limit)
        else:
            numbers = self._numbers(asked, wens, limit)
        found = self._texts.treffers(numbers, wens, is_apart=is_apart)
        told = found[:most]
        return Vondst(told, most is None or len(found) <= most, told.projecten)

    def close(self) -> None:
        """Give back the memory."""
        self._index.close()

    def _best(self, asked: str, wens: Wens, limit: int | None) -> list[int]:
        """Ask for one rank after the other, so that nothing has to be sorted."""
        found: list[int] = []
        for rank in RANKS:
            left = None if limit is None else limit - len(found)
            if left != 0:
                found += self._numbers(f"{asked} AND {_any([f'r{rank}'])}", wens, left)
        return found

    def _numbers(self, asked: str, wens: Wens, limit: int | None) -> list[int]:
        """Return the numbers of texts that a filter lets through, by project."""
        rows = self._index.cursor()
        try:
            if wens.is_single:
                most = -1 if limit is None else limit
                rows.execute(f"{_ASKING} LIMIT ?", (asked, most))
                return [number for (number,) in rows.fetchall()]
            rows.execute(_ASKING, (asked,))
            # A text that stood so for long may have been of several states, apart from each other.
            passed = (number for (number,) in rows if self._texts.has_match(number, wens))
            return list(islice(passed, limit))
        except sqlite3.OperationalError:
            # A letter that this SQLite does not know yet parts the word differently.
            return []
        finally:
            rows.close()

    def _take(self, texts: Iterable[Tekst]) -> None:
        given = []
        for text in texts:
            number = self._texts.add(text)
            given.append((number, f"{text.woorden} {self._words(number, text)}"))
        self._index.executemany("INSERT INTO tekst (rowid, woorden) VALUES (?, ?)", given)

    def _words(self, number: int, text: Tekst) -> str:
        """Return what filters ask of a text, as words."""
        kind = SOORTEN[text.soort]
        words = [f"k{_GROUP[kind.groep]}", f"r{kind.rang}"]
        words += [f"m{place}" for place in range(text.van, text.tot + 1)]
        for values in self._texts.values_of(number):
            words += self._named(values)
        return " ".join(f"{_SIGN}{word}" for word in words)

    def _named(self, values: tuple[str, str, str]) -> list[str]:
        """Return speerpunt, entiteit and status as words, by number."""
        return [
            f"{sign}{numbers.setdefault(value, len(numbers))}"
            for sign, numbers, value in zip(_SIGNS, self._numbered, values, strict=True)
        ]

    def _facets(self, wanted: Filter, wens: Wens) -> str:
        """Return what a filter adds to a question."""
        named = (wanted.speerpunten, wanted.entiteiten, wanted.statussen)
        parts = [
            _any(f"{sign}{numbers[value]}" for value in values if value in numbers)
            for sign, numbers, values in zip(_SIGNS, self._numbered, named, strict=True)
            if values
        ]
        if wanted.groepen:
            parts.append(_any(f"k{_GROUP[name]}" for name in wanted.groepen if name in _GROUP))
        if wens.places is not None:
            parts.append(_any(f"m{place}" for place in wens.places))
        return "".join(f" AND {part}" for part in parts)


def _any(words: Iterable[str]) -> str:
    # No text has the word "x", so that a filter for nothing finds nothing.
    asked = " OR ".join(f'"{_SIGN}{word}"' for word in [*words] or ["x"])
    return f"({asked})"
