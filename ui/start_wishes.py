"""What is asked for on the screens that stand before a file: who you are, and the start screen."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import doors
from ui.doors import House
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.pages.start import StartPage
    from ui.program import Program


class StartWishes(QObject):
    """Doet wat iemand op het startscherm vraagt; de eerste keer vraagt het eerst wie er werkt.

    What carries it out is made when it is first asked for, not before the first paint.

    Args:
        program: Whose screens they are; owns this.
        window: Where they are shown.
        house: What the program made once.
    """

    def __init__(self, program: "Program", window: MainWindow, house: House) -> None:
        super().__init__(program)
        self._program, self._window, self._house = program, window, house
        program.start_made.connect(self._on_made)

    def introduce(self) -> None:
        """Ask who works here, and show the start screen then."""
        page = doors.first_start(self._house)
        page.completed.connect(self._on_introduced)
        self._window.show_page(page)

    def _on_introduced(self, naam: str, entiteit: str) -> None:
        program = self._program
        program.change_settings(replace(program.settings, naam=naam, entiteit=entiteit))
        program.show_start()

    def _on_made(self, start: "StartPage") -> None:
        start.open_requested.connect(self._program.open)
        start.noted.connect(self._window.show_notice)
        start.diagnostics_requested.connect(self._on_diagnostics)
        start.practice_requested.connect(self._on_practice)
        start.locate_requested.connect(self._on_locate)

    def _on_diagnostics(self) -> None:
        self._program.commands.save_diagnostics()

    def _on_practice(self) -> None:
        self._program.beginnings.practise()

    def _on_locate(self, path: Path) -> None:
        self._program.beginnings.locate(path)
