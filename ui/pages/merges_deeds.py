"""What can be done with a merge that was carried out: keep its plan as a document, take it back."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from vvdesk.merging import TakenBack, document_of, take_back_merge, write_plan_document

_DOCUMENTS = "Document (*.html);;Rekenblad (*.xlsx);;Gegevens (*.json)"


class MergeDeeds(QObject):
    """Wat je met een uitgevoerde samenvoeging kunt doen.

    Signals:
        taken_back(): A merge was taken back; the news stands in the bar.

    Args:
        live: The central file.
        messages: Asks where documents go, and opens them.
        area: Shows progress and news.
    """

    taken_back = Signal()

    def __init__(
        self, live: LiveDesk, messages: Messages, area: JobArea, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._messages, self._area = live, messages, area

    def save(self, number: int) -> None:
        """Write the plan of a merge to a file of one's choice."""
        workspace = self._live.desk.workspace
        target = self._messages.file_to_save(
            self._area.window(),
            "Plan bewaren",
            _DOCUMENTS,
            workspace.path.parent / f"samenvoeging-{number}.html",
        )
        if target is not None:
            self._area.run(
                lambda _progress: write_plan_document(document_of(workspace, number), target),
                "Het plan wordt bewaard…",
                lambda _nothing: self._tell_saved(target),
            )

    def take_back(self, number: int) -> None:
        """Take back a whole merge."""
        desk = self._live.desk
        self._area.run(
            lambda progress: take_back_merge(desk.workspace, number, desk.actor, progress),
            "De samenvoeging wordt ongedaan gemaakt…",
            self._on_taken_back,
        )

    def _tell_saved(self, target: Path) -> None:
        self._area.tell(
            f'Het plan staat in "{target.name}".',
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(target)),
            Offer("Map openen", lambda: self._messages.open_outside(target.parent)),
        )

    def _on_taken_back(self, taken: TakenBack) -> None:
        self._live.refresh()
        self._live.fiches_changed.emit()
        self.taken_back.emit()
        told = " ".join(("De samenvoeging is ongedaan gemaakt.", *taken.remarks))
        self._area.tell(told, Tone.WARNING if taken.remarks else Tone.GOOD)
