"""Error copies of the files of a batch: what a department gets back to mend."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from vvdesk.error_copies import write_error_copies
from vvdesk.jobs import Progress


class ErrorCopies(QObject):
    """Maakt foutkopieën naast de bestanden.

    Args:
        live: The central file.
        messages: Opens the folder.
        area: Shows progress and news.
    """

    def __init__(
        self, live: LiveDesk, messages: Messages, area: JobArea, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._messages, self._area = live, messages, area

    def write(self, paths: Sequence[Path]) -> None:
        """Write an error copy beside each of these files of which cells were refused."""
        workspace = self._live.desk.workspace

        def task(progress: Progress) -> list[Path]:
            found: list[Path] = []
            for folder in dict.fromkeys(path.parent for path in paths):
                here = [path for path in paths if path.parent == folder]
                found += write_error_copies(workspace, here, folder, progress)
            return found

        self._area.run(task, "De foutkopieën worden gemaakt…", self._on_written)

    def _on_written(self, written: list[Path]) -> None:
        if not written:
            self._area.tell(
                "Er zijn geen cellen geweigerd, dus er is niets om in een foutkopie aan te duiden."
            )
            return
        first = written[0]
        what = f'"{first.name}" staat' if len(written) == 1 else f"{len(written)} foutkopieën staan"
        self._area.tell(
            f"{what} naast het origineel: het blad Problemen zegt er wat geweigerd is en waarom.",
            Tone.GOOD,
            Offer("Map openen", lambda: self._messages.open_outside(first.parent)),
        )
