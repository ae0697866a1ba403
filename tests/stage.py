"""The real program, brought to one screen after another: for tests and for pictures.

The program is put together as `ui.app` does; only its questions answer themselves. Work is done in
threads, as ever, and a screen is there when none is left that it waits for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QSize, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_files import PERSON, SampleFiles
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.doors import House
from ui.file_doors import projects_of
from ui.guards import Guards
from ui.icons import Icons
from ui.job import Job, ThreadRunner
from ui.main_window import MainWindow
from ui.open_file import OpenFile
from ui.pages.page_names import PROJECTS
from ui.program import Program
from ui.sealed_file import SealedFile
from ui.theme import Look, Theme
from vvdesk import settings as settings_file
from vvdesk.paths import log_dir, settings_dir
from vvdesk.practice import ENTITEIT
from vvdesk.recent import Entry, Recent
from vvdesk.running import CrashInfo, Running
from vvdesk.settings import Settings

USUAL = QSize(1366, 768)
"""A laptop of five years ago: the smallest screen that vvdesk promises to look right on."""


_PATIENCE = 60_000
"""Milliseconds that work may take before the machine, not the program, is taken to be stuck."""

_PAUSE = 20
_STILL = 2
"""Milliseconds, and how often nothing may have changed: cards are made and laid out in turns."""


class Stage:
    """The program at work in a folder of its own, to be brought to one screen after another.

    Args:
        application: The one application.
        files: What is opened.
        size: Of the window.
    """

    def __init__(self, application: QApplication, files: SampleFiles, size: QSize = USUAL) -> None:
        self.files, self.size = files, size
        self._application = application
        self._caret = application.cursorFlashTime()
        application.setCursorFlashTime(0)  # a caret that blinks makes every picture another
        self.theme = Theme(application, Look.LIGHT, folder=settings_dir() / "beelden")
        self.icons = Icons(self.theme)
        self._guards = Guards(application)
        self._runner = ThreadRunner(QThreadPool.globalInstance())
        self._program: Program | None = None
        self._window: MainWindow | None = None
        self._actions: Actions | None = None
        self.messages = RecordingMessages()

    @property
    def window(self) -> MainWindow:
        """The window of the program that runs."""
        assert self._window is not None, "no program runs"
        return self._window

    @property
    def actions(self) -> Actions:
        """The commands of the program that runs."""
        assert self._actions is not None, "no program runs"
        return self._actions

    @property
    def file(self) -> OpenFile:
        """The file that is open."""
        assert self._program is not None, "no program runs"
        assert self._program.file is not None, "no file is open"
        return self._program.file

    def start(
        self,
        path: Path | None = None,
        *,
        naam: str = PERSON.wie,
        recent: tuple[Entry, ...] = (),
        crashed: CrashInfo | None = None,
    ) -> MainWindow:
        """Start the program afresh; the one that ran stops."""
        self.stop()
        folder = settings_dir()
        for each in folder.glob("*.json"):
            each.unlink()
        for entry in recent:
            Recent(folder).note(entry)
        entiteit = ENTITEIT if naam else ""
        last, near = str(self.files.dossier) if crashed else "", str(self.files.dossier.parent)
        wished = Settings(
            naam, entiteit, last_file=last, last_project="VV015" if last else "", last_folder=near
        )
        settings_file.save(wished, folder)
        actions = self._actions = Actions(self.icons)
        house = House(actions, self.icons, self.theme, self._runner, self.messages)
        self._window = MainWindow(actions, self.icons, self.theme, house.runner)
        self._program = Program(house, self._window, wished, folder)
        self._program.begin(path)
        self._program.watch(Running(log_dir()), crashed)
        self._program.complete()
        self._window.resize(self.size)
        self._window.show()
        self._window.activateWindow()
        return self._window

    def open(self, path: Path, project: str = "") -> OpenFile:
        """Have this file open, with a fiche in hand or the list of them."""
        if not self.is_open(path):
            self.start(path)
        self.settle()
        self.tidy()
        self.file.show(list(projects_of(self.file.live.desk)), project)
        self.settle()
        return self.file

    def open_sealed(self, path: Path, page: str) -> SealedFile:
        """Have this momentopname open, with one of its pages in hand."""
        if not self.is_open(path):
            self.start(path)
        self.settle()
        self.tidy()
        assert self._program is not None, "no program runs"
        opened = self._program.shown
        assert isinstance(opened, SealedFile), "it is no momentopname"
        opened.page.show_page(page)
        self.settle()
        return opened

    def is_open(self, path: Path) -> bool:
        """Tell whether this file is open now."""
        opened = None if self._program is None else self._program.shown
        return opened is not None and opened.is_of(path)

    def tidy(self) -> None:
        """Close what stands over or beside the page."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if self.window.side is not None:
            self.window.side.hide()
        self.window.activateWindow()  # what a desktop does when a dialog closes
        self.window.notices.clear()
        if self.palette().isVisible():
            self.do("palette")

    def do(self, command: str) -> None:
        """Carry out a command, as its menu entry does."""
        action = self.actions[command]
        assert action.isEnabled(), f"{command} cannot be chosen here"
        action.trigger()

    def dialog(self) -> QDialog:
        """Return the dialog that is open."""
        (found,) = (each for each in self.window.findChildren(QDialog) if each.isVisible())
        return found

    def palette(self) -> QWidget:
        """Return the palette of commands."""
        assert self._program is not None, "no program runs"
        return self._program.commands._palette

    def settle(self) -> None:
        """Wait until all work is done and the window looks the same for a while."""
        before, same = None, 0
        while same < _STILL:
            QTest.qWait(_PAUSE)
            self.wait_for(lambda: not self._at_work())
            now = self._shape()
            same, before = same + 1 if now == before else 0, now

    def _shape(self) -> list[tuple[int, int, int]]:
        """Return what stands where, to see whether anything still moves."""
        inside = self._window.findChildren(QWidget) if self._window is not None else []
        return [(each.y(), each.width(), each.height()) for each in inside if each.isVisible()]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Let the program go on until something is so."""
        patience = QDeadlineTimer(_PATIENCE)
        while not condition():
            assert not patience.hasExpired(), "work went on and on"
            QTest.qWait(5)

    def _at_work(self) -> set[Job]:
        """Return what runs; a list of projects that nobody looks at rests in the middle of it."""
        resting = set()
        if self._program is not None and self._program.file is not None:
            page = self._program.file.page
            listed = page._pages.get(PROJECTS)
            if listed is not None and page.at_hand != PROJECTS:
                resting.add(listed._work._job)
        return self._runner.running() - resting

    def stop(self) -> None:
        """Close the program; the look stays as it is."""
        if self._window is None:
            return
        self.tidy()
        self._window.close()
        self._window.deleteLater()
        self.actions.deleteLater()
        self._window = self._program = self._actions = None
        self.settle()

    def leave(self) -> None:
        """Close the program and give the application its own size of text back."""
        self.stop()
        self.theme.choose(Look.LIGHT)
        self.theme.zoom_to(100)
        self.theme.deleteLater()
        self._application.setCursorFlashTime(self._caret)
        self._guards.deleteLater()
        self.settle()


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen.

    Attributes:
        name: As pictures are called.
        show: Brings the program there, and returns the window or dialog to look at.
    """

    name: str
    show: Callable[[Stage], QWidget]
