"""The running program: from the start screen to an open file and back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent

from ui import doors, file_doors
from ui.doors import House
from ui.loading import REST, SEALED_REST
from ui.main_window import MainWindow
from ui.notices import Notice, Offer, Tone
from ui.opening import Opening
from ui.program_parts import ProgramParts
from ui.start_wishes import StartWishes
from ui.where_left import where_left
from vvdesk.errors import VvdeskError
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from ui.beginnings import Beginnings
    from ui.open_file import OpenFile
    from ui.shown_file import ShownFile
    from ui.window_commands import WindowCommands
    from vvdesk.desk import Desk
    from vvdesk.store.place import Place
    from vvdesk.store.workspace import Workspace

_STILL_OPENING = 2000
"""Milliseconds after which the start screen stands where a file that is opened will come."""
_REST_AFTER = 1500
"""Milliseconds after opening a file; by then it stands there."""


class Program(ProgramParts):
    """Wat er tussen het startscherm en het sluiten van het venster gebeurt.

    What the first paint can do without is made when it is needed, or by `complete`.

    Args:
        house: What the program made once.
        window: The window.
        settings: What this person set earlier.
        folder: Where those settings stand.
    """

    def __init__(self, house: House, window: MainWindow, settings: Settings, folder: Path) -> None:
        super().__init__(house, window, settings, folder)
        self._shown: ShownFile | None = None
        self._commands: WindowCommands | None = None
        self._beginnings: Beginnings | None = None
        self._opening = Opening(window, self)
        self._opening.opened.connect(self._on_opened)
        self._opening.failed.connect(self.tell_failure)
        self._page_wanted = ""
        window.statusBar().setSizeGripEnabled(False)
        self._wishes = StartWishes(self, window, house)
        self._connect()
        window.restore_geometry_text(settings.geometry)
        self.allow(has_file=False)

    @property
    def shown(self) -> "ShownFile | None":
        """What is open: a file to work in, or a momentopname; None for nothing."""
        return self._shown

    @property
    def file(self) -> "OpenFile | None":
        """The file in which somebody works; None for nothing and for a momentopname."""
        shown = self._shown
        return None if shown is None or shown.is_sealed else cast("OpenFile", shown)

    @property
    def commands(self) -> "WindowCommands":
        """Who carries out what is about the window itself."""
        if self._commands is None:
            self._commands = doors.window_commands(self, self._window, self._house)
        return self._commands

    @property
    def beginnings(self) -> "Beginnings":
        """Who carries out what can be begun."""
        if self._beginnings is None:
            self._beginnings = doors.beginnings(self, self._window, self._house)
        return self._beginnings

    def begin(self, place: "Place | None") -> None:
        """Show what comes first: who are you, the start screen, or what was asked for."""
        if place is not None:
            QTimer.singleShot(_STILL_OPENING, self, self._show_something)
            self.open(place)
        elif self.settings.is_first_start:
            self._wishes.introduce()
        else:
            self.show_start()

    def complete(self) -> None:
        """Make what was not needed for the first paint, so that every command works."""
        _made = self.commands, self.beginnings, self.status

    def show_start(self) -> None:
        """Show the start screen; an open file is closed first."""
        if not self.close_file():
            return
        self._window.setWindowTitle("vvdesk")
        self._window.show_page(self.start)
        self.start.refresh()
        self.start.focus_first()

    def open(self, place: "Place", project: str = "", field: str = "") -> None:
        """Open a file or a server in a worker, and show it; what is open stays until then.

        What is open already is only gone to; of two that are being opened, the later one
        counts.
        """
        if self._shown is not None and self._shown.is_of(place):
            self._shown.show_place(project, field)
            return
        self._opening.begin(place, self.settings.naam, project, field)

    def reopen(self, page: str) -> None:
        """Open the file at hand anew, at one of its pages; its reference data changed."""
        if self._shown is None:
            return
        place = self._shown.place
        if self.close_file():
            self._page_wanted = page
            self.open(place)

    def close_file(self) -> bool:
        """Close what is open; False when something could not be stored."""
        if self._shown is None:
            return True
        kept = where_left(self.file)
        if not self._shown.close():
            return False
        self._shown = None
        self.remember(**kept)
        self.allow(has_file=False)
        return True

    def tell_failure(self, place: "Place | None", error: Exception) -> None:
        """Show why something could not be opened or made; a bug goes on to the crash report.

        A server that does not let somebody in may want a password: that is asked.

        Args:
            place: What to offer to open again; None for nothing.
            error: What went wrong.
        """
        if not isinstance(error, VvdeskError):
            raise error
        self._show_something()
        offers = [] if place is None else [Offer("Opnieuw proberen", partial(self.open, place))]
        if place is not None and not isinstance(place, Path):
            if file_doors.is_not_let_in(error):
                self.beginnings.ask_server(place, str(error))
                return
            offers.append(Offer("Gegevens wijzigen…", partial(self.beginnings.ask_server, place)))
        self._window.show_notice(Notice(str(error), Tone.ERROR, tuple(offers), stays=True))

    def _connect(self) -> None:
        actions = self._house.actions
        for name, act in {
            "start": self.show_start,
            "close_file": self.show_start,
            "quit": self._window.close,
        }.items():
            actions[name].triggered.connect(act)
        self._window.closing.connect(self._on_closing)

    def _show_something(self) -> None:
        """Show the start screen where nothing stands: a file takes long to open, or does not."""
        if self._window.pages.currentWidget() is None:
            self.show_start()

    def _on_opened(self, opened: "Desk | Workspace", project: str, field: str) -> None:
        if not self.close_file():
            file_doors.let_go(opened)
            return
        # Before its page is made, which takes back what this file does not allow.
        self.allow(has_file=file_doors.is_work(opened))
        self._shown = shown = file_doors.shown_file(
            opened, self._window, self._house, self.recent, self.status
        )
        shown.open_requested.connect(self.open)
        if self.file is not None:
            self._show_work(self.file, project, field)
        else:
            shown.show_place(project, field)
        QTimer.singleShot(_REST_AFTER, self, partial(self._on_settled, shown))
        self.commands.follow(shown)

    def _on_settled(self, shown: "ShownFile") -> None:
        """Load the rest, unless the file was closed meanwhile, maybe with the window."""
        if self._shown is shown:
            self._load_rest(SEALED_REST if shown.is_sealed else REST)

    def _show_work(self, file: "OpenFile", project: str, field: str) -> None:
        """Show a file in which somebody works, where this person was at last."""
        file.stored.connect(self._on_stored)
        file.page.reopen_requested.connect(self.reopen)
        place = str(file.place.resolve())
        is_last = self.settings.last_file == place
        last = self.settings.last_project if is_last else ""
        section = self.settings.last_section if is_last else ""
        self.remember(last_file=place, last_project=project or last)
        if file.live.desk.workspace.is_server:
            self.remember(last_server=place)
        file.show_panels(self.settings.side_panels)
        file.show(list(file_doors.projects_of(file.live.desk)), project or last, field, section)
        if self._page_wanted:
            file.page.show_page(self._page_wanted)
            self._page_wanted = ""
        file.live.shown.connect(self._on_shown)

    def _on_closing(self, event: QCloseEvent) -> None:
        self.remember(geometry=self._window.geometry_text())
        if self.close_file():
            self._opening.cancel()
            if self._running is not None:
                self._running.end()
            event.accept()
        else:
            event.ignore()
