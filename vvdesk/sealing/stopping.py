"""Stopping SQLite itself, in the middle of a statement that takes long."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from vvdesk.jobs import Cancelled, Progress

_STEPS_BETWEEN: Final = 200_000
"""Of SQLite's machine, between two moments at which the user can stop."""


@contextmanager
def stoppable(connection: sqlite3.Connection, progress: Progress) -> Iterator[None]:
    """Let the user stop whatever the connection is doing.

    Args:
        connection: What happens on it in this block can be stopped.
        progress: Asked now and then.

    Raises:
        Cancelled: The user stopped.
    """
    stopped: list[Cancelled] = []

    def ask() -> bool:
        try:
            progress(0, 0, "")
        except Cancelled as error:
            stopped.append(error)
        return bool(stopped)

    connection.set_progress_handler(ask, _STEPS_BETWEEN)
    try:
        yield
    except Exception as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
