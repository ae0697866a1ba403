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
from vvdesk.jobs import Progress
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from ui.about import AboutDialog
    from ui.beginnings import Beginnings
    from ui.desk import LiveDesk
    from ui.forms.status_chip import StatusChips
    from ui.help_panel import HelpPanel
    from ui.main_window import MainWindow
    from ui.open_file import OpenFile
    from ui.open_server import OpenServerDialog
    from ui.pages.crash_card import Crash, CrashCard
    from ui.pages.first_start import FirstStartPage
    from ui.pages.new_dossier import NewDossierDialog
    from ui.pages.notice_bar import NoticeBar, ProgressBar
    from ui.pages.start import StartPage
    from ui.pages.status_line import StatusLine
    from ui.pages.work import WorkPage
    from ui.preferences import PreferencesDialog
    from ui.program import Program
    from ui.tool_bar import ToolBar
    from ui.window_commands import WindowCommands
    from vvdesk.audit import Actor
    from vvdesk.desk import Desk
    from vvdesk.new_dossier import NewDossier
    from vvdesk.recent import Recent
    from vvdesk.running import CrashInfo, Running
    from vvdesk.server_address import ServerAddress
    from vvdesk.store.place import Place
    from vvdesk.workbook_dossier import NewFromWorkbook


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


def actor(naam: str) -> "Actor":
    """Return who works here: the name that was given, else the log-in name."""
    from dataclasses import replace

    from vvdesk.audit import Actor

    found = Actor.on_this_machine()
    return replace(found, wie=naam) if naam else found


def place_of(text: str) -> "Place":
    """Return the file or the server that a text names.

    Raises:
        Misused: It looks like the address of a server, and is none.
    """
    if ":/" not in text:
        return Path(text)
    from vvdesk.store.place import parse_place

    return parse_place(text)


def is_not_let_in(error: Exception) -> bool:
    """Tell whether a server refused the login or its password."""
    from vvdesk.store.server_errors import NotLetIn

    return isinstance(error, NotLetIn)


def open_server(
    house: House, parent: QWidget, known: "ServerAddress", reason: str
) -> "OpenServerDialog":
    """Return the dialog that asks where the central server is; see there."""
    from ui.open_server import OpenServerDialog

    return OpenServerDialog(known, reason, house.theme, house.icons, parent)


def open_desk(path: "Place", naam: str, progress: Progress) -> "Desk":
    """Open a file or a server to work in; long, because it loads the database library too.

    Raises:
        VvdeskError: It cannot be opened.
    """
    # Not used here: loaded in the worker, so that the window need not do it when the file is open.
    import ui.open_file
    import ui.pages.building  # noqa: F401 - see above
    from vvdesk.desk import Desk
    from vvdesk.opening import open_for_work

    progress(0, 0, f"{path.name} wordt geopend…")
    workspace = open_for_work(path)
    try:
        desk = Desk(workspace, actor(naam))
        progress(0, 0, f"{path.name} is geopend")  # stops here when nobody wants it any more
    except BaseException:
        workspace.close()
        raise
    return desk


def projects_of(desk: "Desk") -> dict[str, str]:
    """Return code to title of all fiches of the meetmoment, in order of code."""
    from vvdesk.content import project_titles

    with desk.workspace.connection() as connection:
        return project_titles(connection, desk.meetmoment.id)


def live_desk(desk: "Desk", parent: QWidget) -> "LiveDesk":
    """Return the open file with its signals, and what was typed earlier and not stored."""
    from ui.desk import LiveDesk
    from vvdesk.drafts import Drafts
    from vvdesk.paths import drafts_dir

    return LiveDesk(desk, Drafts(drafts_dir(), desk.workspace.plan.bestand_id), parent)


def open_file(
    desk: "Desk", window: "MainWindow", house: House, recent: "Recent", status: "StatusLine"
) -> "OpenFile":
    """Build what shows an open file in the window."""
    from ui.open_file import OpenFile
    from ui.pages.building import work_page

    live = live_desk(desk, window)
    return OpenFile(live, work_page(live, house, window.pages), window, house, recent, status)


def project_list(
    live: "LiveDesk", house: House, chips: "StatusChips", owner: "WorkPage"
) -> QWidget:
    """Return the list of projects of an open file."""
    from ui.pages.building_list import project_list

    return project_list(live, house, chips, owner)


def page_of(name: str, live: "LiveDesk", house: House, owner: "WorkPage") -> QWidget:
    """Return a page of an open file beside its form, by its name."""
    from ui.pages.building_others import page

    return page(name, live, house, owner)


def central_page(name: str, live: "LiveDesk", house: House, owner: "WorkPage") -> QWidget:
    """Return a page that coordinators work with, by its name."""
    from ui.pages.building_central import page

    return page(name, live, house, owner)


def load_rest(_progress: Progress) -> None:
    """Load what the pages beside the form need, so that the first visit is as quick as others."""
    import ui.pages.building_central
    import ui.pages.building_list
    import ui.pages.building_others  # noqa: F401 - loading it is the work


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


def make_dossier(wanted: "NewDossier", naam: str, progress: Progress) -> Path:
    """Make the file that was asked for.

    Raises:
        VvdeskError: It cannot be made.
    """
    from vvdesk.meetmomenten import create_store

    progress(0, 0, f"{wanted.path.name} wordt gemaakt…")
    create_store(
        wanted.path, wanted.plan, wanted.meetmoment, wanted.peildatum, actor(naam),
        entiteit=wanted.entiteit, deadline=wanted.deadline,
    )  # fmt: skip
    return wanted.path


def make_practice(folder: Path, naam: str, progress: Progress) -> Path:
    """Make a dossier to practise on.

    Raises:
        VvdeskError: It cannot be made.
    """
    from vvdesk.practice import make_practice

    return make_practice(folder, actor(naam), progress)


def dossier_from_workbook(
    workbook: Path, target: Path, naam: str, progress: Progress
) -> "NewFromWorkbook":
    """Make a dossier with all that a workbook says.

    Raises:
        VvdeskError: The workbook cannot be read, or the dossier cannot be made.
    """
    from vvdesk.workbook_dossier import dossier_from_workbook

    return dossier_from_workbook(workbook, target, actor(naam), progress)


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
