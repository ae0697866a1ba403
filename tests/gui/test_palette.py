import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QMainWindow

from ui.actions import Actions
from ui.palette import CommandPalette, Place
from ui.palette_model import MOST_SHOWN, NOT_NOW
from ui.theme import Look


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    window.resize(1200, 700)
    window.setCentralWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    window.centralWidget().setFocus()
    return window


@pytest.fixture
def actions(icons):
    return Actions(icons)


@pytest.fixture
def palette(actions, icons, theme, window):
    return CommandPalette(actions, icons, theme, window)


def rows(palette):
    model = palette.findChild(QListView).model()
    return [model.index(row).data() for row in range(model.rowCount())]


def spoken(palette, row=0):
    model = palette.findChild(QListView).model()
    return model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def chosen(palette):
    return palette.findChild(QListView).currentIndex().data()


def typed(qtbot, palette, text):
    box = palette.findChild(QLineEdit)
    box.clear()
    qtbot.keyClicks(box, text)
    return box


def test_every_command_is_listed_except_the_palette_itself(palette, actions):
    palette.open()
    assert len(rows(palette)) == len(list(actions)) - 1


def test_a_row_tells_the_menu_and_the_shortcut(palette, qtbot):
    palette.open()
    typed(qtbot, palette, "ongedaan")
    assert spoken(palette) == "Ongedaan maken, Bewerken, Ctrl+Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rij t", "Rij toevoegen"),
        ("toev rij", "Rij toevoegen"),
        ("rt", "Rij toevoegen"),
        ("KOPIEREN", "Tabel kopiëren met koppen"),
        ("donker", "Donkere kleuren"),
        ("evoegen", "Rij toevoegen"),
    ],
)
def test_words_beginnings_initials_and_middles_find_a_command(palette, qtbot, text, expected):
    palette.open()
    typed(qtbot, palette, text)
    assert rows(palette)[0] == expected


def test_enter_carries_out_what_is_chosen_after_closing(palette, actions, qtbot):
    seen = []
    actions["redo"].triggered.connect(lambda: seen.append(palette.isVisible()))
    palette.open()
    box = typed(qtbot, palette, "opnieuw uit")
    with qtbot.waitSignal(palette.used) as used:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert seen == [False]
    assert used.args == ["redo"]


def test_the_arrows_move_in_the_list_and_the_keyboard_stays_in_the_box(palette, qtbot):
    palette.open()
    box = typed(qtbot, palette, "rij")
    first, second, *_rest = rows(palette)
    assert chosen(palette) == first
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert chosen(palette) == second
    qtbot.keyClicks(box, " o")
    assert chosen(palette) == rows(palette)[0]
    assert box.text() == "rij o"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_K])
def test_escape_or_ctrl_k_leaves_without_doing_anything(palette, qtbot, key):
    palette.open()
    box = palette.findChild(QLineEdit)
    control = key == Qt.Key.Key_K
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    with qtbot.assertNotEmitted(palette.used):
        qtbot.keyClick(box, key, modifier)
    assert not palette.isVisible()


def test_a_disabled_command_stands_last_and_does_nothing(palette, actions, qtbot):
    actions["row_add"].setEnabled(False)
    palette.open()
    assert rows(palette)[-1] == "Rij toevoegen"
    box = typed(qtbot, palette, "rij toevoegen")
    assert spoken(palette).endswith(NOT_NOW)
    with qtbot.assertNotEmitted(palette.used):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_what_was_used_last_stands_first(palette, qtbot):
    palette.set_recent(["about"])
    palette.open()
    assert rows(palette)[0] == "Over vvdesk"
    box = typed(qtbot, palette, "controleren")
    qtbot.keyClick(box, Qt.Key.Key_Enter)
    palette.open()
    assert rows(palette)[:2] == ["Controleren", "Over vvdesk"]
    assert palette.recent() == ["check", "about"]


def test_a_place_is_found_by_accentless_words_and_gone_to(palette, qtbot):
    seen = []
    place = Place("VV176 Zij-instroom privésector", "Fiche", lambda: seen.append("VV176"))
    palette.set_places([Place("VV015 Digisprong", "Fiche", list), place])
    palette.open()
    box = typed(qtbot, palette, "prive instr")
    assert rows(palette) == [place.label]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert seen == ["VV176"]


def test_nothing_found_is_said_and_enter_is_harmless(palette, qtbot):
    palette.open()
    box = typed(qtbot, palette, "xyzzy")
    assert not palette.findChild(QListView).isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_click_carries_out(palette, qtbot):
    palette.open()
    typed(qtbot, palette, "toetsen")
    view = palette.findChild(QListView)
    with qtbot.waitSignal(palette.used) as used:
        qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=view.visualRect(view.model().index(0)).center(),
        )
    assert used.args == ["keys"]


def test_the_keyboard_is_back_where_it_was(palette, window, qtbot):
    palette.open()
    assert window.focusWidget() is palette.findChild(QLineEdit)
    palette.open()
    assert not palette.isVisible()
    assert window.focusWidget() is window.centralWidget()
    palette.open()
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert window.focusWidget() is window.centralWidget()


def test_a_click_beside_it_or_the_keyboard_elsewhere_closes_it(palette, window, qtbot):
    palette.open()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 690))
    assert not palette.isVisible()
    palette.open()
    window.centralWidget().setFocus(Qt.FocusReason.TabFocusReason)
    assert not palette.isVisible()


def test_it_follows_the_size_of_the_window(palette, window, qtbot):
    palette.open()
    window.resize(1000, 600)
    qtbot.waitUntil(lambda: palette.size() == window.size())


def test_thousands_of_places_show_only_the_best(palette, qtbot):
    palette.set_places(
        [Place(f"VV{number:05} Project {number}", "Fiche", list) for number in range(18_100)]
    )
    palette.open()
    assert len(rows(palette)) == MOST_SHOWN
    typed(qtbot, palette, "vv17999")
    assert rows(palette) == ["VV17999 Project 17999"]


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("zoom", [100, 200])
def test_it_is_drawn_in_every_look_within_the_window(palette, theme, window, look, zoom):
    theme.choose(look)
    theme.zoom_to(zoom)
    palette.open()
    assert not palette.grab().isNull()
    assert palette.rect().contains(palette.findChild(QFrame).geometry())
    assert palette.size() == window.size()
    theme.zoom_to(100)
