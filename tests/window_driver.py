"""A person at the keyboard of the real window: keys go where the system would bring them.

Nothing here clicks, gives the focus or calls what a page does; reading what stands there is free.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLocale, QMimeData, Qt, QThreadPool, QTranslator
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_fakes import RecordingMessages

from ui import app
from ui.actions import Actions
from ui.guards import Guards
from ui.job import ThreadRunner
from ui.main_window import MainWindow
from ui.open_file import OpenFile
from ui.program import Program

SIZE = 1366, 768
LONGEST = 20_000
"""Milliseconds that anything may take on a busy machine; far less is usual."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_TEXTS = {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t"}
"""What a key writes when it is pressed by its name; the others write nothing that counts."""


class Keyboard:
    """Two hands on a keyboard; a key goes to the window that the system says is in use."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as Qt writes it: "Ctrl+Shift+Enter", "F8"."""
        for each in keys:
            pressed = QKeySequence.fromString(each)[0]
            text = _TEXTS.get(pressed.key(), "")
            self._click(pressed.key(), text, pressed.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            upper = letter.upper()
            code = (
                Qt.Key(ord(upper)) if len(upper) == 1 and ord(upper) < 256 else Qt.Key.Key_unknown
            )
            shift = _SHIFT if letter != letter.lower() else _PLAIN
            self._click(code, letter, shift)

    def paste(self, text: str = "", html: str = "") -> None:
        """Copy something in another program, and paste it here."""
        copied = QMimeData()
        if text:
            copied.setText(text)
        if html:
            copied.setHtml(html)
        QGuiApplication.clipboard().setMimeData(copied)
        self.press("Ctrl+V")

    @staticmethod
    def _click(code: Qt.Key, text: str, modifier: Qt.KeyboardModifier) -> None:
        QTest.sendKeyEvent(QTest.KeyAction.Click, _window_in_use(), code, text, modifier)


class Person(Keyboard):
    """Somebody who works in the window by keyboard alone, and reads what it shows.

    Attributes:
        window: The window.
        messages: Answers what the window asks the desktop for.
    """

    def __init__(self, window: MainWindow, messages: RecordingMessages, wait: Callable) -> None:
        self.window, self.messages = window, messages
        self._wait = wait

    def wait(self, what: Callable[[], object], longest: int = LONGEST) -> None:
        """Wait until something is so."""
        self._wait(lambda: bool(what()), timeout=longest)

    @property
    def program(self) -> Program:
        """The running program."""
        return self.window.findChild(Program)

    @property
    def file(self) -> OpenFile:
        """The open file."""
        file = self.program.file
        assert file is not None
        return file

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    @property
    def heard(self) -> str:
        """What a screen reader says of where the keyboard is."""
        return self.focus.accessibleName() or getattr(self.focus, "text", lambda: "")()

    @property
    def bar(self) -> str:
        """What the bar with news says."""
        return self.window.notices.text

    def action(self, name: str) -> QAction:
        """Return a command, to see whether it can be given."""
        return next(each for each in self.window.actions() if each.objectName() == name)

    def value(self, path: str) -> object:
        """Return what is stored at a path of the fiche in hand."""
        collection, _dot, rest = path.partition(".")
        fiche = self.file.live.desk.fiche(self.file.live.project)
        if collection not in fiche.tables:
            return fiche.values[path]
        row, _dot, field = rest.partition(".")
        return fiche.tables[collection][row].values[field]

    def tab_to(self, name: str, *, most: int = 40, back: bool = False) -> None:
        """Press Tab until the keyboard is at a control, by what a screen reader says of it."""
        for _step in range(most):
            if self.heard == name:
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not come at {name!r}; it is at {self.heard!r}")

    def retype(self, text: str) -> None:
        """Type another text in the place of the one that stands there."""
        self.press("Ctrl+A")
        self.type(text)


@contextmanager
def running(
    application: QApplication, wait: Callable, monkeypatch, path: Path | None = None, **answers
) -> Iterator[Person]:
    """Start the program as its user does, and close it; nothing of it is left behind.

    Args:
        application: The one application.
        wait: `qtbot.waitUntil`.
        monkeypatch: Puts answers in the place of the system's dialogs.
        path: The file to start with.
        answers: See `RecordingMessages`.
    """
    messages = RecordingMessages(**answers)
    monkeypatch.setattr(app, "Dialogs", lambda: messages)
    locale = QLocale()
    window = app.show_window(application, path)
    person = Person(window, messages, wait)
    try:
        window.resize(*SIZE)
        window.show()
        person.wait(lambda: QGuiApplication.focusWindow() is not None)
        yield person
    finally:
        window.close()
        QThreadPool.globalInstance().waitForDone()
        window.deleteLater()
        for kind in (Guards, Actions, ThreadRunner, QTranslator):
            for each in application.findChildren(kind):
                each.deleteLater()
        QLocale.setDefault(locale)
        QTest.qWait(0)


def _window_in_use() -> QWindow:
    if QGuiApplication.focusWindow() is None:
        # What every desktop does when a window is closed, and the offscreen one does not.
        shown = [each for each in QGuiApplication.topLevelWindows() if each.isVisible()]
        assert shown, "no window is shown"
        shown[0].requestActivate()
        QTest.qWait(0)
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window
