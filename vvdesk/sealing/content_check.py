"""Making all digests of a momentopname again: every table, every file, and the chain of the trail.

SQLite and SHA-256 both let go of Python's lock, so two connections work at the same time. The row
of a table that is digested is the very text that its trail row was chained with, followed by the
two hashes; so one pass over the trail serves both.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Any, Final, cast

from vvdesk.audit import START
from vvdesk.jobs import Cancelled, Progress
from vvdesk.sealing.digests import (
    Bijlage,
    TableDigest,
    attachments,
    canonical_query,
    digested_tables,
    table_digest,
)
from vvdesk.store.workspace import Workspace

TRAIL: Final = "wijziging"
_CHAINED: Final = (
    "n", "stap", "tijd", "wie", "machine", "programma", "handeling", "meetmoment_id",
    "project_code", "rij", "veld", "oud", "nieuw", "reden", "herkomst", "vorige", "hash",
)  # fmt: skip
_TAIL: Final = len(f',"{START}","{START}"]')
_HASH: Final = len(START)
_FIRST: Final = START.encode()
_ROWS_AT_ONCE: Final = 500
"""So few that they stay in the processor's own memory."""
_BETWEEN: Final = 0.05
"""Seconds between two moments at which the user can stop."""


@dataclass(frozen=True, slots=True)
class Made:
    """The digests as they are now.

    Attributes:
        tabellen: Table to digest.
        bijlagen: Every file that is kept.
        gebroken: Number of the first row of the trail that does not fit in the chain; None when all
            do.
        spoor: The hash of the last row of the trail.
    """

    tabellen: dict[str, TableDigest]
    bijlagen: tuple[Bijlage, ...]
    gebroken: int | None
    spoor: str


def digests_again(workspace: Workspace, progress: Progress) -> Made:
    """Digest everything in an open momentopname.

    Raises:
        sqlite3.DatabaseError: It is damaged.
        Cancelled: The user stopped.
    """
    stopped = Event()
    reading = _Reading(workspace, stopped)
    with ThreadPoolExecutor(2) as threads:
        trail = threads.submit(reading.trail)
        others = threads.submit(reading.others)
        files = threads.submit(reading.files)
        waiting: set[Future[Any]] = {trail, others, files}
        try:
            while waiting:
                waiting = wait(waiting, _BETWEEN).not_done
                progress(3 - len(waiting), 3, "Tabellen en bestanden worden nagerekend")
        except BaseException:
            stopped.set()
            raise
        own, broken, last = trail.result()
        return Made({TRAIL: own, **others.result()}, files.result(), broken, last)


class _Reading:
    """What is read at the same time, each through a connection of its own."""

    def __init__(self, workspace: Workspace, stopped: Event) -> None:
        self._workspace, self._stopped = workspace, stopped

    def files(self) -> tuple[Bijlage, ...]:
        """Digest every file that is kept."""
        with raw_connection(self._workspace) as connection:
            return tuple(attachments(connection, self._ask))

    def trail(self) -> tuple[TableDigest, int | None, str]:
        """Digest the trail, and walk its chain."""
        with raw_connection(self._workspace) as connection:
            return trail_digest(connection, self._ask)

    def others(self) -> dict[str, TableDigest]:
        """Digest the other tables."""
        with raw_connection(self._workspace) as connection:
            return {
                name: table_digest(connection, name, self._ask)
                for name in digested_tables(connection)
                if name != TRAIL
            }

    def _ask(self, _done: int, _total: int, _label: str, /) -> None:
        if self._stopped.is_set():
            raise Cancelled


def trail_digest(
    connection: sqlite3.Connection, progress: Progress
) -> tuple[TableDigest, int | None, str]:
    """Digest the trail and walk its chain in one pass.

    Args:
        connection: Only read from.
        progress: Called every five hundred rows.

    Returns:
        Its digest, the number of the first row that does not fit (None when all do), and the hash
        of the last row.

    Raises:
        sqlite3.DatabaseError: It is damaged.
        Cancelled: The user stopped.
    """
    columns = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (TRAIL,))
    if tuple(name for (name,) in columns) != _CHAINED:
        raise sqlite3.DatabaseError("the columns of the trail stand in another order")
    query = canonical_query(connection, TRAIL)
    digest, count, broken, previous = hashlib.sha256(), 0, cast("int | None", None), _FIRST
    # As bytes: turning every row into text and back costs more than digesting it.
    texts, connection.text_factory = connection.text_factory, bytes
    try:
        found = connection.cursor().execute(query)
        while rows := found.fetchmany(_ROWS_AT_ONCE):
            progress(count, 0, TRAIL)
            for (line,) in rows:
                count += 1
                if broken is None:
                    stored = line[-_HASH - 2 : -2]
                    if not _fits(line, count, previous, stored):
                        broken = count
                    previous = stored
            digest.update(b"".join([line + b"\n" for (line,) in rows]))
    finally:
        connection.text_factory = texts
    last = previous.decode() if broken is None else rows_hash(connection)
    return TableDigest(count, digest.hexdigest()), broken, last


def rows_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the last row of the trail."""
    row = connection.execute("SELECT hash FROM wijziging ORDER BY n DESC LIMIT 1").fetchone()
    return str(row[0]) if row else START


def _fits(line: bytes, number: int, previous: bytes, stored: bytes) -> bool:
    """Tell whether one row continues the chain."""
    tail = b',"%b","%b"]' % (previous, stored)
    if not line.startswith(b"[%d," % number) or line[-_TAIL:] != tail:
        return False
    text = b"%b%b]" % (previous, line[:-_TAIL])
    return hashlib.sha256(text).hexdigest().encode() == stored


@contextmanager
def raw_connection(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """Give SQLite's own connection to an open momentopname, for reading."""
    with workspace.connection() as connection:
        found: Any = connection.connection.driver_connection
        yield found
