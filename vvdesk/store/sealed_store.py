"""One momentopname as a store that can only be read.

A file that fits in memory is read once, and everything is answered from those bytes: what happens
to the file afterwards, or what stands beside it, changes nothing. A larger one is read where it
stands, as a file that nobody changes.

Source:
    EXCHANGE.md, Momentopname; RELIABILITY.md 7.5.
"""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from vvdesk.atomic import unavailable
from vvdesk.errors import Refused
from vvdesk.store.file_format import prepare
from vvdesk.store.sealed_format import check_sealed_header, check_sealed_schema

LARGEST_IN_MEMORY: Final = 256 * 2**20
"""Bytes; a larger momentopname stays on disk."""
READ_ONLY: Final = "Dit is een verzegelde momentopname: je kunt alles bekijken, niets wijzigen."


class SealedStore:
    """An open momentopname.

    Attributes:
        engine: Where connections come from.
        read_only: The Dutch reason why nothing may be written.
        login: None: a file knows no logins.
        when_empty: What is said of a file without a plan or a meetmoment.
        data: The bytes of the file as they were read; None when it stays on disk.
    """

    login: str | None = None
    when_empty = "heeft niet één plan met minstens één meetmoment; er is in gesleuteld."
    read_only: str | None = READ_ONLY

    def __init__(self, engine: Engine, data: bytes | None, keeper: sqlite3.Connection) -> None:
        """Use `open`; this keeps what it prepared."""
        self.engine, self.data = engine, data
        self._keeper = keeper

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a momentopname.

        Raises:
            Refused: It is none, of another format, cut off, or of another schema.
            NewerFormat: A later vvdesk made it.
            Unavailable: It cannot be read.
        """
        version = check_sealed_header(path)
        try:
            data = path.read_bytes() if path.stat().st_size <= LARGEST_IN_MEMORY else None
        except OSError as error:
            raise unavailable(error, path) from error
        uri = _on_disk(path) if data is None else f"file:/vvs-{uuid.uuid4()}?vfs=memdb"
        try:
            keeper = _connect(uri)
            try:
                if data is not None:
                    _load(data, keeper)
                prepare(keeper)
                check_sealed_schema(path, version, keeper)
            except BaseException:
                keeper.close()
                raise
        # The driver itself stumbles over a schema or a message that is no text in UTF-8.
        except (sqlite3.DatabaseError, UnicodeError, TypeError) as error:
            raise _damaged(path, error) from error
        return cls(_engine(uri if data is None else f"{uri}&mode=ro"), data, keeper)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, patience: float) -> Iterator[Connection]:
        """Never happens: `Workspace` refuses first; the connection could not write either."""
        del patience
        with self.engine.connect() as connection:
            yield connection

    def keep_version(self, reason: str) -> None:
        """Keep nothing: it never changes."""
        del reason

    def close(self) -> None:
        """Let go of the bytes."""
        self.engine.dispose()
        self._keeper.close()


def _on_disk(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _load(data: bytes, target: sqlite3.Connection) -> None:
    """Fill the memory that all connections share; `deserialize` alone would give one to each."""
    with closing(sqlite3.connect(":memory:")) as source:
        source.deserialize(data)
        source.backup(target)


def _engine(uri: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(uri), poolclass=QueuePool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    prepare(connection)
    connection.execute("PRAGMA query_only=ON")


def _damaged(path: Path, error: Exception) -> Refused:
    return Refused(
        f'"{path.name}" is beschadigd ({error}). Gebruik ze niet als bewijs, en vraag de '
        "momentopname opnieuw aan wie ze maakte."
    )
