"""The running program: from the start screen to an open file and back."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QCloseEvent

from ui import doors
from ui.beginnings import Beginnings
from ui.doors import House
from ui.job import Job
from ui.main_window import MainWindow
from ui.notices import Notice, Offer, Tone
from ui.pages.crash_card import Crash
from ui.pages.start import StartPage
from ui.pages.status_line import StatusLine
from ui.window_commands import WindowCommands
from vvdesk import settings as settings_file
from vvdesk.errors import VvdeskError
from vvdesk.recent import Recent
from vvdesk.running import CrashInfo, Running
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from ui.open_file import OpenFile
    from vvdesk.desk import Desk


class Program(QObject):
    """Wat er tussen het startscherm en het sluiten van het venster gebeurt.

    Args:
        house: What the program made once.
        window: The window.
        settings: What this person set earlier.
        folder: Where those settings stand.
        running: The mark that this program runs.
    """

    def __init__(
        self,
        house: House,
        window: MainWindow,
        settings: Settings,
        folder: Path,
        running: Running,
    ) -> None:
        super().__init__(window)
        self._house, self._window, self._folder, self._running = house, window, folder, running
        self.settings = settings
        self.recent = Recent(folder)
        self.file: OpenFile | None = None
        self.start = StartPage(self.recent, house.actions, house.runner, house.theme, house.icons)
        self._status = StatusLine(house.icons, house.theme)
        window.statusBar().addWidget(self._status, 1)
        window.statusBar().setSizeGripEnabled(False)
        self.commands = WindowCommands(self, window, house)
        self._beginnings = Beginnings(self, window, house)
        self._connect()
        window.restore_geometry_text(settings.geometry)
        self._allow(has_file=False)

    def begin(self, path: Path | None, crashed: CrashInfo | None) -> None:
        """Show what comes first: who are you, the start screen, or the file that was asked for."""
        if crashed is not None:
            self.start.show_crash(self._crash(crashed))
        if self.settings.is_first_start and path is None:
            self._window.show_page(self._first_start())
        else:
            self.show_start()
        if path is not None:
            self.open(path)

    def show_start(self) -> None:
        """Show the start screen; an open file is closed first."""
        if self.file is not None and not self.close_file():
            return
        self._window.setWindowTitle("vvdesk")
        self._window.show_page(self.start)
        self.start.refresh()
        self.start.focus_first()

    def open(self, path: Path, project: str = "", field: str = "") -> None:
        """Open a file in a worker, and show it; what is open stays until then."""
        if self.file is not None and self.file.is_of(path):
            self.file.show([], project, field)
            return
        job = Job(partial(doors.open_desk, path, self.settings.naam), self)
        job.succeeded.connect(partial(self._on_opened, project=project, field=field))
        job.failed.connect(partial(self.tell_failure, path))
        self._window.run(job, f"{path.name} wordt geopend…")

    def close_file(self) -> bool:
        """Close the open file; False when something could not be stored."""
        if self.file is None:
            return True
        last = self.file.live.project
        if not self.file.close():
            self._window.tell(
                "Er is tekst die niet bewaard kon worden. Bewaar een kopie of maak plaats vrij, en "
                "sluit dan opnieuw.",
                Tone.ERROR,
                stays=True,
            )
            return False
        self.file = None
        self.remember(last_project=last)
        self._allow(has_file=False)
        return True

    def change_settings(self, changed: Settings) -> None:
        """Take other settings from now on, and keep them."""
        self.settings = changed
        settings_file.save(changed, self._folder)

    def documents(self) -> Path:
        """Return the folder in which somebody most likely looks for a file."""
        if self.settings.last_folder and Path(self.settings.last_folder).is_dir():
            return Path(self.settings.last_folder)
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    def tell_failure(self, path: Path, error: Exception) -> None:
        """Show why a file could not be opened or made; a bug goes on to the crash report."""
        if not isinstance(error, VvdeskError):
            raise error
        self._window.show_notice(
            Notice(
                str(error), Tone.ERROR, (Offer("Opnieuw proberen", partial(self.open, path)),), True
            )
        )

    def remember(self, **values: Any) -> None:
        """Keep other values of some settings."""
        self.change_settings(replace(self.settings, **values))

    def _connect(self) -> None:
        actions = self._house.actions
        for name, act in {
            "start": self.show_start,
            "close_file": self.show_start,
            "quit": self._window.close,
        }.items():
            actions[name].triggered.connect(act)
        self.start.open_requested.connect(self.open)
        self.start.diagnostics_requested.connect(self.commands.save_diagnostics)
        self.start.noted.connect(self._window.show_notice)
        self._window.closing.connect(self._on_closing)

    def _first_start(self) -> Any:
        page = doors.first_start(self._house)
        page.completed.connect(self._on_introduced)
        return page

    def _on_introduced(self, naam: str, entiteit: str) -> None:
        self.change_settings(replace(self.settings, naam=naam, entiteit=entiteit))
        self.show_start()

    def _on_opened(self, desk: "Desk", project: str, field: str) -> None:
        if not self.close_file():
            desk.workspace.close()
            return
        self._allow(has_file=True)
        self.file = doors.open_file(desk, self._window, self._house, self.recent, self._status)
        self.file.stored.connect(self._running.saved)
        self.file.page.open_requested.connect(self.open)
        path = str(desk.workspace.path.resolve())
        last = self.settings.last_project if self.settings.last_file == path else ""
        self.remember(last_file=path, last_project=project or last)
        self.file.show(list(doors.projects_of(desk)), project or last, field)
        self.commands.follow(self.file)

    def _on_closing(self, event: QCloseEvent) -> None:
        self.remember(geometry=self._window.geometry_text())
        if self.close_file():
            self._running.end()
            event.accept()
        else:
            event.ignore()

    def _allow(self, *, has_file: bool) -> None:
        """Enable the commands that need an open file, or not."""
        for name in _NEED_A_FILE:
            self._house.actions[name].setEnabled(has_file)

    def _crash(self, info: CrashInfo) -> Crash:
        path = Path(self.settings.last_file) if self.settings.last_file else None
        return Crash(path, self.settings.last_project, info.saved)


_NEED_A_FILE = (
    "save", "versions", "excel_out", "print_preview", "hand_in", "take_back", "close_file",
    "undo", "redo", "paste_plain", "copy_headers", "find", "check", "next_problem",
    "previous_problem", "compare", "previous_section", "next_section", "previous_fiche",
    "next_fiche", "row_add", "row_duplicate", "row_up", "row_down", "row_delete", "projects",
    "problems", "next_pane", "field_path",
)  # fmt: skip
