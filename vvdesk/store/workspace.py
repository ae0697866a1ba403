"""An open store: the one object through which the core reads and, through editing, writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vvdesk.errors import Misused, NewerFormat, ReadOnly, Refused
from vvdesk.model import Meetmoment, Plan
from vvdesk.store import file_errors, server_errors
from vvdesk.store.file_store import FileStore
from vvdesk.store.place import Place, ServerUrl
from vvdesk.store.sealed_faults import told_as_sentences
from vvdesk.store.sealed_format import is_sealed
from vvdesk.store.sealed_store import SealedStore
from vvdesk.store.server_store import PATIENCE, ServerStore
from vvdesk.store.turn import Turn, carrying

_Store = FileStore | SealedStore | ServerStore


class Workspace:
    """An open `.vvd` file, an open database on a server, or a momentopname.

    Attributes:
        path: Where it is; a server's speaks like a path in messages.
        read_only: The Dutch reason why nothing may be written; None when writing is allowed.
        plan: The one row of `Plan`, detached.
        login: Who the server says is working; None for a file, which knows no logins.
        own_steps: The numbers of the steps that were made through this very object.
    """

    def __init__(self, path: Place, store: _Store, *, may_be_empty: bool = False) -> None:
        """Use one of the ways to open; this keeps what they prepared."""
        self.path = path
        self.read_only = store.read_only
        self.login = store.login
        self.own_steps: set[int] = set()
        self._store = store
        self._engine = store.engine
        with self.session() as session:
            plans = session.scalars(select(Plan).limit(2)).all()
            has_moment = session.scalar(select(Meetmoment.id).limit(1)) is not None
        if len(plans) != 1 or not (has_moment or may_be_empty):
            raise Refused(f'"{path.name}" {store.when_empty}')
        self.plan = plans[0]

    @classmethod
    def open(cls, path: Place, *, read_only: bool = False) -> Self:
        """Open a file or a server: to write when that is possible and wished, else to read.

        Of a file, an older format is upgraded first, after a version was kept; a version is kept
        also at the first opening for writing after a change. On a server, a login that may only
        read opens to read, and `read_only` says so. A momentopname always opens to read only.

        Raises:
            Refused: It is no store, damaged, empty, or of another format.
            NewerFormat: A later vvdesk made it.
            Unavailable: Somebody else is writing in the file, its folder refuses, or the server
                cannot be reached or does not let this login in.
        """
        if isinstance(path, ServerUrl):
            with understood(path):
                return cls._of(path, ServerStore.open(path, read_only=read_only))
        if is_sealed(path):
            return cls._of(path, SealedStore.open(path))
        return cls._of(path, FileStore.open(path, read_only=read_only))

    @classmethod
    def open_later(cls, path: Place) -> Self:
        """Open a file of a later format to read, when it only has more than this program knows.

        Raises:
            NewerFormat: Something that this program needs is not there, or it is a server.
            Refused: It is no `.vvd`, or damaged.
        """
        if isinstance(path, ServerUrl):
            raise NewerFormat(
                f'"{path.name}" is bijgewerkt door een nieuwere vvdesk. Installeer de nieuwe '
                "versie om erin te werken."
            )
        return cls._of(path, FileStore.open_later(path))

    @classmethod
    def open_new(cls, path: Path) -> Self:
        """Open a file that this program is making under a temporary name; nobody else knows it."""
        return cls._of(path, FileStore.open_new(path), may_be_empty=True)

    @classmethod
    def _of(cls, path: Place, store: _Store, *, may_be_empty: bool = False) -> Self:
        try:
            return cls(path, store, may_be_empty=may_be_empty)
        except BaseException:
            store.close()
            raise

    @property
    def is_sealed(self) -> bool:
        """Whether it is a momentopname, in which nobody can write."""
        return isinstance(self._store, SealedStore)

    @property
    def sealed_bytes(self) -> bytes | None:
        """The bytes of a momentopname as they were read at opening; None when it stays on disk."""
        return self._store.data if isinstance(self._store, SealedStore) else None

    @property
    def is_server(self) -> bool:
        """Whether several people may be working in it at once."""
        return isinstance(self._store, ServerStore)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give a connection for reading; what was read belongs together.

        Raises:
            Unavailable: The file vanished or cannot be read any more; the server went away.
        """
        with understood(self.path), self._store.reading() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give an ORM session for reading; its entities stay usable afterwards."""
        with (
            self.connection() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def writing(self, patience: float = PATIENCE) -> Iterator[Connection]:
        """Give the connection of one write transaction; only `vvdesk.editing` may ask for it.

        Args:
            patience: Seconds to wait for a colleague who is writing on the server.

        Raises:
            ReadOnly: This store was opened to read.
            Unavailable: The disk is full, the file was replaced or removed meanwhile; the server
                went away, or a colleague has been writing for too long.
        """
        if self.read_only is not None:
            raise ReadOnly(f'"{self.path.name}" kan niet gewijzigd worden. {self.read_only}')
        turn = Turn(self.login)
        try:
            with understood(self.path), self._store.writing(patience) as connection:
                yield carrying(connection, turn)
                # Before they are stored for good: from then on a watch may see them.
                self.own_steps |= turn.steps
        except BaseException:
            self.own_steps -= turn.steps
            raise

    def meetmoment(self, naam: str | None = None) -> Meetmoment:
        """Return the meetmoment called `naam`, or the latest one.

        Raises:
            Misused: There is no meetmoment of that name.
        """
        found = self.meetmomenten()
        if naam is None:
            return found[-1]
        for moment in found:
            if moment.naam.casefold() == " ".join(naam.split()).casefold():
                return moment
        known = ", ".join(moment.naam for moment in found)
        raise Misused(f'Meetmoment "{naam}" bestaat niet in "{self.path.name}". Kies uit: {known}.')

    def meetmomenten(self) -> list[Meetmoment]:
        """Return all meetmomenten, earliest first, detached."""
        with self.session() as session:
            return list(session.scalars(select(Meetmoment).order_by(Meetmoment.id)))

    def keep_version(self, reason: str) -> None:
        """Keep a version of a file now, before something large happens; a server keeps its own.

        Raises:
            Unavailable: The copy could not be made.
        """
        self._store.keep_version(reason)

    def close(self) -> None:
        """Close it, and give back the lock of a file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.close()
        if error is not None and isinstance(self._store, SealedStore):
            with told_as_sentences(self._store.path):
                raise error


@contextmanager
def understood(path: file_errors.HasName) -> Iterator[None]:
    """Turn what the database says into a sentence that the user can act on.

    Raises:
        Unavailable: Disk full, file replaced or removed, locked for too long, input/output error;
            the server cannot be reached, stopped, or refuses the login.
        ReadOnly: A closed meetmoment, an approved fiche or the audit trail was to be changed; the
            login may not.
        Refused: The file is damaged; the server has no tables of ours.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.DatabaseError):
            raise file_errors.explained(path, error) from error
        if isinstance(error, DBAPIError) or server_errors.is_of_the_driver(error):
            raise server_errors.explained(path, error) from error
        raise
