"""Does every value that the store says came out of a cell, stand in that cell?"""

from collections.abc import Iterable, Iterator

from vvdesk.kinds import JsonValue
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.sealing.evidence_merged import Merged, Written
from vvdesk.sealing.trail_replay import is_same, shown
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, Verschil
from vvdesk.submission import Submission, SubmittedRow

_ABSENT = "deze cel zegt niets over dit veld"
_WHAT = "in het bestand staat iets anders dan wat ervan samengevoegd werd"
_NO_FIELDS = frozenset({"volgorde", "basislijn", "staat"})


def cell_faults(
    submission: Submission, merged: Merged, place: str, *, by_cell: bool
) -> Iterator[Verschil]:
    """Yield the values that the inzending does not say, or says elsewhere.

    Args:
        submission: As read now.
        merged: What the store says of it.
        place: What people call the inzending.
        by_cell: The cells count; for a dossier they are those of a workbook that is made on the
            way, which another version may lay out otherwise.
    """
    rows: dict[tuple[str, str], list[SubmittedRow]] = {}
    for row in submission.rows:
        rows.setdefault((row.project, row.collection), []).append(row)
    for each in merged.written:
        if each.key in _NO_FIELDS or each.key not in kinds_of(each.collection):
            continue
        said = list(_said(rows.get((each.project, each.collection), ()), each, by_cell=by_cell))
        kind = kinds_of(each.collection)[each.key]
        if not any(is_same(kind, value, each.value) for value in said):
            found = shown(said[0]) if said else _ABSENT
            where = f"{place}, {each.sheet} {each.cell} ({each.project} {each.key})"
            yield Verschil(BEWIJSSTUKKEN, where, found, shown(each.value), _WHAT)


def _said(rows: Iterable[SubmittedRow], each: Written, *, by_cell: bool) -> Iterator[JsonValue]:
    """Yield what the rows that this value may have come from say of its field."""
    for row in rows:
        if row.id and each.row and row.id != each.row:
            continue
        cell = row.cells.get(each.key)
        if by_cell and each.sheet != row.sheet:
            continue
        if by_cell and each.cell not in {row.cell, cell.cell if cell else row.cell}:
            continue
        # A value that was handed out and came back counts too: an earlier export of the same
        # dossier had said something else, or the row is new here.
        if cell is None:
            yield (row.base or {}).get(each.key)
        elif cell.problem is None:
            yield kinds_of(row.collection)[each.key].to_json(cell.value)
        elif each.is_whole:
            yield None
