"""Filling a new momentopname with the rows of a store.

From a file, SQLite itself copies them, table to table. From a server they come row by row, and are
digested on the way: once written they must give the same digest.
"""

import hashlib
import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Table

from vvdesk.audit import first_broken
from vvdesk.model import Entity
from vvdesk.sealing.digests import TableDigest
from vvdesk.sealing.new_file import NewFile
from vvdesk.sealing.scope import Scope
from vvdesk.sealing.source import ATTACHED, Source
from vvdesk.sealing.steps import Steps
from vvdesk.sealing.stored_rows import stored_rows
from vvdesk.sealing.trail_tail import broken_tail
from vvdesk.store.schema import create_schema
from vvdesk.store.sealed_tables import create_sealed_tables

TABLES: Final = Entity.metadata.sorted_tables
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class Filled:
    """What was noticed on the way.

    Attributes:
        tables: Table to the digest of the rows as a server sent them; empty from a file.
        files: The digests of the files among those rows.
        broken: The first row of the trail that breaks the chain, of the rows that stay behind;
            None when they are whole. Those that went along are still to be checked.
    """

    tables: dict[str, TableDigest] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    broken: int | None = None


def fill(made: NewFile, writing: Connection, source: Source, scope: Scope, steps: Steps) -> Filled:
    """Make all tables, and copy the rows of a store that belong in them.

    Args:
        made: The new file.
        writing: The transaction in which it is written.
        source: The store.
        scope: Which rows.
        steps: One per table.

    Raises:
        Cancelled: The user stopped.
        sqlite3.DatabaseError: The disk refuses, or the store is damaged.
    """
    filled = Filled()

    def copy(_writing: Connection) -> None:
        for table in TABLES:
            steps.next("Gegevens overnemen")
            if source.is_attached:
                _copy(made.raw, table, scope)
            else:
                rows = stored_rows(source.connection, table, scope.condition(table.name))
                _stream(made.raw, rows, table, filled)

    create_schema(writing, copy)
    create_sealed_tables(made.raw)
    if source.is_attached:
        filled.broken = broken_tail(made.raw, ATTACHED, scope.trail, scope.head, steps)
    elif not scope.is_whole_trail:
        filled.broken = first_broken(source.connection)
    return filled


def _copy(raw: sqlite3.Connection, table: Table, scope: Scope) -> None:
    """Let SQLite copy the rows of a table out of the store that is attached."""
    condition = scope.condition(table.name, f"{ATTACHED}.")
    # Only our own names and numbers are put into it.
    query = f'SELECT * FROM {ATTACHED}."{table.name}"'  # noqa: S608
    if condition is not None:
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        query += f" WHERE {condition} ORDER BY {keys}"
    raw.execute(f'INSERT INTO main."{table.name}" {query}')


def _stream(
    raw: sqlite3.Connection,
    found: Generator[tuple[Any, ...], None, None],
    table: Table,
    filled: Filled,
) -> None:
    """Write the rows of a table as they come from a server, and digest them on the way."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    signs = ", ".join("?" for _column in table.columns)
    digest, count = hashlib.sha256(), 0

    def told(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        nonlocal count
        for row in rows:
            said = [len(each) if isinstance(each, bytes) else each for each in row]
            digest.update(f"{_COMPACT(said)}\n".encode())
            files = (each for each in row if isinstance(each, bytes))
            filled.files |= {hashlib.sha256(each).hexdigest() for each in files}
            count += 1
            yield row

    with closing(found) as rows:
        raw.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({signs})',  # noqa: S608 - our names
            told(rows),
        )
    filled.tables[table.name] = TableDigest(count, digest.hexdigest())
