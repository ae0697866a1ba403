"""Typing in the table of mijlpalen, with real keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from rows_sample import make_page

from ui.forms.rows_cell_editors import CellChoice, CellText
from vvdesk.store.workspace import Workspace

TITEL, TIMING, STATUS, BESLISSINGEN = range(4)
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(desk, icons, theme, qtbot):
    """The table of VV015: three mijlpalen."""
    made = make_page(desk, icons, theme, qtbot)
    made.tester = QAbstractItemModelTester(
        made.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    return made


def value(desk, row, name="timing"):
    return desk.desk.fiche("VV015").tables["mijlpalen"][f"VV015-M0{row}"].values[name]


def press(qtbot, page, key, modifier=Mod.NoModifier):
    qtbot.keyClick(page.focusWidget() or page.table, key, modifier)


def editor(page, kind=CellText):
    found = [each for each in page.table.viewport().findChildren(kind) if each.isVisible()]
    return found[0] if found else None


def at(page):
    current = page.table.currentIndex()
    return current.row(), current.column()


def test_a_typed_date_takes_the_place_of_the_old_one_and_enter_goes_down(page, desk, qtbot):
    page.table.go_to(0, TIMING)
    qtbot.keyClick(page.table, "Q")
    qtbot.keyClicks(editor(page), "4 2024")
    press(qtbot, page, Key.Key_Return)
    assert value(desk, 1) == date(2024, 12, 31)
    assert at(page) == (1, TIMING)
    assert page.table.model().index(0, TIMING).data() == "31/12/2024"
    assert desk.desk.undo_name == "Geplande timing wijzigen"


def test_f2_goes_on_at_the_end_and_tab_goes_right(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    press(qtbot, page, Key.Key_F2)
    qtbot.keyClicks(editor(page), " bis")
    press(qtbot, page, Key.Key_Tab)
    assert value(desk, 1, "titel") == "Stap 1 bis"
    assert at(page) == (0, TIMING)
    assert editor(page) is None


def test_alt_enter_breaks_a_line_only_where_texts_have_lines(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return, Mod.AltModifier)
    qtbot.keyClicks(editor(page), "twee")
    press(qtbot, page, Key.Key_Return)
    page.table.go_to(0, TIMING)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return, Mod.AltModifier)
    assert editor(page).text() == "31/12/2023"
    assert value(desk, 1, "titel") == "Stap 1\ntwee"


def test_an_unreadable_date_stays_to_be_seen_and_is_told(page, desk, qtbot):
    page.table.go_to(1, TIMING)
    qtbot.keyClick(page.table, "3")
    qtbot.keyClicks(editor(page), "1/02/2024")
    press(qtbot, page, Key.Key_Return)
    index = page.table.model().index(1, TIMING)
    assert index.data() == "31/02/2024"
    assert "bestaat niet" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("31/02/2024; geweigerd: ")
    assert value(desk, 2) == date(2023, 12, 31)


def test_escape_puts_back_also_what_was_stored_while_typing(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, "X")
    qtbot.keyClicks(editor(page), "yz")
    desk.flush()
    assert value(desk, 1, "titel") == "Xyz"
    assert editor(page).text() == "Xyz"
    press(qtbot, page, Key.Key_Escape)
    assert value(desk, 1, "titel") == "Stap 1"
    assert page.table.hasFocus()


def test_escape_keeps_a_refused_text(page, desk, qtbot):
    desk.refuse("mijlpalen.VV015-M01.timing", "morgen", "geen datum")
    page.table.go_to(0, TIMING)
    qtbot.keyClick(page.table, "1")
    press(qtbot, page, Key.Key_Escape)
    assert desk.draft("mijlpalen.VV015-M01.timing").text == "morgen"


def test_every_key_reaches_the_desk_before_the_cell_is_accepted(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, "A")
    assert desk.is_typing("mijlpalen.VV015-M01.titel")


def test_the_keyboard_leaving_stores_the_cell(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, "A")
    page.table.setFocus()
    assert value(desk, 1, "titel") == "A"


def test_opening_and_accepting_without_typing_changes_nothing(page, desk, qtbot):
    for column in (TITEL, TIMING, STATUS):
        page.table.go_to(0, column)
        press(qtbot, page, Key.Key_F2)
        press(qtbot, page, Key.Key_Return)
    assert desk.desk.undo_name is None


def test_a_status_is_chosen_by_its_first_letter(page, desk, qtbot):
    page.table.go_to(0, STATUS)
    qtbot.keyClick(page.table, "g")
    press(qtbot, page, Key.Key_Return)
    assert value(desk, 1, "status") == "gerealiseerd"
    assert at(page) == (1, STATUS)


def test_space_opens_a_status_and_escape_leaves_it(page, desk, qtbot):
    page.table.go_to(0, STATUS)
    press(qtbot, page, Key.Key_Space)
    chooser = editor(page, CellChoice)
    assert chooser.text() == "Op schema"
    press(qtbot, page, Key.Key_Down)
    press(qtbot, page, Key.Key_Escape)
    assert value(desk, 1, "status") == "op_schema"


def test_a_status_is_chosen_with_the_mouse_and_emptied(page, desk, qtbot):
    page.table.go_to(0, STATUS)
    press(qtbot, page, Key.Key_Space)
    chooser = editor(page, CellChoice)
    place = chooser.visualItemRect(chooser.item(chooser.count() - 1)).center()
    qtbot.mouseClick(chooser.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert value(desk, 1, "status") is None


def test_delete_empties_the_selected_cells_in_one_step(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    press(qtbot, page, Key.Key_Right, Mod.ShiftModifier)
    press(qtbot, page, Key.Key_Down, Mod.ShiftModifier)
    press(qtbot, page, Key.Key_Delete)
    assert [value(desk, row, name) for row in (1, 2) for name in ("titel", "timing")] == [None] * 4
    desk.undo()
    assert value(desk, 2, "titel") == "Stap 2"


def test_delete_takes_a_refused_text_away(page, desk, qtbot):
    desk.refuse("mijlpalen.VV015-M01.timing", "morgen", "geen datum")
    page.table.go_to(0, TIMING)
    press(qtbot, page, Key.Key_Delete)
    assert page.table.model().index(0, TIMING).data() == ""


def test_tab_walks_the_cells_and_leaves_after_the_last(page, qtbot):
    page.table.go_to(2, BESLISSINGEN)
    press(qtbot, page, Key.Key_Tab)
    assert at(page) == (2, 4)
    press(qtbot, page, Key.Key_Tab)
    assert not page.table.hasFocus()


def test_ctrl_tab_leaves_from_anywhere(page, qtbot):
    page.table.go_to(0, TITEL)
    press(qtbot, page, Key.Key_Tab, Mod.ControlModifier)
    assert not page.table.hasFocus()


def test_undo_shows_itself_in_an_open_cell_in_which_nothing_was_typed(page, desk, qtbot):
    desk.set({"mijlpalen.VV015-M01.titel": "Anders"}, "Beoogde realisaties wijzigen")
    page.table.open_cell(0, TITEL)
    desk.undo()
    assert editor(page).text() == "Stap 1"
    press(qtbot, page, Key.Key_Return)
    assert value(desk, 1, "titel") == "Stap 1"


def test_typing_elsewhere_leaves_selection_and_open_cell(page, desk, qtbot):
    page.table.go_to(1, TITEL)
    qtbot.keyClick(page.table, "A")
    desk.set({"mijlpalen.VV015-M03.titel": "Anders"}, "Wijzigen")
    assert at(page) == (1, TITEL)
    assert editor(page).text() == "A"


def test_a_long_text_makes_its_row_higher_and_a_cell_grows_while_typing(page, desk, qtbot):
    low = page.table.rowHeight(0)
    desk.set({"mijlpalen.VV015-M01.titel": "lang " * 60}, "Wijzigen")
    qtbot.waitUntil(lambda: page.table.rowHeight(0) > 2 * low)
    page.table.open_cell(1, TITEL)
    cell = editor(page)
    before = cell.height()
    for _ in range(4):
        qtbot.keyClick(cell, Key.Key_Return, Mod.AltModifier)
    assert cell.height() > before


def test_a_header_is_the_label_with_its_hint(page):
    model = page.table.model()
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(TIMING, horizontal) == "Geplande timing\u00a0*"
    assert "31/12/2023" in model.headerData(TIMING, horizontal, Qt.ItemDataRole.ToolTipRole)


def test_a_file_that_only_reads_lets_nothing_be_opened(dossier, desk, icons, theme, qtbot):
    dossier.read_only = "Dit bestand is van iemand anders."
    page = make_page(desk, icons, theme, qtbot)
    page.table.go_to(0, TITEL)
    for key in (Key.Key_F2, Key.Key_Return, Key.Key_X, Key.Key_Delete):
        press(qtbot, page, key)
    assert editor(page) is None
    assert value(desk, 1, "titel") == "Stap 1"
    qtbot.keyClick(page.table, Key.Key_C, Mod.ControlModifier)
    assert QApplication.clipboard().text() == "Stap 1\r\n"
    page.add_row()
    assert page.table.model().rowCount() == 3


def test_typing_survives_a_second_look_at_the_file(page, dossier, qtbot):
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, "A")
    press(qtbot, page, Key.Key_Return)
    with Workspace.open(dossier.path, read_only=True) as again, again.connection() as connection:
        rows = connection.exec_driver_sql("select titel from mijlpaal order by volgorde")
        assert rows.scalars().first() == "A"


def test_escape_on_a_refused_cell_brings_the_stored_value_back(page, desk, qtbot):
    desk.refuse("mijlpalen.VV015-M01.timing", "morgen", "geen datum")
    page.table.go_to(0, TIMING)
    tip = page.table.model().index(0, TIMING).data(Qt.ItemDataRole.ToolTipRole)
    assert "Esc" in tip
    press(qtbot, page, Key.Key_Escape)
    assert page.table.model().index(0, TIMING).data() == "31/12/2023"


def test_another_fiche_in_hand_stores_what_was_being_typed(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, "A")
    desk.show("VV016")
    assert editor(page) is None
    assert value(desk, 1, "titel") == "A"
    assert page.table.model().rowCount() == 1


def test_a_column_made_wider_stays_so_while_typing(page, desk, qtbot):
    wide = page.table.columnWidth(BESLISSINGEN) + 60
    page.table.setColumnWidth(BESLISSINGEN, wide)
    with qtbot.waitSignal(page.table.model().dataChanged):
        desk.set({"mijlpalen.VV015-M01.titel": "lang " * 60}, "Wijzigen")
    qtbot.waitUntil(lambda: page.table.rowHeight(0) > page.table.rowHeight(1))
    assert page.table.columnWidth(BESLISSINGEN) == wide
