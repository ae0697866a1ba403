"""The doors behind which the heavy part of the program lies: imported when it is first needed.

The start screen stands before a database library is loaded; opening a file loads it in a worker.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.theme import Theme
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from ui.about import AboutDialog
    from ui.beginnings import Beginnings
    from ui.help_panel import HelpPanel
    from ui.main_window import MainWindow
    from ui.open_server import OpenServerDialog
    from ui.pages.crash_card import Crash, CrashCard
    from ui.pages.first_start import FirstStartPage
    from ui.pages.new_dossier import NewDossierDialog
    from ui.pages.notice_bar import NoticeBar, ProgressBar
    from ui.pages.start import StartPage
    from ui.pages.status_line import StatusLine
    from ui.preferences import PreferencesDialog
    from ui.program import Program
    from ui.tool_bar import ToolBar
    from ui.window_commands import WindowCommands
    from vvdesk.recent import Recent
    from vvdesk.running import CrashInfo, Running
    from vvdesk.server_address import ServerAddress
    from vvdesk.store.place import Place


@dataclass(frozen=True)
class House:
    """What every page may need, made once by the program.

    Attributes:
        actions: The commands.
        icons: The icons.
        theme: The look.
        runner: Runs long work.
        messages: Asks the person and the desktop.
    """

    actions: Actions
    icons: Icons
    theme: Theme
    runner: Runner
    messages: Messages


def watched(
    application: "QApplication", window: "MainWindow", house: House
) -> tuple["Running", "CrashInfo | None"]:
    """Mark that the program runs, and hear of its mistakes from now on.

    Returns:
        The mark, and how an earlier run stopped unexpectedly; None when none did.
    """
    from ui.crash import watch_for_crashes
    from vvdesk.paths import log_dir
    from vvdesk.running import Running

    running = Running(log_dir())
    crashed = running.crashed_before()
    running.begin()
    watch = watch_for_crashes(application, window, house, running)
    watch.hindered.connect(partial(window.tell, tone=Tone.ERROR, stays=True))
    return running, crashed


def start_page(house: House, recent: "Recent") -> "StartPage":
    """Return the start screen."""
    from ui.pages.start import StartPage

    return StartPage(recent, house.actions, house.runner, house.theme, house.icons)


def show_crash(
    page: "StartPage", place: "Place | None", project: str, saved: "datetime | None"
) -> None:
    """Tell on the start screen that an earlier run stopped by itself; see `Crash`."""
    from ui.pages.crash_card import Crash

    page.show_crash(Crash(place, project, saved))


def crash_card(
    crash: "Crash", now: "datetime", theme: Theme, icons: Icons, parent: QWidget
) -> "CrashCard":
    """Return the card about an earlier run that stopped by itself."""
    from ui.pages.crash_card import CrashCard

    return CrashCard(crash, now, theme, icons, parent)


def status_line(house: House) -> "StatusLine":
    """Return what stands at the bottom of the window."""
    from ui.pages.status_line import StatusLine

    return StatusLine(house.icons, house.theme)


def notice_bar(icons: Icons, theme: Theme) -> "NoticeBar":
    """Return a bar for news."""
    from ui.pages.notice_bar import NoticeBar

    return NoticeBar(icons, theme)


def progress_bar() -> "ProgressBar":
    """Return a bar for long work."""
    from ui.pages.notice_bar import ProgressBar

    return ProgressBar()


def tool_bar(actions: Actions, icons: Icons, window: "MainWindow") -> "ToolBar":
    """Return the tool bar of an open file."""
    from ui.tool_bar import ToolBar

    return ToolBar(actions, icons, window)


def beginnings(program: "Program", window: "MainWindow", house: House) -> "Beginnings":
    """Return who carries out what can be begun."""
    from ui.beginnings import Beginnings

    return Beginnings(program, window, house)


def window_commands(program: "Program", window: "MainWindow", house: House) -> "WindowCommands":
    """Return who carries out what is about the window itself."""
    from ui.window_commands import WindowCommands

    return WindowCommands(program, window, house)


def open_server(
    house: House, parent: QWidget, known: "ServerAddress", reason: str
) -> "OpenServerDialog":
    """Return the dialog that asks where the central server is; see there."""
    from ui.open_server import OpenServerDialog

    return OpenServerDialog(known, reason, house.theme, house.icons, parent)


def first_start(house: House) -> "FirstStartPage":
    """Return the page that asks once who works here."""
    from ui.pages.first_start import FirstStartPage
    from vvdesk.entiteit_names import entiteit_names

    return FirstStartPage(entiteit_names(), house.theme, house.icons)


def new_dossier(house: House, parent: QWidget, entiteit: str, folder: Path) -> "NewDossierDialog":
    """Return the dialog that asks what a new file must be."""
    from ui.pages.new_dossier import NewDossierDialog
    from vvdesk.plan import load_plan, plan_names

    plans = [load_plan(name) for name in plan_names()]
    return NewDossierDialog(
        plans, entiteit, folder, house.messages, house.theme, house.icons, parent=parent
    )


def preferences(house: House, parent: QWidget, settings: Settings) -> "PreferencesDialog":
    """Return the dialog with the preferences."""
    from ui.preferences import Preferences, PreferencesDialog
    from vvdesk.entiteit_names import entiteit_names
    from vvdesk.paths import versions_dir

    theme = house.theme
    present = Preferences(settings.naam, settings.entiteit, theme.look, theme.zoom)
    return PreferencesDialog(
        present, entiteit_names(), theme, versions_dir(), house.messages, parent
    )


def about(parent: QWidget) -> "AboutDialog":
    """Return what this vvdesk is."""
    from ui.about import AboutDialog
    from ui.crash import system_of_the_window
    from vvdesk.diagnostics import system_lines

    return AboutDialog(
        system_lines(system_of_the_window()), QGuiApplication.clipboard().setText, parent
    )


def help_panel(house: House, parent: QWidget) -> "HelpPanel":
    """Return the panel with help."""
    from ui.help_panel import HelpPanel
    from vvdesk.paths import resources

    manual = resources() / "manual"
    return HelpPanel(house.theme, house.icons, house.messages.open_address, manual, parent)
