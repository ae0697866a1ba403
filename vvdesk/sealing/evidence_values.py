"""Is every value that an inzending says accounted for: taken, known, in the ledger, or refused?"""

from collections.abc import Iterator

from vvdesk.kinds import JsonValue, Kind
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.sealing.evidence_merged import Merged
from vvdesk.sealing.trail_replay import is_same, shown
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, Verschil
from vvdesk.submission import Submission, SubmittedCell, SubmittedRow

_WHAT = (
    "wat hier ingediend werd, is in het spoor, de conflicten noch de weigeringen terug te vinden"
)
_ABSENT = "niet terug te vinden"


def value_faults(submission: Submission, merged: Merged, place: str) -> Iterator[Verschil]:
    """Yield the cells of which nothing tells what became of them.

    A cell that says what was handed out has nothing to account for, and is not in `submission`.

    Args:
        submission: As read now.
        merged: What the store says of it.
        place: What people call the inzending.
    """
    for row in submission.rows:
        if row.problem is not None or (row.sheet, row.cell) in merged.refused_rows:
            continue
        kinds = kinds_of(row.collection)
        for key, cell in row.cells.items():
            if cell.problem is not None or (row.sheet, cell.cell) in merged.elsewhere:
                continue
            value = kinds[key].to_json(cell.value)
            if not _is_known(row, key, value, kinds[key], merged):
                yield _fault(row, key, cell, value, place)


def _is_known(row: SubmittedRow, key: str, value: JsonValue, kind: Kind, merged: Merged) -> bool:
    """Tell whether a value stood in the fiche up to then, or came into the ledger."""
    for place, fields in merged.history.items():
        project, collection, row_id = place
        if (project, collection) != (row.project, row.collection):
            continue
        if row.id and row_id != row.id:
            continue
        past = fields.get(key, [None])
        if any(is_same(kind, value, each) for each in past):
            return True
        path = ".".join(part for part in (collection, row_id, key) if part)
        waiting = merged.conflicts.get((project, path), ())
        if any(is_same(kind, value, each) for each in waiting):
            return True
    return False


def _fault(
    row: SubmittedRow, key: str, cell: SubmittedCell, value: JsonValue, place: str
) -> Verschil:
    where = f"{place}, {row.sheet} {cell.cell} ({row.project} {key})"
    return Verschil(BEWIJSSTUKKEN, where, _ABSENT, shown(value), _WHAT)
