"""The ledger of conflicts and the list of earlier merges in the window."""

import shutil

import accessible
import pytest
from merge_sample import central, change, put, uitvraag
from PySide6.QtCore import Qt
from stores import ACTOR
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.conflicts import ConflictsPage
from ui.pages.merges import MergesPage
from ui.pages.page_names import CONSOLIDATION
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.merging import apply_plan, ledger_rows, plan_merge
from vvdesk.model import Keuze
from vvdesk.store.workspace import Workspace


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """A central file with three open conflicts, two of them on VV015."""
    folder = tmp_path_factory.mktemp("centraal")
    store = central(folder)
    book = uitvraag(store, folder / "OV.xlsx")
    put(book, "Projecten", "Titel", 1, "Ontvangen titel")
    put(book, "Projecten", "Uitvoering VAK", 1, 12)
    put(book, "Projecten", "Uitvoering VAK", 2, 34)
    change(store, "VV015", titel="Centrale titel", financiering__vak=5)
    change(store, "VV017", financiering__vak=6)
    with Workspace.open(store) as workspace, plan_merge(workspace, [book], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    return store


@pytest.fixture
def live(merged, tmp_path, qapp):
    """The desk on a copy of it."""
    assert qapp
    with Workspace.open(shutil.copy(merged, tmp_path / merged.name)) as workspace:
        yield LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def page(live, messages, icons, theme, qtbot):
    made = ConflictsPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.begin()
    return made


@pytest.fixture
def merges(live, messages, icons, theme, qtbot):
    made = MergesPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.begin()
    return made


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def vak(live, project="VV015"):
    return live.desk.fiche(project).values["financiering.vak"]


def waiting(live):
    return [(row.project, row.path) for row in ledger_rows(live.desk.workspace)]


def test_a_conflict_is_decided_with_keys_and_a_note(page, live, qtbot):
    assert page.table.hasFocus()
    assert page.open_ones.text() == "Open (3)"
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert page.state.text() == "Schrijf in de nota waarom je zo beslist."
    assert not page.go.isEnabled()
    note = page.pane.bar.note
    note.setFocus()
    qtbot.keyClicks(note, "1 keer nagebeld")
    with qtbot.waitSignal(page.settled):
        press(qtbot, page.go)
    assert waiting(live) == [("VV015", "financiering.vak"), ("VV017", "financiering.vak")]
    assert live.desk.fiche("VV015").values["titel"] == "Ontvangen titel"
    press(qtbot, page.decided)
    assert page.decided.text() == "Beslist (1)"
    told = [page.model.index(0, column).data() for column in range(page.model.columnCount())]
    assert told[:6] == [
        "VV015",
        "Titel",
        "Ontvangen genomen",
        "Ontvangen titel",
        "1 keer nagebeld",
        "tester",
    ]


def test_a_decision_is_taken_back_from_the_bar(page, live, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    qtbot.keyClicks(page.pane.bar.note, "Zo is het")
    press(qtbot, page.go)
    press(qtbot, page.job.notices.offers[0])
    assert len(waiting(live)) == 3
    assert live.desk.fiche("VV015").values["titel"] == "Centrale titel"
    assert "open" in page.job.notices.text


def test_several_conflicts_of_an_entiteit_are_decided_at_once(page, live, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    press(qtbot, page.pane.bar.entiteit)
    assert page.go.text() == "3 conflicten beslissen"
    assert not page.pane.radios[Keuze.EIGEN].isEnabled()
    qtbot.keyClicks(page.pane.bar.note, "Afgesproken")
    press(qtbot, page.go)
    assert waiting(live) == []
    assert (vak(live), vak(live, "VV017")) == (12, 34)
    assert "Er wachten geen conflicten." in page.nothing.text()
    assert page.nothing.isVisible()


def test_a_whole_project_is_chosen_without_the_others(page, live, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    press(qtbot, page.pane.bar.project)
    qtbot.keyClicks(page.pane.bar.note, "Centraal klopt")
    press(qtbot, page.go)
    assert waiting(live) == [("VV017", "financiering.vak")]
    assert vak(live) == 5


def test_an_own_value_is_read_by_its_kind_or_refused_at_the_field(page, live, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_F8)
    assert page.pane.shown.path == "financiering.vak"
    qtbot.keyClicks(page.pane.bar.note, "Gemiddelde")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_3)
    own = page.pane.own.editor.control()
    qtbot.keyClicks(own, "iets")
    page.table.setFocus()
    assert '"iets"' in page.pane.own.problem
    assert not page.go.isEnabled()
    page.pane.own.take_keyboard()
    qtbot.keyClicks(own, "8 KEUR")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    press(qtbot, page.go)
    assert vak(live) == 8_000


def test_stepping_and_searching_and_the_way_to_the_form(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.pane.shown.project == "VV017"
    qtbot.keyClick(page.table, Qt.Key.Key_F8)
    assert (page.pane.shown.project, page.pane.shown.path) == ("VV015", "titel")
    with qtbot.waitSignal(page.fiche_requested) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == ["VV015", "titel"]
    qtbot.keyClicks(page.search, "vv017 uitvoering")
    assert [row.project for row in page.model.rows] == ["VV017"]
    qtbot.keyClicks(page.search, "zzz")
    assert page.nothing.text() == "Geen enkel conflict voldoet aan wat je zoekt."


def test_a_merge_is_taken_back_after_its_consequence_was_read(merges, live, qtbot):
    assert merges.model.index(0, 0).data().startswith("1 inzending · vandaag om ")
    press(qtbot, merges.undo)
    assert "gaan terug" in merges.card.text.text()
    assert merges.card.no.hasFocus()
    qtbot.keyClick(merges.card.no, Qt.Key.Key_Escape)
    assert not merges.card.isVisible()
    assert len(waiting(live)) == 3
    press(qtbot, merges.undo)
    press(qtbot, merges.card.yes)
    assert waiting(live) == []
    assert merges.model.index(0, 0).data().endswith("ongedaan gemaakt")
    assert not merges.undo.isEnabled()


def test_the_plan_of_an_earlier_merge_is_kept_and_opened(merges, messages, tmp_path, qtbot):
    target = tmp_path / "plan.html"
    messages.answers["file_to_save"] = [target]
    press(qtbot, merges.save)
    press(qtbot, merges.job.notices.offers[0])
    assert messages.asked("open_outside") == [str(target)]
    assert "Ontvangen titel" in target.read_text(encoding="utf-8")
    with qtbot.waitSignal(merges.page_requested) as told:
        press(qtbot, merges.back)
    assert told.args == [CONSOLIDATION]


def test_the_pages_fit_a_small_screen_with_the_largest_text(page, merges, theme):
    theme.zoom_to(200)
    for each in (page, merges):
        assert each.minimumSizeHint().width() <= 1366
        assert each.minimumSizeHint().height() <= 560
    theme.zoom_to(100)


def test_every_control_has_a_name_and_can_be_hit(page, merges):
    for each in (page, merges):
        assert accessible.nameless(each) == []
        for check in (accessible.roleless, accessible.small, accessible.clipped):
            assert check(each) == []
