"""The commands that are about the window itself: size of text, colours, help, palette, settings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui import doors
from ui.actions import FileKind
from ui.crash import system_of_the_window
from ui.doors import House
from ui.job import Job
from ui.main_window import MainWindow
from ui.notices import Tone
from ui.palette import CommandPalette
from ui.palette_model import Place
from ui.theme import Look
from vvdesk.diagnostics import collect, proposed_name
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.paths import log_dir

if TYPE_CHECKING:
    from ui.help_panel import HelpPanel
    from ui.program import Program
    from ui.shown_file import ShownFile


class WindowCommands(QObject):
    """Voert uit wat het venster zelf aangaat.

    Args:
        program: Whose settings these are; owns this.
        window: The window.
        house: What the program made once.
    """

    def __init__(self, program: "Program", window: MainWindow, house: House) -> None:
        super().__init__(program)
        self._program, self._window, self._house = program, window, house
        self._help: HelpPanel | None = None
        self._file: ShownFile | None = None
        self._are_places_old = True
        self._palette = CommandPalette(house.actions, house.icons, house.theme, window)
        theme = house.theme
        for name, act in {
            "zoom_in": partial(theme.zoom_by, 1),
            "zoom_out": partial(theme.zoom_by, -1),
            "zoom_reset": partial(theme.zoom_to, 100),
            "dark": self._on_dark,
            "palette": self._on_palette,
            "help": self._on_help,
            "field_path": self._on_field_path,
            "manual": self._on_manual,
            "keys": self._on_keys,
            "preferences": self._on_preferences,
            "diagnostics": self.save_diagnostics,
            "about": self._on_about,
        }.items():
            house.actions[name].triggered.connect(partial(self._carry_out, act))
        house.actions["dark"].setCheckable(True)
        house.actions["dark"].setChecked(theme.is_dark)
        theme.changed.connect(self._on_theme_changed)

    def follow(self, file: "ShownFile") -> None:
        """Give help and palette what belongs to the file that is open now."""
        self._file = file
        self._on_places_changed()
        file.places_changed.connect(self._on_places_changed)
        file.closed.connect(self._on_file_closed)

    def save_diagnostics(self) -> None:
        """Let a file be chosen, and put there what helps to find out what went wrong."""
        proposed = self._program.documents() / proposed_name(datetime.now().astimezone())
        target = self._house.messages.file_to_save(
            self._window, "Diagnosebestand bewaren", "Diagnosebestanden (*.zip)", proposed
        )
        if target is None:
            return
        job = Job(partial(_collect, target, system_of_the_window()), self)
        job.succeeded.connect(lambda _done: self._window.tell(_SAVED, Tone.GOOD, stays=True))
        job.failed.connect(self._on_failed)
        self._window.run(job, "Diagnosebestand wordt gemaakt…")

    def _carry_out(self, act: Any, *_checked: object) -> None:
        act()

    def _on_theme_changed(self) -> None:
        theme = self._house.theme
        self._house.actions["dark"].setChecked(theme.is_dark)
        settings = self._program.settings
        self._program.change_settings(replace(settings, look=theme.look.value, zoom=theme.zoom))

    def _on_dark(self) -> None:
        theme = self._house.theme
        theme.choose(Look.LIGHT if theme.is_dark else Look.DARK)

    def _on_palette(self) -> None:
        if self._are_places_old:
            self._palette.set_places(list(self._places()))
            self._are_places_old = False
        self._palette.open()

    def _on_places_changed(self, *_what: object) -> None:
        self._are_places_old = True

    def _places(self) -> Iterator[Place]:
        """Where somebody may want to go: fiches, parts of the fiche, fields."""
        if self._file is None:
            return
        for label, detail, act in self._file.places():
            yield Place(label, detail, act)

    def _panel(self) -> "HelpPanel":
        if self._help is None:
            self._help = doors.help_panel(self._house, self._window)
            self._help.close_requested.connect(self._on_help_closed)
        if self._file is not None:
            kind = FileKind.SEALED if self._file.is_sealed else None
            self._help.set_lists(self._file.lists, kind)
        self._window.show_beside(self._help, "Hulp")
        return self._help

    def _on_help(self) -> None:
        self._show_field(usage=False)

    def _on_field_path(self) -> None:
        self._show_field(usage=True)

    def _show_field(self, *, usage: bool) -> None:
        path = self._file.field_at_hand if self._file is not None else ""
        if path:
            self._panel().show_field(path, usage=usage)
        else:
            self._panel().show_manual(self._chapter())

    def _chapter(self) -> str:
        """Return where the manual tells about what is shown now."""
        return self._file.chapter if self._file is not None else ""

    def _on_manual(self) -> None:
        self._panel().show_manual()

    def _on_keys(self) -> None:
        self._panel().show_keys()

    def _on_help_closed(self) -> None:
        if self._window.side is not None:
            self._window.side.hide()

    def _on_preferences(self) -> None:
        dialog = doors.preferences(self._house, self._window, self._program.settings)
        dialog.chosen.connect(self._on_preferred)
        dialog.open()

    def _on_preferred(self, chosen: Any) -> None:
        settings = replace(self._program.settings, naam=chosen.naam, entiteit=chosen.entiteit)
        self._program.change_settings(settings)
        self._house.theme.choose(chosen.look)
        self._house.theme.zoom_to(chosen.zoom)

    def _on_about(self) -> None:
        doors.about(self._window).open()

    def _on_file_closed(self) -> None:
        self._file = None
        self._on_places_changed()
        if self._help is not None:
            self._help.set_lists(None)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self._window.tell(str(error), Tone.ERROR, stays=True)


def _collect(target: Path, system: dict[str, str], _progress: Progress) -> None:
    collect(log_dir(), target, system)


_SAVED = (
    "Het diagnosebestand is bewaard. Het bevat geen inhoud van fiches; stuur het mee als je een "
    "probleem meldt."
)
