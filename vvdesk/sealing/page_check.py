"""Looking at the file itself: is it whole, and is nothing in it that no table accounts for."""

import sqlite3
from typing import Final

from vvdesk.jobs import Progress
from vvdesk.sealing.page_slack import Layout, Pages, used_slack
from vvdesk.sealing.stopping import stoppable
from vvdesk.sealing.verdict import BESTAND, Verschil

_FIRST_PROBLEMS: Final = 10
_RESERVED: Final = slice(72, 92)
_FREE_PAGES: Final = slice(32, 40)
_VERSION_SETTINGS: Final = slice(64, 68)
_CACHE_SIZE: Final = slice(48, 56)
_COUNTER, _VALID_FOR = slice(24, 28), slice(92, 96)
_LARGEST_PAGE: Final = 65_536


def page_faults(connection: sqlite3.Connection, progress: Progress) -> list[Verschil]:
    """Check every page, every index against its table, the types of all values and references.

    An index that was tampered with would hide rows from a list while the tables are as sealed, so
    the indexes are compared as well.

    Args:
        connection: Only read from.
        progress: Called now and then, also while SQLite is busy with one large table.

    Raises:
        sqlite3.DatabaseError: So damaged that it cannot be read.
        Cancelled: The user stopped.
    """
    with stoppable(connection, progress):
        return _page_faults(connection)


def _page_faults(connection: sqlite3.Connection) -> list[Verschil]:
    rows = connection.execute(f"PRAGMA integrity_check({_FIRST_PROBLEMS})").fetchall()
    found = [
        Verschil(BESTAND, "bladzijden", str(text), "ok", "een deel van het bestand is beschadigd")
        for (text,) in rows
        if text != "ok"
    ]
    for table, row, parent, _which in connection.execute("PRAGMA foreign_key_check").fetchmany(
        _FIRST_PROBLEMS
    ):
        place = f"tabel {table}, rij {row}"
        found.append(
            Verschil(
                BESTAND, place, f"geen rij in {parent}", "een rij", "deze rij hoort nergens bij"
            )
        )
    return found


def slack_faults(head: bytes, read: Pages, progress: Progress) -> list[Verschil]:
    """Find what was written or flipped where no row stands; only for pages without other faults.

    Args:
        head: The first hundred bytes.
        read: Gives a page.
        progress: Called now and then.

    Raises:
        Cancelled: The user stopped.
    """
    what = "er staat iets waar geen enkele rij staat; een byte is gewijzigd of omgevallen"
    return [
        _odd(f"bladzijde {each.page}, vanaf byte {each.start}", "niet leeg", "overal 00", what)
        for each in used_slack(read, Layout.of(head), progress)
    ]


def header_faults(head: bytes, size: int) -> list[Verschil]:
    """Check what the header says beside what SQLite itself checks.

    Args:
        head: The first hundred bytes.
        size: Of the file.
    """
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    whole = pages * (_LARGEST_PAGE if page == 1 else page)
    found = []
    if size != whole:
        found.append(_odd("omvang", f"{size} bytes", f"{whole} bytes", "er staat iets achter"))
    for place, number, expected in (
        ("schemaformaat in de kop", head[44:48], 4),
        ("tekenset in de kop", head[56:60], 1),
    ):
        if int.from_bytes(number, "big") != expected:
            what = "de kop is gewijzigd"
            found.append(_odd(place, number.hex(), f"{expected:08x}", what))
    for place, part, what in (
        ("bytes 72–91 van de kop", _RESERVED, "dit deel van de kop is altijd leeg"),
        ("bytes 32–39 van de kop", _FREE_PAGES, "een momentopname heeft geen vrije bladzijden"),
        ("bytes 64–67 van de kop", _VERSION_SETTINGS, "dit deel van de kop is altijd leeg"),
        ("bytes 48–55 van de kop", _CACHE_SIZE, "dit deel van de kop is altijd leeg"),
    ):
        if any(head[part]):
            found.append(_odd(place, head[part].hex(), "overal 00", what))
    if head[_COUNTER] != head[_VALID_FOR]:
        what = "het bestand is na het maken door een ander programma beschreven"
        found.append(_odd("tellers van de kop", head[_VALID_FOR].hex(), head[_COUNTER].hex(), what))
    return found


def _odd(place: str, found: str, expected: str, what: str) -> Verschil:
    return Verschil(BESTAND, place, found, expected, what)
