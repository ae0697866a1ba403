"""The page with the life of a mijlpaal: choosing one, reading it, and where it leads."""

from datetime import date

import pytest
from begun_pages import begun
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.life import LifePage
from ui.pages.life_model import TARGET
from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace


@pytest.fixture
def inquiry(tmp_path):
    """VV015-M01 is put off and reworded; VV015-M02 goes on as M03."""
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015", mijlpalen=2), fiche("VV016"))
    with Workspace.open(path) as workspace:
        with Editing(workspace, ACTOR).step("Lot") as work:
            work.set(1, "VV015", "mijlpalen.VV015-M02.lot", "samengevoegd")
            work.set(1, "VV015", "mijlpalen.VV015-M02.lot_toelichting", "Zit nu in M01.")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "november 2021", date(2021, 9, 30), ACTOR)
        with Editing(workspace, ACTOR).step("Bijwerken") as work:
            work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2024, 6, 30))
            work.set(2, "VV015", "mijlpalen.VV015-M01.titel", "Stap 1 in alle scholen")
        yield Inquiry(workspace)


def shown(qtbot, inquiry, icons, theme):
    """The page, with its list read."""
    page = LifePage(inquiry, DirectRunner(), RecordingMessages(), icons, theme)
    return begun(qtbot, page)


def cells(page, row):
    """What stands in a row of the table."""
    model = page.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_typing_words_finds_a_mijlpaal_and_enter_shows_its_life(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.picker.field, "vv015 scholen")
        assert page.picker.model.rowCount() == 1
        qtbot.keyClick(page.picker.field, Qt.Key.Key_Return)
        assert page.shown.mijlpaal == "VV015-M01"
        assert cells(page, 1)[:3] == ["november 2021", "30/06/2024", "6 maanden later"]
        assert "6 maanden later" in page.drawing.accessibleDescription()


def test_enter_on_a_value_asks_for_its_trace(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.show_life("VV015-M01")
        page.table.setCurrentIndex(page.table.model().index(1, 1))
        with qtbot.waitSignal(inquiry.code_requested) as asked:
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert asked.args == ["2/VV015-M01-TIMING"]


def test_words_that_came_are_told_to_who_cannot_see_them(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.show_life("VV015-M01")
        spoken = page.table.model().index(1, 5).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "Nieuw: in alle scholen." in spoken


def test_a_lot_leads_to_the_mijlpaal_in_which_it_lives_on(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.show_life("VV015-M02")
        link = page._link_row.itemAt(0).widget()
        assert link.text() == "Gaat verder als VV015-M01"
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        assert page.shown.mijlpaal == "VV015-M01"


def test_an_unknown_id_says_what_can_be_typed(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.picker.field.setText("VV015-M77")
        qtbot.keyClick(page.picker.field, Qt.Key.Key_Return)
        assert "Kies uit: VV015-M01" in page._area.notices.text
        page.picker.field.setText("zomaar")
        qtbot.keyClick(page.picker.field, Qt.Key.Key_Return)
        assert "is geen kenmerk van een mijlpaal" in page._area.notices.text


def test_cells_and_the_whole_life_can_be_copied(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.show_life("VV015-M01")
        page.table.setCurrentIndex(page.table.model().index(1, 1))
        qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "30/06/2024"
        qtbot.mouseClick(page._copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text().startswith("Mijlpaal VV015-M01: Stap 1")


def test_the_list_is_gone_through_with_the_keyboard(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClick(page.picker.field, Qt.Key.Key_Down)
        qtbot.keyClick(page.picker.view, Qt.Key.Key_Down)
        qtbot.keyClick(page.picker.view, Qt.Key.Key_Return)
        assert page.shown.mijlpaal == "VV015-M02"
        qtbot.mouseClick(page._trace, Qt.MouseButton.LeftButton)


def test_columns_with_nothing_in_them_give_their_room_to_the_others(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.resize(1366, 620)
        page.show_life("VV015-M01")
        table = page.table
        assert [column for column in range(8) if table.isColumnHidden(column)] == [TARGET]
        assert not table.horizontalScrollBar().maximum()
        page.show_life("VV015-M02")
        told = [each for each in cells(page, 0) + cells(page, 1) if each]
        assert any("Zit nu in M01." in each for each in told)
        assert page.drawing.visibleRegion().boundingRect() == page.drawing.rect()
