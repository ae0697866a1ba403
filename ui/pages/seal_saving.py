"""Saving from the page of a seal: differences, and copies of the files that are kept in it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.inquiry import Inquiry
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from vvdesk.sealing.difference_files import write_differences
from vvdesk.sealing.kept_files import KeptFile, save_copy
from vvdesk.sealing.verdict import Verdict

_DIFFERENCES = "Werkboek (*.xlsx);;CSV (*.csv)"


class SealSaving(QObject):
    """Bewaart wat iemand uit de momentopname wil meenemen.

    Args:
        inquiry: The open momentopname.
        messages: Asks for places.
        job: Shows how far it is, and what went wrong.
        owner: The page.
    """

    def __init__(self, inquiry: Inquiry, messages: Messages, job: JobArea, owner: QWidget) -> None:
        super().__init__(owner)
        self._inquiry, self._messages, self._job, self._owner = inquiry, messages, job, owner

    def save_differences(self, verdict: Verdict) -> None:
        """Ask for a place, and write the differences there."""
        proposed = self._inquiry.folder / "verschillen-met-zegel.xlsx"
        target = self._messages.file_to_save(
            self._owner, "Verschillen bewaren", _DIFFERENCES, proposed
        )
        if target is None:
            return
        if target.suffix.lower() not in {".csv", ".xlsx"}:
            target = target.with_name(f"{target.name}.xlsx")
        self._job.run(
            lambda _progress: write_differences(verdict, target),
            "De verschillen worden bewaard…",
            lambda _done: self._on_saved(target),
            lambda _error: (Offer("Andere naam", partial(self.save_differences, verdict)),),
        )

    def save_file(self, kept: KeptFile) -> None:
        """Ask for a place, and save a copy of a kept file there; it is never opened."""
        target = self._messages.file_to_save(
            self._owner,
            "Kopie bewaren",
            "Alle bestanden (*)",
            self._inquiry.folder / kept.safe_name,
        )
        if target is None:
            return
        workspace = self._inquiry.workspace
        self._job.run(
            lambda _progress: save_copy(workspace, kept, target),
            "De kopie wordt bewaard…",
            lambda _done: self._on_saved(target),
            lambda _error: (Offer("Andere plaats", partial(self.save_file, kept)),),
        )

    def _on_saved(self, target: Path) -> None:
        self._job.tell(
            f"“{target.name}” is bewaard.",
            Tone.GOOD,
            Offer("Map openen", lambda: self._messages.open_outside(target.parent)),
        )
