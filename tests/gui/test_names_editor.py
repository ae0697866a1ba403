import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.forms.name_chips import NameChip
from ui.forms.names_editor import NamesEditor
from vvdesk.dictionary import field_named
from vvdesk.model import Fiche

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
BACKSPACE, DELETE, ENTER = Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def window(qtbot):
    """A window with room for an editor and a box behind it."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def editor(window, qtbot, desk, theme):
    """The editor of the ministers, with two of them, and the keyboard in its input."""
    field = field_named(Fiche, "ministers")
    made = NamesEditor(field, desk.desk.referentie.lists, theme, window)
    window.layout().addWidget(made)
    window.layout().addWidget(QLineEdit(window, objectName="behind"))
    made.show_value(("Hilde Crevits", "Ben Weyts"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.input.setFocus()
    qtbot.waitUntil(made.input.hasFocus)
    return made


def in_hand():
    return QApplication.focusWidget()


def test_enter_and_a_semicolon_add_names(editor, qtbot):
    qtbot.keyClicks(editor.input, "Zuhal Demir;")
    qtbot.keyClicks(editor.input, "Iemand Nieuw")
    qtbot.keyClick(editor.input, ENTER)
    assert editor.names() == ["Hilde Crevits", "Ben Weyts", "Zuhal Demir", "Iemand Nieuw"]
    assert editor.value() == ("Hilde Crevits", "Ben Weyts", "Zuhal Demir", "Iemand Nieuw")
    assert editor.text() == "Hilde Crevits; Ben Weyts; Zuhal Demir; Iemand Nieuw"


def test_the_list_offers_any_part_of_a_name(editor, qtbot):
    qtbot.keyClicks(editor.input, "demi")
    assert list(editor.suggestions.offered()) == ["Zuhal Demir"]
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(popup, ENTER)
    assert editor.names()[-1] == "Zuhal Demir"
    assert editor.input.text() == ""


def test_enter_adds_what_was_typed_though_the_list_offers_more(editor, qtbot):
    qtbot.keyClicks(editor.input, "Ben")
    qtbot.keyClick(QApplication.activePopupWidget(), ENTER)
    assert editor.names()[-1] == "Ben"
    assert not editor.suggestions.is_open()


def test_pasting_a_row_of_names_adds_them_all_once(editor):
    QGuiApplication.clipboard().setText("Zuhal Demir; Ben Weyts; Bart Somers")
    editor.input.paste()
    assert editor.names() == ["Hilde Crevits", "Ben Weyts", "Zuhal Demir", "Bart Somers"]


def test_another_spelling_becomes_the_official_name(window, qtbot, desk, theme):
    field = field_named(Fiche, "betrokken_entiteiten")
    editor = NamesEditor(field, desk.desk.referentie.lists, theme, window)
    window.layout().addWidget(editor)
    qtbot.keyClicks(editor.input, "dwse;")
    assert editor.names() == ["Departement Werk en Sociale Economie"]


def test_backspace_takes_the_last_name_in_hand_and_then_away(editor, qtbot):
    with qtbot.assertNotEmitted(editor.touched):
        qtbot.keyClick(editor.input, BACKSPACE)
    assert in_hand().name == "Ben Weyts"
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(in_hand(), BACKSPACE)
    assert editor.value() == ("Hilde Crevits",)
    qtbot.keyClick(in_hand(), BACKSPACE)
    assert editor.value() == ()
    assert in_hand() is editor.input


def test_arrows_walk_the_names_and_typing_goes_on_in_the_input(editor, qtbot):
    heard = []
    editor.left.connect(lambda: heard.append("left"))
    qtbot.keyClick(editor.input, LEFT)
    qtbot.keyClick(in_hand(), LEFT)
    assert in_hand().name == "Hilde Crevits"
    qtbot.keyClick(in_hand(), LEFT)
    qtbot.keyClick(in_hand(), RIGHT)
    qtbot.keyClick(in_hand(), DELETE)
    assert editor.names() == ["Hilde Crevits"]
    qtbot.keyClick(in_hand(), "Z")
    assert editor.input.hasFocus()
    assert editor.text() == "Hilde Crevits; Z"
    assert heard == []


def test_the_cross_takes_a_name_away(editor, qtbot):
    chip = editor.findChildren(NameChip)[0]
    with qtbot.waitSignal(editor.touched):
        qtbot.mouseClick(
            chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, chip.height() // 2)
        )
    assert editor.names() == ["Ben Weyts"]
    assert editor.input.hasFocus()


def test_what_was_not_entered_yet_counts_and_becomes_a_name_on_leaving(editor, qtbot, window):
    qtbot.keyClicks(editor.input, "zuhal demir")
    assert editor.value()[-1] == "Zuhal Demir"
    editor.suggestions.close()
    with qtbot.waitSignal(editor.left):
        window.findChild(QLineEdit, "behind").setFocus()
    assert editor.names()[-1] == "Zuhal Demir"
    assert editor.input.text() == ""


def test_escape_puts_the_stored_names_back(editor, qtbot):
    qtbot.keyClick(editor.input, BACKSPACE)
    qtbot.keyClick(in_hand(), DELETE)
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(in_hand(), Qt.Key.Key_Escape)
    assert editor.value() == ("Hilde Crevits", "Ben Weyts")


def test_a_narrow_field_takes_more_lines(editor):
    editor.show_value(("Hilde Crevits", "Ben Weyts", "Zuhal Demir", "Bart Somers"))
    assert editor.box.heightForWidth(200) > editor.box.heightForWidth(2_000)


def test_tab_leaves_the_field_in_one_step(editor, qtbot, window):
    qtbot.keyClick(editor.input, Qt.Key.Key_Tab)
    assert in_hand() is window.findChild(QLineEdit, "behind")
