"""The page Naspeuren: from a code to the trace of it, by keyboard and by mouse."""

import pytest
from merge_sample import central as central_file
from merge_sample import change, merge, put, uitvraag
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from stores import ACTOR
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.inquiry import InquiryPage
from ui.theme import Look
from vvdesk.merging import settle
from vvdesk.model import Keuze
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.shown_lines import Doel

Keys = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def workspace(tmp_path):
    """Three fiches; the VAK of VV015 was decided on from a workbook."""
    store = central_file(tmp_path)
    book = put(uitvraag(store, tmp_path / "ov.xlsx"), "Projecten", "Uitvoering VAK", 1, 400)
    change(store, "VV015", financiering__vak=300)
    merge(store, book)
    with Workspace.open(store) as opened:
        settle(opened, 1, Keuze.ONTVANGEN, "De entiteit belde het door.", ACTOR)
    with Workspace.open(store, read_only=True) as opened:
        yield opened


@pytest.fixture
def messages(tmp_path):
    """Answers where a file goes."""
    return RecordingMessages(file_to_save=[tmp_path / "bewijs.xlsx"])


@pytest.fixture
def make_page(workspace, messages, icons, theme, qtbot):
    """Makes the page and shows it."""

    def make(runner=None):
        inquiry = Inquiry(workspace, theme)
        made = InquiryPage(inquiry, runner or DirectRunner(), messages, icons, theme)
        qtbot.addWidget(made)
        made.resize(1300, 600)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.begin()
        made.inquiry = inquiry
        return made

    return make


@pytest.fixture
def page(make_page):
    """The page, with its list read."""
    return make_page()


class HeldRunner:
    """Keeps jobs until a test runs them, as slow work would."""

    def __init__(self):
        self.jobs = []

    def start(self, job):
        self.jobs.append(job)


def ask(page, qtbot, code):
    page.focus_code()
    qtbot.keyClicks(page.bar.line, code)
    qtbot.keyClick(page.bar.line, Keys.Key_Return)


def traced(page):
    return page.trace.lines[0].code if page.trace.lines else ""


def told(page, label):
    return [each.tekst for each in page.trace.lines if each.label == label]


def test_the_page_begins_with_the_list_and_the_field_for_a_code(page):
    assert page.list.tree.projects.codes == ["VV015", "VV016", "VV017"]
    assert page.bar.line.hasFocus()


def test_a_typed_code_leads_to_the_fiche_the_value_and_its_trace(page, qtbot):
    ask(page, qtbot, "1/vv015-vak")
    assert traced(page) == "1/VV015-VAK"
    assert page.fiche.line.code == "1/VV015-VAK"
    assert page.fiche.line.tekst == "400 EUR"
    assert told(page, "Bestand") == ["ov.xlsx"]
    assert page.trace.hasFocus()
    assert page.list.tree.code_at(page.list.view.currentIndex()) == "VV015"


def test_typing_a_second_code_replaces_the_first(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    ask(page, qtbot, "VV016")
    assert traced(page) == "1/VV016"


def test_what_is_no_code_is_told_on_the_page_and_changes_nothing(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    ask(page, qtbot, "1/VV015-IETS")
    assert "noemt geen veld" in page.notices.text
    assert traced(page) == "1/VV015-VAK"
    ask(page, qtbot, "9/VV015-VAK")
    assert "Er is geen meetmoment 9" in page.notices.text
    ask(page, qtbot, "1/VV099-VAK")
    assert "VV099 heeft op meetmoment april 2021 geen fiche" in page.notices.text
    ask(page, qtbot, "1/S88-VAK")
    assert "Speerpunt 88 bestaat niet" in page.notices.text
    qtbot.keyClick(page, Keys.Key_Left, ALT)
    assert traced(page) == "1/VV015-VAK"
    ask(page, qtbot, "1/VV015-VEK")
    assert page.notices.text == ""


def test_arrows_walk_through_the_values_and_the_trace_follows(page, qtbot):
    ask(page, qtbot, "1/VV015-BELEIDSRUIMTE")
    page.fiche.setFocus()
    while page.fiche.line.code == "1/VV015-BELEIDSRUIMTE":
        qtbot.keyClick(page.fiche, Keys.Key_Down)
    assert page.fiche.line.code == "1/VV015-VAK"
    qtbot.waitUntil(lambda: traced(page) == "1/VV015-VAK")
    qtbot.keyClick(page.fiche, Keys.Key_Up, CTRL)
    qtbot.keyClick(page.fiche, Keys.Key_Up, CTRL)
    qtbot.waitUntil(lambda: traced(page) == page.fiche.line.code != "1/VV015-VAK")
    assert page.fiche.hasFocus()


def test_a_click_on_a_value_shows_its_trace(page, qtbot):
    ask(page, qtbot, "1/VV015-BELEIDSRUIMTE")
    following = QTextCursor(page.fiche.textCursor().block().next())
    place = page.fiche.cursorRect(following).center() + QPoint(20, 0)
    qtbot.mouseClick(page.fiche.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: traced(page) == "1/VV015-VAK")


def test_enter_goes_to_the_trace_and_escape_back(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    qtbot.keyClick(page.trace, Keys.Key_Escape)
    assert page.fiche.hasFocus()
    qtbot.keyClick(page.fiche, Keys.Key_Return)
    assert page.trace.hasFocus()
    qtbot.keyClick(page.trace, Keys.Key_Escape)
    qtbot.keyClick(page.fiche, Keys.Key_Escape)
    assert page.list.view.hasFocus()


def test_a_figure_shows_its_parts_and_enter_opens_one(page, qtbot):
    ask(page, qtbot, "1/PLAN-VAK")
    assert page.parts.hasFocus()
    rows = [page.parts.parts.words_at(row) for row in range(page.parts.parts.rowCount())]
    assert ("VV015 Project VV015", "400 EUR", "1/VV015-VAK") in rows
    while page.parts.parts.code_at(page.parts.currentIndex().row()) != "1/VV015-VAK":
        qtbot.keyClick(page.parts, Keys.Key_Down)
    qtbot.keyClick(page.parts, Keys.Key_Return)
    assert traced(page) == "1/VV015-VAK"
    assert page.trace.hasFocus()


def test_back_and_forth_on_the_way(page, qtbot):
    ask(page, qtbot, "1/PLAN-VAK")
    qtbot.keyClick(page.parts, Keys.Key_Down)
    qtbot.keyClick(page.parts, Keys.Key_Return)
    part = traced(page)
    qtbot.keyClick(page.trace, Keys.Key_Left, ALT)
    assert traced(page) == "1/PLAN-VAK"
    assert page.parts.parts.code_at(page.parts.currentIndex().row()) == part
    qtbot.keyClick(page.trace, Keys.Key_Right, ALT)
    assert traced(page) == part
    qtbot.keyClick(page.trace, Keys.Key_Right, ALT)
    assert traced(page) == part


def test_the_list_is_filtered_while_typing_and_enter_opens(page, qtbot):
    page.list.filter.setFocus()
    qtbot.keyClicks(page.list.filter, "vv017")
    assert [page.list.tree.projects.codes[row] for row in page.list.tree.order()] == ["VV017"]
    qtbot.keyClick(page.list.filter, Keys.Key_Return)
    assert traced(page) == "1/VV017"
    assert page.fiche.hasFocus()


def test_walking_down_the_list_shows_each_fiche(page, qtbot):
    page.show_fiche("VV015", 1)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Keys.Key_Down)
    assert page.fiche.lines[0].code != "1/VV015"
    assert page.list.view.hasFocus()


def test_the_evidence_is_saved_by_keyboard(page, qtbot, messages, tmp_path):
    ask(page, qtbot, "1/VV015-VAK")
    while page.trace.line.doel is not Doel.BEWIJSSTUK:
        qtbot.keyClick(page.trace, Keys.Key_Down, CTRL)
    with qtbot.waitSignal(page.inquiry.noted) as noted:
        qtbot.keyClick(page.trace, Keys.Key_Return)
    assert "is bewaard" in noted.args[0].text
    assert (tmp_path / "bewijs.xlsx").read_bytes() == (tmp_path / "ov.xlsx").read_bytes()
    noted.args[0].offers[0].act()
    assert messages.asked("open_outside") == [str(tmp_path)]
    messages.answers["file_to_save"] = [None]
    qtbot.keyClick(page.trace, Keys.Key_Return)
    messages.answers["file_to_save"] = [tmp_path / "geen" / "map.xlsx"]
    with qtbot.waitSignal(page.inquiry.noted) as noted:
        qtbot.keyClick(page.trace, Keys.Key_Return)
    assert "geen" in noted.args[0].text


def test_the_whole_digest_is_copied(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    while page.trace.line.doel is not Doel.KOPIEREN:
        qtbot.keyClick(page.trace, Keys.Key_Down, CTRL)
    with qtbot.waitSignal(page.inquiry.noted):
        qtbot.keyClick(page.trace, Keys.Key_Return)
    assert len(QGuiApplication.clipboard().text()) == 64


def test_a_line_and_a_selection_are_copied_as_plain_text(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    page.fiche.setFocus()
    qtbot.keyClick(page.fiche, Keys.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Uitvoering VAK: 400 EUR  [1/VV015-VAK]"
    qtbot.keyClick(page.fiche, Keys.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.fiche, Keys.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Uitvoering VAK 400 EUR   1/VV015-VAK"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_the_whole_trace_is_copied_as_text(page, qtbot):
    ask(page, qtbot, "1/PLAN-VAK")
    (button,) = (each for each in page.findChildren(QPushButton) if each.text() == "Kopieer spoor")
    with qtbot.waitSignal(page.inquiry.noted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Opgeteld uit" in text
    assert "VV015 Project VV015: 400 EUR  [1/VV015-VAK]" in text


def test_nothing_typed_changes_the_text(page, qtbot):
    ask(page, qtbot, "1/VV015-VAK")
    before = page.fiche.toPlainText()
    page.fiche.setFocus()
    qtbot.keyClicks(page.fiche, "abc")
    qtbot.keyClick(page.fiche, Keys.Key_Delete)
    qtbot.keyClick(page.fiche, Keys.Key_V, CTRL)
    assert page.fiche.toPlainText() == before


def test_a_mijlpaal_leads_to_its_life(page, qtbot):
    ask(page, qtbot, "VV015-M01")
    page.fiche.setFocus()
    with qtbot.waitSignal(page.inquiry.life_requested) as asked:
        qtbot.keyClick(page.fiche, Keys.Key_Return)
    assert asked.args == ["VV015-M01"]


def test_an_answer_that_comes_late_is_not_shown(make_page):
    runner = HeldRunner()
    page = make_page(runner)
    runner.jobs.pop().run()
    page.show_code("1/VV015-VAK")
    page.show_code("1/VV016-VAK")
    assert len(runner.jobs) == 1
    runner.jobs.pop().run()
    assert traced(page) == ""
    runner.jobs.pop().run()
    assert traced(page) == "1/VV016-VAK"
    page.show_code("1/VV017-VAK")
    page.stop()
    runner.jobs.pop().run()
    assert traced(page) == "1/VV016-VAK"
    assert runner.jobs == []


def test_work_that_was_stopped_says_what_to_do(make_page):
    runner = HeldRunner()
    page = make_page(runner)
    runner.jobs.pop().run()
    page.show_code("1/PLAN-VAK")
    runner.jobs[-1].cancel()
    runner.jobs.pop().run()
    assert "Gestopt" in page.notices.text


@pytest.mark.parametrize("zoom", [80, 200])
def test_the_text_is_set_again_in_another_look_and_size(page, qtbot, theme, zoom):
    ask(page, qtbot, "1/VV015-VAK")
    theme.choose(Look.DARK)
    theme.zoom_to(zoom)
    page.resize(1100, 500)
    assert page.fiche.line.code == "1/VV015-VAK"
    assert not page.fiche.horizontalScrollBar().isVisible()
    page.grab()


def test_the_wheel_does_not_choose_another_meetmoment(page):
    box = page.list.moments
    centre = QPointF(box.rect().center())
    wheel = QWheelEvent(
        centre,
        box.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert page.list.moment_id == 1
