"""The rows of a store's audit trail that stay behind: they too must be whole."""

import hashlib
import sqlite3
from typing import Final

from vvdesk.jobs import Progress
from vvdesk.model import Wijziging

_ROWS_AT_ONCE: Final = 2_000
_CHAINED: Final = ", ".join(
    f'"{column.name}"'
    for column in Wijziging.__table__.columns
    if column.name not in {"vorige", "hash"}
)


def broken_tail(
    connection: sqlite3.Connection, database: str, number: int, head: str, progress: Progress
) -> int | None:
    """Walk the rows of the trail after one of them.

    Args:
        connection: Only read from.
        database: Under which name the store is attached to it.
        number: Of the row before the first that is looked at.
        head: The hash of that row.
        progress: Called every two thousand rows.

    Returns:
        The number of the first row that does not fit; None when all do.

    Raises:
        sqlite3.DatabaseError: The store is damaged.
        Cancelled: The user stopped.
    """
    # SQLite writes the same JSON as the trail itself; only our own names are put into it.
    query = (
        f"SELECT n, vorige, hash, json_array({_CHAINED}) FROM {database}.wijziging "  # noqa: S608
        "WHERE n > ? ORDER BY n"
    )
    found = connection.execute(query, (number,))
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        progress(number, 0, "")
        for own, previous, stored, text in rows:
            number += 1
            told = hashlib.sha256(f"{previous}{text}".encode()).hexdigest()
            if own != number or previous != head or stored != told:
                return number
            head = stored
    return None
