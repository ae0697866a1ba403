"""What happens with the ledger of conflicts: reading it, deciding, taking a decision back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from vvdesk.merging import LedgerRow, ledger_rows, settle_many
from vvdesk.model import Keuze
from vvdesk.number_words import counted
from vvdesk.undo import undo


class ConflictsWork(QObject):
    """Het conflictenregister van een meetmoment.

    Signals:
        settled(): Conflicts were decided, or opened again; the news stands in the bar.

    Args:
        live: The central file.
        area: Shows progress and news.

    Attributes:
        rows: Whether they are open to the conflicts; of the decided ones the last comes first.
    """

    settled = Signal()

    def __init__(self, live: LiveDesk, area: JobArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._area = live, area
        self.rows: dict[bool, list[LedgerRow]] = {True: [], False: []}

    def read(self) -> None:
        """Read the ledger anew."""
        desk = self._live.desk
        found = ledger_rows(desk.workspace, desk.meetmoment.id, is_open=None)
        for is_open in (True, False):
            self.rows[is_open] = [row for row in found if (row.keuze is Keuze.OPEN) == is_open]
        self.rows[False].reverse()

    def settle(self, conflicts: Sequence[int], keuze: Keuze, value: Any, nota: str) -> None:
        """Decide conflicts, all in one step."""
        desk = self._live.desk
        self._area.run(
            lambda progress: settle_many(
                desk.workspace, conflicts, keuze, nota, desk.actor, eigen=value, progress=progress
            ),
            "De conflicten worden beslist…",
            lambda step: self._on_settled(step, len(conflicts)),
        )

    def _on_settled(self, step: int, number: int) -> None:
        self._live.refresh()
        self.settled.emit()
        told = counted(number, "conflict is", "conflicten zijn")
        back = Offer("Ongedaan maken", lambda: self._take_back(step))
        self._area.tell(f"{told} beslist.", Tone.GOOD, back)

    def _take_back(self, step: int) -> None:
        desk = self._live.desk
        self._area.run(
            lambda _progress: undo(desk.workspace, desk.actor, step),
            "De beslissing wordt ongedaan gemaakt…",
            lambda _name: self._on_taken_back(),
        )

    def _on_taken_back(self) -> None:
        self._live.refresh()
        self.settled.emit()
        self._area.tell("De beslissing is ongedaan gemaakt: de conflicten staan weer open.")
