"""A heap of plain data on disk: a plan for a thousand files takes no more memory than for ten."""

import pickle
import tempfile
import weakref
from threading import Lock
from typing import Any, NamedTuple

from vvdesk.errors import Unavailable

_IN_MEMORY = 2**20


class Ticket(NamedTuple):
    """Where something lies on the heap."""

    start: int
    length: int


class Spool:
    """Keeps objects in a temporary file without a name, which vanishes with this object.

    What is taken back was made by this very object: nobody else can reach the file.
    """

    def __init__(self) -> None:
        """Start empty, in memory as long as it is small."""
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives with the object
        self._end = 0
        self._lock = Lock()  # a list may be shown while the plan is carried out
        self._closing = weakref.finalize(self, self._file.close)

    def put(self, thing: Any) -> Ticket:
        """Lay down a thing.

        Raises:
            Unavailable: The disk is full.
        """
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        try:
            with self._lock:
                ticket = Ticket(self._end, len(data))
                self._file.seek(self._end)
                self._file.write(data)
                self._end += len(data)
        except OSError as error:
            raise Unavailable(
                f"Er is geen plaats voor een tijdelijk bestand ({error.strerror}). Maak plaats "
                "vrij op de schijf en probeer opnieuw."
            ) from error
        return ticket

    def get(self, ticket: Ticket) -> Any:
        """Take a copy of what was laid down."""
        with self._lock:
            self._file.seek(ticket.start)
            data = self._file.read(ticket.length)
        return pickle.loads(data)  # noqa: S301 - see the class

    def close(self) -> None:
        """Throw everything away."""
        self._closing()
