"""Somebody who does anything at all in the window of a momentopname, with real keys and a mouse."""

import random
from collections.abc import Callable
from pathlib import Path

from driven_program import Driven
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from window_fakes import RecordingMessages

from ui.actions import COMMANDS, CONSOLIDATIE, FICHE, OF_A_DOSSIER, OF_WORK
from ui.pages.page_bar import SEALED_PAGES
from ui.sealed_file import SealedFile

CHANGING = [
    each.name
    for each in COMMANDS
    if each.name in {*OF_A_DOSSIER, *OF_WORK} or each.menu in {FICHE, CONSOLIDATIE}
]
"""What has no place in a window with a momentopname."""
_LEAVES = {"quit"}
_SIZES = ((1366, 768), (640, 480), (1920, 1080), (900, 1200))
_SHORTCUTS = (
    "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Ctrl+G", "Ctrl+F", "Ctrl+K", "F6",
    "Ctrl+F6", "Ctrl+C", "Ctrl+A", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+S", "Ctrl+Return",
    "Ctrl+D", "Ctrl+E", "Ctrl+P", "F1", "Shift+F1", "F2", "F5", "F8", "Delete", "Alt+Left",
    "Alt+Right", "Alt+Down", "Ctrl+PgDown", "Ctrl+Shift+S", "Ctrl+Shift+M",
)  # fmt: skip
_KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space, Qt.Key.Key_Menu,
)  # fmt: skip
_TEXTS = (
    "1/VV101-VAK", "2/VV102", "99/VV999-XX", "2/S04-PROJECTEN", "VV101-M01", "titel", "online", '"',
    "a*", "-niet", "( OR", "'; DROP TABLE fiche; --", "ÀÉÏ ñ", "\u202eomgekeerd", "0", "-1", "1e9",
    "99999999999", "x" * 300, "  ", "\U0001f600", "AAAA-BBBB-CCCC-DDDD", "untrusted comment: x",
)  # fmt: skip


class Somewhere(RecordingMessages):
    """Keeps files in one folder, opens what it is told to, and confirms now and then.

    Args:
        folder: Where files come.
        chance: Decides whether a question is answered or dismissed.
        others: What may be picked when a file is asked for.
    """

    def __init__(self, folder: Path, chance: random.Random, others: list[Path]) -> None:
        super().__init__()
        self._folder, self._chance, self._others = folder, chance, others

    def _answer(self, what, title, text, default):
        self.said.append((what, title, str(text or default)))
        if what == "files_to_open":
            return []
        if what == "confirm" or self._chance.random() < 0.5:
            return False if what == "confirm" else None
        if what == "file_to_save":
            return self._folder / Path(str(default)).name
        return self._chance.choice(self._others)


class AuditorMonkey:
    """Does things at random in a window with a momentopname.

    Args:
        driven: The program.
        chance: What decides.
        own: The momentopname that it comes back to.
        others: What else it opens: other momentopnamen, a central file, what is none of both.

    Attributes:
        done: What was done, the latest last; told when something is wrong.
    """

    def __init__(
        self, driven: Driven, chance: random.Random, own: Path, others: list[Path]
    ) -> None:
        self.driven, self.random, self._own, self._others = driven, chance, own, others
        self.done: list[str] = []
        acts: dict[Callable[[], str], int] = {
            self._type: 10, self._key: 16, self._shortcut: 14, self._click: 24, self._command: 6,
            self._page: 6, self._ask: 5, self._look: 2, self._resize: 2, self._open: 2,
            self._close: 1, self._wait: 4,
        }  # fmt: skip
        self._acts, self._weights = list(acts), list(acts.values())

    @property
    def sealed(self) -> SealedFile | None:
        """What is shown, when it is a momentopname."""
        shown = self.driven.program.shown
        return shown if isinstance(shown, SealedFile) else None

    def step(self) -> None:
        """Do one thing."""
        if self.sealed is None and self.random.random() < 0.5:
            self.done.append("back")
            self.driven.program.open(self._own)
        act = self.random.choices(self._acts, self._weights)[0]
        self.done.append(f"{act.__name__}…")
        self.done[-1] = act()
        self._close_what_opened()
        QTest.qWait(0)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.driven.window

    def _type(self) -> str:
        text = self.random.choice(_TEXTS)
        here = self._focus()
        for sign in text[:40]:
            _press(self._focus(), sign)
        if self.random.random() < 0.5:
            QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        return f"typed {text[:40]!r} in {here.accessibleName() or type(here).__name__}"

    def _key(self) -> str:
        key = self.random.choice(_KEYS)
        held = self.random.choice((Qt.KeyboardModifier.NoModifier,) * 4 + (
            Qt.KeyboardModifier.ShiftModifier,))  # fmt: skip
        here = self._focus()
        QTest.keyClick(here, key, held)
        return f"{held.name}+{key.name} in {type(here).__name__}"

    def _shortcut(self) -> str:
        keys = self.random.choice(_SHORTCUTS)
        QTest.keySequence(self._focus(), keys)
        return keys

    def _click(self) -> str:
        root = QApplication.activeModalWidget() or self.driven.window
        inside = [
            each
            for each in root.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and each.width() > 2 and each.height() > 2
        ]
        if not inside:
            return "nothing to click"
        buttons = [each for each in inside if isinstance(each, QAbstractButton)]
        target = self.random.choice(buttons if buttons and self.random.random() < 0.5 else inside)
        told = f"clicked {type(target).__name__} {target.accessibleName() or target.objectName()}"
        place = QPoint(
            self.random.randrange(target.width()), self.random.randrange(target.height())
        )
        press = QTest.mouseDClick if self.random.random() < 0.2 else QTest.mouseClick
        press(target, Qt.MouseButton.LeftButton, pos=place)
        return told

    def _command(self) -> str:
        usable = [
            command.name
            for command, action in self.driven.house.actions
            if action.isEnabled() and action.isVisible() and command.name not in _LEAVES
        ]
        name = self.random.choice(usable)
        self.driven.house.actions[name].trigger()
        return f"command {name}"

    def _page(self) -> str:
        if self.sealed is None:
            return "no page"
        name = self.random.choice(SEALED_PAGES)
        self.sealed.page.show_page(name)
        return f"page {name}"

    def _ask(self) -> str:
        """Let one page ask another, also for what is not there."""
        if self.sealed is None:
            return "nobody to ask"
        text = self.random.choice(_TEXTS)
        inquiry = self.sealed.inquiry
        if self.random.random() < 0.6:
            inquiry.code_requested.emit(text)
        elif self.random.random() < 0.5:
            inquiry.life_requested.emit(text)
        else:
            inquiry.sample_requested.emit(("VV101", text))
        return f"asked {text[:40]!r}"

    def _look(self) -> str:
        name = self.random.choice(("dark", "zoom_in", "zoom_out", "zoom_reset"))
        self.driven.house.actions[name].trigger()
        return name

    def _resize(self) -> str:
        size = self.random.choice(_SIZES)
        self.driven.window.resize(*size)
        return f"size {size}"

    def _open(self) -> str:
        path = self.random.choice([*self._others, self._own])
        self.driven.program.open(path)
        return f"opened {path.name}"

    def _close(self) -> str:
        if self.driven.program.shown is None:
            return "nothing to close"
        self.driven.house.actions["close_file"].trigger()
        return "closed"

    def _wait(self) -> str:
        self.driven.settle()
        return "waited"

    def _close_what_opened(self) -> None:
        """Close menus, and mostly dialogs: somebody presses Escape."""
        while (popup := QApplication.activePopupWidget()) is not None:
            if self.random.random() < 0.5 and isinstance(popup, QMenu):
                QTest.keyClick(popup, Qt.Key.Key_Down)
            popup.close()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible() and self.random.random() < 0.6:
                each.close()
        if QApplication.focusWidget() is None:
            self.driven.window.activateWindow()  # what a desktop does then


def _press(widget: QWidget, sign: str) -> None:
    """Press the key of a sign; `QTest` knows only those of ASCII."""
    if sign.isascii():
        QTest.keyClick(widget, sign)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(widget, event)
