"""The fiches of the store as they would be after the inzendingen that were planned so far."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from vvdesk.content import TABLES, Inhoud
from vvdesk.merge.outline import read_needed
from vvdesk.merge.plan import MergePlan
from vvdesk.model import Handeling, Staat, Wijziging
from vvdesk.row_ids import fresh_id
from vvdesk.submission import SubmittedRow


class CentralFiches:
    """Reads what the next inzending is compared with.

    Args:
        connection: Of the store; only read from.
        plan: Holds the fiches that earlier inzendingen change.
        dossier: Whether the store is a dossier of one entiteit.
    """

    def __init__(self, connection: Connection, plan: MergePlan, *, dossier: bool) -> None:
        self._connection = connection
        self._plan = plan
        self._dossier = dossier

    def contents(self, rows: Iterable[SubmittedRow]) -> dict[str, Inhoud]:
        """Return the fiches that some rows are about, no more of them than is needed."""
        later: dict[str, Inhoud] = {}
        others = []
        for row in rows:
            if row.project not in later and (found := self._plan.later(row.project)) is not None:
                later[row.project] = found
            if row.project not in later:
                others.append(row)
        return {**read_needed(self._connection, self._plan.meetmoment_id, others), **later}

    def was_returned(self, rows: Iterable[SubmittedRow]) -> bool:
        """Tell whether some rows are about a fiche that was sent back to its entiteit."""
        if self._dossier:
            return False
        returned = Staat.TERUGGESTUURD.value
        return any(inhoud.staat == returned for inhoud in self.contents(rows).values())

    def give_id(self, project: str, collection: str, present: Iterable[str]) -> str:
        """Return the next permanent id in a collection of a project."""
        return fresh_id(self._connection, project, collection, present, dossier=self._dossier)

    def was_removed(self, project: str, row_id: str) -> bool:
        """Tell whether somebody once removed a row."""
        found = self._connection.execute(
            select(Wijziging.n)
            .where(Wijziging.project_code == project)
            .where(Wijziging.meetmoment_id == self._plan.meetmoment_id)
            .where(Wijziging.handeling == Handeling.VERWIJDEREN.value)
            .where(Wijziging.rij.in_([f"{name}.{row_id}" for name in TABLES]))
        )
        return found.first() is not None
