"""The real window of one coordinator, in a process of its own; a test tells what to do in it.

Each line of standard input is one order (JSON), each line of output its answer. Between orders the
window goes on living: it hears of colleagues as it always does.
"""

import json
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mail_person import MailPerson
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from window_driver import SIZE, Person
from window_fakes import RecordingMessages

from ui import app
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.settings import Settings
from vvdesk.store.place import parse_place

_TURN = 10
"""Milliseconds that the window lives between two looks at what it was told."""
_PATIENCE = 180_000


def main(address: str) -> None:
    """Open the window on a server and carry out orders until standard input ends."""
    settings.save(Settings(naam="An Peeters"), settings_dir())
    application = app.new_application(["vvdesk"])
    messages = RecordingMessages()
    app.Dialogs = lambda: messages  # the system's own would wait for somebody
    window = app.show_window(application, parse_place(address))
    window.resize(*SIZE)
    window.show()
    person = Person(window, messages, _wait)
    person.wait(lambda: person.program.file is not None and QGuiApplication.focusWindow())
    coordinator = Coordinator(person)
    _say({"ready": True})
    while order := _next_order():
        wanted = json.loads(order)
        _say({"did": getattr(coordinator, wanted.pop("do"))(**wanted)})
    window.close()
    QThreadPool.globalInstance().waitForDone()


class Coordinator:
    """What a test may tell a coordinator to do; a method each.

    Args:
        person: At the keyboard.
    """

    def __init__(self, person: Person) -> None:
        self._person, self._mail = person, MailPerson(person)
        self._box = QLineEdit()

    def drop(self, files: list[str]) -> dict[str, list[str]]:
        """Drop files on the window and wait for the plan; return what is said of each."""
        self._mail.drop(map(Path, files))
        self._mail.wait_until_done()
        return self._mail.files()

    def settle(self, choices: dict[str, str], nota: str) -> dict[str, str]:
        """Press a key at each conflict: project to "1" (centraal) or "2" (ontvangen), and say why.

        Returns:
            Project to what the plan says is chosen.
        """
        person, plan = self._person, self._mail.page.plan
        person.tab_to("Wat het plan wijzigt")
        person.press("Home", "Shift+F8")
        for _conflict in self._mail.choices():
            person.press("F8")
            person.press(choices[plan.pane.shown.project])
            person.tab_to("Nota")
            person.type(nota)
        return self._mail.choices()

    def carry_out(self) -> str:
        """Let the plan be carried out; return what the page says came of it."""
        self._mail.press("Verwerk plan")
        self._mail.press("Ja, verwerk het plan")
        self._mail.wait_until_done()
        return self._mail.news

    def files(self) -> dict[str, list[str]]:
        """Return what is said of each file of the batch."""
        return self._mail.files()

    def look_at(self, project: str, path: str) -> str:
        """Go to a field of a fiche; return what stands there."""
        self._person.file.page.jump(project, path)
        self._person.wait(lambda: self._person.file.live.project == project)
        self._person.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        box = self._person.focus
        assert isinstance(box, QLineEdit)
        self._box = box
        return box.text()

    def type(self, text: str) -> None:
        """Type another text in the field, and leave it there."""
        self._person.retype(text)

    def press(self, keys: str) -> None:
        """Press keys."""
        self._person.press(keys)

    def shows(self, text: str) -> str:
        """Wait until this stands in the field."""
        self._person.wait(lambda: self._box.text() == text)
        return self._box.text()

    def hears(self, texts: list[str]) -> str:
        """Wait until the bar with news says all of this; return what it says."""
        self._person.wait(lambda: all(each in self._person.bar for each in texts))
        return self._person.bar

    def comes_of_it(self) -> str:
        """Wait until what was typed is stored, or is asked about; return what is asked."""
        bar = lambda: self._person.bar if "Welke blijft?" in self._person.bar else ""  # noqa: E731
        live = self._person.file.live
        self._person.wait(lambda: bar() or not live.is_typing("titel"))
        return bar()

    def status(self, text: str) -> str:
        """Wait until the status line tells this of a colleague; return all that it tells."""
        line = self._person.program.status
        self._person.wait(lambda: text in line.news)
        return line.news

    def click(self, label: str) -> None:
        """Click a button that the bar with news offers."""
        offers = self._person.window.notices.offers
        button = next(each for each in offers if each.text() == label)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def stands(self) -> str:
        """Return what stands in the field."""
        return self._box.text()


def _wait(what: Callable[[], bool], timeout: int = _PATIENCE) -> None:
    until = time.monotonic() + max(timeout, _PATIENCE) / 1000
    while not what():
        assert time.monotonic() < until, "it does not come"
        QTest.qWait(_TURN)


def _next_order() -> str:
    """Return the next order; empty when there comes none any more."""
    while not select.select([sys.stdin], [], [], 0)[0]:
        QTest.qWait(_TURN)
    return sys.stdin.readline()


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201 - to the test


if __name__ == "__main__":
    main(sys.argv[1])
