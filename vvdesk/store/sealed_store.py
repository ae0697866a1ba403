"""One momentopname as a store that can only be read.

A file that fits in memory is read once, and everything is answered from those bytes: what happens
to the file afterwards, or what stands beside it, changes nothing. They stand in memory once, where
SQLite keeps them; whoever judges them gets them from there. A larger file is read where it stands,
as a file that nobody changes.

Source:
    EXCHANGE.md, Momentopname; RELIABILITY.md 7.5.
"""

import errno
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from vvdesk.atomic import unavailable
from vvdesk.errors import Refused, Unavailable
from vvdesk.store.file_format import prepare
from vvdesk.store.sealed_faults import damaged, told_as_sentences
from vvdesk.store.sealed_format import check_sealed_header, check_sealed_schema
from vvdesk.store.sqlite_address import sqlite_address

LARGEST_IN_MEMORY: Final = 256 * 2**20
"""Bytes; a larger momentopname stays on disk."""
READ_ONLY: Final = "Dit is een verzegelde momentopname: je kunt alles bekijken, niets wijzigen."
_HEAD: Final = 100
_COPIED_ANEW: Final = (slice(24, 32), slice(40, 44), slice(92, 100))
"""Where SQLite puts numbers of its own when it copies a file: counters, and its version."""
_FEW_PAGES: Final = "PRAGMA cache_size=10"
"""While it copies; what is read once is not worth keeping."""
_NOT_READ: Final = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})


@dataclass(frozen=True, slots=True)
class _Ends:
    """What of a file does not come along into the memory that SQLite keeps.

    Attributes:
        head: Its first bytes, as they were.
        tail: What stands behind its last page; nothing, in a file that nobody touched.
    """

    head: bytes
    tail: bytes


class SealedStore:
    """An open momentopname.

    Attributes:
        path: Where it is.
        engine: Where connections come from.
        read_only: The Dutch reason why nothing may be written.
        login: None: a file knows no logins.
        when_empty: What is said of a file without a plan or a meetmoment.
    """

    login: str | None = None
    when_empty = "heeft niet één plan met minstens één meetmoment; er is in gesleuteld."
    read_only: str | None = READ_ONLY

    def __init__(
        self, path: Path, engine: Engine, ends: _Ends | None, keeper: sqlite3.Connection
    ) -> None:
        """Use `open`; this keeps what it prepared."""
        self.engine, self.path = engine, path
        self._ends, self._keeper = ends, keeper
        self._is_open, self._lock = True, Lock()

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
            fits = path.stat().st_size <= LARGEST_IN_MEMORY
        except OSError as error:
            raise unavailable(error, path) from error
        uri = (
            f"file:/vvs-{uuid.uuid4()}?vfs=memdb"
            if fits
            else sqlite_address(path.resolve(), "ro", immutable=True)
        )
        try:
            keeper = _connect(uri)
            try:
                ends = _load(path, keeper) if fits else None
                prepare(keeper)
                check_sealed_schema(path, version, keeper)
            except BaseException:
                keeper.close()
                raise
        except OSError as error:
            raise unavailable(error, path) from error
        # The driver itself stumbles over a schema or a message that is no text in UTF-8.
        except (sqlite3.DatabaseError, UnicodeError, TypeError) as error:
            raise _unusable(path, error) from error
        return cls(path, _engine(f"{uri}&mode=ro" if fits else uri), ends, keeper)

    @property
    def data(self) -> bytes | None:
        """The bytes of the file as they were read, copied now; None when it stays on disk.

        Raises:
            Unavailable: It was closed meanwhile.
        """
        if self._ends is None:
            return None
        with self._lock:
            if not self._is_open:
                raise Unavailable("De momentopname is intussen gesloten. Open ze opnieuw.")
            pages = memoryview(self._keeper.serialize())
        head = bytearray(pages[:_HEAD])
        for part in _COPIED_ANEW:
            head[part] = self._ends.head[part]
        return b"".join((head, pages[_HEAD:], self._ends.tail))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading.

        Raises:
            Refused: What was read cannot be what vvdesk wrote, or a page is damaged.
        """
        with told_as_sentences(self.path), self.engine.connect() as connection:
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
        with self._lock:
            self._is_open = False
            self._keeper.close()


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _load(path: Path, target: sqlite3.Connection) -> _Ends:
    """Fill the memory that all connections share, from the file, without a copy on the way."""
    with closing(_connect(sqlite_address(path.resolve(), "ro", immutable=True))) as source:
        for each in (source, target):
            each.execute(_FEW_PAGES)
        source.backup(target)
        pages = target.execute("PRAGMA page_count").fetchone()[0]
        page = target.execute("PRAGMA page_size").fetchone()[0]
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(pages * page)
        return _Ends(head, file.read())


def _engine(uri: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(uri), poolclass=QueuePool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    prepare(connection)
    connection.execute("PRAGMA query_only=ON")


def _unusable(path: Path, error: Exception) -> Refused | Unavailable:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_READ:
        return unavailable(OSError(errno.EIO, str(error)), path)
    return damaged(path, error)
