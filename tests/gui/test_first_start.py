from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel
from window_fakes import RecordingMessages

from ui.pages.first_start import FirstStartPage
from ui.pages.new_dossier import NewDossierDialog
from ui.theme import Look
from vvdesk.new_dossier import NewDossier
from vvdesk.plan import load_plan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen plugin says so of every list that pops up."""
NAMES = ["Departement Cultuur, Jeugd en Media", "Departement Onderwijs en Vorming"]
OV = NAMES[1]
TODAY = date(2021, 8, 1)


@pytest.fixture
def page(qtbot, theme, icons):
    """The page of the first start."""
    made = FirstStartPage(NAMES, theme, icons)
    made.resize(900, 700)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_first()
    return made


def shown_texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def wheel(qapp, target):
    at = QPointF(target.rect().center())
    event = QWheelEvent(
        at,
        QPointF(target.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(target, event)


def test_name_and_entiteit_by_keyboard_alone(qtbot, page):
    assert page.naam.hasFocus()
    qtbot.keyClicks(page.naam, "  An  Peeters ")
    qtbot.keyClick(page.naam, Qt.Key.Key_Tab)
    assert page.entiteit.hasFocus()
    qtbot.keyClicks(page.entiteit.lineEdit(), OV)
    with qtbot.waitSignal(page.completed) as completed:
        qtbot.keyClick(page.entiteit.lineEdit(), Qt.Key.Key_Return)
    assert completed.args == ["An Peeters", OV]


def test_every_part_has_a_name_for_a_screen_reader(page):
    assert page.entiteit.lineEdit().accessibleName() == "Voor welke entiteit werk je?"
    assert page.entiteit.view().accessibleName() == "Voor welke entiteit werk je?"
    assert page.naam.accessibleName() == "Hoe heet je?"


def test_who_works_for_several_entiteiten_names_none(qtbot, page):
    qtbot.keyClicks(page.naam, "An Peeters")
    page.several.setFocus()
    qtbot.keyClick(page.several, Qt.Key.Key_Space)
    assert not page.entiteit.isEnabled()
    with qtbot.waitSignal(page.completed) as completed:
        qtbot.mouseClick(page.begin_button, Qt.MouseButton.LeftButton)
    assert completed.args == ["An Peeters", ""]


def test_without_a_name_it_says_so_and_goes_there(qtbot, page):
    page.entiteit.setFocus()
    with qtbot.assertNotEmitted(page.completed):
        qtbot.mouseClick(page.begin_button, Qt.MouseButton.LeftButton)
    assert page.naam.hasFocus()
    assert "Vul je naam in, bijvoorbeeld An Peeters." in shown_texts(page)
    assert "Vul je naam in" in page.naam.accessibleDescription()
    qtbot.keyClicks(page.naam, "A")
    assert "Vul je naam in, bijvoorbeeld An Peeters." not in shown_texts(page)


def test_without_an_entiteit_it_says_so_and_goes_there(qtbot, page):
    qtbot.keyClicks(page.naam, "An")
    with qtbot.assertNotEmitted(page.completed):
        qtbot.keyClick(page.naam, Qt.Key.Key_Enter)
    assert page.entiteit.hasFocus()
    assert any(text.startswith("Kies je entiteit") for text in shown_texts(page))
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not any(text.startswith("Kies je entiteit") for text in shown_texts(page))


def test_a_known_name_starts_at_the_entiteit(qtbot, theme, icons):
    page = FirstStartPage(NAMES, theme, icons, "An Peeters")
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.focus_first()
    assert page.entiteit.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_A)


def test_the_wheel_chooses_nothing(qapp, page):
    page.entiteit.setCurrentIndex(0)
    wheel(qapp, page.entiteit)
    assert page.entiteit.currentIndex() == 0


def test_a_problem_follows_the_theme(qtbot, page, theme):
    qtbot.mouseClick(page.begin_button, Qt.MouseButton.LeftButton)
    problem = next(each for each in page.findChildren(QLabel) if each.text().startswith("Vul"))
    light = problem.styleSheet()
    theme.choose(Look.DARK)
    assert problem.styleSheet() != light
    theme.choose(Look.LIGHT)


@pytest.fixture(scope="module")
def plan():
    return load_plan("vlaamse-veerkracht")


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def dialog(qtbot, plan, theme, icons, messages, tmp_path):
    """The dialog for a new file."""
    made = NewDossierDialog([plan], OV, tmp_path, messages, theme, icons, lambda: TODAY)
    qtbot.addWidget(made)
    made.open()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_a_new_dossier_is_proposed_whole(qtbot, dialog, plan, tmp_path):
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.keyClick(dialog.peildatum, Qt.Key.Key_Return)
    path = tmp_path / "dossier-september-2021.vvd"
    assert wanted.args == [NewDossier(path, plan, "september 2021", date(2021, 8, 31), OV, None)]
    assert not dialog.isVisible()


def test_a_central_file_asks_no_entiteit(qtbot, dialog, tmp_path):
    dialog.for_all.setFocus()
    qtbot.keyClick(dialog.for_all, Qt.Key.Key_Space)
    assert not dialog.entiteit.isVisible()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert wanted.args[0].entiteit is None
    assert wanted.args[0].path == tmp_path / "centraal-september-2021.vvd"


def test_a_meetmoment_of_the_calendar_fills_in_its_peildatum(qtbot, dialog):
    edit = dialog.meetmoment.lineEdit()
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "juni 2022")
    assert dialog.peildatum.text() == "30/06/2022"
    assert Path(dialog.path.text()).name == "dossier-juni-2022.vvd"


def test_what_is_wrong_is_said_at_the_field_when_it_is_left(qtbot, dialog):
    dialog.peildatum.setFocus()
    dialog.peildatum.selectAll()
    qtbot.keyClicks(dialog.peildatum, "31/02/2021")
    assert not any("bestaat niet" in text for text in shown_texts(dialog))
    qtbot.keyClick(dialog.peildatum, Qt.Key.Key_Tab)
    assert any("bestaat niet" in text for text in shown_texts(dialog))
    with qtbot.assertNotEmitted(dialog.wanted):
        qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert dialog.peildatum.hasFocus()
    dialog.peildatum.selectAll()
    qtbot.keyClicks(dialog.peildatum, "31/8/21")
    assert not any("bestaat niet" in text for text in shown_texts(dialog))


def test_an_unknown_entiteit_is_told(qtbot, dialog):
    edit = dialog.entiteit.lineEdit()
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Departement Zeevaart")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert any('"Departement Zeevaart" staat niet in het plan' in t for t in shown_texts(dialog))


def test_another_place_can_be_chosen_and_stays(qtbot, dialog, messages, tmp_path):
    messages.answers["file_to_save"] = [tmp_path / "eigen", None]
    qtbot.mouseClick(dialog.browse_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.browse_button, Qt.MouseButton.LeftButton)
    assert messages.asked("file_to_save") == ["Waar komt het dossier?"] * 2
    dialog.for_all.click()
    assert dialog.path.text() == str(tmp_path / "eigen.vvd")


def test_a_file_that_exists_is_told_at_once(qtbot, dialog, tmp_path):
    (tmp_path / "ov.vvd").touch()
    dialog.path.setFocus()
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(tmp_path / "ov.vvd"))
    assert '"ov.vvd" bestaat al in die map. Kies een andere naam.' in shown_texts(dialog)


def test_escape_makes_nothing(qtbot, dialog):
    with qtbot.assertNotEmitted(dialog.wanted):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_plan_brings_its_own_calendar(qtbot, plan, theme, icons, messages, tmp_path):

    other = replace(plan, titel="Ander plan", meetmomenten=plan.meetmomenten[:1])
    dialog = NewDossierDialog([plan, other], OV, tmp_path, messages, theme, icons, lambda: TODAY)
    qtbot.addWidget(dialog)
    dialog.plan.setCurrentIndex(1)
    assert dialog.meetmoment.currentText() == "april 2021"
    assert dialog.entiteit.currentText() == OV
    assert dialog.typed().plan is other


def test_a_plan_without_calendar_asks_for_a_name(qtbot, plan, theme, icons, messages, tmp_path):

    bare = replace(plan, meetmomenten=())
    dialog = NewDossierDialog([bare], OV, tmp_path, messages, theme, icons, lambda: TODAY)
    qtbot.addWidget(dialog)
    assert dialog.meetmoment.currentText() == ""
    assert Path(dialog.path.text()).name == "dossier.vvd"


def test_the_wheel_chooses_nothing_in_the_dialog(qapp, dialog):
    before = dialog.typed()
    for box in (dialog.plan, dialog.meetmoment, dialog.entiteit):
        wheel(qapp, box)
    assert dialog.typed() == before
