"""Ontvangst in the window: the board, what is chosen in it, and what is decided there."""

from datetime import date
from email import policy
from email.parser import BytesParser

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from stores import ACTOR, DWSE, OV, fiche, mijlpaal, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner, ThreadRunner
from ui.pages.page_names import CONSOLIDATION, PROJECTS
from ui.pages.reception import ReceptionPage
from ui.pages.reception_models import PAYLOAD
from ui.theme import Look
from vvdesk.audit import Actor
from vvdesk.besluiten import Besluit
from vvdesk.content import read_contents
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.errors import Stale
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Entiteit, Meetmoment, Staat
from vvdesk.reception import Wens
from vvdesk.states import exceptions, overgangen, send_back
from vvdesk.store.workspace import Workspace

ELS = Actor("Els", "kanselarij-1")
FAR, LONG_AGO = date(2999, 1, 1), date(2020, 1, 1)


def step(workspace, change):
    with Editing(workspace, ACTOR).step("Stap") as work:
        change(work)


def hand_in(workspace, *projects, namens="Jan"):
    step(
        workspace,
        lambda work: [work.set_staat(1, each, Staat.INGEDIEND, namens=namens) for each in projects],
    )


@pytest.fixture
def workspace(tmp_path):
    """OV handed in VV015, VV017 and VV018 (with a fout), not VV019; DWSE is late with VV016."""
    wrong = fiche("VV018", speerpunt="1")
    wrong.tables["mijlpalen"]["VV018-M01"] = mijlpaal("VV018-M01", 1, timing=None)
    contents = (
        fiche("VV015", speerpunt="1"),
        fiche("VV016", speerpunt="2", trekkende_entiteit=DWSE),
        fiche("VV017", speerpunt="2"),
        wrong,
        fiche("VV019", speerpunt="2"),
    )
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as opened:
        hand_in(opened, "VV015", "VV017", "VV018")
        key = {"meetmoment_id": 1, "naam": DWSE}
        step(opened, lambda work: work.change(Meetmoment, {"id": 1}, {"deadline": FAR}))
        step(opened, lambda work: work.change(Entiteit, key, {"deadline": LONG_AGO}))
        yield opened


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def make(workspace, tmp_path, messages, icons, theme, qtbot):
    """Makes the page for somebody, and shows it."""

    def made(actor=ELS, runner=None):
        live = LiveDesk(Desk(workspace, actor), Drafts(tmp_path / "klad", "x"))
        page = ReceptionPage(live, runner or DirectRunner(), messages, icons, theme)
        live.setParent(page)
        qtbot.addWidget(page)
        page.resize(1366, 660)
        page.show()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        page.begin()
        qtbot.waitUntil(lambda: not page.job.is_busy)
        choose_entiteit(page, OV)
        return page

    return made


@pytest.fixture
def page(make):
    return make()


def choose_entiteit(page, naam):
    page.table.selectRow([row.key for row in page.table.model().rows].index(naam))


def choose(page, *codes):
    table = page.detail.fiches
    places = {each.project: at for at, each in enumerate(table.model().rows)}
    table.clearSelection()
    table.setSelectionMode(table.SelectionMode.MultiSelection)
    for code in codes:
        table.selectRow(places[code])
    table.setSelectionMode(table.SelectionMode.ExtendedSelection)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def states(workspace):
    with workspace.connection() as connection:
        return {code: each.staat for code, each in read_contents(connection, 1).items()}


def told(page):
    return page.job.notices.text


def test_each_entiteit_stands_there_with_its_state_and_figures(page):
    rows = {row[0]: row[1:] for row in cells(page.table)}
    ov, dwse = rows[f"{OV} (DOV)"], rows[f"{DWSE} (DWSE)"]
    assert ov[:4] == ["Deels ontvangen", "01/01/2999", "", "3 van 4"]
    assert dwse[:4] == ["Te laat", "01/01/2020", "", "0 van 1"]
    assert ov[5].startswith("1 fout")
    assert "5 fiches: 2 concept, 3 ingediend" in page._totals.text()
    assert "2 entiteiten: 1 deels ontvangen, 1 te laat" in page._totals.text()


def test_the_keyboard_begins_in_the_table_and_stays_where_it_is_afterwards(page):
    assert page.table.hasFocus()
    page.detail.fiches.setFocus()
    page.begin()
    assert page.detail.fiches.hasFocus()


def test_a_row_says_itself_whole_and_its_state_is_shape_and_word(page):
    index = page.table.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "stand " in said
    assert "ingediend " in said
    sign = page.table.model().index(0, 1).data(PAYLOAD)
    assert sign.vorm
    assert sign.woord == page.table.model().index(0, 1).data()


def test_the_second_board_is_per_speerpunt_and_holds_the_same_fiches(page):
    page.filter.halves.setFocus()
    QTest.keyClick(page.filter.halves, Qt.Key.Key_Right)
    rows = cells(page.table)
    assert len(rows) == 2
    assert sum(len(row.fiches) for row in page.table.model().rows) == 5
    assert page.table.isColumnHidden(2)
    assert not page.detail.reminder.isVisible()


@pytest.mark.parametrize(
    ("wens", "expected"),
    [
        (Wens.ALLES, {OV, DWSE}),
        (Wens.ONTBREEKT, {OV, DWSE}),
        (Wens.TE_LAAT, {DWSE}),
        (Wens.NA_TE_KIJKEN, {OV}),
    ],
)
def test_the_filter_narrows_and_counts(page, wens, expected):
    choice = page.filter.choices[wens]
    click(choice)
    assert {row.key for row in page.table.model().rows} == expected
    assert choice.text().endswith(f"({len(expected)})")
    assert page.table.selected()


def test_enter_goes_to_the_fiches_and_then_to_the_form(page, qtbot):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.fiches.hasFocus()
    with qtbot.waitSignal(page.fiche_requested) as asked:
        QTest.keyClick(page.detail.fiches, Qt.Key.Key_Return)
    assert asked.args == ["VV015", ""]


def test_a_colleague_approves_and_everybody_hears_of_it(page, workspace, qtbot):
    choose(page, "VV015", "VV017")
    button = page.detail.acts.buttons[Besluit.GOEDKEUREN]
    assert button.text() == "Goedkeuren (2)"
    with qtbot.waitSignal(page.decided):
        click(button)
    assert states(workspace)["VV015"] == states(workspace)["VV017"] == "goedgekeurd"
    assert told(page) == "2 fiches goedgekeurd: VV015, VV017."
    assert [each.project for each in page.detail.fiches.selected()] == ["VV015", "VV017"]
    assert page.detail.fiches.hasFocus()


def test_what_does_not_fit_is_left_out_and_counted_on_the_button(page):
    choose(page, "VV015", "VV019")
    texts = {each: button.text() for each, button in page.detail.acts.buttons.items()}
    assert texts[Besluit.GOEDKEUREN] == "Goedkeuren (1)"
    assert texts[Besluit.TERUGSTUREN] == "Terugsturen (1)…"
    assert not page.detail.acts.buttons[Besluit.PUBLICEREN].isEnabled()


def test_a_fout_is_told_fiche_by_fiche_and_nothing_is_approved(page, workspace):
    choose(page, "VV015", "VV018")
    click(page.detail.acts.buttons[Besluit.GOEDKEUREN])
    assert "Er is niets veranderd." in told(page)
    assert "VV018 heeft 1 fout" in told(page)
    assert states(workspace)["VV015"] == "ingediend"
    assert not page.detail.acts.reason.isVisible()


def test_who_handed_in_is_asked_for_a_reason_right_there(make, workspace):
    page = make(Actor("jan", "thuis"))
    choose(page, "VV015")
    click(page.detail.acts.buttons[Besluit.GOEDKEUREN])
    acts = page.detail.acts
    assert "VV015 heb je zelf ingediend" in told(page)
    assert acts.reason.hasFocus()
    assert not acts.go.isEnabled()
    QTest.keyClicks(acts.reason, "Geen collega tot maandag")
    QTest.keyClick(acts.reason, Qt.Key.Key_Return)
    assert states(workspace)["VV015"] == "goedgekeurd"
    (exception,) = exceptions(workspace)
    assert exception.uitzondering == "Geen collega tot maandag"
    assert "1 met uitzondering goedgekeurd" in page._totals.text()
    assert page.detail._remark.text().startswith("Uitzondering door jan op ")
    assert page.detail._remark.text().endswith(": Geen collega tot maandag")
    assert not acts.reason.isVisible()


def test_sending_back_asks_why_and_escape_takes_the_question_away(page, workspace):
    acts = page.detail.acts
    choose(page, "VV017")
    click(acts.buttons[Besluit.TERUGSTUREN])
    assert acts.reason.accessibleName() == "Waarom stuur je VV017 terug?"
    QTest.keyClick(acts.reason, Qt.Key.Key_Escape)
    assert not acts.reason.isVisible()
    assert acts.buttons[Besluit.TERUGSTUREN].hasFocus()
    QTest.keyClick(acts.buttons[Besluit.TERUGSTUREN], Qt.Key.Key_Space)
    QTest.keyClicks(acts.reason, "Bedrag klopt niet")
    click(acts.go)
    assert states(workspace)["VV017"] == "teruggestuurd"
    assert overgangen(workspace, None, "VV017")[-1].reden == "Bedrag klopt niet"
    assert "Teruggestuurd door Els: Bedrag klopt niet" in page.detail._remark.text()
    assert page.table.selected()[0].ontvangst.value == "teruggestuurd"


def test_reopening_and_publishing(page, workspace):
    acts = page.detail.acts
    choose(page, "VV015")
    click(acts.buttons[Besluit.GOEDKEUREN])
    click(acts.buttons[Besluit.PUBLICEREN])
    assert states(workspace)["VV015"] == "gepubliceerd"
    click(acts.buttons[Besluit.HEROPENEN])
    QTest.keyClicks(acts.reason, "Rechtzetting")
    QTest.keyClick(acts.reason, Qt.Key.Key_Return)
    assert states(workspace)["VV015"] == "ingediend"
    assert told(page) == "1 fiche heropend: VV015."


def test_another_choice_puts_the_question_away(page):
    choose(page, "VV015")
    click(page.detail.acts.buttons[Besluit.TERUGSTUREN])
    choose(page, "VV017")
    assert not page.detail.acts.reason.isVisible()


def test_what_is_chosen_stays_chosen_when_the_board_is_read_again(page, workspace):
    choose(page, "VV015", "VV018", "VV019")
    hand_in(workspace, "VV019")
    page.begin()
    assert page.table.selected()[0].key == OV
    assert [each.project for each in page.detail.fiches.selected()] == ["VV015", "VV018", "VV019"]
    assert page.detail.acts.buttons[Besluit.GOEDKEUREN].text() == "Goedkeuren (3)"


def test_a_colleague_who_was_first_is_told(page, workspace, monkeypatch):
    def stale(*_arguments, **_options):
        send_back(workspace, None, ["VV015"], ACTOR, "Bedrag klopt niet")
        raise Stale("VV015 is intussen gewijzigd door Jan. Er is niets bewaard.")

    monkeypatch.setattr("ui.pages.reception_deeds.decide", stale)
    choose(page, "VV015")
    click(page.detail.acts.buttons[Besluit.GOEDKEUREN])
    assert told(page).startswith("VV015 is intussen gewijzigd door Jan.")
    assert page.detail.fiches.selected()[0].staat == "teruggestuurd"


def test_the_menu_by_key_offers_the_same(page, workspace):
    choose(page, "VV015")
    table = page.detail.fiches
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(table.viewport(), event)
    menu = page.detail.findChild(QMenu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Goedkeuren", "Terugsturen…", "Heropenen…", "Publiceren", "Toon fiche"]
    enabled = [action.isEnabled() for action in menu.actions() if not action.isSeparator()]
    assert enabled == [True, True, False, False, True]
    menu.actions()[0].trigger()
    menu.close()
    assert states(workspace)["VV015"] == "goedgekeurd"


def test_a_reminder_is_written_and_opened(page, messages, tmp_path):
    choose_entiteit(page, DWSE)
    messages.answers["file_to_save"] = [tmp_path / "herinnering.eml"]
    click(page.detail.reminder)
    mail = BytesParser(policy=policy.default).parsebytes(
        (tmp_path / "herinnering.eml").read_bytes()
    )
    assert DWSE in mail["Subject"]
    assert "- VV016 Project VV016" in mail.get_content()
    assert messages.asked("open_outside") == [str(tmp_path / "herinnering.eml")]
    assert "staat klaar" in told(page)


def test_without_a_mail_program_it_says_where_the_reminder_stands(page, messages, monkeypatch):
    choose_entiteit(page, DWSE)
    monkeypatch.setattr(messages, "open_outside", lambda _path: False)
    click(page.detail.reminder)
    assert 'De herinnering staat in "Herinnering april 2021 DWSE.eml"' in told(page)


def test_no_reminder_for_who_misses_nothing_or_when_it_is_cancelled(page, workspace, messages):
    hand_in(workspace, "VV019")
    page.begin()
    assert not page.detail.reminder.isEnabled()
    choose_entiteit(page, DWSE)
    messages.answers["file_to_save"] = [None]
    click(page.detail.reminder)
    assert told(page) == ""


def test_a_closed_meetmoment_is_only_looked_at(page, workspace, make):
    page.stop()
    close_meetmoment(workspace, None, ACTOR, None)
    closed = make()
    choose(closed, "VV015")
    assert not any(button.isEnabled() for button in closed.detail.acts.buttons.values())
    assert "gesloten" in closed.detail.acts._note.text()
    assert closed.detail.acts.show_fiche.isEnabled()


def test_other_pages_are_one_press_away(page, qtbot):
    with qtbot.waitSignal(page.page_requested) as asked:
        click(page.receive)
    assert asked.args == [CONSOLIDATION]


def test_without_fiches_it_says_what_to_do(tmp_path, messages, icons, theme, qtbot):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        live = LiveDesk(Desk(workspace, ELS), Drafts(tmp_path / "klad", "x"))
        page = ReceptionPage(live, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.show()
        page.begin()
        assert page.nothing.isVisible()
        with qtbot.waitSignal(page.page_requested) as asked:
            click(page.nothing.projects)
        assert asked.args == [PROJECTS]


def test_in_a_thread_it_counts_beside_and_stops_when_told(make, qtbot):
    pool = QThreadPool()
    page = make(runner=ThreadRunner(pool))
    qtbot.waitUntil(lambda: len(page.work.counts) == 5)
    page.begin()
    qtbot.waitUntil(lambda: not page.job.is_busy)
    page.stop()
    pool.waitForDone()


def test_what_was_counted_is_counted_again_only_when_it_changed(page, workspace, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "ui.pages.reception_work.count_projects",
        lambda _workspace, _moment, codes, *_rest: seen.append(list(codes)),
    )
    page.begin()
    assert seen == []
    step(workspace, lambda work: work.set(1, "VV017", "titel", "Anders"))
    page.begin()
    assert seen == [["VV017"]]


def test_tab_goes_all_the_way_round(page):
    page.filter.halves.setFocus()
    seen = set()
    for _ in range(60):
        widget = QApplication.focusWidget()
        seen.add(widget)
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page.filter.halves:
            break
    assert {page.table, page.detail.fiches, page.detail.reminder, page.receive} <= seen


@pytest.mark.parametrize(("look", "zoom"), [(Look.LIGHT, 80), (Look.DARK, 200)])
def test_it_paints_in_every_look(page, theme, look, zoom):
    page.detail.fiches.setFocus()
    choose(page, "VV015", "VV018")
    theme.choose(look)
    theme.zoom_to(zoom)
    page.grab()
    page.resize(700, 500)
    assert page.table.columnWidth(0) > 0
    assert not page.grab().isNull()
    theme.zoom_to(100)
    theme.choose(Look.LIGHT)
