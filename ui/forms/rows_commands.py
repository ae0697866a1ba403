"""What can be done with the rows of a table: each command is one step that can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ui.desk import LiveDesk
from ui.notices import Tone
from vvdesk.content import Rij
from vvdesk.done_steps import Made
from vvdesk.editing import Work
from vvdesk.errors import VvdeskError
from vvdesk.row_order import places_after_inserting, places_after_moving
from vvdesk.table_block import Block, RefusedCell

NOUNS = {"mijlpalen": ("Mijlpaal", "mijlpalen"), "agenderingen": ("Agendering", "agenderingen")}
"""Collection to one of it, at the head of a sentence, and several."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting a block into the table.

    Attributes:
        ids: The rows that took part.
        refused: Path to the cell that could not be read.
    """

    ids: tuple[str, ...]
    refused: dict[str, RefusedCell]


class RowCommands(QObject):
    """Adds, moves, removes and fills rows of the fiche in hand.

    What fails is told in the bar, and changes nothing.

    Args:
        live: The open file.
        collection: `mijlpalen` or `agenderingen`.
    """

    def __init__(self, live: LiveDesk, collection: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._collection = live, collection
        self.noun, self.plural = NOUNS[collection]
        self._pasted: Made | None = None
        self._refused: dict[str, str] = {}
        live.edited.connect(self._on_edited)

    def rows(self) -> dict[str, Rij]:
        """Return the rows as they are stored now; none when no fiche is in hand."""
        if not self._live.project:
            return {}
        return self._live.desk.fiche(self._live.project).tables[self._collection]

    def add(self, at: int, values: Sequence[Mapping[str, Any]] = ({},)) -> list[str]:
        """Add rows; the first becomes number `at` (from 0).

        Returns:
            Their ids; none when it failed.
        """
        naam = f"{self.noun} toevoegen" if len(values) == 1 else f"{len(values)} rijen toevoegen"
        return self._do(naam, lambda work: self._insert(work, at, values)) or []

    def duplicate(self, ids: Sequence[str]) -> list[str]:
        """Add a copy of rows under the last of them; return the ids of the copies."""
        self._live.flush()
        rows = self.rows()
        order = list(rows)
        values = [dict(rows[each].values) for each in ids]
        at = max(order.index(each) for each in ids) + 1
        naam = f"{self.noun} dupliceren" if len(ids) == 1 else f"{len(ids)} rijen dupliceren"
        return self._do(naam, lambda work: self._insert(work, at, values)) or []

    def move(self, ids: Sequence[str], down: int) -> bool:
        """Move rows one place up (-1) or down (1); False when one of them cannot."""
        order = list(self.rows())
        numbers = sorted((order.index(each) for each in ids), reverse=down > 0)
        if not numbers or not 0 <= numbers[0] + down < len(order):
            return False
        for number in numbers:
            order[number], order[number + down] = order[number + down], order[number]
        naam = f"{self.noun} verplaatsen" if len(ids) == 1 else f"{len(ids)} rijen verplaatsen"
        return self._do(naam, lambda work: self._reorder(work, order)) is not None

    def remove(self, ids: Sequence[str]) -> bool:
        """Remove rows in one step; return whether that succeeded."""
        naam = f"{self.noun} verwijderen" if len(ids) == 1 else f"{len(ids)} rijen verwijderen"
        meetmoment_id, project = self._live.desk.meetmoment.id, self._live.project

        def act(work: Work) -> bool:
            for each in ids:
                work.remove_row(meetmoment_id, project, self._collection, each)
            return True

        return bool(self._do(naam, act))

    def put(self, at: int, block: Block, naam: str) -> Put | None:
        """Write a block over the rows from number `at` on; rows that lack are added.

        Returns:
            What came of it; None when it failed.
        """
        return self.put_over(list(self.rows())[at : at + len(block.rows)], block, naam)

    def put_over(self, ids: Sequence[str], block: Block, naam: str) -> Put | None:
        """Write the rows of a block over these rows; what is left of it becomes new rows below."""
        ids = [*ids]
        latest = self._live.desk.latest

        def act(work: Work) -> list[str]:
            for row_id, row in zip(ids, block.rows, strict=False):
                self._set(work, row_id, row.values)
            beyond = [row.values for row in block.rows[len(ids) :]]
            return self._insert(work, len(self.rows()), beyond) if beyond else []

        added = self._do(naam, act)
        if added is None:
            return None
        ids += added
        made = self._live.desk.latest
        return self._keep_refused(ids, block, made if made is not latest else None)

    def forget_refused(self) -> None:
        """Take back the texts that the latest block left behind, where they still stand so."""
        refused, self._refused, self._pasted = self._refused, {}, None
        for path, text in refused.items():
            draft = self._live.draft(path)
            if draft is not None and draft.text == text:
                self._live.take_back_draft(path)

    def undo_put(self) -> None:
        """Take back the latest block: what it stored, and the texts it left behind."""
        is_latest = self._pasted is not None and self._live.desk.latest is self._pasted
        self.forget_refused()
        if is_latest:
            self._live.undo()

    def _keep_refused(self, ids: Sequence[str], block: Block, made: Made | None) -> Put:
        self._pasted, self._refused = None, {}
        found: dict[str, RefusedCell] = {}
        for row_id, row in zip(ids, block.rows, strict=True):
            for name in row.values:
                path = f"{self._collection}.{row_id}.{name}"
                if self._live.draft(path) is not None:
                    self._live.take_back_draft(path)
            for name, cell in row.refused.items():
                path = f"{self._collection}.{row_id}.{name}"
                found[path] = cell
                self._live.refuse(path, cell.text, cell.reason)
        self._pasted = made
        self._refused = {path: cell.text for path, cell in found.items()}
        return Put(tuple(ids), found)

    def _on_edited(self) -> None:
        """Let refused texts go with the block when it is undone."""
        made, desk = self._pasted, self._live.desk
        if made is not None and desk.latest is not made and desk.redo_name == made.naam:
            self.forget_refused()

    def _insert(self, work: Work, at: int, values: Sequence[Mapping[str, Any]]) -> list[str]:
        rows = self.rows()
        places = {each.id: each.volgorde for each in rows.values()}
        first, moved = places_after_inserting(list(rows), places, at, len(values))
        self._move(work, moved)
        meetmoment_id, project = self._live.desk.meetmoment.id, self._live.project
        return [
            work.add_row(
                meetmoment_id, project, self._collection, Rij("", dict(each), None, first + number)
            )
            for number, each in enumerate(values)
        ]

    def _reorder(self, work: Work, order: Sequence[str]) -> bool:
        places = {each.id: each.volgorde for each in self.rows().values()}
        self._move(work, places_after_moving(order, places))
        return True

    def _move(self, work: Work, places: Mapping[str, int]) -> None:
        meetmoment_id, project = self._live.desk.meetmoment.id, self._live.project
        for row_id, place in places.items():
            work.move_row(meetmoment_id, project, self._collection, row_id, place)

    def _set(self, work: Work, row_id: str, values: Mapping[str, Any]) -> None:
        meetmoment_id, project = self._live.desk.meetmoment.id, self._live.project
        for name, value in values.items():
            work.set(meetmoment_id, project, f"{self._collection}.{row_id}.{name}", value)

    def _do(self, naam: str, act: Callable[[Work], _T]) -> _T | None:
        try:
            with self._live.step(naam) as work:
                return act(work)
        except VvdeskError as error:
            self._live.tell(str(error), Tone.ERROR, stays=True)
            return None
