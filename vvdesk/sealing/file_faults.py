"""What is wrong with a file that cannot even be opened as a momentopname, told apart."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from vvdesk.errors import Refused
from vvdesk.sealing.verdict import BESTAND, Verschil
from vvdesk.store.file_format import (
    APPLICATION_ID,
    FORMAT_VERSION,
    SEALED_APPLICATION_ID,
    kind_of,
    prepare,
)
from vvdesk.store.schema import create_schema
from vvdesk.store.sealed_format import OLDEST_SEALED_FORMAT
from vvdesk.store.sealed_tables import create_sealed_tables
from vvdesk.store.sqlite_address import sqlite_address

_MAGIC: Final = b"SQLite format 3\x00"
_HEAD: Final = 100
_LARGEST_PAGE: Final = 65_536
_ROLLBACK_JOURNAL: Final = 1
_OTHERS: Final = {
    b"PK\x03\x04": "een Excel-werkboek of zip-bestand",
    b"%PDF": "een PDF",
    b"\xd0\xcf\x11\xe0": "een oud of versleuteld Office-bestand",
}
_KINDS: Final = {
    "table": "tabel",
    "index": "index",
    "trigger": "trigger",
    "view": "view",
}
Objects = Mapping[tuple[str, str], str]
"""Kind and name of what a schema holds, to its SQL."""


def faults_of(path: Path, error: Refused) -> tuple[str, list[Verschil]]:
    """Say what a file is that was refused.

    Args:
        path: Readable a moment ago.
        error: With which it was refused.

    Returns:
        One Dutch sentence, and what differs.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).ljust(_HEAD, b"\x00")
        size = path.stat().st_size
    except OSError:
        return _sentence(str(error)), []
    for found in (_foreign(path.name, head, size), _other_kind(path.name, head, size)):
        if found is not None:
            return found
    objects = _foreign_objects(path)
    if objects:
        named = "; ".join(f"{each.plaats}: {each.uitleg}" for each in objects)
        return f"De opbouw van de momentopname is gewijzigd ({named}).", objects
    return _damaged(error)


def _foreign(name: str, head: bytes, size: int) -> tuple[str, list[Verschil]] | None:
    """Judge what the first bytes say: no database at all, or one that is not whole."""
    if head[:16] != _MAGIC:
        kind = next((what for start, what in _OTHERS.items() if head.startswith(start)), None)
        kind = kind or ("een leeg bestand" if not size else "een bestand van een ander programma")
        what = f'"{name}" is geen momentopname maar {kind}.'
        return what, [_differs("soort bestand", kind, "een momentopname (.vvs)", what)]
    page = int.from_bytes(head[16:18], "big")
    whole = int.from_bytes(head[28:32], "big") * (_LARGEST_PAGE if page == 1 else page)
    if size < whole:
        what = f"De momentopname is afgebroken: de laatste {whole - size} bytes ontbreken."
        return what, [_differs("omvang", f"{size} bytes", f"{whole} bytes", what)]
    return None


def _other_kind(name: str, head: bytes, size: int) -> tuple[str, list[Verschil]] | None:
    """Judge what the numbers in the header say."""
    del size
    if kind_of(head) == APPLICATION_ID:
        kind = "een gewoon vvdesk-bestand, dat iedereen kan wijzigen"
    elif kind_of(head) != SEALED_APPLICATION_ID:
        kind = "een databank van een ander programma"
    else:
        return _other_format(head)
    what = f'"{name}" is geen momentopname maar {kind}.'
    return what, [_differs("soort bestand", kind, "een momentopname (.vvs)", what)]


def _other_format(head: bytes) -> tuple[str, list[Verschil]] | None:
    if head[18] != _ROLLBACK_JOURNAL or head[19] != _ROLLBACK_JOURNAL:
        what = "De momentopname is na het verzegelen door een ander programma omgezet."
        return what, [_differs("vorm", "write-ahead", "rollback journal", what)]
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT_VERSION:
        what = (
            f"De momentopname heeft formaat {version} en dit programma kent er {FORMAT_VERSION}: "
            "werk vvdesk bij om ze na te kijken."
        )
    elif version < OLDEST_SEALED_FORMAT:
        what = (
            f"De momentopname zegt dat ze formaat {version} heeft, maar momentopnamen bestaan pas "
            f"sinds formaat {OLDEST_SEALED_FORMAT}: er is in gesleuteld."
        )
    else:
        return None
    return what, [_differs("formaat", str(version), str(FORMAT_VERSION), what)]


def _foreign_objects(path: Path) -> list[Verschil]:
    """Name what a schema has too many, too few, or otherwise."""
    try:
        uri = sqlite_address(path.resolve(), "ro", immutable=True)
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            prepare(connection)
            found = _objects(connection)
    except (sqlite3.Error, UnicodeError, TypeError, ValueError):
        return []
    expected = _expected()
    told = []
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) == found.get(key):
            continue
        place = f"{_KINDS.get(key[0], key[0])} {key[1]}"
        if key not in found:
            told.append(_differs(place, "niets", "aanwezig", "ontbreekt"))
        elif key not in expected:
            told.append(_differs(place, "aanwezig", "niets", "hoort er niet in"))
        else:
            told.append(_differs(place, found[key], expected[key], "is anders opgebouwd"))
    return told


@cache
def _expected() -> Objects:
    """Make the schema of a momentopname once, to compare with."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as plain:
        engine = create_engine("sqlite://", creator=lambda: plain, poolclass=StaticPool)
        with engine.begin() as connection:
            create_schema(connection)
            create_sealed_tables(plain)
        return _objects(plain)


def _objects(connection: sqlite3.Connection) -> Objects:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {(str(kind), str(name)): " ".join(str(sql).split()) for kind, name, sql in rows}


def _damaged(error: Refused) -> tuple[str, list[Verschil]]:
    cause = error.__cause__
    if cause is None:
        what = _sentence(str(error))
        return what, [_differs("inhoud", what, "een leesbare inhoud", what)]
    said = str(cause) if isinstance(cause, sqlite3.Error) else "de inhoud is onleesbaar"
    what = f"De momentopname is beschadigd en kan niet gelezen worden ({said})."
    return what, [_differs("bladzijden", said, "een heel bestand", what)]


def _sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _differs(place: str, found: str, expected: str, what: str) -> Verschil:
    return Verschil(BESTAND, place, found, expected, what)
