"""Somebody who does anything at all, with real keys and a real mouse, loses and breaks nothing."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driven_program import Driven
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from sqlalchemy import func, select
from stores import ACTOR
from window_fakes import RecordingMessages

from ui.pages.page_names import FICHE
from vvdesk import settings
from vvdesk.content import read_contents, single_fields
from vvdesk.desk import Desk
from vvdesk.errors import VvdeskError
from vvdesk.model import Stap
from vvdesk.paths import settings_dir
from vvdesk.practice import make_practice
from vvdesk.rules.completeness import completeness_by_section
from vvdesk.store.file_format import check_header, check_inside
from vvdesk.values import Unreadable

MANY = 60
"""Steps that a monkey makes at least, with those of the dossier itself; else it does nothing."""
_NOT_ALONE = {"quit", "close_file", "start", "open", "new"}
"""Commands that leave the file; they have tests of their own."""
_SHORTCUTS = (
    "Ctrl+Z", "Ctrl+Y", "Ctrl+S", "F6", "F8", "Shift+F8", "F9", "Ctrl+PgDown", "Ctrl+PgUp",
    "Alt+PgDown", "Alt+PgUp", "Ctrl+Return", "Ctrl+D", "Alt+Up", "Alt+Down", "Ctrl+-", "Ctrl+K",
    "Ctrl+L", "Ctrl+F", "Ctrl+Shift+V", "Ctrl+V", "Ctrl+C", "Ctrl+A", "Ctrl+X", "Ctrl+B", "F1",
    "Shift+F1", "Ctrl+F6", "Ctrl+Shift+M", "Ctrl+1", "Ctrl+4", "Ctrl+7", "F2", "F4",
)  # fmt: skip
_KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space,
)  # fmt: skip
_TEXTS = (
    "31/12/23", "30/02/2022", "1.250.000", "1e9", "-3", "op schema", "on hold", "ja", "x",
    "Een zin, met komma's; en een puntkomma.", "€ 5 mln", "ÀÉÏ ñ", "=1+1", "https://x.be", "  ",
)  # fmt: skip
_HOSTILE = (
    "a\tb\tc\n1\t2\t3\n", "\x00\x01\x1f", "\u202eomgekeerd\u202c", "𝔘𝔫𝔦 \U0001f600", "x" * 20_000,
    "\n\n\n", "\t\t\t", "<script>alert(1)</script>", '=cmd|"/c calc"!A1',
    "Mijlpaal\t31/12/2023\tOp schema\tnee\n" * 30,
)  # fmt: skip
_HOSTILE_HTML = (
    "<p style='mso-list:l0 level1'>· punt</p>" * 50,
    "<table><tr><td>1<td>2</table><img src='file:///etc/passwd'>",
    "<a href='javascript:x'>x</a><b><i><u>" + "<div>" * 300 + "diep",
    "<p>\x00\u0000</p><svg onload=x>",
)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """A dossier to practise on, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return make_practice(tmp_path_factory.mktemp("oefenen"), ACTOR)


class Monkey:
    """Does things at random, and looks whether all is still as it should be.

    Attributes:
        done: What was done, the latest last; told when something is wrong.
    """

    def __init__(self, driven: Driven, seed: int) -> None:
        self.driven, self.random = driven, random.Random(seed)
        self.done: list[str] = []
        self.live = driven.file.live
        self.projects = sorted(self._fresh())
        acts: dict[Callable[[], str], int] = {
            self._type: 14, self._key: 14, self._shortcut: 12, self._click: 10, self._paste: 5,
            self._command: 5, self._fiche: 3, self._part: 5, self._field: 10, self._row: 6,
            self._undo: 5, self._redo: 3, self._look: 1, self._wait: 2,
        }  # fmt: skip
        self.acts, self.weights = list(acts), list(acts.values())

    def step(self) -> None:
        """Do one thing."""
        act = self.random.choices(self.acts, self.weights)[0]
        self.done.append(f"{act.__name__}…")
        self.done[-1] = act()
        self._close_what_opened()
        QTest.qWait(0)
        assert self.driven.window.isVisible()

    def check(self) -> None:
        """Look whether the window, the desk and the file tell the same."""
        self.driven.settle()
        self.live.flush()
        self.driven.settle()
        assert not self.live.has_unstored(), self.live.unstored()
        fresh = self._fresh()
        for project in self.projects:
            assert self.live.desk.fiche(project) == fresh[project], project
        if not self.live.project:
            return
        desk = Desk(self.live.desk.workspace, ACTOR)
        project = self.live.project
        assert self.live.desk.findings(project) == desk.findings(project)
        known = self.live.desk.completeness(project)
        assert known == completeness_by_section(fresh[project])
        if self.driven.file.page.at_hand == FICHE:
            self._check_form(fresh[project])

    def steps_made(self) -> int:
        """Return how many steps the file holds by now."""
        with self.live.desk.workspace.session() as session:
            return session.scalar(select(func.count()).select_from(Stap))

    def _check_form(self, fiche) -> None:
        form = self.driven.file.page.fiche_page.form()
        for path, box in form.boxes.items():
            draft = self.live.draft(path)
            if draft is not None and draft.refused:
                assert box.editor.text() == draft.text, path
                continue
            kind = single_fields()[path].kind
            try:
                shown = box.editor.value()
            except Unreadable as error:
                pytest.fail(f"{path} shows {box.editor.text()!r} and keeps no draft: {error}")
            assert kind.same(shown, fiche.values[path]), (path, shown, fiche.values[path])

    def _fresh(self):
        desk = self.live.desk
        with desk.workspace.connection() as connection:
            return read_contents(connection, desk.meetmoment.id)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.driven.window

    def _type(self) -> str:
        text = self.random.choice(_TEXTS)
        here = self._focus()
        for sign in text:
            press(self._focus(), sign)
        return f"typed {text!r} in {here.accessibleName() or type(here).__name__}"

    def _key(self) -> str:
        key = self.random.choice(_KEYS)
        held = self.random.choice((Qt.KeyboardModifier.NoModifier,) * 4 + (
            Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier))  # fmt: skip
        here = self._focus()
        if held & Qt.KeyboardModifier.ControlModifier and key is Qt.Key.Key_Tab:
            held = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(here, key, held)
        return f"{held.name}+{key.name} in {type(here).__name__}"

    def _shortcut(self) -> str:
        keys = self.random.choice(_SHORTCUTS)
        QTest.keySequence(self._focus(), keys)
        return keys

    def _click(self) -> str:
        inside = [
            each
            for each in self.driven.window.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and each.width() > 2 and each.height() > 2
        ]
        target = self.random.choice(inside)
        if isinstance(target, QAbstractButton) and target.text() == "Toch sluiten":
            return "let be"
        place = QPoint(
            self.random.randrange(target.width()), self.random.randrange(target.height())
        )
        if self.random.random() < 0.2:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)
        return f"clicked {type(target).__name__} {target.objectName()}"

    def _paste(self) -> str:
        data = QMimeData()
        text = self.random.choice(_HOSTILE)
        data.setText(text)
        if self.random.random() < 0.4:
            data.setHtml(self.random.choice(_HOSTILE_HTML))
        self._clip(data)
        here = self._focus()
        QTest.keySequence(here, "Ctrl+V")
        return f"pasted {text[:20]!r} in {here.accessibleName() or type(here).__name__}"

    def _clip(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)

    def _command(self) -> str:
        usable = [
            command.name
            for command, action in self.driven.house.actions
            if action.isEnabled() and command.name not in _NOT_ALONE
        ]
        name = self.random.choice(usable)
        self.driven.house.actions[name].trigger()
        return f"command {name}"

    def _fiche(self) -> str:
        project = self.random.choice(self.projects)
        self.driven.file.page.show_fiche(project)
        return f"fiche {project}"

    def _part(self) -> str:
        if not self.live.project:
            return self._fiche()
        place = self.random.randrange(9)
        self.driven.file.page.show_page(FICHE)
        self.driven.file.page.fiche_page.choose_part(place)
        return f"part {place}"

    def _field(self) -> str:
        if not self.live.project:
            return self._fiche()
        path = self.random.choice([*single_fields()])
        self.driven.file.page.jump(self.live.project, path)
        return f"field {path}"

    def _row(self) -> str:
        if not self.live.project:
            return self._fiche()
        tables = self.live.desk.fiche(self.live.project).tables
        rows = [f"{name}.{row}" for name, held in tables.items() for row in held]
        if not rows:
            return self._part()
        path = self.random.choice(rows)
        self.driven.file.page.jump(self.live.project, path)
        if self.random.random() < 0.4:
            name = self.random.choice(("row_add", "row_duplicate", "row_up", "row_delete"))
            self.driven.house.actions[name].trigger()
            return f"row {path}, then {name}"
        return f"row {path}"

    def _undo(self) -> str:
        times = self.random.randrange(1, 5)
        for _time in range(times):
            self.driven.house.actions["undo"].trigger()
        return f"undo {times}"

    def _redo(self) -> str:
        self.driven.house.actions["redo"].trigger()
        return "redo"

    def _look(self) -> str:
        name = self.random.choice(("dark", "zoom_in", "zoom_out", "zoom_reset"))
        self.driven.house.actions[name].trigger()
        return name

    def _wait(self) -> str:
        self.live.flush()
        self.driven.settle()
        return "waited"

    def _close_what_opened(self) -> None:
        """Close menus and dialogs: somebody presses Escape."""
        while (popup := QApplication.activePopupWidget()) is not None:
            if self.random.random() < 0.5 and isinstance(popup, QMenu):
                QTest.keyClick(popup, Qt.Key.Key_Down)
            popup.close()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.close()


@pytest.fixture
def let_loose(start, practice, tmp_path):
    """Let a monkey loose on a dossier of its own."""

    def run(seed: int, steps: int, every: int = 20) -> int:
        settings.save(settings.Settings(naam="Aap", last_folder=str(tmp_path)), settings_dir())
        path = Path(shutil.copy(practice, tmp_path / f"aap-{seed}.vvd"))
        driven = start(path, messages=Nowhere())
        opening = contents(driven)
        monkey = Monkey(driven, seed)
        try:
            for step in range(1, steps + 1):
                monkey.step()
                if step % every == 0:
                    monkey.check()
            monkey.check()
            made = monkey.steps_made()
            undo_all(driven)
            monkey.check()
            assert plain(contents(driven)) == plain(opening)
        except BaseException:
            print(f"seed {seed}, step {len(monkey.done)}:", *monkey.done[-40:], sep="\n  ")  # noqa: T201 - how to repeat it
            raise
        QGuiApplication.clipboard().clear()
        assert driven.close(), driven.said
        check_inside(path, check_header(path), thorough=True)
        return made

    return run


class Nowhere(RecordingMessages):
    """Chooses no file, and confirms nothing."""

    def _answer(self, what, title, text, default):
        self.said.append((what, title, str(text or default)))
        return [] if what == "files_to_open" else False if what == "confirm" else None


def press(widget: QWidget, sign: str) -> None:
    """Press the key of a sign; `QTest` knows only those of ASCII."""
    if sign.isascii():
        QTest.keyClick(widget, sign)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(widget, event)


def contents(driven: Driven):
    """Return what the file holds."""
    desk = driven.file.live.desk
    with desk.workspace.connection() as connection:
        return read_contents(connection, desk.meetmoment.id)


def plain(fiches):
    """Return values and rows, without the numbers that only give rows their place."""
    return {
        code: (
            fiche.values,
            {
                name: [(r.id, r.values) for r in rows.values()]
                for name, rows in fiche.tables.items()
            },
        )
        for code, fiche in fiches.items()
    }


def undo_all(driven: Driven) -> None:
    """Take back all that was done."""
    live = driven.file.live
    live.flush()
    while live.desk.undo_name is not None:
        try:
            live.desk.undo()
        except VvdeskError as error:
            pytest.fail(f"{live.desk.undo_name}: {error}")
    live.refresh()


def test_whatever_somebody_does_window_desk_and_file_agree_and_all_can_be_undone(let_loose):
    assert let_loose(seed=20210430, steps=300) > MANY


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(12))
def test_whatever_somebody_does_for_long_goes_well(let_loose, seed):
    assert let_loose(seed=seed, steps=1200) > MANY
