"""Keeping the work of an open file: versions, a copy elsewhere when the disk refuses."""

from datetime import datetime
from functools import partial
from typing import Any

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
_NOT_SAFE_ON_SERVER = (
    "Er is tekst die de server nog niet kreeg. Probeer opnieuw. Sluit je toch, dan blijft de tekst "
    "als klad op deze computer: hij komt terug als je deze server hier weer opent."
)
_NOT_SAFE = (
    "Er is tekst die niet bewaard kon worden. Maak plaats vrij en probeer opnieuw, of bewaar een "
    "kopie. Sluit je toch, dan blijft de tekst als klad op deze computer: hij komt terug als je "
    "dit bestand hier weer opent."
)


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
        self._refusal = ""
        self._copied: dict[str, Any] = {}
        self._due = QTimer(self, interval=VERSION_EVERY)
        self._due.timeout.connect(self._on_version_due)
        self._is_server = live.desk.workspace.is_server
        if not self._is_server:
            self._due.start()
        live.edited.connect(self._on_edited)
        live.save_state_changed.connect(self._on_save_state)

    def stop(self) -> None:
        """Keep no more versions; the file is about to be closed."""
        self._due.stop()

    def is_safe(self) -> bool:
        """Tell whether all that was typed is stored or copied; say so when it is not."""
        unstored = self._live.unstored()
        if unstored in ({}, self._copied):
            return True
        why = _NOT_SAFE_ON_SERVER if self._is_server else _NOT_SAFE
        self._tell_refused(why, Offer("Toch sluiten", self._on_leave))
        return False

    def save_now(self) -> None:
        """Store what was typed, keep a version, and say so."""
        if not self._live.flush():
            self._live.tell("Niet alles kon bewaard worden: kijk de rode velden na.", Tone.WARNING)
            return
        if self._is_server:
            now = datetime.now().astimezone()
            self._live.tell(f"Alles staat op de server, om {now:%H:%M}.", Tone.GOOD)
            return
        job = Job(partial(self._keep_version, "bewaren"), self)
        job.succeeded.connect(self._on_saved)
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

    def _on_saved(self, _made: object) -> None:
        now = datetime.now().astimezone()
        self._live.tell(f"Bewaard om {now:%H:%M}, en er is een versie gemaakt.", Tone.GOOD)

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
        unstored = self._live.unstored()
        try:
            save_copy(self._live.desk, self._live.project, unstored, target)
        except VvdeskError as error:
            offers = Offer("Opnieuw", self._on_again), Offer("Kopie bewaren…", self._on_copy)
            self._live.tell(str(error), Tone.ERROR, *offers, stays=True)
        else:
            self._copied = unstored
            self._live.tell(f'Kopie bewaard als "{target.name}".', Tone.GOOD, stays=True)

    def _on_edited(self, _project: str, _paths: object) -> None:
        self._changed = True

    def _on_save_state(self, state: SaveState, why: str) -> None:
        if state is SaveState.REFUSED:
            self._tell_refused(f"Niet bewaard. {why} Wat je typte, staat er nog.")
        elif state is SaveState.STORED and self._refusal:
            if self._window.notices.text == self._refusal:
                self._window.notices.clear()
            self._refusal = ""

    def _on_leave(self) -> None:
        """Close with what was typed as a draft only; a disk that is gone must trap nobody."""
        self._copied = self._live.unstored()
        self._house.actions["close_file"].trigger()

    def _tell_refused(self, text: str, *others: Offer) -> None:
        """Say that the file takes nothing now: once, however often it is tried."""
        self._refusal = text
        if self._window.notices.text != text:
            offers = [Offer("Opnieuw", self._on_again)]
            if not self._is_server:  # a server cannot be copied into a file when it does not answer
                offers.append(Offer("Kopie bewaren…", self._on_copy))
            self._window.show_notice(Notice(text, Tone.ERROR, (*offers, *others), stays=True))

    def _on_again(self) -> None:
        """Try once more; what was only an act, and no text, has nothing to store."""
        if self._live.flush():
            self._live.say_stored()
