"""Every screen for who uses a keyboard, a screen reader or large text (EN 301 549, WCAG 2.1 AA)."""

from collections import Counter
from dataclasses import fields
from itertools import product

import accessible
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_files import make_sample_files
from screens import SCREENS, Stage
from sealed_screens import open_sealed
from shiboken6 import isValid

from ui.colours import DARK, LIGHT, Colours
from ui.forms.status_chip import StatusChips
from ui.pages.page_bar import CENTRAL_PAGES, SEALED_PAGES
from ui.pages.page_names import COMPARE, EXCEL_IN, EXCEL_OUT, FICHE, HAND_IN, PROJECTS, SEAL
from ui.theme import Look

LOOKS = {"light": LIGHT, "dark": DARK}
GROUNDS = ("window", "surface", "raised")
TEXTS = [
    *product(("text", "muted"), GROUNDS),
    *product(("accent", "fout", "waarschuwing", "aandachtspunt", "good"), ("window", "surface")),
    *((each, f"{each}_surface") for each in ("fout", "waarschuwing", "aandachtspunt", "good")),
    ("text", "inserted"),
    ("text", "deleted"),
    ("on_accent", "accent"),
    ("on_brand", "brand"),
]
SHAPES = [("edge", "surface"), ("edge", "window"), ("accent", "surface"), ("accent", "window")]
KEYS = {
    "F6": (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier, COMPARE),
    "Ctrl+L": (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, PROJECTS),
    "Ctrl+E": (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, EXCEL_OUT),
    "Ctrl+Shift+I": (
        Qt.Key.Key_I,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        EXCEL_IN,
    ),
    "Ctrl+Shift+Enter": (
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        HAND_IN,
    ),
}


@pytest.mark.parametrize("look", LOOKS)
def test_colours_differ_enough_to_read(look):
    colours = LOOKS[look]
    pale = {
        f"{ink} on {ground}": round(ratio, 2)
        for pairs, least in ((TEXTS, 4.5), (SHAPES, 3.0))
        for ink, ground in pairs
        if (ratio := contrast(getattr(colours, ink), getattr(colours, ground))) < least
    }

    assert pale == {}
    assert {each.name for each in fields(Colours)} >= {name for pair in TEXTS for name in pair}


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_every_status_has_a_shape_of_its_own_and_a_word_that_can_be_read(desk, theme, look):
    chips = StatusChips(desk.desk.referentie, theme)
    theme.choose(look)
    known = [(name, key, chips._paints(name, key)) for name, key in chips._statussen]

    ratios = {key: contrast(each.ink.name(), each.ground.name()) for _list, key, each in known}
    assert {key: ratio for key, ratio in ratios.items() if ratio < 4.5} == {}
    shapes = Counter((name, each.vorm) for name, _key, each in known)
    assert set(shapes.values()) == {1}


@pytest.fixture(scope="module")
def stage(qapp, tmp_path_factory):
    """The program with its files, for all screens one after another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("thuis")))
        files = make_sample_files(tmp_path_factory.mktemp("bestanden"))
        made = Stage(qapp, files)
        yield made
        made.leave()


@pytest.fixture
def screen(stage, request):
    """One screen at the size of text that is asked for, and what it is called."""
    stage.theme.zoom_to(100)
    shown = request.param.show(stage)
    stage.settle()
    return shown


def each_screen(test):
    """Run a test on every screen."""
    return pytest.mark.parametrize(
        "screen", SCREENS, ids=[each.name for each in SCREENS], indirect=True
    )(test)


@each_screen
def test_every_control_is_named_is_large_enough_and_is_reached_by_tab(screen):
    wrong = [
        *accessible.nameless(screen),
        *accessible.roleless(screen),
        *accessible.small(screen),
        *accessible.clipped(screen),
        *accessible.overlong(screen),
    ]

    assert wrong == []

    there = accessible.stops()
    has_closed = not there[0].isVisible()  # when the keyboard left it
    back = there if has_closed else accessible.stops(Qt.Key.Key_Backtab)
    assert set(back) == set(there)
    QTest.qWait(0)  # what came into sight on the way gets its place, and what closed goes
    there = [each for each in there if isValid(each)]

    assert has_closed or accessible.unreachable(screen, there) == []
    assert list(filter(None, map(accessible.unmarked, there))) == []


def test_no_text_is_cut_off_at_twice_the_size(stage):
    wrong = {}
    try:
        stage.theme.zoom_to(200)
        for each in SCREENS:
            shown = each.show(stage)
            stage.settle()
            if found := accessible.clipped(shown) + accessible.small(shown):
                wrong[each.name] = found
    finally:
        stage.stop()
        stage.theme.zoom_to(100)

    assert wrong == {}


@pytest.mark.parametrize("keys", KEYS)
def test_keys_lead_to_every_page_and_the_keyboard_comes_along(stage, keys):
    key, modifiers, page = KEYS[keys]
    shown = stage.open(stage.files.dossier, "VV015").page
    assert shown.at_hand == FICHE

    press(key, modifiers)
    stage.settle()

    assert shown.at_hand == page
    assert shown.current().isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", CENTRAL_PAGES)
def test_each_page_of_the_row_takes_the_keyboard_when_it_is_chosen(stage, name):
    shown = stage.open(stage.files.round.desk).page
    shown.bar.button(name).setFocus()

    press(Qt.Key.Key_Return)
    stage.settle()

    assert shown.at_hand == name
    assert shown.current().isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", SEALED_PAGES)
def test_each_page_of_a_momentopname_takes_the_keyboard_when_it_is_chosen(stage, name):
    shown = open_sealed(stage, SEAL).page
    shown.bar.button(name).setFocus()

    press(Qt.Key.Key_Return)
    stage.settle()

    assert shown.at_hand == name
    assert shown.page(name).isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("typed", "title"), [("over vvd", "Over vvdesk"), ("voorkeuren", "Voorkeuren")]
)
def test_what_has_no_keys_is_found_by_typing(stage, typed, title):
    stage.open(stage.files.dossier, "VV015")

    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    typed_in(typed)
    press(Qt.Key.Key_Return)
    stage.settle()

    assert title in stage.dialog().windowTitle()
    press(Qt.Key.Key_Escape)
    stage.tidy()
    stage.settle()
    assert stage.window.isAncestorOf(QApplication.focusWidget())


def test_f1_shows_help_and_escape_leaves_it(stage):
    stage.open(stage.files.dossier, "VV015")

    press(Qt.Key.Key_F1)
    assert stage.window.side.isVisible()

    stage.window.side.widget().setFocus()
    press(Qt.Key.Key_Escape)
    assert not stage.window.side.isVisible()


def test_what_is_stored_and_what_is_wrong_is_said_aloud(stage, monkeypatch):
    said = []
    monkeypatch.setattr("ui.pages.status_line.announce", lambda _widget, text: said.append(text))
    live = stage.open(stage.files.dossier, "VV015").live
    said.clear()

    stage.file.page.fiche_page.choose_part(6)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typed_in("veel")
    press(Qt.Key.Key_Tab)
    stage.settle()
    assert any("2 fouten" in each for each in said), said

    live.take_back_draft("financiering.beleidsruimte")
    stage.file.page.fiche_page.choose_part(2)
    stage.file.page.jump("VV015", "titel")
    press(Qt.Key.Key_End)
    typed_in("!")
    live.flush()
    stage.settle()
    assert any(each.startswith("Automatisch bewaard om") for each in said), said


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is."""
    assert QApplication.focusWidget() is not None, "nothing has the keyboard"
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def typed_in(text):
    """Type where the keyboard is."""
    assert QApplication.focusWidget() is not None, "nothing has the keyboard"
    QTest.keyClicks(QApplication.focusWidget(), text)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.1 reckons it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
