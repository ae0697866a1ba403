"""Rows that were typed by hand carry no id: here they find the row that they already became.

So the same file, read a second time, adds nothing, also when other cells of it changed meanwhile.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from vvdesk.choices import folded
from vvdesk.content import TABLES, Rij
from vvdesk.dictionary import fields_of
from vvdesk.submission import SubmittedRow

_TITLE = "titel"


def match_by_content(rows: Sequence[SubmittedRow], candidates: Mapping[str, Rij]) -> dict[int, str]:
    """Match rows of one project and one sheet to central rows that no row of the file claims.

    A row that says exactly the same is taken first; then one with the same title, if that title
    stands only once on either side. Every central row is given away once.

    Args:
        rows: Without id.
        candidates: Id to row, in central order.

    Returns:
        Place in `rows` to id; a row that is really new is absent.
    """
    free = dict(candidates)
    found: dict[int, str] = {}
    for at, row in enumerate(rows):
        same = next((row_id for row_id, rij in free.items() if _says_the_same(row, rij)), None)
        if same is not None:
            found[at] = same
            del free[same]
    titles = Counter(_title_of(row) for row in rows)
    for at, row in enumerate(rows):
        title = _title_of(row)
        if at in found or not title or titles[title] > 1:
            continue
        alike = [row_id for row_id, rij in free.items() if _folded(rij.values[_TITLE]) == title]
        if len(alike) == 1:
            found[at] = alike[0]
            del free[alike[0]]
    return found


def _says_the_same(row: SubmittedRow, rij: Rij) -> bool:
    for field in fields_of(TABLES[row.collection]):
        cell = row.cells.get(field.name)
        if cell is not None and cell.problem is not None:
            continue
        value = cell.value if cell is not None else None
        if not field.kind.same(value, rij.values.get(field.name)):
            return False
    return True


def _title_of(row: SubmittedRow) -> str:
    cell = row.cells.get(_TITLE)
    return "" if cell is None or cell.problem is not None else _folded(cell.value)


def _folded(title: Any) -> str:
    return folded(str(title)) if title else ""
