"""Comparing two meetmomenten in the window of a momentopname."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from sealed_sample import sealed
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.moments import MomentsPage
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.moments_compared.parts import Verschilsoort
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

CHANGES = {
    ("VV015", "mijlpalen.VV015-M01.timing"): date(2024, 6, 30),
    ("VV015", "mijlpalen.VV015-M02.titel"): "Alle scholen hebben snel internet",
    ("VV015", "projectstatus"): "na_agendering",
    ("VV016", "financiering.vak"): 250_000,
}


class Heard:
    """Remembers what the page asked for."""

    def __init__(self, inquiry):
        self.codes, self.lives, self.notices = [], [], []
        inquiry.code_requested.connect(self.codes.append)
        inquiry.life_requested.connect(self.lives.append)
        inquiry.noted.connect(self.notices.append)


@pytest.fixture
def central_file(tmp_path):
    """A central file with two meetmomenten and four differences."""
    rows = fiche("VV015", mijlpalen=2, speerpunt="04"), fiche("VV016", speerpunt="07")
    path = new_store(tmp_path / "centraal.vvd", *rows)
    with Workspace.open(path) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(workspace, ACTOR).step("Bijwerken") as work:
            for (project, path_of), value in CHANGES.items():
                work.set(2, project, path_of, value)
    return path


@pytest.fixture
def shown(qtbot, theme, icons):
    """Shows the page on a file; gives the page, what it asks for, and its messages."""
    opened = []

    def show(path, **answers):
        workspace = Workspace.open(path, read_only=True)
        opened.append(workspace)
        inquiry, messages = Inquiry(workspace), RecordingMessages(**answers)
        page = MomentsPage(inquiry, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.begin()
        page.kept = inquiry
        return page, Heard(inquiry), messages

    yield show
    for workspace in opened:
        workspace.close()


def rows(page):
    return list(page.differences.model.rows)


def click(qtbot, button):
    """Click at the left, where a radio button that is stretched takes it too."""
    place = QPoint(8, button.height() // 2)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


def kind(page, label):
    return next(
        button
        for button in page.differences.facets.findChildren(QWidget)
        if hasattr(button, "text") and button.text().startswith(label)
    )


def go_to(page, soort):
    table = page.differences.table
    table.enter()
    table.selectRow([each.soort for each in rows(page)].index(soort))


def test_the_last_two_meetmomenten_are_compared_at_once(shown, central_file):
    page, _heard, _messages = shown(central_file)
    assert page.short.text() == "Er zijn 4 verschillen in 2 projecten. 1 mijlpaal komt later."
    assert page.sides.left.currentText() == "april 2021 (31/03/2021)"
    assert page.sides.right.currentText() == "september 2021 (31/08/2021)"
    assert page.tabs.tabText(0) == "Verschillen (4)"
    assert len(rows(page)) == 4


def test_enter_on_a_difference_leads_to_its_trace(qtbot, shown, central_file):
    page, heard, _messages = shown(central_file)
    go_to(page, Verschilsoort.LATER)
    qtbot.keyClick(page.differences.table, Qt.Key.Key_Return)
    assert heard.codes == ["2/VV015-M01-TIMING"]


def test_the_detail_shows_words_that_came_and_went_and_leads_on(qtbot, shown, central_file):
    page, heard, _messages = shown(central_file)
    go_to(page, Verschilsoort.FORMULERING)
    detail = page.differences.detail
    texts = " ".join(label.text() for label in detail.findChildren(QWidget) if is_label(label))
    assert "line-through" in texts
    assert "internet" in texts
    was, _now = detail.codes
    click(qtbot, was)
    click(qtbot, detail.life)
    assert heard.codes == ["1/VV015-M02-TITEL"]
    assert heard.lives == ["VV015-M02"]


def is_label(widget):
    return type(widget).__name__ == "QLabel" and widget.isVisible()


def test_the_buttons_words_and_speerpunt_narrow_the_list(qtbot, shown, central_file):
    page, _heard, _messages = shown(central_file)
    click(qtbot, kind(page, "Later gepland (1)"))
    assert [each.soort for each in rows(page)] == [Verschilsoort.LATER]
    click(qtbot, kind(page, "Alles (4)"))
    page.differences.facets.words.setFocus()
    qtbot.keyClicks(page.differences.facets.words, "vv016")
    assert [each.project for each in rows(page)] == ["VV016"]
    qtbot.keyClicks(page.differences.facets.words, "zzz")
    assert rows(page) == []
    assert not page.differences.table.isVisible()


def test_a_figure_of_the_flow_leads_to_the_list_and_back(qtbot, shown, central_file):
    page, _heard, _messages = shown(central_file)
    page.tabs.setCurrentIndex(1)
    chart = page.flows.cards[0].chart
    cell = "projectstatus:opgestart>na_agendering"
    place = chart.place_of(cell).toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert page.tabs.currentIndex() == 0
    assert [each.cel for each in rows(page)] == [cell]
    box = kind(page, "Opgestart → Opgestart na agendering")
    assert box.isVisible()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert len(rows(page)) == 4


def test_the_flow_is_shown_as_a_table_too(qtbot, shown, central_file):
    page, _heard, _messages = shown(central_file)
    page.tabs.setCurrentIndex(1)
    page.flows.as_table.setFocus()
    qtbot.keyClick(page.flows.as_table, Qt.Key.Key_Space)
    card = page.flows.cards[0]
    assert card.table is not None
    assert card.table.isVisible()
    assert not card.chart.isVisible()


def test_enter_on_an_amount_leads_to_it(qtbot, shown, central_file):
    page, heard, _messages = shown(central_file)
    page.tabs.setCurrentIndex(2)
    table = page.amounts.table
    table.enter()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    for column in (3, 5):
        table.setCurrentIndex(page.amounts.model.index(0, column))
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.codes == ["2/VV016-VAK", "1/VV016-VAK", "2/VV016-VAK"]


def test_the_same_meetmoment_twice_is_told_on_the_page(qtbot, shown, central_file):
    page, _heard, _messages = shown(central_file)
    page.sides.left.setFocus()
    qtbot.keyClick(page.sides.left, Qt.Key.Key_Down)
    assert "hetzelfde meetmoment" in page.live.notices.text
    assert page.compared is None
    assert not page.sides.export.isEnabled()
    qtbot.keyClick(page.sides.left, Qt.Key.Key_Up)
    assert page.compared is not None


def test_a_momentopname_with_one_meetmoment_offers_another_file(qtbot, shown, tmp_path):
    seal = sealed(tmp_path, fiche("VV015", mijlpalen=2))
    other = new_store(tmp_path / "ander.vvd", fiche("VV015", mijlpalen=3, titel="Anders"))
    page, heard, messages = shown(seal, file_to_open=[other])
    assert page.other.isVisible()
    assert not page.sides.isVisible()
    click(qtbot, page.other)
    assert messages.asked("file_to_open") == ["Andere momentopname kiezen"]
    assert page.sides.right.currentText() == "april 2021 – ander.vvd"
    assert [each.soort.value for each in rows(page)] == ["mijlpaal-nieuw", "veld"]
    go_to(page, Verschilsoort.VELD)
    qtbot.keyClick(page.differences.table, Qt.Key.Key_Return)
    assert heard.codes == ["1/VV015-TITEL"]
    go_to(page, Verschilsoort.MIJLPAAL_NIEUW)
    qtbot.keyClick(page.differences.table, Qt.Key.Key_Return)
    assert "alleen in het andere bestand" in page.live.notices.text
    other.rename(tmp_path / "weg.vvd")  # it is closed again


def test_a_file_that_is_no_store_is_told_and_what_was_shown_stays(
    qtbot, shown, central_file, tmp_path
):
    rubbish = tmp_path / "foto.vvs"
    rubbish.write_bytes(b"JFIF" * 100)
    page, _heard, _messages = shown(central_file, file_to_open=[rubbish, None])
    click(qtbot, page.sides.other)
    assert "foto.vvs" in page.live.notices.text
    assert len(rows(page)) == 4
    click(qtbot, page.sides.other)
    assert len(rows(page)) == 4


def test_another_meetmoment_of_the_other_file_is_compared_on_choosing_it(
    qtbot, shown, central_file, tmp_path
):
    seal = sealed(tmp_path, fiche("VV015"))
    page, _heard, _messages = shown(seal, file_to_open=[central_file])
    click(qtbot, page.other)
    assert page.compared.rechts.meetmoment == "april 2021"
    page.sides.right.setFocus()
    qtbot.keyClick(page.sides.right, Qt.Key.Key_Down)
    assert page.compared.rechts.meetmoment == "september 2021"


def test_the_differences_are_exported_under_a_name_that_says_what_they_are(
    qtbot, shown, central_file
):
    page, heard, messages = shown(central_file)
    click(qtbot, page.sides.export)
    target = central_file.parent / "verschillen-april-2021-september-2021.xlsx"
    assert target.is_file()
    [notice] = heard.notices
    assert notice.text == f"De verschillen staan in {target.name}."
    notice.offers[0].act()
    assert messages.asked("open_outside") == [str(target)]


def test_a_drawing_is_saved_as_a_picture(shown, central_file, tmp_path):
    target = tmp_path / "stroom.svg"
    page, heard, _messages = shown(
        central_file, file_to_save=[target, None, tmp_path / "nergens" / "x.svg"]
    )
    page.tabs.setCurrentIndex(1)
    for _turn in range(3):
        page.flows.cards[0].save_requested.emit()
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert len(heard.notices) == 1
    assert "x.svg" in page.live.notices.text


def test_a_screen_reader_hears_a_whole_row_at_once(shown, central_file):
    page, _heard, _messages = shown(central_file)
    model = page.differences.model
    at = [each.soort for each in rows(page)].index(Verschilsoort.LATER)
    assert model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Later gepland: VV015-M01, Geplande timing: Stap 1. Was 31/12/2023, is 30/06/2024. "
        "6 maanden later."
    )
    assert model.index(at, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "6 maanden later"
    assert model.index(at, 3).data(Qt.ItemDataRole.ToolTipRole) == "31/12/2023"


def test_text_twice_as_large_cuts_no_code_off(qtbot, theme, shown, central_file):
    page, _heard, _messages = shown(central_file)
    theme.zoom_to(200)
    table = page.differences.table
    widest = table.fontMetrics().horizontalAdvance("VV015-M01")
    qtbot.waitUntil(lambda: table.columnWidth(1) > widest)
    assert table.rowHeight(0) > table.fontMetrics().height()
    theme.zoom_to(100)


def test_a_row_is_copied_with_the_keyboard(qtbot, shown, central_file):
    page, _heard, _messages = shown(central_file)
    go_to(page, Verschilsoort.LATER)
    qtbot.keyClick(page.differences.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t") == [
        "Later gepland", "VV015-M01", "Geplande timing: Stap 1", "31/12/2023", "30/06/2024",
        "6 maanden later",
    ]  # fmt: skip


def test_the_page_has_no_command_that_writes(shown, central_file):
    page, _heard, _messages = shown(central_file)
    words = {button.text() for button in page.findChildren(QPushButton)}
    assert not words & {"Bewaren", "Overnemen", "Ongedaan maken", "Wissen"}
    before = Path(central_file).read_bytes()
    page.compare()
    assert Path(central_file).read_bytes() == before


def test_every_control_has_a_name_and_the_page_stops_when_its_file_closes(shown, central_file):
    page, _heard, _messages = shown(central_file)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named, widget
    page.stop()
    page.compare()
    assert page.compared is None
    page.begin()
    assert page.compared is not None
