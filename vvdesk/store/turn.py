"""What belongs to one write transaction and goes along with its connection."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

_OPTION: Final = "vvdesk_turn"


@dataclass(frozen=True, slots=True)
class Turn:
    """One write transaction.

    Attributes:
        login: Who the server says is writing; None for a file.
        steps: The numbers of the steps that are made in it.
    """

    login: str | None = None
    steps: set[int] = field(default_factory=set)


def carrying(connection: Connection, turn: Turn) -> Connection:
    """Return the connection with its turn."""
    return connection.execution_options(**{_OPTION: turn})


def turn_of(connection: Connection) -> Turn:
    """Return the turn that a connection carries; one of nobody where it carries none."""
    found = connection.get_execution_options().get(_OPTION)
    return found if isinstance(found, Turn) else Turn()
