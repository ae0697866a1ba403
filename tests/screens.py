"""Every screen of the window, reached in the real program: for tests and for pictures.

The program is put together as `ui.app` does; only its questions answer themselves. Work is done in
threads, as ever, and a screen is there when none is left that it waits for.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QSize, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_files import PERSON, SampleFiles
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.app import speak_dutch
from ui.doors import House, projects_of
from ui.forms.layout import LAYOUT
from ui.guards import Guards
from ui.icons import Icons
from ui.job import Job, ThreadRunner
from ui.main_window import MainWindow
from ui.open_file import OpenFile
from ui.pages.page_names import EXCEL_IN, HAND_IN, PROJECTS
from ui.program import Program
from ui.theme import Look, Theme
from vvdesk import settings as settings_file
from vvdesk.paths import log_dir, settings_dir
from vvdesk.practice import ENTITEIT
from vvdesk.recent import Entry, Recent
from vvdesk.running import CrashInfo, Running
from vvdesk.settings import Settings

USUAL = QSize(1366, 768)
"""A laptop of five years ago: the smallest screen that vvdesk promises to look right on."""


_PATIENCE = 20_000
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
        if (
            self._program is None
            or self._program.file is None
            or not self._program.file.is_of(path)
        ):
            self.start(path)
        self.settle()
        self.tidy()
        self.file.show(list(projects_of(self.file.live.desk)), project)
        self.settle()
        return self.file

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
        return self._runner._running - resting

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


def prepare(application: QApplication) -> None:
    """Let Qt speak Dutch, as in the program."""
    speak_dutch(application)


def _first_start(stage: Stage) -> QWidget:
    return stage.start(naam="")


def _start_empty(stage: Stage) -> QWidget:
    return stage.start()


def _start(stage: Stage) -> QWidget:
    return stage.start(recent=_recent(stage.files))


def _start_crashed(stage: Stage) -> QWidget:
    saved = datetime.now(UTC) - timedelta(minutes=12)
    return stage.start(recent=_recent(stage.files), crashed=CrashInfo(saved, saved))


def _recent(files: SampleFiles) -> tuple[Entry, ...]:
    """Return what a department worked on this week."""
    now = datetime.now(UTC)
    own = Entry(
        str(files.dossier),
        plan="Relanceplan Vlaamse Veerkracht",
        meetmoment="september 2021",
        entiteit=ENTITEIT,
        deadline=f"{now + timedelta(days=9):%Y-%m-%d}",
    )
    rows = (
        ("VV112", "Voorsprongfonds voor het hoger onderwijs", 0, 0, 0),
        ("VV176", "Versterkte zorg voor het welbevinden van leerlingen", 100, 0, 0),
        ("VV019", "Versterken van levenslang leren", 100, 0, 1),
        ("VV015", "Digitale versnelling van het leerplichtonderwijs (Digisprong)", 86, 1, 2),
    )
    entries = [
        replace(
            own, project=code, titel=titel, volledig=volledig, fouten=fouten,
            waarschuwingen=waarschuwingen, ingediend=code == "VV176", pinned=code == "VV015",
            changed=(now - timedelta(hours=5 * len(rows) - 5 * place)).isoformat(),
        )
        for place, (code, titel, volledig, fouten, waarschuwingen) in enumerate(rows)
    ]  # fmt: skip
    gone = replace(
        entries[0], path="/media/stick/relance-april.vvd", project="VV017", volledig=40,
        titel="Iedereen online aan de hogeschool",
        changed=(now - timedelta(days=70)).isoformat(),
    )  # fmt: skip
    return gone, *entries


def _projects(stage: Stage) -> QWidget:
    projects = stage.open(stage.files.central).page.page(PROJECTS)._projects
    stage.wait_for(lambda: bool(projects.counts) and None not in projects.counts)
    return stage.window


def _part(place: int) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015").page.fiche_page.choose_part(place)
        return stage.window

    return show


def _read_only(stage: Stage) -> QWidget:
    stage.open(stage.files.handed_in, "VV015").page.fiche_page.choose_part(4)
    return stage.window


def _done_by(command: str) -> Callable[[Stage], QWidget]:
    """Return what opens the dossier at a fiche and gives one command."""

    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015")
        stage.do(command)
        return stage.window

    return show


def _hand_in_file(stage: Stage) -> QWidget:
    """Show the second step as a finished dossier would: everything of this one was taken away."""
    page = stage.open(stage.files.dossier, "VV019").page
    page.show_page(HAND_IN)
    stage.settle()
    page.page(HAND_IN)._on_go()
    return stage.window


def _hand_in_done(stage: Stage) -> QWidget:
    stage.open(stage.files.handed_in, "VV015").page.show_page(HAND_IN)
    return stage.window


def _excel_in(stage: Stage) -> QWidget:
    page = stage.open(stage.files.dossier, "VV015").page
    page.show_page(EXCEL_IN)
    page.page(EXCEL_IN).read(stage.files.workbook)
    return stage.window


def _palette(stage: Stage) -> QWidget:
    stage.open(stage.files.dossier, "VV015")
    stage.do("palette")
    QTest.keyClicks(stage.window.focusWidget(), "ver")
    return stage.window


def _help(stage: Stage) -> QWidget:
    stage.open(stage.files.dossier, "VV015").page.jump("VV015", "projectstatus")
    stage.do("help")
    return stage.window


def _dialog_by(command: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        stage.open(stage.files.dossier, "VV015")
        stage.do(command)
        return stage.dialog()

    return show


SCREENS = (
    Screen("eerste-start", _first_start),
    Screen("start-leeg", _start_empty),
    Screen("start", _start),
    Screen("start-na-stop", _start_crashed),
    *(Screen(f"fiche-{place + 1}", _part(place)) for place in range(len(LAYOUT))),
    Screen("vergelijken", _done_by("compare")),
    Screen("versies", _done_by("versions")),
    Screen("indienen-1", _done_by("hand_in")),
    Screen("indienen-2", _hand_in_file),
    Screen("inlezen-leeg", _done_by("excel_in")),
    Screen("inlezen", _excel_in),
    Screen("exporteren", _done_by("excel_out")),
    Screen("zoekbalk", _palette),
    Screen("hulp", _help),
    Screen("toetsen", _done_by("keys")),
    Screen("voorkeuren", _dialog_by("preferences")),
    Screen("nieuw-dossier", _dialog_by("new")),
    Screen("afdrukvoorbeeld", _dialog_by("print_preview")),
    Screen("over", _dialog_by("about")),
    Screen("projecten", _projects),
    Screen("alleen-lezen", _read_only),
    Screen("indienen-3", _hand_in_done),
)
