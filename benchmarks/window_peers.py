"""The floors of the window: a bare Qt window in a process of its own, with or without the ORM.

Run as `python -m benchmarks.window_peers bare|orm`; it says `painted` and waits for its end.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

PAINTED = "painted"
_AFTER_THE_PAINT = 1
"""Priority of an event: before timers of nought, which may do work that can wait."""


class Painted(QObject):
    """Calls back once, when a widget with all that is in it stands on the screen.

    Args:
        widget: Whose paint is awaited.
        then: What is called.
    """

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice the paint; the children are painted before the next event is delivered."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _AFTER_THE_PAINT)
        return False

    def event(self, event: QEvent) -> bool:
        """Call back."""
        if event.type() is QEvent.Type.User:
            self._then()
            return True
        return super().event(event)


def tell_and_wait() -> None:
    """Say that it is painted, and end when whoever measures has seen enough."""
    print(PAINTED, flush=True)
    sys.stdin.read()
    os._exit(0)


def main(kind: str) -> None:
    """Show a bare window; `orm` loads the database library first, as any program would."""
    application = QApplication([])
    if kind == "orm":
        import sqlalchemy.orm  # noqa: F401, PLC0415 - what is measured
    window = QMainWindow()
    window.resize(1280, 800)
    Painted(window, tell_and_wait)
    window.show()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
