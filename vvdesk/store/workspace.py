"""An open store: the one object through which the core reads and, through editing, writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from vvdesk.atomic import clean_leftovers
from vvdesk.errors import Misused, ReadOnly, Refused, Unavailable, VvdeskError
from vvdesk.model import Meetmoment, Plan
from vvdesk.store.file_format import (
    FORMAT_VERSION,
    check_header,
    check_inside,
    check_inside_later,
    connect,
    prepare,
)
from vvdesk.store.lock import Lock
from vvdesk.store.upgrade import upgrade, upgraded_copy
from vvdesk.store.versions import keep_version

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


class Workspace:
    """An open `.vvd` file.

    Attributes:
        path: The file.
        read_only: The Dutch reason why nothing may be written; None when writing is allowed.
        plan: The one row of `Plan`, detached.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        lock: Lock | None,
        read_only: str | None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        """Use `open` or `vvdesk.meetmomenten.create_store`; this keeps what they prepared."""
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._lock = lock
        self._read_instead: Path | None = None
        with self.session() as session:
            plan = session.scalars(select(Plan)).one_or_none()
            has_moment = session.scalar(select(Meetmoment.id).limit(1)) is not None
        if plan is None or not (has_moment or may_be_empty):
            raise Refused(
                f'"{path.name}" mist zijn plan of zijn meetmoment; er is in gesleuteld. '
                "Neem een eerdere versie (vvdesk-cli versions)."
            )
        self.plan = plan

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file: to write when that is possible and wished, else to read.

        An older format is upgraded first, after a version was kept; a version is kept also at the
        first opening for writing after a change.

        Raises:
            Refused: It is no `.vvd`, damaged, or made by a later vvdesk.
            Unavailable: Somebody else is writing in it, or the folder refuses.
        """
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
        reason = "Geopend om te lezen."
        if version == FORMAT_VERSION:
            return cls(path, _engine(path, read_only=True), None, reason)
        copy = upgraded_copy(path)
        try:
            opened = cls(path, _engine(copy, read_only=True), None, reason)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        opened._read_instead = copy
        return opened

    @classmethod
    def open_later(cls, path: Path) -> Self:
        """Open a file of a later format to read, when it only has more than this program knows.

        Raises:
            NewerFormat: Something that this program needs is not there.
            Refused: It is no `.vvd`, or damaged.
        """
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
        return cls(path, _engine(path, read_only=False), None, None, may_be_empty=True)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give a connection for reading; what was read belongs together.

        Raises:
            Unavailable: The file vanished or cannot be read any more.
        """
        with understood(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give an ORM session for reading; its entities stay usable afterwards."""
        with understood(self.path), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of one write transaction; only `vvdesk.editing` may ask for it.

        Raises:
            ReadOnly: This file was opened to read.
            Unavailable: The disk is full, the file was replaced or removed meanwhile.
        """
        if self.read_only is not None:
            raise ReadOnly(f'"{self.path.name}" kan niet gewijzigd worden. {self.read_only}')
        with understood(self.path), self._engine.connect() as connection:
            immediate = connection.execution_options(vvdesk_immediate=True)
            with immediate.begin():
                yield immediate

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
        """Keep a version now, before something large happens.

        Raises:
            Unavailable: The copy could not be made.
        """
        keep_version(self.path, reason)

    def close(self) -> None:
        """Close the file and give back its lock.

        The lock stays behind when a change that failed could not be undone either, on a disk that
        refuses everything: then the next opening knows that what stands beside the file is ours.
        """
        self._engine.dispose()
        if self._read_instead is not None:
            self._read_instead.unlink(missing_ok=True)
        if self._lock is not None:
            journal = self.path.with_name(f"{self.path.name}-journal")
            if _would_be_applied(journal):
                _undo_what_failed(self.path)
            self._lock.release(leave=_would_be_applied(journal))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turn what the database says into a sentence that the user can act on.

    Raises:
        Unavailable: Disk full, file replaced or removed, locked for too long, input/output error.
        ReadOnly: A closed meetmoment or the audit trail was to be changed.
        Refused: The file is damaged.
    """
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _explained(path, error) from error


_CAUSES: dict[str, tuple[type[VvdeskError], str]] = {
    "disk is full": (Unavailable, "De schijf is vol. Maak plaats vrij en probeer opnieuw."),
    "readonly": (
        Unavailable,
        (
            "Het bestand is op de schijf vervangen, verplaatst of alleen-lezen gemaakt terwijl het "
            "open was. Sluit het, kijk de map na en open het opnieuw."
        ),
    ),
    "disk i/o error": (
        Unavailable,
        "Schrijven naar de schijf lukt niet. Kijk na of de schijf vol of losgekoppeld is.",
    ),
    "database is locked": (
        Unavailable,
        "Een ander programma houdt het bestand bezet. Probeer opnieuw.",
    ),
    "unable to open": (Unavailable, "Het bestand of zijn map is niet meer bereikbaar."),
    "Dit meetmoment is gesloten": (
        ReadOnly,
        "Dit meetmoment is gesloten; er kan niets meer wijzigen.",
    ),
    "Deze fiche is goedgekeurd": (
        ReadOnly,
        "Deze fiche is goedgekeurd; ze kan pas wijzigen nadat ze heropend is.",
    ),
    "wijzigingsspoor": (ReadOnly, "Het wijzigingsspoor kan niet veranderd worden."),
    "decode to UTF-8": (
        Refused,
        "Het bestand is beschadigd. Neem een eerdere versie (vvdesk-cli versions).",
    ),
    "malformed": (
        Refused,
        "Het bestand is beschadigd. Neem een eerdere versie (vvdesk-cli versions).",
    ),
}


def _explained(path: Path, error: Exception) -> VvdeskError | Exception:
    # What the database itself says: the values of the statement are none of its words.
    said = str(getattr(error, "orig", None) or error).casefold()
    family, sentence = next(
        (meaning for sign, meaning in _CAUSES.items() if sign.casefold() in said), _by_class(error)
    )
    if family is None:
        return error
    return family(f'"{path.name}": {sentence} Wat al bewaard was, is niet veranderd.')


def _by_class(error: Exception) -> tuple[type[VvdeskError] | None, str]:
    """Tell the surroundings and a damaged file from a fault of our own by the error's class."""
    cause = getattr(error, "orig", None) or error
    if isinstance(
        cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError
    ):
        return None, ""
    if isinstance(cause, sqlite3.OperationalError):
        return Unavailable, f"De schijf of het bestand weigert ({cause})."
    return Refused, f"Het bestand is beschadigd ({cause})."


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
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"

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
