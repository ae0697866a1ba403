"""Reading a momentopname back before it takes its place: the file must say what was sealed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from vvdesk.errors import Refused
from vvdesk.sealing.digests import attachments, digested_tables, table_digest
from vvdesk.sealing.filling import TABLES
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.steps import Steps
from vvdesk.sealing.stopping import stoppable
from vvdesk.store.file_format import connect
from vvdesk.store.sealed_format import check_sealed_header, check_sealed_schema
from vvdesk.store.sealed_tables import SEALED_TABLES


def read_back(path: Path, manifest: Manifest, steps: Steps) -> None:
    """Check a momentopname that was just written, as it stands on the disk.

    Args:
        path: The file, under its temporary name.
        manifest: What it has to say.
        steps: Called often.

    Raises:
        Refused: It says something else.
        Cancelled: The user stopped.
    """
    steps.next("Momentopname nalezen")
    try:
        with (
            closing(connect(path, read_only=True)) as connection,
            stoppable(connection, steps),
        ):
            _check_form(path, connection)
            _check_whole(connection)
            _check_content(connection, manifest, steps)
    except (sqlite3.DatabaseError, UnicodeError) as error:
        raise _wrong(str(error)) from error


def read_back_count() -> int:
    """Return how many steps reading back takes."""
    return len(TABLES) + len(SEALED_TABLES) + 1


def _check_form(path: Path, connection: sqlite3.Connection) -> None:
    try:
        check_sealed_schema(path, check_sealed_header(path), connection)
    except Refused as error:
        raise _wrong("de opbouw is anders") from error


def _check_whole(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _wrong(str(found))
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise _wrong(f"een rij van {broken[0]} verwijst naar iets dat er niet in staat")


def _check_content(connection: sqlite3.Connection, manifest: Manifest, steps: Steps) -> None:
    (text,) = connection.execute("SELECT manifest FROM zegel").fetchone()
    if text != manifest.text:
        raise _wrong("het manifest is anders")
    names = digested_tables(connection)
    if names != sorted(manifest.tabellen):
        raise _wrong("er zijn andere tabellen")
    for name in names:
        steps.next("Momentopname nalezen")
        if table_digest(connection, name, steps) != manifest.tabellen[name]:
            raise _wrong(f"tabel {name} is anders")
    if tuple(attachments(connection, steps)) != manifest.bijlagen:
        raise _wrong("een bijgevoegd bestand is anders")


def _wrong(detail: str) -> Refused:
    return Refused(
        f"De momentopname kwam niet goed op de schijf terecht ({detail}) en is weggegooid. Probeer "
        "opnieuw, liefst op een andere schijf; blijft het gebeuren, meld dit."
    )
