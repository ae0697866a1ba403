"""Where storing the work stands."""

from enum import Enum


class SaveState(Enum):
    """Where the work of the person stands."""

    STORED = "stored"
    WAITING = "waiting"
    REFUSED = "refused"
    CONTESTED = "contested"
    """A colleague was first; whoever typed must choose which text stays."""
    AWAY = "away"
    """The server cannot be reached; what is typed waits on this computer."""
