"""Where the words of an index come from: a file, or a database on a server.

The database itself puts the texts of a fiche together. A file is looked at by the index's own
SQLite, without a detour; a server is asked for the texts.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from vvdesk.content import SINGLE, TABLES
from vvdesk.dictionary import fields_of
from vvdesk.kinds import CODE, ENTITEITEN, MINISTERS, OPMAAK, REGELS, TEKST, THEMAS, URL
from vvdesk.store.sqlite_address import sqlite_address
from vvdesk.store.workspace import Workspace, understood

_TEXTS = (CODE, TEKST, REGELS, OPMAAK, URL, MINISTERS, ENTITEITEN, THEMAS)
_MARKUP = {
    "</": "<",
    "<strong>": "",
    "<em>": "",
    "<p>": " ",
    "<ul>": " ",
    "<ol>": " ",
    "<li>": " ",
    "<br>": " ",
    '<a href="': " ",
    '">': " ",
    "<a>": " ",
    "&amp;": " ",
    "&lt;": " ",
    "&gt;": " ",
}
"""What stands between the words of a rich text; a bold part of a word leaves it one word."""


class TextSource(Protocol):
    """Gives the texts of fiches to an index."""

    @contextmanager
    def opened(self, index: sqlite3.Connection) -> Iterator[None]:
        """Let the index see the store, no longer than needed.

        Raises:
            Unavailable: The store cannot be read now.
        """

    def put(
        self, index: sqlite3.Connection, meetmoment_id: int, given: Sequence[tuple[int, str]]
    ) -> None:
        """Put the texts of fiches in the table `tekst`.

        Args:
            index: The index, in a transaction.
            meetmoment_id: Whose fiches.
            given: Number in the index and project code.
        """


def text_source(store: Path | Workspace) -> TextSource:
    """Return where the texts of an open store, or of the file at a path, come from."""
    if isinstance(store, Path):
        return _FileTexts(store)
    place = store.path
    return _FileTexts(place) if isinstance(place, Path) else _ServerTexts(store)


class _FileTexts:
    """The texts of a file, copied by SQLite over a connection of the index that can only read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._uri = sqlite_address(path.resolve(), "ro")

    @contextmanager
    def opened(self, index: sqlite3.Connection) -> Iterator[None]:
        """Attach the file: it may be moved or closed any time, so no longer than needed."""
        with understood(self._path):
            index.execute("ATTACH ? AS bron", (self._uri,))
            try:
                yield
            finally:
                index.execute("DETACH bron")

    def put(
        self, index: sqlite3.Connection, meetmoment_id: int, given: Sequence[tuple[int, str]]
    ) -> None:
        """Let SQLite copy the texts."""
        index.execute("CREATE TEMP TABLE plaats (id INTEGER PRIMARY KEY, code TEXT)")
        index.executemany("INSERT INTO plaats VALUES (?, ?)", given)
        index.execute(_copying(), {"meetmoment": meetmoment_id})
        index.execute("DROP TABLE plaats")


class _ServerTexts:
    """The texts of a server, asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @contextmanager
    def opened(self, index: sqlite3.Connection) -> Iterator[None]:
        """Do nothing: each slice is a question of its own, so that nothing stays open."""
        del index
        yield

    def put(
        self, index: sqlite3.Connection, meetmoment_id: int, given: Sequence[tuple[int, str]]
    ) -> None:
        """Ask for the texts, and put them in."""
        codes = [code for _number, code in given]
        with self._workspace.connection() as connection:
            rows = connection.exec_driver_sql(
                _asking(), {"meetmoment": meetmoment_id, "codes": codes}
            ).all()
        words = dict(tuple(row) for row in rows)
        index.executemany(
            "INSERT INTO tekst (rowid, woorden) VALUES (?, ?)",
            [(number, words[code]) for number, code in given if code in words],
        )


@cache
def _copying() -> str:
    """Return the statement that copies the texts of the fiches in `plaats` into the index."""
    words = _words_of("bron.", "group_concat")
    return (
        f"INSERT INTO tekst (rowid, woorden) SELECT plaats.id, {words} "  # noqa: S608 - names of the dictionary
        "FROM plaats JOIN bron.fiche f ON f.project_code = plaats.code "
        "WHERE f.meetmoment_id = :meetmoment"
    )


@cache
def _asking() -> str:
    """Return the question for code and texts of fiches on a server."""
    return (
        f"SELECT f.project_code, {_words_of('', 'string_agg')} FROM fiche f "  # noqa: S608 - names of the dictionary
        "WHERE f.meetmoment_id = %(meetmoment)s AND f.project_code = ANY(%(codes)s)"
    )


def _words_of(schema: str, gather: str) -> str:
    parts = [_joined("f", SINGLE[""])]
    for entity in (SINGLE["financiering"], *TABLES.values()):
        table = entity.__table__.name
        parts.append(
            f"coalesce((SELECT {gather}({_joined('r', entity)}, ' ') FROM {schema}{table} r "  # noqa: S608 - names of the dictionary
            "WHERE r.meetmoment_id = f.meetmoment_id AND r.project_code = f.project_code), '')"
        )
    return _with_spaces(parts)


def _joined(alias: str, entity: type[Any]) -> str:
    columns = []
    for field in fields_of(entity):
        if field.kind in _TEXTS:
            column = f"coalesce({alias}.{field.name}, '')"
            columns.append(_bare(column) if field.kind is OPMAAK else column)
    return _with_spaces(columns)


def _bare(column: str) -> str:
    for sign, instead in _MARKUP.items():
        column = f"replace({column}, '{sign}', '{instead}')"
    return column


def _with_spaces(parts: list[str]) -> str:
    return " || ' ' || ".join(parts)
