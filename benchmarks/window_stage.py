"""What rows about the window share in this process: the application, the look, an open file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Bench
from benchmarks.stores import ACTOR
from ui.actions import Actions
from ui.desk import LiveDesk
from ui.doors import House
from ui.icons import Icons
from ui.job import ThreadRunner
from ui.main_window import MainWindow
from ui.messages import Dialogs
from ui.pages.building import work_page
from ui.pages.work import WorkPage
from ui.theme import Look, Theme
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.store.workspace import Workspace

SIZE = (1366, 768)
_TURNS = 4
"""Rounds of the event loop after which nothing is left to do at once."""


@cache
def application() -> QApplication:
    """Return the application, made without a screen when there is none."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication([])


@cache
def theme() -> Theme:
    """Return the light look."""
    return Theme(application(), Look.LIGHT)


def settle() -> None:
    """Do what waits for a turn of the event loop, painting last; timers of a while still run."""
    for _turn in range(_TURNS):
        application().processEvents()


@contextmanager
def open_file(
    bench: Bench, path: Path, runner_type: type[ThreadRunner] = ThreadRunner
) -> Iterator[tuple[MainWindow, WorkPage]]:
    """Show a file in the window of the program, as opening it does."""
    look = theme()
    icons = Icons(look)
    runner = runner_type(QThreadPool.globalInstance(), application())
    house = House(Actions(icons, application()), icons, look, runner, Dialogs())
    window = MainWindow(house.actions, icons, look, runner)
    with Workspace.open(path) as workspace:
        drafts = Drafts(bench.new_path("drafts"), workspace.plan.bestand_id)
        live = LiveDesk(Desk(workspace, ACTOR), drafts, window)
        page = work_page(live, house, window)
        window.resize(*SIZE)
        window.show_page(page)
        window.show()
        settle()
        try:
            yield window, page
        finally:
            page.stop()
            QThreadPool.globalInstance().waitForDone()
            settle()
            window.close()
            window.deleteLater()
            settle()
