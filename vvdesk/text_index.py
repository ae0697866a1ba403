"""Every word in the fiches of one meetmoment, in memory, to search in while somebody types.

The texts come in slice by slice; between slices others may write. See `vvdesk.text_sources`.
"""

import sqlite3
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from vvdesk.jobs import Progress, silent
from vvdesk.store.file_format import prepare
from vvdesk.store.workspace import Workspace
from vvdesk.text_sources import text_source

_SLICE = 100
"""Fiches; some twenty milliseconds, during which the file cannot be written."""
_NOWHERE = -1
_MOST_KNOWN = 64
"""Answers that are kept: while one word is typed, those before it stay the same."""


class TextIndex:
    """The words of all fiches of one meetmoment.

    Made empty in one thread and used in another it is safe, as long as one at a time uses it.

    Args:
        store: The open store, or the path of a file; it is only read.
        meetmoment_id: Whose fiches.
        projects: Their codes; what is found is told as places in this list.
    """

    def __init__(
        self, store: Path | Workspace, meetmoment_id: int, projects: Sequence[str]
    ) -> None:
        self._source = text_source(store)
        self._meetmoment_id = meetmoment_id
        self._projects = projects
        self._places: list[int] = []
        self._known: dict[tuple[str, bool], frozenset[int]] = {}
        self._index = sqlite3.connect(
            ":memory:", uri=True, isolation_level=None, check_same_thread=False
        )
        prepare(self._index)
        self._index.execute(
            "CREATE VIRTUAL TABLE tekst USING fts5(woorden, content='', detail=none, "
            "prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
        )

    @classmethod
    def build(
        cls,
        store: Path | Workspace,
        meetmoment_id: int,
        projects: Sequence[str],
        progress: Progress = silent,
    ) -> "TextIndex":
        """Make the index of all fiches.

        Args:
            store: As the class.
            meetmoment_id: Whose fiches.
            projects: As the class.
            progress: Called once per hundred fiches.

        Raises:
            Cancelled: The user stopped; there is no index.
            Unavailable: The file cannot be read now.
        """
        made = cls(store, meetmoment_id, projects)
        try:
            made._fill(progress)
        except BaseException:
            made.close()
            raise
        return made

    def renew(self, place: int) -> None:
        """Read one fiche again, after it was edited; one that is gone is found no more.

        Args:
            place: Of its code in the list of projects.

        Raises:
            Unavailable: The file cannot be read now.
        """
        # The index cannot forget: what it knows of the fiche so far leads nowhere from now on.
        self._places = [_NOWHERE if known == place else known for known in self._places]
        self._known.clear()
        with self._source.opened(self._index):
            self._take([place])

    def find(self, word: str, *, prefix: bool = False) -> frozenset[int]:
        """Return the places of the fiches in which `word` occurs.

        Args:
            word: As typed: capitals and accents do not count, signs part it in words that all
                have to occur, and nothing in it is syntax.
            prefix: It may also be the beginning of a longer word.
        """
        if (word, prefix) not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word, prefix] = self._found(word, prefix=prefix)
        return self._known[word, prefix]

    def close(self) -> None:
        """Give back the memory."""
        self._index.close()

    def _found(self, word: str, *, prefix: bool) -> frozenset[int]:
        parts = _words(word)
        if not parts:
            return frozenset()
        query = " ".join(f'"{part}"' for part in parts) + ("*" if prefix else "")
        places = self._places
        try:
            rows = self._index.execute("SELECT rowid FROM tekst WHERE tekst MATCH ?", (query,))
            return frozenset([places[number] for (number,) in rows]) - {_NOWHERE}
        except sqlite3.OperationalError:
            # A letter that this SQLite does not know yet parts the word differently.
            return frozenset()

    def _fill(self, progress: Progress) -> None:
        total = len(self._projects)
        with self._source.opened(self._index):
            for start in range(0, total, _SLICE):
                progress(start, total, "Teksten lezen om in te zoeken")
                self._take(range(start, min(start + _SLICE, total)))

    def _take(self, places: Sequence[int]) -> None:
        first = len(self._places)
        given = [(first + at, self._projects[place]) for at, place in enumerate(places)]
        self._index.execute("BEGIN")
        try:
            self._source.put(self._index, self._meetmoment_id, given)
        except BaseException:
            self._index.execute("ROLLBACK")
            raise
        self._index.execute("COMMIT")
        self._places += places


def _words(text: str) -> list[str]:
    """Part a text as the index does: letters and digits belong together."""
    composed = unicodedata.normalize("NFC", text)
    apart = (sign if unicodedata.category(sign)[0] in "LN" else " " for sign in composed)
    return "".join(apart).split()
