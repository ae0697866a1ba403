"""One `.vvd` as a store: opened only when it is whole, written by one program at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from vvdesk.atomic import clean_leftovers
from vvdesk.errors import Refused
from vvdesk.model import Plan
from vvdesk.store.file_format import (
    FORMAT_VERSION,
    check_header,
    check_inside,
    check_inside_later,
    connect,
    prepare,
)
from vvdesk.store.lock import Lock
from vvdesk.store.sqlite_address import sqlite_address
from vvdesk.store.upgrade import upgrade, upgraded_copy
from vvdesk.store.versions import keep_version

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


class FileStore:
    """An open `.vvd`.

    Attributes:
        engine: Where connections come from.
        read_only: The Dutch reason why nothing may be written; None when writing is allowed.
        login: None: a file knows no logins.
        when_empty: What is said of a file without a plan or a meetmoment.
    """

    login: str | None = None
    when_empty = (
        "mist zijn plan of zijn meetmoment; er is in gesleuteld. "
        "Neem een eerdere versie (vvdesk-cli versions)."
    )

    def __init__(
        self,
        path: Path,
        engine: Engine,
        lock: Lock | None,
        read_only: str | None,
        read_instead: Path | None = None,
    ) -> None:
        """Use one of the ways to open; this keeps what they prepared."""
        self.engine, self.read_only = engine, read_only
        self._path, self._lock, self._read_instead = path, lock, read_instead

    @classmethod
    def open(cls, path: Path, *, read_only: bool) -> Self:
        """Open a file, to write or to read; see `Workspace.open`."""
        _check_journal(path)
        _roll_back(path)
        version = check_header(path)
        if read_only:
            return cls._open_to_read(path, version)
        lock = Lock.take(path)
        try:
            clean_leftovers(path.parent)
            if version < FORMAT_VERSION:
                upgrade(path, version)
            check_inside(path, FORMAT_VERSION)
            keep_version(path, "opening")
            return cls(path, _engine(path, read_only=False), lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_to_read(cls, path: Path, version: int) -> Self:
        """Open a file that stays as it is; of an older format, an upgraded copy is read."""
        check_inside(path, version)
        copy = None if version == FORMAT_VERSION else upgraded_copy(path)
        engine = _engine(copy or path, read_only=True)
        return cls(path, engine, None, "Geopend om te lezen.", copy)

    @classmethod
    def open_later(cls, path: Path) -> Self:
        """Open a file of a later format to read; see `Workspace.open_later`."""
        _check_journal(path)
        version = check_header(path, may_be_later=True)
        tables = Plan.metadata.tables.values()
        check_inside_later(path, version, {each.name: each.columns.keys() for each in tables})
        reason = (
            f"Gemaakt met een nieuwere vvdesk (formaat {version}); je kunt kijken maar niet "
            "wijzigen. Installeer de nieuwe versie om verder te werken."
        )
        return cls(path, _engine(path, read_only=True), None, reason)

    @classmethod
    def open_new(cls, path: Path) -> Self:
        """Open a file that this program is making under a temporary name; nobody else knows it."""
        return cls(path, _engine(path, read_only=False), None, None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, patience: float) -> Iterator[Connection]:
        """Give the connection of one write transaction; other programs are waited for as usual."""
        del patience
        with self.engine.connect() as connection:
            immediate = connection.execution_options(vvdesk_immediate=True)
            with immediate.begin():
                yield immediate

    def keep_version(self, reason: str) -> None:
        """Keep a version now; see `Workspace.keep_version`."""
        keep_version(self._path, reason)

    def close(self) -> None:
        """Close the file and give back its lock.

        The lock stays behind when a change that failed could not be undone either, on a disk that
        refuses everything: then the next opening knows that what stands beside the file is ours.
        """
        self.engine.dispose()
        if self._read_instead is not None:
            self._read_instead.unlink(missing_ok=True)
        if self._lock is not None:
            journal = self._path.with_name(f"{self._path.name}-journal")
            if _would_be_applied(journal):
                _undo_what_failed(self._path)
            self._lock.release(leave=_would_be_applied(journal))


def _check_journal(path: Path) -> None:
    """Refuse what another program or copy left beside the file and SQLite would apply to it.

    A rollback journal is ours when the lock of who wrote it still stands there; without a lock it
    came along with another copy.

    Source:
        RELIABILITY.md 0 (4) and 4: a stale -wal or -journal changes what a good file says.
    """
    journal = path.with_name(f"{path.name}-journal")
    wal = path.with_name(f"{path.name}-wal")
    foreign = wal if wal.exists() else None
    if not Lock(path).path.exists() and _would_be_applied(journal):
        foreign = journal
    if foreign is not None:
        raise Refused(
            f'Naast "{path.name}" staat "{foreign.name}" van een ander programma of een andere '
            "kopie, dat de inhoud zou veranderen. Verplaats dat bestand en open opnieuw."
        )


def _roll_back(path: Path) -> None:
    """Let SQLite undo what a process that died here was writing; until then the file is not whole.

    Nothing happens while somebody alive holds the lock: then the journal is that one's business.
    """
    lock = Lock(path)
    holder = lock.holder()
    if not _would_be_applied(path.with_name(f"{path.name}-journal")):
        return
    if holder is not None and not lock.is_left_behind(holder):
        return
    _undo_what_failed(path)


def _undo_what_failed(path: Path) -> None:
    """Let SQLite put the file back as it was before the change that stands in its journal."""
    with suppress(sqlite3.Error), closing(connect(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _would_be_applied(journal: Path) -> bool:
    """Tell whether SQLite would take a journal seriously: its header was put on disk."""
    try:
        with journal.open("rb") as file:
            return file.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
    except OSError:
        return False


def _engine(path: Path, *, read_only: bool) -> Engine:
    uri = sqlite_address(path.resolve(), "ro" if read_only else "rw")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    prepare(connection)


def _on_begin(connection: Connection) -> None:
    """Begin by ourselves: the driver would not roll back changes of the schema otherwise."""
    immediate = connection.get_execution_options().get("vvdesk_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
