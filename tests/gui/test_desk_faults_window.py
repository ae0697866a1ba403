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
MOST_PRESSED = 40
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


def press_everything(program, page):
    """Press each button that is shown and enabled, and Enter and Delete in what takes the keys."""
    program.file.page.show_page(page)
    program.settle()
    pressed: set[int] = set()
    for _ in range(MOST_PRESSED):
        shown = program.file.page.current()
        button = next(
            (
                each
                for each in shown.findChildren(QAbstractButton)
                if each.isVisible() and each.isEnabled() and id(each) not in pressed
                # A button with a menu waits in it until a person chooses.
                if not (hasattr(each, "menu") and each.menu())
            ),
            None,
        )
        if button is None:
            break
        pressed.add(id(button))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        close_menus()
        program.settle()
        program.file.page.show_page(page)
        program.settle()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F8, Qt.Key.Key_Escape):
        if (focus := QApplication.focusWidget()) is not None:
            QTest.keyClick(focus, key)
            program.settle()
    return len(pressed)


def close_menus():
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMenu) and each.isVisible():
            each.close()


def content(path):
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM wijziging")]


@pytest.mark.parametrize("page", PAGES)
def test_every_button_can_be_pressed_in_the_middle_of_a_round(start, store, page):
    program = start(store, messages=RecordingMessages(**NOTHING))
    assert press_everything(program, page)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("fiches", [(), (fiche("VV015", 0, 0, projectstatus=None),)])
def test_every_button_can_be_pressed_where_there_is_hardly_anything(start, tmp_path, fiches, page):
    path = new_store(tmp_path / "centraal.vvd", *fiches)
    program = start(path, messages=RecordingMessages(**NOTHING))
    press_everything(program, page)


@pytest.mark.parametrize("page", PAGES)
def test_who_may_only_read_presses_everything_and_changes_nothing(start, store, page):
    before = content(store)
    with Workspace.open(store):
        program = start(store, messages=RecordingMessages(**NOTHING))
        assert program.file.live.desk.read_only is not None
        press_everything(program, page)
    assert content(store) == before


@pytest.mark.centraal
@pytest.mark.parametrize("page", PAGES)
def test_an_auditor_presses_everything_and_is_told_in_sentences(start, server, login, store, page):
    copy_store(store, server)
    program = start(login(Rol.AUDITOR), messages=RecordingMessages(**NOTHING))
    press_everything(program, page)
    assert "Traceback" not in program.said
