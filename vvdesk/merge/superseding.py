"""A later export of a dossier against what an earlier one of the same dossier put there.

A department that corrects itself, or takes a change back, does not conflict with itself: its later
export takes the place of its earlier one. The earlier value stays in the audit trail.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from vvdesk.kinds import JsonValue
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.merge.three_way import plain
from vvdesk.submission import SubmittedCell, SubmittedRow


class Written(NamedTuple):
    """A value that an inzending put there.

    Attributes:
        value: As in dumps.
        name: File name of the inzending.
    """

    value: JsonValue
    name: str


Unit = tuple[str, str]
"""A project, and a row of it such as `mijlpalen.VV015-M01`; an empty row for the fiche itself."""


class Own:
    """The values that earlier exports of one dossier put there, and nobody changed since.

    Args:
        units: Project and row, to field, to what was put there.
    """

    def __init__(self, units: Mapping[Unit, Mapping[str, Written]]) -> None:
        self._units = units

    def earlier(self, project: str, row: str, key: str, stands: JsonValue) -> str | None:
        """Return the earlier inzending that put there what stands there; None when none did.

        Args:
            project: The project's code.
            row: See `Unit`.
            key: The field.
            stands: The central value, as in dumps.
        """
        found = self._units.get((project, row), {}).get(key)
        return found.name if found is not None and plain(found.value) == plain(stands) else None

    def take_changes_back(self, rows: Iterable[SubmittedRow]) -> None:
        """Let rows say what was handed out where an earlier export said something else.

        A row carries only what differs from its base, but against one's own earlier value what was
        handed out is a change as well. A column that was not there says nothing.
        """
        if not self._units:
            return
        for row in rows:
            place = unit_of(row)
            if place is None or row.base is None:
                continue
            kinds = kinds_of(row.collection)
            for key, written in self._units.get(place, {}).items():
                before = row.base.get(key)
                if key in row.read and key not in row.cells and plain(before) != plain(
                    written.value
                ):  # fmt: skip
                    row.cells[key] = SubmittedCell(row.cell, kinds[key].from_json(before))


NOTHING_OWN: Final = Own({})


def unit_of(row: SubmittedRow) -> Unit | None:
    """Return what a row is about; None when it has a problem or was typed by hand."""
    if row.problem is not None or (row.collection and not row.id):
        return None
    return row.project, f"{row.collection}.{row.id}" if row.collection else ""
