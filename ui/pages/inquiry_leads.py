"""Where a line of a trace leads: another trace, the clipboard, a mijlpaal or a kept file."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.inquiry import Inquiry
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.sealing.kept_files import save_copy
from vvdesk.sealing.kept_inzending import kept_inzending
from vvdesk.tracing.shown_lines import Doel, Regel

_KINDS = "Alle bestanden (*)"


class Leads(QObject):
    """Volgt een regel.

    Signals:
        code_followed(str): The trace of this code is wanted.

    Args:
        inquiry: The open store.
        runner: Saves files.
        messages: Asks where a file goes.
        parent: The page that the dialogs belong to.
    """

    code_followed = Signal(str)

    def __init__(
        self, inquiry: Inquiry, runner: Runner, messages: Messages, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._inquiry, self._runner, self._messages = inquiry, runner, messages
        self._page = parent

    def follow(self, line: Regel) -> None:
        """Go where a line leads."""
        if line.doel is Doel.CODE:
            self.code_followed.emit(line.wat)
        elif line.doel is Doel.LEVENSLOOP:
            self._inquiry.life_requested.emit(line.wat)
        elif line.doel is Doel.KOPIEREN:
            QGuiApplication.clipboard().setText(line.wat)
            self._inquiry.tell(f"{line.label} is gekopieerd.", Tone.GOOD)
        elif line.doel is Doel.BEWIJSSTUK:
            self._save(line.wat)

    def _save(self, sha256: str) -> None:
        """Save a submitted file where somebody wants it; it is never opened from here."""
        workspace = self._inquiry.workspace
        try:
            kept = kept_inzending(workspace, sha256)
        except VvdeskError as error:
            self._inquiry.tell(str(error), Tone.WARNING)
            return
        proposed = self._inquiry.folder / kept.safe_name
        target = self._messages.file_to_save(self._page, "Bewijsstuk bewaren", _KINDS, proposed)
        if target is None:
            return

        def task(_progress: Progress) -> Path:
            save_copy(workspace, kept, target)
            return target

        job = Job(task, self)
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._on_failed)
        self._runner.start(job)

    def _on_saved(self, target: Path) -> None:
        def show_folder() -> None:
            self._messages.open_outside(target.parent)

        said = f'"{target.name}" is bewaard, zoals het ingediend is.'
        self._inquiry.tell(said, Tone.GOOD, Offer("Map openen", show_folder))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self._inquiry.tell(str(error), Tone.ERROR)
