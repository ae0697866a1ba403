"""The store that is being sealed: read at one moment, whatever happens to it meanwhile."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Executable, Result

ATTACHED: Final = "bron"
"""How a file is called for the connection that makes the momentopname."""


@dataclass(frozen=True, slots=True)
class Source:
    """A store under one transaction.

    A file is read by the very connection that writes the momentopname. Two readers of one file
    could each wait for a writer that waits for the other.

    Attributes:
        connection: Through which it is read.
        is_attached: It is a file, attached to the connection.
    """

    connection: Connection
    is_attached: bool = False

    def execute(self, query: Executable) -> Result[*tuple[Any, ...]]:
        """Run a query on the tables of the store."""
        return self.connection.execute(query, execution_options=self._where())

    def scalar(self, query: Executable) -> Any:
        """Return the first value that a query gives; None for none."""
        return self.connection.scalar(query, execution_options=self._where())

    def _where(self) -> dict[str, Any]:
        return {"schema_translate_map": {None: ATTACHED}} if self.is_attached else {}
