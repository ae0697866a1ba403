"""Where storing the work stands."""

from enum import Enum


class SaveState(Enum):
    """Where the work of the person stands."""

    STORED = "stored"
    WAITING = "waiting"
    REFUSED = "refused"
    AWAY = "away"
    """The server cannot be reached; what is typed waits on this computer."""
