"""The file in which a momentopname is made, before anybody knows of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from vvdesk.jobs import Progress
from vvdesk.sealing.source import ATTACHED, Source
from vvdesk.sealing.stopping import stoppable
from vvdesk.store.file_format import prepare
from vvdesk.store.sqlite_address import sqlite_address
from vvdesk.store.workspace import Workspace, understood


class NewFile:
    """A momentopname that is being made, under a name that nobody else knows.

    Attributes:
        raw: The only connection to it.
        engine: The same connection, for what reads through SQLAlchemy.
    """

    def __init__(self, path: Path) -> None:
        """Start with an empty file; see `new_file`."""
        uri = sqlite_address(path.resolve(), "rwc")
        self.raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self.engine = _engine(self.raw)
        prepare(self.raw)
        # Nobody reads it before it is whole, and it goes to disk at once when it is.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            self.raw.execute(f"PRAGMA main.{pragma}")
        # Rows come table by table; all references are checked in the end.
        self.raw.execute("PRAGMA foreign_keys=OFF")

    @contextmanager
    def filling(self, workspace: Workspace) -> Iterator[tuple[Connection, Source]]:
        """Give one transaction in which this file is written and a store is read.

        Args:
            workspace: The open store.

        Raises:
            Unavailable: The store cannot be read any more.
        """
        with workspace.connection() as reading:
            if reading.dialect.name != "sqlite":
                with self.engine.begin() as writing:
                    yield writing, Source(reading)
                return
            path = reading.exec_driver_sql("PRAGMA database_list").one()[2]
        with understood(workspace.path):
            self.raw.execute(f"ATTACH ? AS {ATTACHED}", (sqlite_address(Path(path), "ro"),))
        with self.engine.begin() as writing:
            yield writing, Source(writing, is_attached=True)
        self.raw.execute(f"DETACH {ATTACHED}")


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
    try:
        with stoppable(made.raw, progress):
            yield made
    finally:
        made.engine.dispose()
        made.raw.close()


def _engine(raw: sqlite3.Connection) -> Engine:
    """Return an engine whose one connection is this one; transactions are begun by ourselves."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine
