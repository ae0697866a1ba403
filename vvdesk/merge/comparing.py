"""Comparing the cells of one row with the central values, field by field."""

from dataclasses import dataclass
from typing import Any

from vvdesk.audit import canonical_json
from vvdesk.kinds import JsonValue, Kind
from vvdesk.merge.drawn import RANK, Count, Resolve
from vvdesk.merge.ledger import Known, Ledger
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.merge.steps import ConflictStep, FieldStep, Step
from vvdesk.merge.superseding import Own
from vvdesk.merge.three_way import Verdict, decide, plain
from vvdesk.submission import SubmittedCell, SubmittedRow


def values_of(row: SubmittedRow) -> dict[str, Any]:
    """Return every value of a row, for a row that the central file does not have."""
    base = row.base or {}
    values = {}
    for key, kind in kinds_of(row.collection).items():
        cell = row.cells.get(key)
        if cell is None:
            values[key] = kind.from_json(base.get(key))
        else:
            values[key] = kind.from_json(None) if cell.problem is not None else cell.value
    return values


@dataclass(slots=True)
class Comparing:
    """Compares rows that both sides have.

    Attributes:
        ledger: The conflicts that are decided or open.
        resolve: What happens to conflicts in the state after the merge.
        steps: Added to.
        own: What earlier exports of the same dossier put there.
    """

    ledger: Ledger
    resolve: Resolve
    steps: list[Step]
    own: Own

    def fields(self, row: SubmittedRow, present: dict[str, Any], prefix: str) -> Count:
        """Compare the cells of one row.

        Args:
            row: What came back.
            present: Field to central value; brought to the state after the merge.
            prefix: What stands before a field in its path.

        Returns:
            What became of the row.
        """
        if not row.cells:
            return Count.UNCHANGED
        kinds = kinds_of(row.collection)
        found = {Count.UNCHANGED}
        for key, cell in row.cells.items():
            if cell.problem is not None:
                found.add(Count.REFUSED)
            else:
                found.add(self._field(row, key, cell, kinds[key], present, prefix + key))
        return max(found, key=RANK.__getitem__)

    def _field(
        self,
        row: SubmittedRow,
        key: str,
        cell: SubmittedCell,
        kind: Kind,
        present: dict[str, Any],
        path: str,
    ) -> Count:
        before = row.base.get(key) if row.base else None
        came, stands = kind.to_json(cell.value), kind.to_json(present[key])
        verdict = decide(before, came, stands, base_known=row.base is not None)
        earlier = self._replaced(row, key, path, came, stands)
        if verdict is Verdict.TAKE or earlier is not None:
            told = (before, stands, came, row.sheet, cell.cell, earlier)
            self.steps.append(FieldStep(row.project, path, cell.value, *told))
            present[key] = cell.value
            return Count.CHANGED
        if verdict is Verdict.KEEP:
            return Count.UNCHANGED
        known = self._known(row, path, came, stands)
        if known is Known.DECIDED:
            return Count.UNCHANGED
        where = (row.sheet, cell.cell, known is Known.OPEN, row.base is not None)
        self.steps.append(ConflictStep(row.project, path, cell.value, before, stands, came, *where))
        if self.resolve is Resolve.INCOMING:
            present[key] = cell.value
        return Count.CONFLICT

    def _replaced(
        self, row: SubmittedRow, key: str, path: str, came: JsonValue, stands: JsonValue
    ) -> str | None:
        """Return the earlier inzending that this value takes the place of, if any.

        What waits for a person, or what a person decided about this very value, stays with that.
        """
        if row.base is None or plain(came) == plain(stands):
            return None
        place = path.removesuffix(key).removesuffix(".")
        earlier = self.own.earlier(row.project, place, key, stands)
        if earlier is None or self._known(row, path, came, stands) is not Known.NEW:
            return None
        return earlier

    def _known(self, row: SubmittedRow, path: str, came: JsonValue, stands: JsonValue) -> Known:
        return self.ledger.look_up(row.project, path, canonical_json(came), canonical_json(stands))
