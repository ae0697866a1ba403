"""The form of a fiche: what is typed is stored, marked, found and taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLineEdit
from stores import ACTOR, OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.desk import LiveDesk
from ui.doors import House
from ui.forms.layout import LAYOUT
from ui.job import ThreadRunner
from ui.pages.building import work_page
from ui.pages.page_names import COMPARE, FICHE, PROJECTS
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def house(qapp, icons, theme):
    pool = QThreadPool()
    runner = ThreadRunner(pool)
    yield House(Actions(icons, qapp), icons, theme, runner, RecordingMessages())
    pool.waitForDone()


@pytest.fixture
def page(desk, house, qtbot):
    """The pages of the dossier with VV015 in hand, shown in a window of their own."""
    made = work_page(desk, house, None)
    qtbot.addWidget(made)
    for _command, action in house.actions:
        made.addAction(action)
    made.resize(1300, 900)
    made.show()
    made.show_fiche("VV015")
    yield made
    made.stop()


@pytest.fixture
def september(tmp_path, house, qtbot):
    """The pages of a dossier with a meetmoment before it."""
    path = new_store(tmp_path / "ov2.vvd", fiche("VV015", financiering__vak=5_000), entiteit=OV)
    with Workspace.open(path) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        drafts = Drafts(tmp_path / "klad2", workspace.plan.bestand_id)
        made = work_page(LiveDesk(Desk(workspace, ACTOR), drafts), house, None)
        qtbot.addWidget(made)
        made.show()
        made.show_fiche("VV015")
        yield made
        made.stop()


def box(page, path):
    return page.fiche_page.form().boxes[path]


def line(page, path):
    control = box(page, path).editor.control()
    return control if isinstance(control, QLineEdit) else control.findChild(QLineEdit)


def stored(page, path):
    return page.live.desk.fiche("VV015").values[path]


def retype(qtbot, page, path, text):
    field = line(page, path)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(field, text)
    return field


def test_the_first_part_is_shown_with_its_values(page):
    assert page.at_hand == FICHE
    assert page.fiche_page.form().part is LAYOUT[0]
    assert box(page, "titel").editor.value() == "Project VV015"


def test_every_part_can_be_shown_by_its_key(page, qtbot):
    for number in range(1, 9):
        qtbot.keyClick(page, Qt.Key(Qt.Key.Key_0.value + number), CTRL)
        assert page.fiche_page.part == number - 1
        assert page.fiche_page.form().part is LAYOUT[number - 1]


def test_what_is_typed_is_stored_when_the_keyboard_leaves(page, qtbot):
    field = retype(qtbot, page, "titel", "Digisprong")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: stored(page, "titel") == "Digisprong")


def test_an_amount_is_tidied_only_after_leaving_it(page, qtbot):
    page.fiche_page.choose_part(6)
    field = retype(qtbot, page, "financiering.vak", "2 mio")
    page.live.flush()
    assert field.text() == "2 mio"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: field.text() == "2.000.000 EUR")
    assert stored(page, "financiering.vak") == 2_000_000


def test_an_unreadable_amount_stays_is_marked_and_can_be_put_back(page, qtbot):
    page.fiche_page.choose_part(6)
    field = retype(qtbot, page, "financiering.vak", "drie euro")
    page.live.flush()
    qtbot.waitUntil(lambda: page.fiche_page.problems.model.rowCount() > 0)
    first = page.fiche_page.problems.model.rows[0].finding
    assert (first.path, first.code) == ("financiering.vak", "VV-INV-01")
    page.fiche_page.choose_part(0)
    page.fiche_page.choose_part(6)
    assert field.text() == "drie euro"
    assert field.property("severity") == "fout"
    box(page, "financiering.vak").taken_back.emit("financiering.vak")
    assert field.text() == "0 EUR"
    assert stored(page, "financiering.vak") == 0


def test_undo_shows_the_value_where_it_was(page, qtbot):
    retype(qtbot, page, "titel", "Digisprong")
    page.live.flush()
    page.fiche_page.choose_part(6)
    page.live.undo()
    assert page.fiche_page.part == 0
    assert box(page, "titel").editor.value() == "Project VV015"
    page.live.redo()
    assert box(page, "titel").editor.value() == "Digisprong"


def test_f8_goes_from_problem_to_problem(page, house):
    page.live.set({"financiering.vek": 5, "financiering.vak": 1}, "Bedragen wijzigen")
    house.actions["next_problem"].trigger()
    assert page.fiche_page.problems.view.currentIndex().row() == 0
    heaviest = page.fiche_page.problems.model.rows[0].finding
    assert heaviest.severity.value == "fout"


def test_another_fiche_shows_its_own_values(page):
    page.show_fiche("VV016")
    assert box(page, "titel").editor.value() == "Project VV016"


def test_the_list_of_projects_opens_what_is_chosen(page):
    page.show_page(PROJECTS)
    assert page.at_hand == PROJECTS
    page.page(PROJECTS).opened.emit("VV016")
    assert (page.at_hand, page.live.project) == (FICHE, "VV016")


def test_the_value_of_last_time_stands_beside_the_field(september):
    september.fiche_page.choose_part(6)
    assert box(september, "financiering.vak")._earlier.text() == "vorige keer: 5.000 EUR"


def test_f6_goes_to_the_comparison_and_back(september, house):
    house.actions["compare"].trigger()
    assert september.at_hand == COMPARE
    house.actions["compare"].trigger()
    assert september.at_hand == FICHE


def test_the_commands_of_a_page_that_is_gone_do_nothing(page, house):
    page.hide()
    before = page.fiche_page.part
    house.actions["next_section"].trigger()
    assert page.fiche_page.part == before
