"""Manners of the whole window: room for "Indienen", size of text by the wheel, a locked fiche."""

import pytest
from driven_program import Driven
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QToolButton
from stores import OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.desk import UNREAD, LiveDesk, Typing
from ui.doors import House
from ui.forms.layout import LAYOUT
from ui.forms.rows_page import RowsPage
from ui.guards import Guards
from ui.job import ThreadRunner
from ui.main_window import MainWindow
from ui.pages.building import work_page
from ui.pages.page_names import FICHE, PROJECTS
from ui.pages.status_line import StatusLine
from ui.pages.work_commands import ROW_COMMANDS
from ui.save_state import SaveState
from ui.tool_bar import ToolBar
from vvdesk import settings
from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.kinds import DAG
from vvdesk.model import Staat
from vvdesk.paths import settings_dir
from vvdesk.store.workspace import Workspace

AN = Actor("An Peeters", "lessenaar")


@pytest.fixture(autouse=True)
def usual_size(theme):
    """Give the application its own size of text back."""
    yield
    theme.zoom_to(100)


@pytest.fixture
def house(qapp, icons, theme):
    pool = QThreadPool()
    yield House(Actions(icons, qapp), icons, theme, ThreadRunner(pool), RecordingMessages())
    pool.waitForDone()


@pytest.fixture
def opened(tmp_path, house, qtbot):
    """Makes the pages of a dossier that An works in; handed in when that is asked."""
    with Workspace.open(new_store(tmp_path / "ov.vvd", fiche("VV015"), entiteit=OV)) as workspace:

        def make(*, handed_in=False):
            desk = Desk(workspace, AN)
            if handed_in:
                with Editing(workspace, AN).step("Indienen") as work:
                    work.set_staat(desk.meetmoment.id, "VV015", Staat.INGEDIEND)
            drafts = Drafts(tmp_path / "klad", workspace.plan.bestand_id)
            made = work_page(LiveDesk(desk, drafts), house, None)
            qtbot.addWidget(made)
            made.resize(1300, 900)
            with qtbot.waitExposed(made):
                made.show()
            made.show_fiche("VV015")
            pages.append(made)
            return made

        pages = []
        yield make
        for each in pages:
            each.stop()


@pytest.fixture
def bar(house, qtbot):
    """The tool bar in a window of 1366 wide."""
    window = MainWindow(house.actions, house.icons, house.theme, house.runner)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
        window.tools.show()
    assert isinstance(window.tools, ToolBar)
    return window


def button(window, name):
    """Return the button of a command in the tool bar."""
    found = next(each for each in window.actions() if each.objectName() == name)
    made = window.tools.widgetForAction(found)
    assert isinstance(made, QToolButton)
    return made


def is_whole(window, name):
    shown = button(window, name)
    return shown.isVisible() and window.tools.rect().contains(shown.geometry())


@pytest.mark.parametrize(("width", "zoom"), [(1366, 100), (1366, 150), (1366, 200), (960, 100)])
def test_every_button_of_the_tool_bar_is_there_in_a_narrow_window(bar, qtbot, theme, width, zoom):
    bar.resize(width, 768)
    theme.zoom_to(zoom)
    names = ["undo", "redo", "projects", "check", "compare", "excel_out", "print_preview"]
    qtbot.waitUntil(lambda: all(is_whole(bar, name) for name in [*names, "palette", "hand_in"]))
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert button(bar, "hand_in").toolButtonStyle() is beside


def test_words_come_back_when_there_is_room_again(bar, qtbot, theme):
    picture = Qt.ToolButtonStyle.ToolButtonIconOnly
    theme.zoom_to(200)
    qtbot.waitUntil(lambda: button(bar, "excel_out").toolButtonStyle() is picture)
    assert button(bar, "excel_out").toolTip()
    assert QAccessible.queryAccessibleInterface(button(bar, "excel_out")).text(
        QAccessible.Text.Name
    )
    theme.zoom_to(100)
    qtbot.waitUntil(lambda: button(bar, "excel_out").toolButtonStyle() is not picture)


def roll(widget, notch, *, control):
    """Roll the wheel over a widget, as the system brings it: to the window."""
    here = widget.rect().center()
    window = widget.window()
    keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(widget.mapTo(window, here)), QPointF(widget.mapToGlobal(here)), QPoint(0, notch),
        QPoint(0, notch), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(window.windowHandle(), event)


def test_control_and_the_wheel_change_the_size_of_text_whatever_hangs_under_it(qtbot, qapp, theme):
    guards = Guards(qapp)
    guards.zoomed.connect(theme.zoom_by)
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is field.windowHandle())
    roll(field.viewport(), 120, control=True)
    assert theme.zoom > 100
    roll(field.viewport(), -120, control=True)
    assert theme.zoom == 100
    for _part in range(3):
        roll(field.viewport(), 40, control=True)
    assert theme.zoom > 100
    theme.zoom_to(100)
    roll(field.viewport(), 120, control=False)
    assert theme.zoom == 100
    guards.deleteLater()


def test_typing_in_a_locked_fiche_draws_eye_and_ear_to_the_reason(opened, monkeypatch):
    page = opened(handed_in=True)
    told = []
    monkeypatch.setattr("ui.pages.band.announce", lambda _widget, text: told.append(text))
    before = page.live.desk.fiche("VV015")
    for part in range(len(LAYOUT)):
        page.fiche_page.choose_part(part)
        form = page.fiche_page.form()
        fields = [box.editor.control() for box in form.boxes.values()]
        for each in [*fields, *([form.table.table] if form.table else [])]:
            told.clear()
            page.banner._flash.stop()
            each.setFocus()
            QTest.keyClick(each, "x")
            assert told == [page.banner.reason], each
            QTest.keyClick(each, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(each, Qt.Key.Key_Delete)
            assert len(told) == 1
    assert page.live.desk.fiche("VV015") == before


def test_an_open_fiche_flashes_nothing(opened, monkeypatch):
    page = opened()
    told = []
    monkeypatch.setattr("ui.pages.band.announce", lambda _widget, text: told.append(text))
    QTest.keyClicks(page.fiche_page.parts, "x")
    assert told == []


def test_under_the_list_stands_who_changed_the_fiche_last(opened, qtbot):
    page = opened()
    foot = page.fiche_page.foot._changed
    page.live.set({"titel": "Digisprong"}, "Titel wijzigen")
    qtbot.waitUntil(lambda: "Laatst gewijzigd door An Peeters, vandaag om" in foot.text())
    page.live.show("")
    page.live.show("VV015")
    assert "Laatst gewijzigd door An Peeters, vandaag om" in foot.text()


def test_the_clipboard_takes_text_of_a_locked_fiche(opened):
    page = opened(handed_in=True)
    control = page.fiche_page.form().boxes["titel"].editor.control()
    control.setFocus()
    QTest.keySequence(control, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(control, QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == page.live.desk.fiche("VV015").values["titel"]


def test_the_tool_tip_of_undo_says_what_would_be_undone(opened, house):
    page = opened()
    assert page.live.set({"titel": "Digisprong"}, "Titel wijzigen")
    assert house.actions["undo"].toolTip() == "Ongedaan maken: Titel wijzigen (Ctrl+Z)"
    house.actions["undo"].trigger()
    assert house.actions["undo"].toolTip() == "Ongedaan maken (Ctrl+Z)"
    assert "Titel wijzigen" in house.actions["redo"].toolTip()


def test_the_line_at_the_bottom_counts_only_while_its_fiche_is_at_hand(opened, qtbot):
    page = opened()
    counted = []
    page.counted.connect(counted.append)
    qtbot.waitUntil(lambda: bool(counted) and "% volledig" in counted[-1])
    page.show_page(PROJECTS)
    qtbot.waitUntil(lambda: counted[-1] == "")
    page.show_page(FICHE)
    qtbot.waitUntil(lambda: "% volledig" in counted[-1])


def test_the_line_at_the_bottom_says_nothing_without_a_file(icons, theme, qtbot):
    line = StatusLine(icons, theme)
    qtbot.addWidget(line)
    assert line.text == ""
    line.show_state(SaveState.STORED, None)
    line.show_counts("1 fout")
    line.clear()
    theme.zoom_to(120)
    assert [each.text() for each in line.findChildren(QLabel)] == [""] * 4
    assert all(each.pixmap().isNull() for each in line.findChildren(QLabel))


def refusals(page):
    """Return the paths of texts that could not be stored, as the lists of problems show them."""
    found = page.live.problems("VV015")
    return [each.finding.path for each in found if each.finding.code == UNREAD]


def test_a_half_typed_text_is_not_called_wrong_before_the_keyboard_leaves_it(opened):
    page = opened()
    page.jump("VV015", "financiering.vak")
    control = page.fiche_page.form().boxes["financiering.vak"].editor.control()
    control.selectAll()
    QTest.keyClicks(control, "2,5 m")
    page.live._typed.due.emit()
    assert refusals(page) == []
    assert page.live.is_typing("financiering.vak")
    assert page.live.draft("financiering.vak").text == "2,5 m"
    QTest.keyClicks(control, "i")
    page.live._typed.due.emit()
    assert refusals(page) == []
    QTest.keyClick(control, Qt.Key.Key_Tab)
    assert refusals(page) == ["financiering.vak"]
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, "2,5 mio")
    page.live._typed.due.emit()
    assert refusals(page) == []
    assert page.live.desk.fiche("VV015").values["financiering.vak"] == 2_500_000
    assert not page.live.is_typing("financiering.vak")


def test_a_pause_stores_the_rest_beside_a_half_typed_text(opened):
    page = opened()
    page.live.touch("titel", Typing(lambda: "Digisprong", lambda: "Digisprong"))
    page.live.touch("streefdatum", Typing(lambda: "31/", lambda: DAG.typed("31/", {})))
    page.live._typed.due.emit()
    assert page.live.desk.fiche("VV015").values["titel"] == "Digisprong"
    assert page.live.draft("streefdatum").text == "31/"
    assert page.live.flush() is False
    assert refusals(page) == ["streefdatum"]


@pytest.fixture
def begin(qapp, tmp_path):
    """Starts the program with a dossier of one fiche; the one that ran before is gone by then."""
    settings.save(settings.Settings(naam="An Peeters", entiteit=OV), settings_dir())
    path = new_store(tmp_path / "een.vvd", fiche("VV015"), entiteit=OV)
    running = []

    def again():
        if running:
            running.pop().throw_away()
        running.append(Driven.start(qapp, path))
        return running[-1]

    yield again
    for each in running:
        each.throw_away()


def test_a_panel_that_was_closed_is_closed_the_next_time(begin):
    driven = begin()
    assert driven.file.panels == ("problems",)
    driven.act("problems")
    assert driven.file.page.fiche_page.problems.isHidden()
    assert driven.close()
    again = begin()
    assert again.file.page.fiche_page.problems.isHidden()
    again.act("problems")
    assert again.close()
    assert begin().file.panels == ("problems",)


def test_the_bottom_of_the_start_screen_says_nothing_of_the_file_that_was_open(begin):
    driven = begin()
    assert driven.program.status.text
    driven.act("start")
    assert driven.program.status.text == ""


def test_control_shift_c_copies_the_table_with_its_heads(opened, house):
    page = opened()
    page.fiche_page.choose_part(5)
    house.actions["copy_headers"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Beoogde realisaties\t")


@pytest.mark.parametrize("method", sorted(ROW_COMMANDS.values()))
def test_a_table_can_carry_out_every_command_about_rows(method):
    assert callable(getattr(RowsPage, method))


def test_the_part_at_hand_stays_in_sight_when_text_grows(opened, theme, qtbot):
    page = opened()
    page.resize(1300, 560)
    page.fiche_page.choose_part(6)
    theme.zoom_to(200)
    shown = page.fiche_page.parts
    qtbot.waitUntil(
        lambda: shown.viewport().rect().contains(shown.visualRect(shown.currentIndex()).topLeft())
    )
