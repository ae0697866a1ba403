"""Every button of every page of a coordinator, in files where hardly anything can be done."""

import shutil
from pathlib import Path

import pytest
from central_files import ASKED, make_central_files
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.pages import page_names
from vvdesk.copying import copy_store
from vvdesk.perimeter import leave_out
from vvdesk.store.roles import Rol
from vvdesk.store.workspace import Workspace

PAGES = [
    page_names.DASHBOARD,
    page_names.RECEPTION,
    page_names.CONSOLIDATION,
    page_names.CONFLICTS,
    page_names.MERGES,
    page_names.QUESTIONS,
    page_names.UITVRAAG,
]
MOST_PRESSED = 25
NOTHING = {"confirm": [False] * 500, "file_to_save": [None] * 500}


@pytest.fixture(scope="module")
def midway(tmp_path_factory) -> Path:
    """A central file in the middle of a meetmoment, from which an asked project was left out."""
    folder = tmp_path_factory.mktemp("ronde")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        files = make_central_files(folder, ACTOR)
        with Workspace.open(files.desk) as workspace:
            leave_out(workspace, None, [ASKED], "Geschrapt", ACTOR)
    return files.desk


@pytest.fixture
def store(midway, tmp_path) -> Path:
    return Path(shutil.copy(midway, tmp_path / "midden.vvd"))


def press_everything(program):
    """Press each button of each page that is shown and enabled, and some keys where one is."""
    for page in PAGES:
        program.file.page.show_page(page)
        program.settle()
        pressed: set[int] = set()
        while len(pressed) < MOST_PRESSED and (button := next_button(program, pressed)):
            pressed.add(id(button))
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            close_menus()
            program.file.page.show_page(page)
            program.settle()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F8, Qt.Key.Key_Escape):
            if (focus := QApplication.focusWidget()) is not None:
                QTest.keyClick(focus, key)
                program.settle()


def next_button(program, pressed):
    """Return a button that was not pressed yet; one with a menu would wait in it for a person."""
    for each in program.file.page.current().findChildren(QAbstractButton):
        if id(each) in pressed or not (each.isVisible() and each.isEnabled()):
            continue
        if not (hasattr(each, "menu") and each.menu()):
            return each
    return None


def close_menus():
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMenu) and each.isVisible():
            each.close()


def content(path):
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM wijziging")]


def test_every_button_can_be_pressed_in_the_middle_of_a_round(start, store):
    press_everything(start(store, messages=RecordingMessages(**NOTHING)))


@pytest.mark.parametrize("fiches", [(), (fiche("VV015", 0, 0, projectstatus=None),)])
def test_every_button_can_be_pressed_where_there_is_hardly_anything(start, tmp_path, fiches):
    path = new_store(tmp_path / "centraal.vvd", *fiches)
    press_everything(start(path, messages=RecordingMessages(**NOTHING)))


def test_who_may_only_read_presses_everything_and_changes_nothing(start, store):
    before = content(store)
    with Workspace.open(store):
        program = start(store, messages=RecordingMessages(**NOTHING))
        assert program.file.live.desk.workspace.read_only is not None
        press_everything(program)
    assert content(store) == before


@pytest.mark.centraal
def test_an_auditor_presses_everything_and_nothing_breaks(start, server, login, store):
    copy_store(store, server)
    press_everything(start(login(Rol.AUDITOR), messages=RecordingMessages(**NOTHING)))
