"""Where storing the work stands."""

from enum import Enum


class SaveState(Enum):
    """Where the work of the person stands."""

    STORED = "stored"
    WAITING = "waiting"
    REFUSED = "refused"
