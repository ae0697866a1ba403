"""The real window with somebody in it who types without end, to be killed while they do.

Loaded once and then started by forking, so that a start costs little. Each line of standard input
is one order (JSON); the answer comes when that window was killed. What was typed so far stands in
the order's file, a line for every key: nothing that was written there is lost by a kill.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from window_driver import Keyboard

from ui import app, open_file
from ui.pages import building
from ui.program import Program

_LOADED = (open_file, building)
_PAUSE = 12
"""Milliseconds between two keys, in which the window does what it has to do: a fast typist."""
_KEYS = (30, 150, 70)
"""So many in one field before going on to the next: soon, and later than a draft is kept."""
_LONGEST = 60.0
_FIELDS = (
    ("titel", ("Ctrl+1", "End")),
    ("voortgang", ("Ctrl+5", "Tab", "Tab", "Ctrl+End")),
    ("mijlpalen.VV015-M02.titel", ("Ctrl+6", "Ctrl+Home", "Down", "F2")),
    ("streefdatum", ("Ctrl+5", "Tab", "End")),
    ("omschrijving", ("Ctrl+3", "Ctrl+End")),
)
"""Field and the keys that lead to the end of it; the day is never one, whatever is typed."""


def main() -> None:
    """Carry out orders until standard input ends."""
    _say({"ready": os.getpid()})
    for line in sys.stdin:
        order = json.loads(line)
        told, tells = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            _be_window(order, tells)
        os.close(tells)
        has_begun = bool(os.read(told, 1))
        time.sleep(order["kill_after"])
        os.kill(child, signal.SIGKILL)  # not reaped yet, so the number is still its own
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(told)
        _say({"begun": has_begun, "code": code})


def _be_window(order: dict[str, Any], tells: int) -> NoReturn:
    """Show the window and type until the end; never returns."""
    try:
        os.environ["VVDESK_HOME"] = order["home"]
        application = QApplication(["vvdesk"])
        window = app.show_window(application, Path(order["dossier"]))
        window.show()
        program = window.findChild(Program)
        until = time.monotonic() + _LONGEST
        while program.file is None or QApplication.focusWidget() is None:
            assert time.monotonic() < until, "the file does not open"
            QTest.qWait(_PAUSE)
        with Path(order["typed"]).open("a", encoding="utf-8") as file:
            for path, text in _typed_without_end(order["first"]):
                file.write(f"{json.dumps([time.monotonic(), path, text])}\n")
                file.flush()
                os.write(tells, b".")
    except BaseException:  # noqa: BLE001 - as the interpreter would
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


def _typed_without_end(first: int) -> Iterator[tuple[str, str]]:
    """Type, going round the fields, and yield after each key what stands in the field."""
    keyboard = Keyboard()
    for turn in count(first):
        path, way = _FIELDS[turn % len(_FIELDS)]
        keyboard.press(*way)
        for number in range(_KEYS[turn % len(_KEYS)]):
            keyboard.type("abcdefgh "[number % 9])
            yield path, _standing()
            QTest.qWait(_PAUSE)


def _standing() -> str:
    """Return the text of the box that the keyboard is in."""
    box: QWidget | None = QApplication.focusWidget()
    assert isinstance(box, QLineEdit | QTextEdit | QPlainTextEdit), box
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201 - to the test


if __name__ == "__main__":
    main()
