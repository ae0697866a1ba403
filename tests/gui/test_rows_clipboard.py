"""Blocks from and to Excel, over the clipboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from rows_sample import make_page

TITEL, TIMING, STATUS = range(3)
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


def rows(desk, project="VV015"):
    return list(desk.desk.fiche(project).tables["mijlpalen"].values())


def paste(qtbot, page, text):
    QApplication.clipboard().setText(text)
    qtbot.keyClick(page.focusWidget() or page.table, Key.Key_V, Mod.ControlModifier)


def shown(page):
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())
    ]


def test_a_block_grows_the_table_in_one_step(page, desk, noted, qtbot):
    page.table.go_to(2, TITEL)
    paste(qtbot, page, 'C\t01/02/2024\tOp schema\r\n"D\nd"\tQ1 2024\tgerealiseerd\r\n')
    assert [each.values["titel"] for each in rows(desk)] == ["Stap 1", "Stap 2", "C", "D\nd"]
    assert rows(desk)[3].values["timing"] == date(2024, 3, 31)
    assert noted[-1].text == "2 rijen geplakt."
    noted[-1].offers[0].act()
    assert len(rows(desk)) == 3
    desk.redo()
    assert shown(page)[3] == ["D\nd", "31/03/2024", "Gerealiseerd"]


def test_a_refused_cell_stays_to_be_seen_and_goes_with_undo(page, desk, noted, qtbot):
    page.table.go_to(0, TITEL)
    paste(qtbot, page, "A\t31/02/2024\nB\t01/02/2024\n")
    assert noted[-1].text == "2 rijen geplakt, 1 cel geweigerd."
    assert [each.label for each in noted[-1].offers] == ["Toon", "Ongedaan maken"]
    assert shown(page)[0][:2] == ["A", "31/02/2024"]
    with qtbot.waitSignal(desk.jump_requested) as jumped:
        noted[-1].offers[0].act()
    assert jumped.args == ["VV015", "mijlpalen.VV015-M01.timing"]
    desk.undo()
    assert shown(page)[0][:2] == ["Stap 1", "31/12/2023"]


def test_a_lone_refused_cell_can_be_taken_back_without_undoing_older_work(page, desk, noted, qtbot):
    desk.set({"mijlpalen.VV015-M01.titel": "Ouder"}, "Wijzigen")
    page.table.go_to(0, TIMING)
    paste(qtbot, page, "morgen")
    noted[-1].offers[-1].act()
    assert shown(page)[0][:2] == ["Ouder", "31/12/2023"]


def test_a_readable_paste_takes_the_place_of_a_refused_text(page, desk, qtbot):
    desk.refuse("mijlpalen.VV015-M01.timing", "morgen", "geen datum")
    page.table.go_to(0, TIMING)
    paste(qtbot, page, "01/02/2024")
    assert shown(page)[0][1] == "01/02/2024"
    assert desk.draft("mijlpalen.VV015-M01.timing") is None


def test_headers_put_columns_where_they_belong(page, desk, noted, qtbot):
    page.table.go_to(0, TIMING)
    paste(qtbot, page, "Project\tTiming\tBewijs\tStatus\nVV015\t01/02/2024\tlink\tGerealiseerd\n")
    first = rows(desk)[0].values
    assert (first["timing"], first["bewijs"]) == (date(2024, 2, 1), "link")
    assert first["titel"] == "Stap 1"
    assert noted[-1].text == '1 rij geplakt. Hiervoor is er geen kolom: "Project".'


def test_one_cell_fills_all_that_are_selected(page, desk, qtbot):
    page.table.go_to(0, STATUS)
    qtbot.keyClick(page.table, Key.Key_Down, Mod.ShiftModifier)
    paste(qtbot, page, "Gerealiseerd")
    assert [each.values["status"] for each in rows(desk)] == [
        "gerealiseerd", "gerealiseerd", "op_schema",
    ]  # fmt: skip
    paste(qtbot, page, "Bijna")
    assert [row[STATUS] for row in shown(page)] == ["Bijna", "Bijna", "Op schema"]


def test_an_empty_table_can_be_pasted_into(page, desk, qtbot):
    desk.show("VV016")
    page.table.selectAll()
    page.delete_rows()
    assert not rows(desk, "VV016")
    page.setFocus()
    paste(qtbot, page, "Een\nTwee\n")
    assert [each.values["titel"] for each in rows(desk, "VV016")] == ["Een", "Twee"]


def test_copy_and_cut_give_excel_a_clean_block(page, desk, qtbot):
    desk.set({"mijlpalen.VV015-M01.titel": 'A\n"b"'}, "Wijzigen")
    page.table.go_to(0, TITEL)
    qtbot.keyClick(page.table, Key.Key_Right, Mod.ShiftModifier)
    qtbot.keyClick(page.table, Key.Key_C, Mod.ControlModifier)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == '"A\n""b"""\t31/12/2023\r\n'
    assert "same-cell" in clipboard.mimeData().html()
    qtbot.keyClick(page.table, Key.Key_X, Mod.ControlModifier)
    assert rows(desk)[0].values["timing"] is None


def test_copy_with_headers_of_one_cell_takes_the_whole_table_and_pastes_back(page, desk, qtbot):
    page.table.go_to(0, TITEL)
    page.copy_with_headers()
    text = QApplication.clipboard().text()
    assert text.startswith("Beoogde realisaties\tGeplande timing\tStatus\t")
    assert len(text.splitlines()) == 4
    paste(qtbot, page, text)
    assert desk.desk.undo_name is None


def test_an_empty_clipboard_is_told(page, noted, qtbot):
    QApplication.clipboard().clear()
    qtbot.keyClick(page.table, Key.Key_V, Mod.ControlModifier)
    assert "klembord" in noted[-1].text
    paste(qtbot, page, "a\n" * 3000)
    assert "2000 rijen" in noted[-1].text
