"""Rows that come, go and move, the form under the table, and finding the way."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from rows_sample import make_page
from stores import ACTOR

from ui.actions import Actions
from ui.desk import LiveDesk
from ui.theme import Look
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(desk, icons, theme, qtbot):
    """The table of VV015: three mijlpalen."""
    return make_page(desk, icons, theme, qtbot)


@pytest.fixture
def noted(desk):
    """What was told in the bar."""
    found = []
    desk.noted.connect(found.append)
    return found


def titles(desk, collection="mijlpalen"):
    rows = desk.desk.fiche(desk.project).tables[collection].values()
    return [each.values["titel"] for each in rows]


def current(page):
    return page.table.currentIndex().row()


def button(page, name):
    return next(each for each in page.findChildren(object, name) if each.isVisible())


def line(page, name):
    return page.details.boxes[name].editor.control()


def test_a_row_is_added_under_the_current_one_and_can_be_typed_at_once(page, desk, qtbot):
    page.table.go_to(0, 1)
    qtbot.mouseClick(button(page, "row_add"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.focusWidget(), "Nieuw")
    qtbot.keyClick(page.focusWidget(), Key.Key_Return)
    assert titles(desk) == ["Stap 1", "Nieuw", "Stap 2", "Stap 3"]
    desk.undo()
    desk.undo()
    assert titles(desk) == ["Stap 1", "Stap 2", "Stap 3"]


def test_adding_while_typing_keeps_what_was_typed(page, desk, qtbot):
    page.table.go_to(2, 0)
    qtbot.keyClick(page.table, "A")
    page.add_row()
    assert titles(desk) == ["Stap 1", "Stap 2", "A", None]


def test_duplicating_takes_the_selected_rows(page, desk, qtbot):
    page.table.go_to(0, 0)
    qtbot.keyClick(page.table, Key.Key_Down, Mod.ShiftModifier)
    page.duplicate_rows()
    assert titles(desk) == ["Stap 1", "Stap 2", "Stap 1", "Stap 2", "Stap 3"]
    assert current(page) == 2


def test_moving_keeps_the_row_in_hand(page, desk):
    page.table.go_to(0, 0)
    page.move_down()
    page.move_down()
    page.move_down()
    assert (titles(desk), current(page)) == (["Stap 2", "Stap 3", "Stap 1"], 2)
    page.move_up()
    assert (titles(desk), current(page)) == (["Stap 2", "Stap 1", "Stap 3"], 1)
    for _ in range(3):
        desk.undo()
    assert titles(desk) == ["Stap 1", "Stap 2", "Stap 3"]


def test_several_rows_move_together_and_stay_selected(page, desk, qtbot):
    page.table.go_to(1, 0)
    qtbot.keyClick(page.table, Key.Key_Down, Mod.ShiftModifier)
    page.move_up()
    assert titles(desk) == ["Stap 2", "Stap 3", "Stap 1"]
    assert page.table.cells() == [(0, 0), (1, 0)]


def test_deleting_asks_nothing_and_can_be_undone_from_the_bar(page, desk, noted):
    page.table.go_to(1, 0)
    page.delete_rows()
    assert titles(desk) == ["Stap 1", "Stap 3"]
    assert noted[-1].text == "Mijlpaal 2 is verwijderd."
    assert current(page) == 1
    noted[-1].offers[0].act()
    assert titles(desk) == ["Stap 1", "Stap 2", "Stap 3"]


def test_without_rows_the_page_says_what_to_do(page, desk, noted, qtbot):
    page.table.selectAll()
    page.delete_rows()
    assert noted[-1].text == "3 mijlpalen zijn verwijderd."
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert said == ["Nog geen mijlpalen.", "of plak ze uit Excel (Ctrl+V)"]
    assert button(page, "row_add").hasFocus()
    qtbot.keyClick(button(page, "row_add"), Key.Key_Space)
    assert titles(desk) == [None]


def test_agenderingen_have_no_form_under_them(desk, icons, theme, qtbot):
    page = make_page(desk, icons, theme, qtbot, "agenderingen")
    page.table.go_to(0, 0)
    assert not page.details.isVisible()
    page.duplicate_rows()
    assert titles(desk, "agenderingen") == ["Nota 1", "Nota 1", "Nota 2"]


def test_a_detail_is_stored_at_its_own_row_whatever_row_comes_next(page, desk, qtbot):
    assert page.show_path("mijlpalen.VV015-M01.indicator")
    qtbot.keyClicks(line(page, "indicator"), "toestellen")
    page.table.go_to(1, 0)
    assert line(page, "indicator").text() == ""
    rows = desk.desk.fiche("VV015").tables["mijlpalen"]
    assert rows["VV015-M01"].values["indicator"] == "toestellen"
    assert rows["VV015-M02"].values["indicator"] is None
    desk.undo()
    page.table.go_to(0, 0)
    assert line(page, "indicator").text() == ""


def test_a_refused_detail_stays_with_its_row(page, qtbot):
    page.show_path("mijlpalen.VV015-M01.streefwaarde")
    qtbot.keyClicks(line(page, "streefwaarde"), "veel")
    page.table.go_to(1, 0)
    assert line(page, "streefwaarde").text() == ""
    page.table.go_to(0, 0)
    assert line(page, "streefwaarde").text() == "veel"
    page.details.boxes["streefwaarde"].taken_back.emit("mijlpalen.VV015-M01.streefwaarde")
    assert line(page, "streefwaarde").text() == ""


def test_the_form_stays_open_while_rows_change(page):
    assert not page.details.is_open
    page.details.open()
    page.table.go_to(2, 0)
    assert page.details.is_open
    assert line(page, "indicator").isVisible()


def test_paths_of_elsewhere_and_of_rows_that_went_are_not_here(page):
    assert not page.show_path("titel")
    assert not page.show_path("agenderingen.VV015-A01.titel")
    assert not page.show_path("mijlpalen.VV015-M09.titel")
    assert page.show_path("mijlpalen")
    assert page.show_path("mijlpalen.VV015-M03")
    assert page.show_path("mijlpalen.VV015-M02.status")
    assert (current(page), page.table.currentIndex().column()) == (1, 2)
    assert page.table.hasFocus()


def test_where_the_keyboard_is_can_be_followed(page, qtbot):
    with qtbot.waitSignal(page.path_entered) as entered:
        page.table.go_to(1, 1)
    assert entered.args == ["mijlpalen.VV015-M02.timing"]
    with qtbot.waitSignal(
        page.path_entered, check_params_cb=lambda path: path.endswith("M02.indicator")
    ):
        page.show_path("mijlpalen.VV015-M02.indicator")


def test_everything_that_takes_the_keyboard_has_a_name(page):
    page.details.open()
    for each in page.findChildren(QLineEdit):
        assert each.accessibleName()
    assert page.table.accessibleName() == "Gedetailleerde projectvoortgang"


def test_it_is_drawn_in_dark_and_large_too(page, theme, desk):
    desk.refuse("mijlpalen.VV015-M01.timing", "morgen", "geen datum")
    theme.choose(Look.DARK)
    theme.zoom_to(200)
    assert not page.grab().isNull()
    assert page.table.rowHeight(0) > page.table.fontMetrics().height()
    theme.zoom_to(100)


@pytest.fixture
def next_time(dossier, tmp_path, qapp):  # noqa: ARG001 - timers need an application
    """The desk at the meetmoment after april 2021."""
    open_next(dossier, load_plan("vlaamse-veerkracht"), "oktober 2021", date(2021, 9, 30), ACTOR)
    made = LiveDesk(Desk(dossier, ACTOR), Drafts(tmp_path / "k", dossier.plan.bestand_id))
    made.show("VV015")
    return made


def test_a_mijlpaal_that_was_reported_is_offered_a_lot(next_time, icons, theme, qtbot):
    page = make_page(next_time, icons, theme, qtbot)
    told = []
    next_time.noted.connect(told.append)
    page.table.go_to(0, 0)
    page.delete_rows()
    assert len(titles(next_time)) == 3
    lot, delete = told[-1].offers
    next_time.jump_requested.connect(lambda _project, path: page.show_path(path))
    lot.act()
    assert line(page, "lot").hasFocus()
    delete.act()
    assert titles(next_time) == ["Stap 2", "Stap 3"]
    page.add_row()
    page.delete_rows()
    assert told[-1].text == "Mijlpaal 2 is verwijderd."


def test_the_form_says_what_was_said_the_previous_time(next_time, icons, theme, qtbot):
    page = make_page(next_time, icons, theme, qtbot)
    page.table.go_to(0, 1)
    qtbot.keyClick(page.table, "1")
    qtbot.keyClicks(page.focusWidget(), "/2025")
    qtbot.keyClick(page.focusWidget(), Key.Key_Return)
    page.table.go_to(0, 1)
    said = [each.text() for each in page.details.findChildren(QLabel)]
    assert "Mijlpaal 1 (VV015-M01) · eerste planning 31/12/2023" in said
    assert "vorige keer: Geplande timing 31/12/2023" in said


def test_the_windows_shortcuts_work_from_an_open_cell_too(page, desk, icons, qtbot):
    actions = Actions(icons, page)
    for name, act in (
        ("row_add", page.add_row),
        ("row_duplicate", page.duplicate_rows),
        ("row_up", page.move_up),
        ("row_delete", page.delete_rows),
    ):
        page.addAction(actions[name])
        actions[name].triggered.connect(act)
    page.table.go_to(2, 0)
    qtbot.keyClick(page.table, "A")
    qtbot.keyClick(page.window().focusWidget(), Key.Key_Return, Mod.ControlModifier)
    qtbot.keyClick(page.window().focusWidget(), "B")
    qtbot.keyClick(page.window().focusWidget(), Key.Key_Up, Mod.AltModifier)
    assert titles(desk) == ["Stap 1", "Stap 2", "B", "A"]
    qtbot.keyClick(page.window().focusWidget(), Key.Key_D, Mod.ControlModifier)
    assert titles(desk) == ["Stap 1", "Stap 2", "B", "B", "A"]
    qtbot.keyClick(page.window().focusWidget(), Key.Key_Minus, Mod.ControlModifier)
    assert titles(desk) == ["Stap 1", "Stap 2", "B", "A"]
