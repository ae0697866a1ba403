"""Keeping the work of an open file: versions, a copy elsewhere when the disk refuses."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.desk import LiveDesk
from ui.doors import House
from ui.job import Job
from ui.main_window import MainWindow
from ui.notices import Notice, Offer, Tone
from ui.save_state import SaveState
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.rescue import save_copy

VERSION_EVERY = 15 * 60 * 1000
"""Milliseconds between the versions that are kept by themselves while somebody works."""


class Keeping(QObject):
    """Zorgt dat er versies zijn, en dat er een uitweg is als bewaren niet lukt.

    Args:
        live: The open file.
        window: Where it says what went wrong.
        house: What the program made once.
    """

    def __init__(self, live: LiveDesk, window: MainWindow, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._window, self._house = live, window, house
        self._changed = False
        self._due = QTimer(self, interval=VERSION_EVERY)
        self._due.timeout.connect(self._on_version_due)
        self._due.start()
        live.edited.connect(self._on_edited)
        live.save_state_changed.connect(self._on_save_state)

    def stop(self) -> None:
        """Keep no more versions; the file is about to be closed."""
        self._due.stop()

    def save_now(self) -> None:
        """Store what was typed, keep a version, and say so."""
        if not self._live.flush():
            self._live.tell("Niet alles kon bewaard worden: kijk de rode velden na.", Tone.WARNING)
            return
        job = Job(partial(self._keep_version, "bewaren"), self)
        now = datetime.now().astimezone()
        job.succeeded.connect(
            lambda _made: self._live.tell(
                f"Bewaard om {now:%H:%M}, en er is een versie gemaakt.", Tone.GOOD
            )
        )
        job.failed.connect(self._on_failed)
        self._house.runner.start(job)

    def _on_version_due(self) -> None:
        if self._changed:
            self._changed = False
            job = Job(partial(self._keep_version, "tussentijds"), self)
            job.failed.connect(self._on_failed)
            self._house.runner.start(job)

    def _keep_version(self, reason: str, _progress: Progress) -> None:
        self._live.desk.workspace.keep_version(reason)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self._live.tell(str(error), Tone.ERROR, stays=True)

    def _on_copy(self) -> None:
        """Save a copy elsewhere with what was typed, when the file itself cannot be written."""
        path = self._live.desk.workspace.path
        proposed = path.with_name(f"{path.stem} (kopie).vvd")
        target = self._house.messages.file_to_save(
            self._window, "Kopie bewaren", "Dossiers (*.vvd)", proposed
        )
        if target is None:
            return
        try:
            save_copy(self._live.desk, self._live.project, self._live.unstored(), target)
        except VvdeskError as error:
            self._live.tell(str(error), Tone.ERROR, stays=True)
        else:
            self._live.tell(f'Kopie bewaard als "{target.name}".', Tone.GOOD, stays=True)

    def _on_edited(self, _project: str, _paths: object) -> None:
        self._changed = True

    def _on_save_state(self, state: SaveState, why: str) -> None:
        if state is SaveState.REFUSED:
            offers = (Offer("Opnieuw", self._live.flush), Offer("Kopie bewaren…", self._on_copy))
            self._window.show_notice(
                Notice(f"Niet bewaard. {why} Wat je typte, staat er nog.", Tone.ERROR, offers, True)
            )
