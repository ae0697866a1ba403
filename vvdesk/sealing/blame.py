"""Telling who is at fault when the making of a momentopname fails: the disk, or the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from vvdesk.errors import Refused
from vvdesk.store.file_errors import explained

_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
_OCCUPIED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRIMARY: Final = 0xFF
"""An extended code of SQLite has its own kind in its lowest byte."""


class _Named:
    def __init__(self, name: str) -> None:
        self.name = name


@contextmanager
def blaming(target: str, source: str) -> Iterator[None]:
    """Turn what SQLite says into a sentence about the right file.

    Args:
        target: The name of the momentopname.
        source: The name of the store.

    Raises:
        Refused: The store is damaged.
        Unavailable: The disk refuses.
    """
    try:
        yield
    except (sqlite3.DatabaseError, DBAPIError) as error:
        cause = getattr(error, "orig", None) or error
        if not isinstance(cause, sqlite3.DatabaseError):
            raise
        code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
        if code in _DAMAGED:
            raise Refused(
                f'"{source}" is beschadigd ({cause}); er is geen momentopname gemaakt. Neem een '
                "eerdere versie (vvdesk-cli versions)."
            ) from error
        name = source if code in _OCCUPIED else target
        raise explained(_Named(name), error) from error
