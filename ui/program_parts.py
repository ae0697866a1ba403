"""What the program is made of: what the person set, and parts made when they are first needed."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from ui import doors, file_doors
from ui.actions import FileKind
from ui.doors import House
from ui.job import Job
from ui.loading import Half, load_core, load_window
from ui.main_window import MainWindow
from vvdesk import settings as settings_file
from vvdesk.recent import Recent
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from ui.pages.start import StartPage
    from ui.pages.status_line import StatusLine
    from vvdesk.running import CrashInfo, Running


class ProgramParts(QObject):
    """Wat het programma onthoudt en waaruit het bestaat; `ui.program.Program` laat het werken.

    Signals:
        start_made(object): The start screen was made: a `StartPage`.

    Args:
        house: What the program made once.
        window: The window.
        settings: What this person set earlier.
        folder: Where those settings stand.
    """

    start_made = Signal(object)

    def __init__(self, house: House, window: MainWindow, settings: Settings, folder: Path) -> None:
        super().__init__(window)
        self._house, self._window, self._folder = house, window, folder
        self.settings = settings
        self.recent = Recent(folder)
        self._start: StartPage | None = None
        self._status: StatusLine | None = None
        self._running: Running | None = None

    @property
    def start(self) -> "StartPage":
        """The start screen."""
        if self._start is None:
            self._start = doors.start_page(self._house, self.recent)
            self.start_made.emit(self._start)
        return self._start

    @property
    def status(self) -> "StatusLine":
        """What stands at the bottom of the window."""
        if self._status is None:
            self._status = doors.status_line(self._house)
            self._window.statusBar().addWidget(self._status, 1)
        return self._status

    def watch(self, running: "Running", crashed: "CrashInfo | None") -> None:
        """Keep the mark of this run, and tell of an earlier one that stopped unexpectedly."""
        self._running = running
        if crashed is not None:
            last = self.settings.last_file
            place = file_doors.place_of(last) if last else None
            doors.show_crash(self.start, place, self.settings.last_project, crashed.saved)

    def change_settings(self, changed: Settings) -> None:
        """Take other settings from now on, and keep them."""
        self.settings = changed
        settings_file.save(changed, self._folder)

    def remember(self, **values: Any) -> None:
        """Keep other values of some settings."""
        self.change_settings(replace(self.settings, **values))

    def documents(self) -> Path:
        """Return the folder in which somebody most likely looks for a file."""
        if self.settings.last_folder and Path(self.settings.last_folder).is_dir():
            return Path(self.settings.last_folder)
        place = QStandardPaths.StandardLocation.DocumentsLocation
        found = Path(QStandardPaths.writableLocation(place) or Path.home())
        return found if found.is_dir() else Path.home()

    def allow(self, *, has_file: bool) -> None:
        """Enable the commands that need an open file, or not."""
        for name in _NEED_A_FILE:
            self._house.actions[name].setEnabled(has_file)
        self._house.actions["excel_in"].setEnabled(True)
        self._window.show_commands_for(FileKind.DOSSIER if has_file else None)

    def _load_rest(self, rest: Half) -> None:
        """Load what the other pages need while nobody waits for it."""
        job = Job(lambda _progress: load_core(rest), self, gives_way=True)
        job.succeeded.connect(lambda _none: load_window(rest, _nothing, self, _BETWEEN_MODULES))
        self._house.runner.start(job)

    def _on_shown(self, project: str) -> None:
        """Remember at once which fiche is in hand: the card after a crash leads there."""
        if project:
            self.remember(last_project=project)

    def _on_stored(self, moment: datetime) -> None:
        if self._running is not None:
            self._running.saved(moment)


def _nothing() -> None:
    """Do nothing more: pages are made when they are first wanted."""


_BETWEEN_MODULES = 50
"""Milliseconds; nobody waits for them."""
_NEED_A_FILE = (
    "save", "versions", "excel_out", "print_preview", "hand_in", "take_back", "close_file",
    "undo", "redo", "paste_plain", "copy_headers", "find", "check", "next_problem",
    "previous_problem", "compare", "previous_section", "next_section", "previous_fiche",
    "next_fiche", "row_add", "row_duplicate", "row_up", "row_down", "row_delete", "projects",
    "problems", "questions", "next_pane", "field_path", "add_fiche",
)  # fmt: skip
