"""The `.vvd` file format: how a file says what it is, and how a foreign or damaged one is told.

A file is looked at in order of trust: its first bytes, then its numbers, then its schema, then its
pages; what fails is refused with one sentence before anything of it is used.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from vvdesk.errors import NewerFormat, Refused
from vvdesk.store.sqlite_address import sqlite_address

APPLICATION_ID = 0x56564431
"""`VVD1`, in the header of every `.vvd`."""
SEALED_APPLICATION_ID = 0x56565331
"""`VVS1`, in the header of every momentopname."""
FORMAT_VERSION = 3
"""Kept as SQLite's user_version; every step up has one named upgrade in `upgrades/versions`."""
SCHEMA_DIGESTS = {
    1: "0b6ed9f4a1e4e20e02aaad75bb072e68f91233aa83a03d6eca90be7805edeedd",
    2: "7af9a3315e3db21e613f6302f2239470e446c9b0fcd10d92c55aa54a6ef23814",
    3: "420cdb868106a2f90a302fc6a377d8744f6631a41501765b7b0cbca193e5c6ff",
}
"""Format version to the digest of its schema; a test makes them again."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_ROLLBACK_JOURNAL = 1
_LARGEST_CHECKED_AT_OPENING = 64 * 2**20
_OTHER_KINDS = {
    b"PK\x03\x04": "een Excel-werkboek of zip-bestand",
    b"%PDF": "een PDF",
    b"\xd0\xcf\x11\xe0": "een oud of versleuteld Office-bestand",
}


def check_header(path: Path, *, may_be_later: bool = False) -> int:
    """Look at the first bytes of a file that should be a `.vvd`.

    Args:
        path: The file.
        may_be_later: A format that this program does not know is no reason to refuse.

    Returns:
        Its format version.

    Raises:
        Refused: It is missing, something else, cut off, or in a mode that loses data when copied.
        NewerFormat: A later vvdesk made it.
    """
    head = read_head(path, "vvdesk-bestand", ".vvd")
    _check_numbers(path, head)
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT_VERSION and not may_be_later:
        raise newer_format(path, version)
    return version


def read_head(path: Path, what: str, ending: str) -> bytes:
    """Return the first bytes of a file that is a whole SQLite database.

    Args:
        path: The file.
        what: What it should be, for the message.
        ending: How such a file's name ends.

    Raises:
        Refused: It is missing, something else, or cut off.
    """
    head = _first_bytes(path)
    if head[:16] != _MAGIC:
        kind = next((name for start, name in _OTHER_KINDS.items() if head.startswith(start)), None)
        found = f"Het is {kind}." if kind else "Het is leeg of van een ander programma."
        raise Refused(f'"{path.name}" is geen {what}. {found} Kies een bestand op {ending}.')
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if path.stat().st_size < pages * (65536 if page_size == 1 else page_size):
        again = (
            "Kopieer het opnieuw, of neem een eerdere versie (vvdesk-cli versions)."
            if ending == ".vvd"
            else "Kopieer het opnieuw."
        )
        raise Refused(
            f'"{path.name}" is afgebroken: er ontbreekt een deel van het bestand. {again}'
        )
    return head


def kind_of(head: bytes) -> int:
    """Return the application id in the first bytes of a database."""
    return int.from_bytes(head[68:72], "big")


def _check_numbers(path: Path, head: bytes) -> None:
    application = kind_of(head)
    if application == SEALED_APPLICATION_ID:
        raise Refused(f'"{path.name}" is een verzegelde momentopname; daarin kun je niet werken.')
    if application != APPLICATION_ID:
        raise Refused(
            f'"{path.name}" is een databank van een ander programma, geen vvdesk-bestand.'
        )
    if head[18] != _ROLLBACK_JOURNAL or head[19] != _ROLLBACK_JOURNAL:
        raise Refused(
            f'"{path.name}" is door een ander programma omgezet naar een vorm die bij kopiëren '
            "gegevens verliest. Neem een eerdere versie (vvdesk-cli versions)."
        )


def newer_format(path: Path, version: int) -> NewerFormat:
    """Return what to raise for a file that only a later vvdesk understands."""
    return NewerFormat(
        f'"{path.name}" is gemaakt met een nieuwere vvdesk (formaat {version}, dit programma '
        f"kent {FORMAT_VERSION}). Werk vvdesk bij om het te openen."
    )


def _first_bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file() and not path.is_dir():
        # Whoever opens a pipe waits until somebody writes in it.
        raise Refused(f'"{path.name}" is geen gewoon bestand, maar een pijp of een toestel.')
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES).ljust(_HEADER_BYTES, b"\x00")
    except FileNotFoundError as error:
        raise Refused(f'"{path.name}" bestaat niet in {path.parent}.') from error
    except IsADirectoryError as error:
        raise Refused(f'"{path.name}" is een map, geen bestand.') from error
    except OSError as error:
        raise Refused(f'"{path.name}" kan niet gelezen worden: {error.strerror}.') from error


def check_inside(path: Path, version: int, *, thorough: bool = False) -> None:
    """Look inside a file whose header is right: the expected schema, and pages that fit.

    Args:
        path: The file.
        version: Its format version, as `check_header` gave it.
        thorough: Check every page whatever the size of the file.

    Raises:
        Refused: The schema is not the one of that version, or the file is damaged.
    """
    with _looked_into(path) as connection:
        if SCHEMA_DIGESTS.get(version) != schema_digest(connection):
            raise Refused(
                f'"{path.name}" heeft een andere opbouw dan vvdesk maakt; er is in gesleuteld. '
                "Neem een eerdere versie (vvdesk-cli versions)."
            )
        _check_pages(path, connection, thorough=thorough)


def check_inside_later(path: Path, version: int, known: Mapping[str, Collection[str]]) -> None:
    """Look inside a file of a later format: can this program read all that it knows?

    Args:
        path: The file; its header was right.
        version: Its format version.
        known: Table to columns, as this program knows them; the file may have more of both.

    Raises:
        NewerFormat: Something that this program needs is not there, or is called otherwise.
        Refused: The file is damaged.
    """
    with _looked_into(path) as connection:
        for table, columns in known.items():
            names = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            if not {name for (name,) in names} >= set(columns):
                raise newer_format(path, version)
        _check_pages(path, connection)


@contextmanager
def _looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(connect(path, read_only=True)) as connection:
            yield connection
    # The driver itself stumbles over a schema or a message that is no text in UTF-8.
    except (sqlite3.DatabaseError, UnicodeError, TypeError) as error:
        raise _damaged(path, str(error)) from error


def _check_pages(path: Path, connection: sqlite3.Connection, *, thorough: bool = False) -> None:
    if thorough or path.stat().st_size <= _LARGEST_CHECKED_AT_OPENING:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise _damaged(path, found)
        _check_references(path, connection)


def _check_references(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse rows that belong to nothing."""
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise _damaged(path, f"een rij van {broken[0]} hoort nergens bij")


def _damaged(path: Path, detail: str) -> Refused:
    return Refused(
        f'"{path.name}" is beschadigd ({detail}). Maak een kopie, en neem een eerdere versie '
        "(vvdesk-cli versions)."
    )


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a plain connection with the settings for files of unknown origin.

    Source:
        RELIABILITY.md 7.1; sqlite.org/security.html.
    """
    connection = sqlite3.connect(
        sqlite_address(path.resolve(), "ro" if read_only else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    prepare(connection)
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the settings that every connection to a `.vvd` has."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute("PRAGMA busy_timeout=5000")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")


def schema_digest(connection: sqlite3.Connection) -> str:
    """Return a digest of all that a file's schema says: tables, indexes, triggers, views."""
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    )
    lines = (f"{kind}|{name}|{' '.join(sql.split())}" for kind, name, sql in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
