"""The real window program, driven by tests: everything but the system's dialogs and the screen."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtGui import QCloseEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.doors import House
from ui.forms.editor import Editor
from ui.guards import Guards
from ui.icons import Icons
from ui.job import DirectRunner, Job, Runner, ThreadRunner
from ui.loading import FORM, REST, SEALED, SEALED_REST
from ui.main_window import MainWindow
from ui.open_file import OpenFile
from ui.program import Program
from ui.theme import Look, Theme
from vvdesk import settings
from vvdesk.content import read_contents
from vvdesk.paths import log_dir, settings_dir
from vvdesk.project_counts import count_projects
from vvdesk.running import Running
from vvdesk.store.workspace import Workspace

for _half in (FORM, REST, SEALED, SEALED_REST):
    # Else the first file of a process would be shown a few turns of the event loop later.
    for _name in (*_half.core, *_half.window):
        import_module(_name)


class AtOnce(DirectRunner):
    """Runs each job at once, except what waits for its turn: counting all fiches, in a thread."""

    def __init__(self, application: QApplication) -> None:
        self.pool = QThreadPool(application)
        self._threads = ThreadRunner(self.pool, application)

    def start(self, job: Job) -> None:
        """Run the job to its end, or begin it."""
        if getattr(job._task, "func", None) is count_projects:
            self._threads.start(job)
        else:
            super().start(job)


@dataclass
class Driven:
    """A running program and what it is made of."""

    application: QApplication
    window: MainWindow
    program: Program
    house: House
    messages: RecordingMessages
    guards: Guards
    font: QFont

    @classmethod
    def start(
        cls,
        application: QApplication,
        path: Path | None = None,
        runner: Runner | None = None,
        messages: RecordingMessages | None = None,
    ) -> "Driven":
        """Start it as `ui.app.show_window` does; jobs run at once unless a runner is given."""
        font = application.font()
        folder = settings_dir()
        wished = settings.load(folder)
        theme = Theme(application, Look(wished.look), wished.zoom)
        guards = Guards(application)
        icons = Icons(theme)
        asked = messages or RecordingMessages()
        house = House(
            Actions(icons, application), icons, theme, runner or AtOnce(application), asked
        )
        window = MainWindow(house.actions, icons, theme, house.runner)
        program = Program(house, window, wished, folder)
        program.begin(path)
        window.show()
        running = Running(log_dir())
        crashed = running.crashed_before()
        running.begin()
        program.watch(running, crashed)
        program.complete()
        made = cls(application, window, program, house, asked, guards, font)
        made.settle()
        return made

    @property
    def file(self) -> OpenFile:
        """The open file."""
        assert self.program.file is not None, self.said
        return self.program.file

    @property
    def said(self) -> str:
        """What stands in the bar."""
        return self.window.notices.text

    def settle(self) -> None:
        """Let what was posted and what waits for the next turn of the loop happen."""
        for _turn in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QTest.qWait(1)

    def act(self, name: str) -> None:
        """Carry out a command by its name."""
        self.house.actions[name].trigger()
        self.settle()

    def offer(self, label: str) -> QPushButton:
        """Return the button of the news in the bar that says so."""
        return next(each for each in self.window.notices.offers if each.text() == label)

    def press(self, label: str) -> None:
        """Press a button of the news in the bar."""
        QTest.mouseClick(self.offer(label), Qt.MouseButton.LeftButton)
        self.settle()

    def editor(self, path: str) -> Editor:
        """Go to a field of the fiche in hand and return its editor."""
        self.file.page.jump(self.file.live.project, path)
        self.settle()
        form = self.file.page.fiche_page.form()
        assert form is not None
        return form.boxes[path].editor

    def type(self, path: str, text: str) -> Editor:
        """Put another text in a field of the form, key by key; nothing is stored yet."""
        editor = self.editor(path)
        control = editor.control()
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for sign in text:
            QTest.keyClick(control, sign)
        return editor

    def close(self) -> bool:
        """Close the window as its cross does; False when it refused."""
        event = QCloseEvent()
        QApplication.sendEvent(self.window, event)
        self.settle()
        return event.isAccepted()

    def banner(self) -> str:
        """Return what the band about a locked file says; empty when it is hidden."""
        shown = self.file.page.banner
        return shown.reason if shown.isVisible() else ""

    def throw_away(self) -> None:
        """End whatever is left, as when the process would end; no question is asked."""
        if self.program.file is not None:
            self.program.file.page.stop()
            self.program.file.live.desk.workspace.close()
        elif self.program.shown is not None:
            self.program.shown.close()
        with suppress(RuntimeError):
            self.window.closing.disconnect()
        for each in self.application.topLevelWidgets():
            if each.isVisible():
                each.close()
        if isinstance(self.house.runner, AtOnce):
            self.house.runner.pool.waitForDone()
        self.guards.deleteLater()
        self.house.actions.deleteLater()
        self.window.deleteLater()
        self.settle()
        self.application.setFont(self.font)


def visible(application: QApplication, kind: type[QWidget]) -> QWidget | None:
    """Return the widget of a kind that is shown; None when there is none."""
    found = (each for each in application.allWidgets() if isinstance(each, kind))
    return next((each for each in found if each.isVisible()), None)


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Callable[..., Driven]]:
    """Start the program, as often as wanted; the earlier one is gone by then."""
    running: list[Driven] = []

    def begin(path: Path | None = None, **how: Any) -> Driven:
        if running:
            running.pop().throw_away()
        running.append(Driven.start(qapp, path, **how))
        return running[-1]

    yield begin
    for each in running:
        each.throw_away()


def stored(path: Path, project: str, field: str) -> Any:
    """Return what the file itself holds."""
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        contents = read_contents(connection, workspace.meetmoment().id, [project])
    return contents[project].values[field]
