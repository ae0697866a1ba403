"""How long a window was deaf while it worked, and how often it told how far it was."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

_BEAT = 5
"""Milliseconds between two beats of the window."""


@dataclass
class Stall:
    """What one stretch of work did to the window, in seconds.

    Attributes:
        deaf: The longest between two beats, by the clock on the wall.
        computing: The longest that the window's own thread computed between two beats.
        silent: The longest between two reports of progress.
        whole: How long it took.
    """

    deaf: float = 0.0
    computing: float = 0.0
    silent: float = 0.0
    whole: float = 0.0

    def told(self) -> str:
        """Return it in one line."""
        return (
            f"{self.whole:.2f} s; deaf {1000 * self.deaf:.0f} ms, computing "
            f"{1000 * self.computing:.0f} ms, silent {1000 * self.silent:.0f} ms"
        )


class Watch(QObject):
    """Beats in the event loop of a window, and hears the reports of work.

    Attributes:
        stalls: Name of a stretch to what it did.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stalls: dict[str, Stall] = {}
        self._now = Stall()
        self._beat_at = self._computed = self._report_at = 0.0
        self._timer = QTimer(self, interval=_BEAT)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """Listen during one stretch of work."""
        self._now = self.stalls[name] = Stall()
        began = self._beat_at = self._report_at = time.perf_counter()
        self._computed = time.thread_time()
        self._timer.start()
        yield
        self._beat()
        self.report()
        self._timer.stop()
        self._now.whole = time.perf_counter() - began

    def report(self) -> None:
        """Hear that work told how far it is."""
        now = time.perf_counter()
        self._now.silent = max(self._now.silent, now - self._report_at)
        self._report_at = now

    def _beat(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self._now.deaf = max(self._now.deaf, now - self._beat_at)
        self._now.computing = max(self._now.computing, computed - self._computed)
        self._beat_at, self._computed = now, computed
