"""Comparing the cells of one row with the central values, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import Kind
from vvdesk.merge.drawn import RANK, Count, Resolve
from vvdesk.merge.ledger import Known, Ledger
from vvdesk.merge.steps import ConflictStep, FieldStep, Step
from vvdesk.merge.three_way import Verdict, decide
from vvdesk.submission import SubmittedCell, SubmittedRow

_SINGLE: Final = {path: found.kind for path, found in single_fields().items()}
_ROWS: Final = {
    name: {found.name: found.kind for found in fields_of(entity)} for name, entity in TABLES.items()
}


def kinds_of(collection: str) -> Mapping[str, Kind]:
    """Return field to kind: of the rows of a collection, or of the fiche itself for `""`."""
    return _ROWS[collection] if collection else _SINGLE


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
    """

    ledger: Ledger
    resolve: Resolve
    steps: list[Step]

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
        if verdict is Verdict.KEEP:
            return Count.UNCHANGED
        where = (row.sheet, cell.cell)
        if verdict is Verdict.TAKE:
            self.steps.append(
                FieldStep(row.project, path, cell.value, before, stands, came, *where)
            )
            present[key] = cell.value
            return Count.CHANGED
        known = self.ledger.look_up(row.project, path, canonical_json(came), canonical_json(stands))
        if known is Known.DECIDED:
            return Count.UNCHANGED
        told = (before, stands, came, *where, known is Known.OPEN, row.base is not None)
        self.steps.append(ConflictStep(row.project, path, cell.value, *told))
        if self.resolve is Resolve.INCOMING:
            present[key] = cell.value
        return Count.CONFLICT
