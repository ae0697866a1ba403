"""Alarms about a whole sheet: rows that vanished, a column that moved, a column that changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from vvdesk.audit import canonical_json
from vvdesk.exchange.reader.model import reference
from vvdesk.exchange.submission.rows import Bases
from vvdesk.exchange.workbook.sheets import Blad, Column, Header
from vvdesk.row_ids import belongs_to
from vvdesk.submission import SubmittedCell, SubmittedRow, Warned

MOST_MISSING = 0.2
"""Part of the rows of one sheet that may be missing, before the file is refused."""
MOST_CHANGED = 0.5
"""Part of one column that may change before it is pointed out."""
FEWEST_ROWS = 10
"""A sheet with fewer rows changes as a whole without anything being wrong."""

_FEWEST_MISSING = 2
_FEWEST_MOVED = 3
_SHOWN = 20


class Missing(NamedTuple):
    """What was found about vanished rows.

    Attributes:
        warning: Which rows they are; None when none is missing.
        refusal: Why the whole file is refused; None when it is not.
    """

    warning: Warned | None = None
    refusal: str | None = None


def missing_rows(blad: Blad, rows: Iterable[SubmittedRow], bases: Bases) -> Missing:
    """Look for rows that were handed out on this sheet and are not there any more.

    Nothing is ever deleted because a row is absent. An emptied sheet is reported; a sheet from
    which many rows vanished while others stayed was probably sorted or cut, and is not trusted.
    """
    expected = [name for name, basis in bases.items() if _stands_on(blad, name, basis.project)]
    present = {row.id if blad.collection else row.project for row in rows}
    gone = [name for name in expected if name not in present]
    if not gone:
        return Missing()
    names = ", ".join(gone[:_SHOWN]) + (" …" if len(gone) > _SHOWN else "")
    is_many = len(gone) >= _FEWEST_MISSING and len(gone) > MOST_MISSING * len(expected)
    if is_many and present:
        return Missing(
            refusal=(
                f"Blad {blad.name} mist {len(gone)} van de {len(expected)} rijen ({names}). "
                "Zijn er rijen gesorteerd of verwijderd? Herstel ze en stuur het werkboek opnieuw."
            )
        )
    return Missing(
        Warned(
            blad.name,
            None,
            f"{len(gone)} van de {len(expected)} rijen ontbreken: {names}. Er wordt niets gewist; "
            "geef een mijlpaal die eindigt een lot met een toelichting.",
        )
    )


class ColumnAlarms:
    """Looks at the changes of one sheet column by column.

    Args:
        blad: The layout of the sheet.
        header: Where its labels are.
        warnings: Added to.
    """

    def __init__(self, blad: Blad, header: Header, warnings: list[Warned]) -> None:
        self._blad = blad
        self._places = {column.key: (header.row, at) for at, column in header.columns.items()}
        self._warnings = warnings

    def look(self, rows: Iterable[SubmittedRow]) -> None:
        """Refuse what only moved from row to row, and point out what changed nearly everywhere."""
        known = [row for row in rows if row.base and row.problem is None]
        changed: dict[str, list[SubmittedRow]] = {}
        for row in known:
            for key, cell in row.cells.items():
                if cell.problem is None:
                    changed.setdefault(key, []).append(row)
        for key, touched in changed.items():
            column = self._blad.by_key[key]
            if _has_moved(column, touched):
                self._refuse(column, touched)
            elif len(known) >= FEWEST_ROWS and len(touched) > MOST_CHANGED * len(known):
                self._warn(
                    column,
                    f'LET OP: in kolom "{column.header}" zijn {len(touched)} van de {len(known)} '
                    "waarden gewijzigd. Kijk na of er niets verschoven of verkeerd geplakt is.",
                )

    def _refuse(self, column: Column, rows: list[SubmittedRow]) -> None:
        problem = (
            f'In kolom "{column.header}" staan dezelfde waarden bij andere rijen ({len(rows)} '
            "cellen): de kolom is apart gesorteerd of verschoven en is niet overgenomen. Zet elke "
            "waarde terug bij haar rij."
        )
        for row in rows:
            row.cells[column.key] = SubmittedCell(row.cells[column.key].cell, None, problem)
        self._warn(column, problem)

    def _warn(self, column: Column, sentence: str) -> None:
        place = reference(*self._places[column.key])
        self._warnings.append(Warned(self._blad.name, place, sentence))


def _has_moved(column: Column, rows: list[SubmittedRow]) -> bool:
    """Tell whether the changed cells hold exactly the values that the same cells held before.

    Two cells may trade places by intention, and a list of two statuses may swap by chance: at
    least three cells with three different values must have moved.
    """
    if len(rows) < _FEWEST_MOVED:
        return False
    to_json = column.kind.to_json
    now = Counter(_text(to_json(row.cells[column.key].value)) for row in rows)
    before = Counter(_text(_base(row).get(column.key)) for row in rows)
    return now == before and len(now) >= _FEWEST_MOVED


def _base(row: SubmittedRow) -> Mapping[str, object]:
    return row.base or _NOTHING


def _text(value: object) -> str:
    return canonical_json(None if value == [] else value)


def _stands_on(blad: Blad, name: str, project: str) -> bool:
    if not blad.collection:
        return name == project
    return belongs_to(name, project, blad.collection)


_NOTHING: Final[Mapping[str, object]] = {}
