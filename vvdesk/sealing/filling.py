"""Filling a new momentopname with the rows of a store.

From a file, SQLite itself copies them, table to table. From a server they come row by row, and are
digested on the way: once written they must give the same digest.
"""

import hashlib
import json
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    Table,
    create_engine,
    event,
    literal_column,
    select,
    text,
)
from sqlalchemy.pool import StaticPool

from vvdesk.audit import first_broken
from vvdesk.jobs import Cancelled, Progress
from vvdesk.model import Entity
from vvdesk.sealing.digests import TableDigest
from vvdesk.sealing.scope import Scope
from vvdesk.sealing.steps import Steps
from vvdesk.sealing.trail_tail import broken_tail
from vvdesk.store.file_format import prepare
from vvdesk.store.schema import create_schema
from vvdesk.store.sealed_tables import create_sealed_tables

TABLES: Final = Entity.metadata.sorted_tables
_SOURCE: Final = "bron"
_ROWS_AT_ONCE: Final = 1_000
_FILES_AT_ONCE: Final = 5
"""Rows that hold a whole workbook."""
_STEPS_BETWEEN: Final = 200_000
"""Of SQLite's machine, between two moments at which the user can stop."""
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class NewFile:
    """A momentopname that is being made, under a name that nobody else knows.

    Attributes:
        raw: The only connection to it.
        engine: The same connection, for what reads through SQLAlchemy.
        streamed: Table to the digest of the rows that came from a server; empty from a file.
        streamed_files: The digests of the files among those rows.
    """

    def __init__(self, path: Path) -> None:
        """Start with an empty file; see `new_file`."""
        uri = f"{path.resolve().as_uri()}?mode=rwc"
        self.raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self.engine = _engine(self.raw)
        self.streamed: dict[str, TableDigest] = {}
        self.streamed_files: list[str] = []
        prepare(self.raw)
        # Nobody reads it before it is whole, and it goes to disk at once when it is.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            self.raw.execute(f"PRAGMA main.{pragma}")
        # Rows come table by table; all references are checked in the end.
        self.raw.execute("PRAGMA foreign_keys=OFF")

    def fill(self, reading: Connection, scope: Scope, steps: Steps) -> int | None:
        """Make all tables, and copy the rows of a store that belong in it.

        Args:
            reading: Of the store; all of it is read at one moment.
            scope: Which rows.
            steps: One per table.

        Returns:
            The number of the first row that breaks the chain of the trail, of the rows that stay
            behind; None when they are whole. Those that went along are still to be checked.

        Raises:
            Cancelled: The user stopped.
            sqlite3.DatabaseError: The disk refuses, or the store is damaged.
        """
        is_file = reading.dialect.name == "sqlite"
        if is_file:
            path = reading.exec_driver_sql("PRAGMA database_list").one()[2]
            uri = f"{Path(path).as_uri()}?mode=ro"
            self.raw.execute(f"ATTACH ? AS {_SOURCE}", (uri,))

        def copy(_made: Connection) -> None:
            for table in TABLES:
                steps.next("Gegevens overnemen")
                if is_file:
                    self._copy(table, scope)
                else:
                    self._stream(reading, table, scope)

        with self.engine.begin() as made:
            create_schema(made, copy)
            create_sealed_tables(self.raw)
        if is_file:
            broken = broken_tail(self.raw, _SOURCE, scope.trail, scope.head, steps)
            self.raw.execute(f"DETACH {_SOURCE}")
            return broken
        return None if scope.is_whole_trail else first_broken(reading)

    def _copy(self, table: Table, scope: Scope) -> None:
        """Let SQLite copy the rows of a table out of the store that is attached."""
        condition = scope.condition(table.name, f"{_SOURCE}.")
        # Only our own names and numbers are put into it.
        query = f'SELECT * FROM {_SOURCE}."{table.name}"'  # noqa: S608
        if condition is not None:
            keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
            query += f" WHERE {condition} ORDER BY {keys}"
        self.raw.execute(f'INSERT INTO main."{table.name}" {query}')

    def _stream(self, reading: Connection, table: Table, scope: Scope) -> None:
        """Write the rows of a table as they come from a server, and digest them on the way."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        signs = ", ".join("?" for _column in table.columns)
        digest, count = hashlib.sha256(), 0

        def told(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
            nonlocal count
            for row in rows:
                digest.update(f"{_COMPACT([self._said(value) for value in row])}\n".encode())
                count += 1
                yield row

        with closing(_rows(reading, table, scope)) as rows:
            self.raw.executemany(
                f'INSERT INTO "{table.name}" ({names}) VALUES ({signs})',  # noqa: S608 - our names
                told(rows),
            )
        self.streamed[table.name] = TableDigest(count, digest.hexdigest())

    def _said(self, value: Any) -> Any:
        """Return a value as it stands in the canonical text of its row; a file by its length."""
        if isinstance(value, bytes):
            self.streamed_files.append(hashlib.sha256(value).hexdigest())
            return len(value)
        return value


@contextmanager
def new_file(path: Path, progress: Progress) -> Iterator[NewFile]:
    """Give a momentopname to be made; the user can stop it, even within one table.

    Args:
        path: Where; an empty file or none.
        progress: Asked now and then.

    Raises:
        Cancelled: The user stopped.
    """
    made = NewFile(path)
    latest: list[Cancelled] = []

    def ask() -> bool:
        try:
            progress(0, 0, "")
        except Cancelled as stopped:
            latest.append(stopped)
        return bool(latest)

    made.raw.set_progress_handler(ask, _STEPS_BETWEEN)
    try:
        yield made
    except Exception as error:
        if latest:
            raise latest[0] from error
        raise
    finally:
        made.engine.dispose()
        made.raw.close()


def _engine(raw: sqlite3.Connection) -> Engine:
    """Return an engine whose one connection is this one; transactions are begun by ourselves."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _rows(
    reading: Connection, table: Table, scope: Scope
) -> Generator[tuple[Any, ...], None, None]:
    """Yield the rows of a table as a server keeps them, in the order in which SQLite has them."""
    columns: Sequence[Any] = [literal_column(f'"{column.name}"') for column in table.columns]
    keys = [
        column if column.type.python_type is int else column.collate("C")
        for column in table.primary_key.columns
    ]
    query = select(*columns).select_from(table).order_by(*keys)
    condition = scope.condition(table.name)
    if condition is not None:
        query = query.where(text(condition))
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    at_once = _FILES_AT_ONCE if has_files else _ROWS_AT_ONCE
    with reading.execute(query, execution_options={"yield_per": at_once}) as found:
        for row in found:
            yield tuple(row)
