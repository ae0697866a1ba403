"""The doors behind which the heavy part of the program lies: imported when it is first needed.

The start screen stands before a database library is loaded; opening a file loads it in a worker.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.theme import Theme
from vvdesk.jobs import Progress
from vvdesk.settings import Settings

if TYPE_CHECKING:
    from ui.about import AboutDialog
    from ui.desk import LiveDesk
    from ui.help_panel import HelpPanel
    from ui.main_window import MainWindow
    from ui.open_file import OpenFile
    from ui.pages.first_start import FirstStartPage
    from ui.pages.new_dossier import NewDossierDialog
    from ui.pages.status_line import StatusLine
    from ui.preferences import PreferencesDialog
    from vvdesk.audit import Actor
    from vvdesk.desk import Desk
    from vvdesk.new_dossier import NewDossier
    from vvdesk.recent import Recent


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


def actor(naam: str) -> "Actor":
    """Return who works here: the name that was given, else the log-in name."""
    from dataclasses import replace

    from vvdesk.audit import Actor

    found = Actor.on_this_machine()
    return replace(found, wie=naam) if naam else found


def open_desk(path: Path, naam: str, progress: Progress) -> "Desk":
    """Open a file to work in; long, because it loads the database library too.

    Raises:
        VvdeskError: The file cannot be opened.
    """
    from vvdesk.desk import Desk
    from vvdesk.opening import open_for_work

    progress(0, 0, f"{path.name} wordt geopend…")
    workspace = open_for_work(path)
    try:
        return Desk(workspace, actor(naam))
    except BaseException:
        workspace.close()
        raise


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
    return OpenFile(live, work_page(live, house, window), window, house, recent, status)


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
    from vvdesk.diagnostics import system_lines

    return AboutDialog(system_lines(), QGuiApplication.clipboard().setText, parent)


def help_panel(house: House, parent: QWidget) -> "HelpPanel":
    """Return the panel with help."""
    from ui.help_panel import HelpPanel
    from vvdesk.paths import resources

    manual = resources() / "manual"
    return HelpPanel(house.theme, house.icons, house.messages.open_address, manual, parent)
