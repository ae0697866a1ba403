import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton

from ui.actions import Actions
from ui.job import DirectRunner
from ui.pages.crash_card import Crash, CrashCard, crash_text
from ui.pages.recent_card import CARD_ROLE, DROP, LOCATE, PIN, SMALLEST_TARGET
from ui.pages.recent_words import Card
from ui.pages.start import StartPage, band_text, here_and_now
from ui.pages.start_button import StartButton
from vvdesk.recent import Entry, Recent

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen plugin says so of every menu and list that pops up."""
NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
PLAN = "Relanceplan Vlaamse Veerkracht"


def entry(path, project="VV015", minutes_ago=0, **values):
    changed = (NOW - timedelta(minutes=minutes_ago)).isoformat()
    return Entry(str(path), project, f"Project {project}", changed=changed, **values)


@pytest.fixture
def file(tmp_path):
    """A file that is there."""
    path = tmp_path / "ov.vvd"
    path.touch()
    return path


@pytest.fixture
def recent(tmp_path):
    """An empty list."""
    return Recent(tmp_path / "instellingen")


@pytest.fixture
def actions(icons):
    """The window's commands."""
    return Actions(icons)


@pytest.fixture
def show(qtbot, recent, actions, theme, icons):
    """Make and show the page."""

    def make():
        page = StartPage(recent, actions, DirectRunner(), theme, icons, lambda: NOW)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return make


def spoken(page):
    model = page.list.cards
    rows = range(model.rowCount())
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def zone_of(page, row, name):
    index = page.list.cards.index(row)
    rect = page.list.visualRect(index)
    card = index.data(CARD_ROLE)
    return page.list.itemDelegate().zones(card, rect, page.list.font())[name]


def click(qtbot, page, at):
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def shown_texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_arrows_and_enter_open_a_fiche(qtbot, show, recent, file):
    recent.note(entry(file))
    recent.note(entry(file, "VV016", minutes_ago=5))
    page = show()
    page.focus_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [file, "VV016"]


def test_a_click_on_a_card_opens_it(qtbot, show, recent, file):
    recent.note(entry(file))
    page = show()
    at = page.list.visualRect(page.list.cards.index(0)).center()
    with qtbot.waitSignal(page.open_requested) as opened:
        click(qtbot, page, at)
    assert opened.args == [file, "VV015"]


def test_a_click_beside_the_cards_does_nothing(qtbot, show, recent, file):
    recent.note(entry(file))
    page = show()
    with qtbot.assertNotEmitted(page.open_requested):
        click(qtbot, page, QPoint(50, page.list.viewport().height() - 4))
        qtbot.mouseClick(
            page.list.viewport(),
            Qt.MouseButton.RightButton,
            pos=page.list.visualRect(page.list.cards.index(0)).center(),
        )


def test_letting_go_elsewhere_does_nothing(qtbot, show, recent, file):
    recent.note(entry(file))
    recent.note(entry(file, "VV016", minutes_ago=5))
    page = show()
    first, second = (page.list.visualRect(page.list.cards.index(row)).center() for row in (0, 1))
    with qtbot.assertNotEmitted(page.open_requested):
        qtbot.mousePress(page.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
        qtbot.mouseRelease(page.list.viewport(), Qt.MouseButton.LeftButton, pos=second)


def test_the_menu_key_beside_the_cards_opens_nothing(qapp, show, recent, file):
    recent.note(entry(file))
    page = show()
    at = QPoint(50, page.list.viewport().height() - 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.mapToGlobal(at))
    qapp.sendEvent(page.list.viewport(), event)
    assert not any(menu.isVisible() for menu in page.findChildren(QMenu))


def test_a_card_tells_everything_in_words(show, recent, file):
    recent.note(
        entry(
            file,
            meetmoment="november 2026",
            entiteit="Dep. OV",
            volledig=86,
            fouten=1,
            waarschuwingen=2,
        )
    )
    recent.pin(entry(file).key, pinned=True)
    (only,) = spoken(show())
    assert only.startswith("VV015  Project VV015, november 2026 · Dep. OV, 86 % volledig, 1 fout")
    assert only.endswith("2 waarschuwingen, vandaag om 14:32, vastgemaakt")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"volledig": 100}, "klaar om in te dienen"),
        ({"volledig": 0}, "nog niet begonnen"),
        ({"volledig": 100, "ingediend": True, "fouten": 2}, "ingediend"),
        ({"fiches": 180, "fouten": 3}, "180 fiches 3 fouten"),
        ({"volledig": 50}, ""),
    ],
)
def test_the_lowest_line_says_how_far_it_is(values, words):
    signs = Card(Entry("/a", **values), NOW).signs
    assert " ".join(sign.text for sign in signs) == words


def test_pinning_puts_a_card_on_top_and_loosening_back(qtbot, show, recent, file):
    recent.note(entry(file))
    recent.note(entry(file, "VV016", minutes_ago=5))
    page = show()
    click(qtbot, page, zone_of(page, 1, PIN).center())
    assert [each.project for each in recent.entries()] == ["VV016", "VV015"]
    assert spoken(page)[0].startswith("VV016")
    click(qtbot, page, zone_of(page, 0, PIN).center())
    assert [each.project for each in recent.entries()] == ["VV015", "VV016"]


def test_delete_takes_a_card_off_the_list_and_that_can_be_undone(qtbot, show, recent, file):
    recent.note(entry(file, volledig=50))
    recent.pin(entry(file).key, pinned=True)
    page = show()
    page.focus_first()
    with qtbot.waitSignal(page.noted) as noted:
        qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert recent.entries() == []
    assert "Nog geen fiches" in shown_texts(page)
    (notice,) = noted.args
    assert notice.text == '"VV015" is uit de lijst; het bestand blijft.'
    notice.offers[0].act()
    (back,) = recent.entries()
    assert (back.volledig, back.pinned) == (50, True)
    assert page.list.isVisible()


def test_a_click_on_the_cross_takes_a_card_off(qtbot, show, recent, file):
    recent.note(entry(file, ""))
    page = show()
    with qtbot.waitSignal(page.noted) as noted:
        click(qtbot, page, zone_of(page, 0, DROP).center())
    assert noted.args[0].text.startswith('"ov.vvd"')
    assert recent.entries() == []


def test_what_is_in_hand_stays_in_hand_when_a_card_goes(qtbot, show, recent, file):
    for minute, code in enumerate(("VV015", "VV016", "VV017")):
        recent.note(entry(file, code, minutes_ago=minute))
    page = show()
    page.focus_first()
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    page.refresh()
    assert page.list.currentIndex().data(CARD_ROLE).entry.project == "VV015"


def test_a_file_that_is_gone_asks_to_be_found(qtbot, show, recent, tmp_path):
    recent.note(entry(tmp_path / "weg.vvd"))
    page = show()
    page.look_for_missing()
    assert "Niet gevonden" in spoken(page)[0]
    page.focus_first()
    with qtbot.waitSignal(page.locate_requested) as located:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert located.args == [tmp_path / "weg.vvd"]
    with qtbot.waitSignal(page.locate_requested):
        click(qtbot, page, zone_of(page, 0, LOCATE).center())
    (tmp_path / "weg.vvd").touch()
    page.refresh()
    assert "Niet gevonden" not in spoken(page)[0]


def test_only_one_job_looks_for_files(recent, actions, theme, icons, qtbot, file):
    class Waiting:
        def __init__(self):
            self.jobs = []

        def start(self, job):
            self.jobs.append(job)

    runner = Waiting()
    recent.note(entry(file))
    page = StartPage(recent, actions, runner, theme, icons, lambda: NOW)
    qtbot.addWidget(page)
    page.look_for_missing()
    page.look_for_missing()
    assert len(runner.jobs) == 1
    runner.jobs[0].run()
    page.look_for_missing()
    assert len(runner.jobs) == 2


def test_the_menu_of_a_card_offers_what_can_be_done(qtbot, show, recent, file, tmp_path):
    recent.note(entry(file))
    recent.note(entry(tmp_path / "weg.vvd", minutes_ago=5))
    page = show()
    page.look_for_missing()
    here, gone = (page.list.menu_of(page.list.cards.index(row)) for row in (0, 1))
    assert [each.text() for each in here.actions()] == [
        "Openen",
        "Bovenaan vastmaken",
        "Uit de lijst halen",
    ]
    assert [each.text() for each in gone.actions()] == ["Zoeken…", "Uit de lijst halen"]
    assert page.list.menu_of(page.list.cards.index(9)) is None
    with qtbot.waitSignal(page.open_requested):
        here.actions()[0].trigger()
    here.actions()[1].trigger()
    assert recent.entries()[0].pinned
    with qtbot.waitSignal(page.locate_requested):
        gone.actions()[0].trigger()


@pytest.mark.parametrize(
    "reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse]
)
def test_the_menu_key_opens_the_menu_of_the_card_in_hand(qtbot, qapp, show, recent, file, reason):
    recent.note(entry(file))
    page = show()
    page.focus_first()
    at = page.list.visualRect(page.list.cards.index(0)).center()
    event = QContextMenuEvent(reason, at, page.list.viewport().mapToGlobal(at))
    qapp.sendEvent(page.list.viewport(), event)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in page.findChildren(QMenu)))
    next(menu for menu in page.findChildren(QMenu) if menu.isVisible()).close()


def test_many_cards_can_be_filtered(qtbot, show, recent, file):
    for number in range(9):
        recent.note(entry(file, f"VV{number:03}", minutes_ago=number))
    page = show()
    assert page.filter_box.isVisible()
    page.filter_box.setFocus()
    qtbot.keyClicks(page.filter_box, "vv003 project")
    assert len(spoken(page)) == 1
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [file, "VV003"]
    page.filter_box.setFocus()
    qtbot.keyClicks(page.filter_box, " zeppelin")
    assert "Geen fiche met deze woorden." in shown_texts(page)
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.filter_box.hasFocus()
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert len(spoken(page)) == 9
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)


def test_few_cards_need_no_filter(show, recent, file):
    recent.note(entry(file))
    assert not show().filter_box.isVisible()


def test_without_fiches_it_says_what_to_do_first(show):
    page = show()
    page.focus_first()
    assert "Nog geen fiches" in shown_texts(page)
    assert page.findChild(StartButton, "start_open").hasFocus()
    page.refresh()


@pytest.mark.parametrize("name", ["open", "new", "excel_in", "manual"])
def test_a_large_button_does_what_its_command_does(qtbot, show, actions, name):
    page = show()
    button = page.findChild(StartButton, f"start_{name}")
    with qtbot.waitSignal(actions[name].triggered):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    actions[name].setEnabled(False)
    assert not button.isEnabled()
    button.grab()


def test_practising_is_one_click_away(qtbot, show):
    page = show()
    with qtbot.waitSignal(page.practice_requested):
        qtbot.mouseClick(page.findChild(StartButton, "start_practice"), Qt.MouseButton.LeftButton)


def test_the_band_tells_plan_meetmoment_and_time_left():
    known = entry("/a", plan=PLAN, meetmoment="november 2026", deadline="2026-12-01")
    older = entry("/b", plan="Ander plan", minutes_ago=5, pinned=True)
    assert band_text([older, known], NOW) == (
        f"{PLAN} · meetmoment november 2026 · nog 9 dagen (1 december)"
    )
    assert band_text([entry("/a", plan=PLAN)], NOW) == PLAN
    assert band_text([], NOW) == "vvdesk – projectfiches van het relanceplan"


def test_after_a_crash_a_card_offers_to_go_on(qtbot, show, recent, file):
    recent.note(entry(file))
    page = show()
    page.show_crash(Crash(file, "VV015", NOW - timedelta(minutes=2)))
    (card,) = page.findChildren(CrashCard)
    going_on, diagnostics = card.findChildren(QPushButton)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.mouseClick(going_on, Qt.MouseButton.LeftButton)
    assert opened.args == [file, "VV015"]
    with qtbot.waitSignal(page.diagnostics_requested):
        qtbot.mouseClick(diagnostics, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.crash_closed):
        qtbot.mouseClick(card.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert not card.isVisible()


def test_a_crash_without_a_file_offers_only_the_diagnostic_file(show):
    page = show()
    page.show_crash(Crash())
    (card,) = page.findChildren(CrashCard)
    shown = [each.text() for each in card.findChildren(QPushButton) if not each.isHidden()]
    assert shown == ["Diagnosebestand bewaren…"]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(), "Je werk tot 14:32 is bewaard."),
        (timedelta(days=1), "Je werk tot gisteren om 14:32 is bewaard."),
        (timedelta(days=19), "Je werk tot 3 november is bewaard."),
    ],
)
def test_a_crash_says_until_when_work_was_kept(ago, words):
    assert crash_text(Crash(kept_until=NOW - ago), NOW).endswith(words)


def test_a_crash_without_changes_lost_nothing():
    assert "niets verloren" in crash_text(Crash(), NOW)


@pytest.mark.parametrize("zoom", [80, 200])
def test_targets_are_large_enough_and_stay_within_the_card(show, theme, recent, file, zoom):
    theme.zoom_to(zoom)
    try:
        recent.note(entry(file, volledig=86, fouten=1, waarschuwingen=2))
        page = show()
        page.grab()
        for name in (PIN, DROP):
            zone = zone_of(page, 0, name)
            assert min(zone.width(), zone.height()) >= SMALLEST_TARGET
            assert page.list.visualRect(page.list.cards.index(0)).contains(zone)
    finally:
        theme.zoom_to(100)


def test_the_mouse_shows_what_a_click_would_do(qtbot, show, recent, file):
    recent.note(entry(file))
    page = show()
    qtbot.mouseMove(page.list.viewport(), zone_of(page, 0, PIN).center())
    qtbot.waitUntil(lambda: page.list.itemDelegate().hovered == (0, PIN))
    assert "vastmaken" in page.list.viewport().toolTip()
    page.grab()
    centre = page.list.visualRect(page.list.cards.index(0)).center()
    qtbot.mouseMove(page.list.viewport(), centre)
    qtbot.waitUntil(lambda: page.list.itemDelegate().hovered == (0, ""))
    assert page.list.viewport().toolTip() == str(file)
    outside = QPoint(5, page.list.viewport().height() - 2)
    qtbot.mouseMove(page.list.viewport(), outside)
    qtbot.waitUntil(lambda: page.list.itemDelegate().hovered == (-1, ""))


def test_cards_are_painted_in_every_state(show, recent, theme, file, tmp_path):
    recent.note(entry(file, volledig=100))
    recent.note(entry(tmp_path / "weg.vvd", minutes_ago=5))
    recent.note(entry(file, "VV016", minutes_ago=9, ingediend=True))
    page = show()
    page.look_for_missing()
    page.resize(600, 700)
    before = page.grab().toImage()
    theme.zoom_to(150)
    assert page.grab().toImage() != before
    theme.zoom_to(100)


def test_the_clock_knows_its_time_zone():
    assert here_and_now().tzinfo is not None


def test_the_page_comes_without_the_database():
    code = (
        "import sys, ui.pages.start, ui.pages.first_start;"
        "sys.exit(any(name in sys.modules for name in "
        "('sqlalchemy', 'openpyxl', 'psutil', 'vvdesk.plan')))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
