"""The preview of a report: leafing, sharpness, waiting, and words for who cannot see it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from report_fakes import FakePress

from ui.job import DirectRunner
from ui.pages.report_preview import ReportPreview
from ui.pages.report_sheets import Fit
from ui.theme import Look
from vvdesk.errors import Unavailable
from vvdesk.report.request import Request, Soort

WHOLE = Request()
LINE = (120, 220)
"""Where the first page has a grey line."""
MOVED = Request(Soort.VERSCHUIVINGEN)


class PatientRunner:
    """Keeps jobs until somebody lets them run, as if they took long."""

    def __init__(self):
        self.waiting = []

    def start(self, job):
        self.waiting.append(job)

    def run_next(self):
        self.waiting.pop(0).run()


@pytest.fixture
def press():
    return FakePress()


@pytest.fixture
def make(qtbot, desk, icons, theme, press):
    def made(runner):
        preview = ReportPreview(press.press(), desk, runner, icons, theme)
        qtbot.addWidget(preview)
        preview.resize(700, 500)
        preview.show()
        return preview

    return made


@pytest.fixture
def preview(qtbot, make, press):
    made = make(DirectRunner())
    made.show_report(WHOLE)
    qtbot.waitUntil(lambda: made.paper.total == press.total)
    return made


def key(preview, pressed):
    QTest.keyClick(preview.paper, pressed)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_keyboard_leafs_through_the_pages(preview):
    paper, number = preview.paper, preview.bar.number
    paper.setFocus()
    key(preview, Qt.Key.Key_End)
    assert paper.page == 24
    assert number.text() == "24 van 24"
    assert paper.accessibleName() == "Voorbeeld van het rapport, pagina 24 van 24"
    key(preview, Qt.Key.Key_Home)
    assert paper.page == 1
    while paper.page == 1:
        key(preview, Qt.Key.Key_PageDown)
    key(preview, Qt.Key.Key_PageUp)
    key(preview, Qt.Key.Key_PageUp)
    assert paper.page == 1
    key(preview, Qt.Key.Key_Space)
    assert paper.verticalScrollBar().value() > 0
    key(preview, Qt.Key.Key_Tab)
    assert not paper.hasFocus()


def test_the_buttons_turn_a_page(preview):
    assert not preview.bar.back.isEnabled()
    click(preview.bar.on)
    click(preview.bar.on)
    assert preview.bar.number.text() == "3 van 24"
    click(preview.bar.back)
    assert preview.bar.number.text() == "2 van 24"


def test_pages_come_while_somebody_scrolls_and_only_once(qtbot, preview, press):
    assert press.previews == [(WHOLE, range(1, 6), press.previews[0][2])]
    preview.paper.go_to(12)
    qtbot.waitUntil(lambda: any(12 in pages for _request, pages, _width in press.previews))
    count = len(press.previews)
    assert count <= 3
    preview.paper.go_to(13)
    qtbot.waitUntil(lambda: preview.paper.page == 13)
    assert 13 in preview.paper._pictures


def test_a_page_is_as_sharp_as_the_screen(qtbot, preview, press):
    paper = preview.paper
    width = press.previews[-1][2]
    assert width == round(paper._sheets.width * paper.devicePixelRatioF())
    assert paper._sheets.width > 0.9 * paper.viewport().width()
    click(preview.bar.real)
    qtbot.waitUntil(lambda: press.previews[-1][2] == 794)
    assert paper.fit is Fit.REAL
    assert paper.horizontalScrollBar().maximum() > 0
    click(preview.bar.page_fit)
    assert paper._sheets.page_height <= paper.viewport().height()
    click(preview.bar.width_fit)
    assert paper.horizontalScrollBar().maximum() == 0
    preview.resize(900, 500)
    qtbot.waitUntil(lambda: press.previews[-1][2] > width)


def test_the_page_in_sight_stays_when_the_window_grows(preview):
    preview.paper.go_to(7)
    preview.resize(1000, 800)
    assert preview.paper.page == 7


def test_pages_are_dimmed_until_the_new_ones_come(qtbot, make):
    runner = PatientRunner()
    preview = make(runner)
    preview.show_report(WHOLE)
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    assert preview.state == "Wordt bijgewerkt…"
    runner.run_next()
    assert preview.state == ""
    dark = preview.paper.viewport().grab().toImage().pixelColor(*LINE)
    preview.renew()
    assert "De inhoud is gewijzigd" in preview.state
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    assert preview.paper.is_dimmed
    dimmed = preview.paper.viewport().grab().toImage().pixelColor(*LINE)
    assert dimmed.lightness() > dark.lightness()
    runner.run_next()
    assert not preview.paper.is_dimmed


def test_work_for_a_choice_that_is_no_longer_so_is_stopped(qtbot, make, press):
    runner = PatientRunner()
    preview = make(runner)
    preview.show_report(WHOLE)
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    preview.show_report(MOVED)
    runner.run_next()  # hears that it was stopped
    assert preview.paper.total == 0
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    runner.run_next()
    assert press.previews[-1][0] == MOVED
    assert preview.paper.total == press.total


def test_pages_of_an_earlier_content_are_never_taken_for_new(qtbot, make, press):
    runner = PatientRunner()
    preview = make(runner)
    preview.show_report(WHOLE)
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    late = runner.waiting.pop()
    preview.renew()
    late._cancel_asked.clear()  # it was past its last report of progress
    qtbot.waitUntil(lambda: not preview._rest.isActive())
    late.run()
    assert preview.paper.total == 0
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    runner.run_next()
    assert preview.paper.total == press.total


def test_a_shorter_report_is_not_left_past_its_end(qtbot, preview, press):
    preview.paper.go_to(24)
    press.total = 3
    preview.show_report(Request(speerpunten=("04",)))
    qtbot.waitUntil(lambda: preview.paper.total == 3)
    assert preview.paper.page == 3


def test_another_report_begins_at_its_first_page(qtbot, preview, press):
    preview.paper.go_to(9)
    preview.show_report(MOVED)
    qtbot.waitUntil(lambda: press.previews[-1][0] == MOVED and preview.paper.page == 1)


def test_a_preview_that_fails_says_why_and_can_be_tried_again(qtbot, make, press):
    press.fails["preview"] = Unavailable("De schijf is weg.")
    preview = make(DirectRunner())
    preview.show_report(WHOLE)
    qtbot.waitUntil(lambda: "De schijf is weg." in preview.words.said())
    assert preview.words.act.text() == "Opnieuw"
    click(preview.words.act)
    qtbot.waitUntil(lambda: preview.paper.total == press.total)
    assert preview.paper.isVisible()


def test_a_mistake_of_vvdesk_leaves_words_and_not_a_promise(qtbot, make, press):
    press.fails["preview"] = ZeroDivisionError()
    preview = make(DirectRunner())
    with qtbot.captureExceptions() as caught:
        preview.show_report(WHOLE)
        qtbot.waitUntil(lambda: "Dat ligt aan vvdesk" in preview.words.said())
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert preview.state == ""


def test_nothing_is_drawn_for_who_looks_at_another_page(qtbot, make, press):
    runner = PatientRunner()
    preview = make(runner)
    preview.show_report(WHOLE)
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    preview.hide()
    runner.run_next()  # hears that it was stopped
    assert preview.paper.total == 0
    assert not runner.waiting
    preview.renew()
    qtbot.waitUntil(lambda: not preview._rest.isActive())
    assert not runner.waiting
    preview.show()
    qtbot.waitUntil(lambda: len(runner.waiting) == 1)
    runner.run_next()
    assert (preview.paper.total, preview.state) == (press.total, "")
    assert not preview.paper.is_dimmed


def test_headings_that_were_stopped_are_read_when_they_are_seen_again(qtbot, make):
    runner = PatientRunner()
    preview = make(runner)
    preview.bar.contents.setChecked(True)
    preview.show_report(WHOLE)
    preview.renew()
    qtbot.waitUntil(lambda: not preview._rest.isActive())
    preview.hide()
    while runner.waiting:
        runner.run_next()
    assert preview.contents.topLevelItemCount() == 0
    preview.show()
    runner.run_next()
    assert preview.contents.topLevelItemCount() == 1
    assert preview.state == ""


def test_wide_pictures_are_few(qtbot, preview):
    preview.resize(3400, 500)
    for number in range(1, 25, 2):
        preview.paper.go_to(number)
        qtbot.waitUntil(lambda number=number: number in preview.paper._pictures)
    assert 3 <= len(preview.paper._pictures) <= 7


def test_the_headings_are_a_list_that_can_be_read_aloud(qtbot, preview, press):
    chosen = []
    preview.project_chosen.connect(chosen.append)
    click(preview.bar.contents)
    tree = preview.contents
    assert tree.isVisible()
    assert not preview.bar.on.isVisible()
    assert press.built == [WHOLE]
    assert tree.topLevelItem(0).text(0).startswith("Voortgangsrapport")
    found = tree.findItems("VV015", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)
    assert found
    tree.setCurrentItem(found[0])
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert chosen == ["VV015"]
    preview.renew()
    qtbot.waitUntil(lambda: len(press.built) == 2)
    click(preview.bar.contents)
    assert preview.paper.isVisible()


def test_few_pictures_are_kept(qtbot, preview):
    for number in range(1, 25, 3):
        preview.paper.go_to(number)
        qtbot.waitUntil(lambda number=number: number in preview.paper._pictures)
    assert len(preview.paper._pictures) <= 16


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_the_ring_of_the_keyboard_is_seen(preview, theme, look):
    theme.choose(look)
    preview.paper.setFocus()
    ring = preview.paper.grab().toImage().pixelColor(0, 100)
    assert ring == theme.colour("accent")
