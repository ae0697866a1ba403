"""The window with a momentopname: everything by key, nothing to change, and whatever goes wrong."""

import gc
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
from driven_program import Driven
from moments_sample import change, next_moment
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget
from seal_forger import edited
from sealed_sample import sealed
from stores import OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.actions import COMMANDS, CONSOLIDATIE, FICHE, OF_A_DOSSIER, OF_WORK
from ui.keys_page import IN_TABLES
from ui.pages.page_bar import SEALED_PAGES
from ui.pages.page_names import INQUIRY, LIFE, MOMENTS, SAMPLE, SEAL, SEARCH
from ui.pages.trusted_keys import TrustedKeysDialog
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.recent import Recent

ALT = {
    "Alt+1": SEAL, "Alt+2": INQUIRY, "Alt+3": MOMENTS, "Alt+4": LIFE, "Alt+5": SEARCH,
    "Alt+6": SAMPLE,
}  # fmt: skip
CHANGING = [
    each
    for each in COMMANDS
    if each.name in {*OF_A_DOSSIER, *OF_WORK} or each.menu in {FICHE, CONSOLIDATIE}
]
"""What has no place in a window with a momentopname."""


@pytest.fixture(autouse=True)
def _known():
    settings.save(settings.Settings(naam="Rekenhof", entiteit=OV), settings_dir())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A momentopname of the second of two meetmomenten, made once."""
    folder = tmp_path_factory.mktemp("verzegeld")
    contents = [fiche(f"VV{number}", mijlpalen=2) for number in range(101, 113)]
    store = new_store(folder / "centraal.vvd", *contents)
    next_moment(store)
    change(store, 2, VV101__titel="Iedereen online", VV102__financiering__vak=250_000)
    return sealed(folder, of=store)


@pytest.fixture
def momentopname(made, tmp_path):
    """A copy of it, to do anything with."""
    return Path(shutil.copy(made, tmp_path / "momentopname.vvs"))


def shown(driven: Driven):
    found = driven.program.shown
    assert found is not None, driven.said
    assert found.is_sealed
    return found


def press(keys: str) -> None:
    """Press a key where the keyboard is."""
    pressed = QKeySequence.fromString(keys)[0]
    here = QApplication.focusWidget()
    assert here is not None, "the keyboard is nowhere"
    QTest.keyClick(here, pressed.key(), pressed.keyboardModifiers())


@pytest.fixture
def look_into(start, qtbot):
    """Start the program with a momentopname and wait until it stands there."""

    def begin(path: Path, **how) -> Driven:
        driven = start(path, **how)
        qtbot.waitUntil(lambda: driven.program.shown is not None, timeout=20_000)
        driven.settle()
        return driven

    return begin


def alive(kind: str) -> list[QWidget]:
    return [each for each in QApplication.allWidgets() if type(each).__name__ == kind]


def test_every_page_is_reached_by_its_key_and_takes_the_keyboard(look_into, momentopname):
    driven = look_into(momentopname)
    page = shown(driven).page
    for keys, name in ALT.items():
        press(keys)
        driven.settle()
        assert page.at_hand == name
        assert page.page(name).isAncestorOf(QApplication.focusWidget()), keys
    press("Ctrl+G")
    assert page.at_hand == INQUIRY
    assert QApplication.focusWidget() is page.page(INQUIRY).bar.line


@pytest.mark.parametrize("name", SEALED_PAGES)
def test_the_keys_for_the_next_pane_go_round_every_part(look_into, momentopname, name):
    driven = look_into(momentopname)
    page = shown(driven).page
    page.show_page(name)
    driven.settle()
    visited: list[QWidget] = []
    for _press in range(8):
        press("Ctrl+F6")
        visited.append(QApplication.focusWidget())
        assert visited[-1].isVisible()
    assert page.bar.button(name) in visited
    assert len(set(visited)) >= (3 if name in {INQUIRY, LIFE, MOMENTS} else 2), visited
    assert visited.count(visited[0]) > 1, "it never comes round"


def test_nothing_that_changes_a_fiche_can_be_found(look_into, momentopname):
    driven = look_into(momentopname)
    shown(driven)
    actions = driven.house.actions
    assert [each.name for each in CHANGING if actions[each.name].isVisible()] == []
    in_menus = {
        action.text()
        for menu in driven.window.menuBar().findChildren(QMenu)
        if menu.menuAction().isVisible()
        for action in menu.actions()
        if action.isVisible()
    }
    assert in_menus & {each.text for each in CHANGING} == set()
    palette = driven.program.commands._palette
    press("Ctrl+K")
    for each in CHANGING:
        box = palette.findChild(QLineEdit)
        box.setText(each.text)
        model = palette._model
        rows = [model.entry(row).label for row in range(model.rowCount())]
        assert each.text not in rows
    press("Escape")
    press("Ctrl+F1")
    listed = driven.window.side.findChild(QTextEdit).toPlainText()
    assert [each.text for each in CHANGING if each.keys and each.text in listed] == []
    assert IN_TABLES[0][1] not in listed


def test_keys_that_change_a_fiche_do_nothing_and_no_text_can_be_typed_into(look_into, momentopname):
    driven = look_into(momentopname)
    before, told = momentopname.read_bytes(), []
    for each in CHANGING:
        driven.house.actions[each.name].triggered.connect(
            lambda _on=False, name=each.name: told.append(name)
        )
    page = shown(driven).page
    for name in SEALED_PAGES:
        page.show_page(name)
        driven.settle()
        for each in CHANGING:
            if each.keys and each.keys != "Ctrl+Enter":  # copies a trace, in a text
                press(each.keys)
                if (list_of_a_box := QApplication.activePopupWidget()) is not None:
                    list_of_a_box.close()  # Alt+Down
                    driven.window.activateWindow()  # what a desktop does then
                if page.at_hand != name:
                    page.show_page(name)
        for text in page.page(name).findChildren(QTextEdit):
            assert text.isReadOnly(), text.accessibleName()
        assert page.page(name).findChildren(QPlainTextEdit) == []
    assert told == []
    assert momentopname.read_bytes() == before
    assert sorted(each.name for each in momentopname.parent.glob("*.vvs*")) == [momentopname.name]


def test_a_momentopname_is_closed_and_opened_again_from_its_card(look_into, momentopname):
    driven = look_into(momentopname)
    press("Ctrl+W")
    driven.settle()
    assert driven.program.shown is None
    assert driven.window.pages.currentWidget() is driven.program.start
    assert QApplication.focusWidget() is driven.program.start.list
    press("Return")
    driven.settle()
    assert shown(driven).is_of(momentopname)
    assert QApplication.focusWidget() is not None


def test_a_momentopname_that_is_gone_says_so(look_into, momentopname):
    driven = look_into(momentopname)
    press("Ctrl+W")
    driven.settle()
    momentopname.unlink()
    press("Return")
    driven.settle()
    assert driven.program.shown is None
    assert momentopname.name in driven.said
    assert driven.window.pages.currentWidget() is driven.program.start


def test_commands_of_a_file_to_work_in_come_back(look_into, momentopname, tmp_path):
    driven = look_into(momentopname)
    shown(driven)
    dossier = new_store(tmp_path / "ov.vvd", fiche("VV015"), entiteit=OV)
    driven.program.open(dossier)
    driven.settle()
    assert driven.file.is_of(dossier)
    actions = driven.house.actions
    assert actions["undo"].isVisible()
    assert actions["hand_in"].isVisible()
    assert not actions["inquiry"].isVisible()
    assert alive("SealedPage") == []


def test_the_trusted_keys_are_shown_by_their_command(look_into, momentopname):
    driven = look_into(momentopname)
    driven.act("trusted_keys")
    dialog = next(each for each in driven.window.findChildren(TrustedKeysDialog))
    assert dialog.isVisible()
    assert dialog.isAncestorOf(QApplication.focusWidget())
    press("Escape")
    driven.window.activateWindow()  # what a desktop does when a dialog closes
    driven.settle()
    assert shown(driven).page.at_hand == SEAL
    assert QApplication.focusWidget() is not None


def test_comparing_with_another_momentopname_keeps_the_keyboard(
    look_into, momentopname, made, tmp_path
):
    other = Path(shutil.copy(made, tmp_path / "andere.vvs"))
    driven = look_into(momentopname, messages=RecordingMessages(file_to_open=[other]))
    page = shown(driven).page
    press("Alt+3")
    driven.settle()
    moments = page.page(MOMENTS)
    moments.open_other()
    driven.settle()
    assert moments.compared is not None
    assert moments.isAncestorOf(QApplication.focusWidget())
    press("Ctrl+W")
    driven.settle()
    other.unlink()


def no_momentopname(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4000))
    return path


def cut_off(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:9000])
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def foreign_trigger(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER meeluisteren AFTER INSERT ON fiche BEGIN SELECT 1; END")
        connection.commit()
    return path


def newer(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE fiche RENAME TO fiches")
        connection.execute("PRAGMA user_version = 99")
    return path


def gone(path: Path) -> Path:
    path.unlink()
    return path


def a_folder(path: Path) -> Path:
    path.unlink()
    path.mkdir()
    return path


REFUSED = (no_momentopname, cut_off, empty, foreign_trigger, newer, gone, a_folder)


@pytest.mark.parametrize("spoil", REFUSED, ids=[each.__name__ for each in REFUSED])
def test_what_cannot_be_opened_is_told_in_one_sentence(start, momentopname, spoil):
    spoil(momentopname)
    driven = start(momentopname)
    assert driven.program.shown is None, driven.program.shown
    assert driven.said.endswith((".", "?"))
    assert "Traceback" not in driven.said
    assert driven.window.pages.currentWidget() is driven.program.start


def changed_row(path: Path) -> Path:
    return edited(path, "UPDATE fiche SET titel = 'Iets anders' WHERE project_code = 'VV101'")


def removed_row(path: Path) -> Path:
    return edited(path, "DELETE FROM mijlpaal WHERE project_code = 'VV102'")


def unreadable_manifest(path: Path) -> Path:
    return edited(path, "UPDATE zegel SET manifest = 'geen manifest'")


def broken_values(path: Path) -> Path:
    return edited(path, "UPDATE financiering SET vak = 'veel'", "UPDATE fiche SET rapcode = x'00'")


CHANGED = (changed_row, removed_row, unreadable_manifest)


@pytest.mark.parametrize("spoil", CHANGED, ids=[each.__name__ for each in CHANGED])
def test_a_broken_seal_opens_with_a_red_banner_and_can_be_looked_at(look_into, momentopname, spoil):
    driven = look_into(spoil(momentopname))
    page = shown(driven).page
    assert page.banner.text.startswith("Gewijzigd"), page.banner.text
    for keys in ALT:
        press(keys)
        driven.settle()
    assert QApplication.focusWidget() is not None


def each_flipped(path: Path, folder: Path) -> list[Path]:
    """Return copies with a bit flipped in the middle of each page of the database."""
    content = path.read_bytes()
    size = int.from_bytes(content[16:18], "big") or 65536
    found = []
    for number, at in enumerate(range(0, len(content), size)):
        spoiled = bytearray(content)
        spoiled[at + size // 2] ^= 0x10
        found.append(folder / f"bit-{number}.vvs")
        found[-1].write_bytes(spoiled)
    return found


def test_a_flipped_bit_never_crashes_the_window(start, momentopname, tmp_path):
    copies = each_flipped(momentopname, tmp_path)
    driven = start()
    step = max(1, len(copies) // 6)
    for path in copies[::step]:
        driven.program.open(path)
        driven.settle()
        found = driven.program.shown
        if found is None or not found.is_of(path):
            assert driven.said, path.name
            continue
        for keys in ALT:
            press(keys)
            driven.settle()
        driven.act("close_file")
        driven.window.notices.clear()


def test_removed_or_replaced_while_open_it_stays_readable(look_into, momentopname, made):
    driven = look_into(momentopname)
    page = shown(driven).page
    momentopname.unlink()
    for keys in ALT:
        press(keys)
        driven.settle()
    page.page(SEAL).check()
    driven.settle()
    assert not page.banner.text.startswith("Gewijzigd"), page.banner.text
    shutil.copy(made, momentopname)
    press("Ctrl+W")
    driven.settle()
    assert driven.program.shown is None


def test_in_a_folder_that_cannot_be_written_it_opens_as_well(look_into, momentopname, tmp_path):
    folder = tmp_path / "vast"
    folder.mkdir()
    path = Path(shutil.move(momentopname, folder))
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        driven = look_into(path)
        assert shown(driven).is_of(path)
        assert sorted(folder.iterdir()) == [path]
    finally:
        folder.chmod(0o755)


def test_opened_in_two_programs_neither_is_in_the_way(look_into, momentopname):
    with closing(sqlite3.connect(momentopname)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM fiche").fetchone()
        driven = look_into(momentopname)
        assert shown(driven).is_of(momentopname)


@pytest.mark.parametrize("name", SEALED_PAGES)
def test_closing_while_a_page_works_leaves_nothing_behind(
    start, momentopname, threads, name, qtbot
):
    driven = start(runner=threads)
    for _round in range(3):
        driven.program.open(momentopname)
        qtbot.waitUntil(lambda: driven.program.shown is not None, timeout=20_000)
        shown(driven).page.show_page(name)
        QTest.qWait(0)
        driven.act("close_file")
    qtbot.waitUntil(lambda: not threads.running(), timeout=20_000)
    driven.settle()
    assert threads.running() == set()
    assert alive("SealedPage") == []
    assert driven.said == ""


def test_pages_that_follow_each_other_fast_and_another_look_do_no_harm(
    start, momentopname, threads, qtbot
):
    driven = start(runner=threads)
    driven.program.open(momentopname)
    qtbot.waitUntil(lambda: driven.program.shown is not None, timeout=20_000)
    for _round in range(3):
        for keys in ALT:
            press(keys)
            driven.house.actions["dark"].trigger()
    for name in ("zoom_in", "zoom_out", "zoom_reset"):
        driven.act(name)
    driven.program.open(momentopname)  # is open already
    qtbot.waitUntil(lambda: not threads.running(), timeout=20_000)
    driven.settle()
    assert shown(driven).page.at_hand == SEAL


@pytest.mark.parametrize("times", [5, pytest.param(20, marks=pytest.mark.torture)])
def test_to_open_and_close_often_leaves_no_widgets_threads_or_files(start, momentopname, times):
    driven = start()
    folder = Path(tempfile.gettempdir())
    left = []
    for _time in range(times):
        driven.program.open(momentopname)
        driven.settle()
        for name in SEALED_PAGES:
            shown(driven).page.show_page(name)
        driven.settle()
        driven.act("close_file")
        driven.settle()
        gc.collect()
        left.append(
            (len(QApplication.allWidgets()), threading.active_count(), len(list(folder.iterdir())))
        )
    assert left[-1][:2] == left[2][:2], left
    assert alive("SealedPage") == []
    assert Recent(settings_dir()).entries()[0].path == str(momentopname.resolve())
