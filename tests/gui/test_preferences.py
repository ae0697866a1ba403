import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton
from window_fakes import RecordingMessages

from ui.preferences import Preferences, PreferencesDialog
from ui.theme import Look

BEFORE = Preferences("An Peeters", "Departement X", Look.LIGHT, 100)
ENTITEITEN = ["Departement X", "Departement Y"]


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def dialog(theme, messages, tmp_path, qtbot):
    dialog = PreferencesDialog(BEFORE, ENTITEITEN, theme, tmp_path, messages)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    theme.zoom_to(100)
    theme.choose(Look.LIGHT)


def named(dialog, kind, name):
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name)


def press(dialog, text, qtbot, kind=QPushButton):
    button = next(each for each in dialog.findChildren(kind) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_zoom(dialog, text):
    named(dialog, QComboBox, "Grootte van de tekst").setCurrentText(text)


def test_it_shows_what_holds_now_and_gives_it_back_unchanged(dialog, qtbot):
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog, "Bewaren", qtbot)
    assert chosen.args == [BEFORE]


def test_name_and_entiteit_are_tidied(dialog, qtbot):
    name = named(dialog, QLineEdit, "Je naam")
    name.selectAll()
    qtbot.keyClicks(name, "  Bo   Claes ")
    entiteit = named(dialog, QComboBox, "Je entiteit")
    entiteit.setEditText(" Een  eigen dienst ")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog, "Bewaren", qtbot)
    assert chosen.args[0].naam == "Bo Claes"
    assert chosen.args[0].entiteit == "Een eigen dienst"


def test_without_a_name_it_stays_and_says_why(dialog, qtbot):
    named(dialog, QLineEdit, "Je naam").clear()
    with qtbot.assertNotEmitted(dialog.chosen):
        press(dialog, "Bewaren", qtbot)
    assert dialog.isVisible()
    assert any(each.isVisible() and "Vul je naam in" in each.text() for each in labels(dialog))


def labels(dialog):
    return dialog.findChildren(QLabel)


def test_look_and_size_are_tried_at_once_and_kept(dialog, theme, qtbot):
    press(dialog, "Donker", qtbot, QRadioButton)
    choose_zoom(dialog, "150 %")
    assert (theme.look, theme.zoom) == (Look.DARK, 150)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog, "Bewaren", qtbot)
    assert (chosen.args[0].look, chosen.args[0].zoom) == (Look.DARK, 150)
    assert (theme.look, theme.zoom) == (Look.DARK, 150)


def test_escape_takes_back_what_was_tried(dialog, theme, qtbot):
    press(dialog, "Donker", qtbot, QRadioButton)
    choose_zoom(dialog, "200 %")
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (theme.look, theme.zoom) == (Look.LIGHT, 100)


def test_the_usual_values_are_tried_and_name_and_entiteit_stay(dialog, theme, qtbot):
    choose_zoom(dialog, "175 %")
    press(dialog, "Standaardwaarden", qtbot)
    assert (theme.look, theme.zoom) == (Look.SYSTEM, 100)
    assert dialog.preferences() == Preferences("An Peeters", "Departement X", Look.SYSTEM, 100)


def test_the_folder_with_versions_is_shown_and_opened(dialog, messages, tmp_path, qtbot):
    assert named(dialog, QLineEdit, "Map met versies").text() == str(tmp_path)
    press(dialog, "Map openen", qtbot)
    assert messages.asked("open_outside") == [str(tmp_path)]


def test_a_folder_that_cannot_be_opened_is_told(dialog, messages, monkeypatch, qtbot):
    monkeypatch.setattr(messages, "open_outside", lambda _path: False)
    press(dialog, "Map openen", qtbot)
    assert messages.asked("refuse") == ["Niet geopend"]


def test_the_wheel_changes_nothing(dialog, qapp):
    zoom = named(dialog, QComboBox, "Grootte van de tekst")
    down = QPoint(0, -120)
    wheel = QWheelEvent(
        QPointF(5, 5),
        zoom.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(zoom, wheel)
    assert zoom.currentText() == "100 %"


def test_an_unknown_size_shows_the_nearest(theme, messages, tmp_path, qtbot):
    odd = Preferences("An", zoom=104)
    dialog = PreferencesDialog(odd, [], theme, tmp_path, messages)
    qtbot.addWidget(dialog)
    assert dialog.preferences().zoom == 100
