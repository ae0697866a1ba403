"""The doors of opening and making files: behind them lies all that loads the database.

Like `ui.doors`, it imports what is heavy when it is first needed, mostly in a worker.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.doors import House
from ui.loading import FORM, SEALED, Half, load_core
from vvdesk.jobs import Progress

if TYPE_CHECKING:
    from ui.desk import LiveDesk
    from ui.forms.status_chip import StatusChips
    from ui.inquiry import Inquiry
    from ui.main_window import MainWindow
    from ui.pages.sealed_page import SealedPage
    from ui.pages.status_line import StatusLine
    from ui.pages.work import WorkPage
    from ui.shown_file import ShownFile
    from vvdesk.audit import Actor
    from vvdesk.desk import Desk
    from vvdesk.new_dossier import NewDossier
    from vvdesk.recent import Recent
    from vvdesk.store.place import Place
    from vvdesk.store.workspace import Workspace
    from vvdesk.workbook_dossier import NewFromWorkbook


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


def open_place(path: "Place", naam: str, progress: Progress) -> "Desk | Workspace":
    """Open a file or a server; long, because it loads the database library too.

    Returns:
        What to work with; of a momentopname, the store that can only be read.

    Raises:
        VvdeskError: It cannot be opened.
    """
    progress(0, 0, f"{path.name} wordt geopend…")
    load_core(FORM)
    from vvdesk.desk import Desk
    from vvdesk.opening import open_for_work

    workspace = open_for_work(path)
    if workspace.is_sealed:
        load_core(SEALED)
        return workspace
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


def is_work(opened: "Desk | Workspace") -> bool:
    """Tell whether somebody can work in what was opened; a momentopname is only looked into."""
    from vvdesk.desk import Desk

    return isinstance(opened, Desk)


def half_of(opened: "Desk | Workspace") -> Half:
    """Return what must be loaded before the window can show what was opened."""
    return FORM if is_work(opened) else SEALED


def let_go(opened: "Desk | Workspace") -> None:
    """Close what was opened and nobody wants any more."""
    from vvdesk.desk import Desk

    (opened.workspace if isinstance(opened, Desk) else opened).close()


def shown_file(
    opened: "Desk | Workspace",
    window: "MainWindow",
    house: House,
    recent: "Recent",
    status: "StatusLine",
) -> "ShownFile":
    """Build what shows an open file in the window: to work in, or to look into."""
    from vvdesk.desk import Desk

    if not isinstance(opened, Desk):
        from ui.sealed_file import SealedFile

        return SealedFile(opened, window, house, recent)
    from ui.open_file import OpenFile
    from ui.pages.building import work_page

    live = live_desk(opened, window)
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


def auditor_page(name: str, inquiry: "Inquiry", house: House, owner: "SealedPage") -> QWidget:
    """Return a page on which a momentopname is looked into, by its name."""
    from ui.pages.building_auditor import page

    return page(name, inquiry, house, owner)


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
