"""Which steps somebody made at a desk, and in what order they can be taken back and done again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from vvdesk.errors import Misused

BURST_PAUSE = 1.5
"""Seconds: a longer pause in typing in one field begins a new thing to undo."""
LONGEST_BURST = 30.0
"""Seconds: no more typing than this is undone at once."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step did.

    Attributes:
        naam: What it is called, in Dutch: "Projectstatus wijzigen".
        project: The code of its project; empty when it touched several.
        paths: The fields and rows (`mijlpalen.VV015-M05`) whose content differs now; `mijlpalen`
            or `agenderingen` itself when rows came, went or moved.
    """

    naam: str
    project: str
    paths: frozenset[str]


@dataclass(slots=True)
class Entry:
    """One thing to undo: steps of the store that belong together."""

    made: Made
    steps: list[int]
    burst: str
    began: float
    latest: float


class DoneSteps:
    """The steps made at one desk; the store keeps them all, this knows which belong together.

    Args:
        clock: Seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def latest(self) -> Made | None:
        """What the latest step did that was not taken back."""
        return self._done[-1].made if self._done else None

    @property
    def latest_undone(self) -> Made | None:
        """What was taken back last and not done again."""
        return self._undone[-1].made if self._undone else None

    def note(self, made: Made, number: int, burst: str) -> None:
        """Remember a step; nothing that was taken back can be done again after it.

        Args:
            made: What it did.
            number: Its number in the store.
            burst: Steps of the same burst that follow each other quickly are taken back together;
                empty for a step of its own.
        """
        now = self._clock()
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and self._joins(last, made, burst, now):
            last.steps.append(number)
            last.latest = now
            last.made = replace(made, paths=last.made.paths | made.paths)
        else:
            self._done.append(Entry(made, [number], burst, now, now))

    def end_burst(self) -> None:
        """Let the next step be one of its own, even in the same field."""
        if self._done:
            self._done[-1].burst = ""

    def to_take_back(self) -> Entry:
        """Return what would be taken back.

        Raises:
            Misused: There is nothing.
        """
        if not self._done:
            raise Misused("Er is niets om ongedaan te maken.")
        return self._done[-1]

    def to_do_again(self) -> Entry:
        """Return what would be done again.

        Raises:
            Misused: There is nothing.
        """
        if not self._undone:
            raise Misused("Er is niets om opnieuw uit te voeren.")
        return self._undone[-1]

    def took_back(self, made: Made, number: int) -> None:
        """Remember that the latest was taken back, by the step `number`."""
        self._done.pop()
        self._undone.append(Entry(made, [number], "", 0.0, 0.0))

    def did_again(self, made: Made, number: int) -> None:
        """Remember that what was taken back last was done again, by the step `number`."""
        self._undone.pop()
        self._done.append(Entry(made, [number], "", 0.0, 0.0))

    @staticmethod
    def _joins(last: Entry, made: Made, burst: str, now: float) -> bool:
        return (
            bool(burst)
            and (last.burst, last.made.project) == (burst, made.project)
            and now - last.latest < BURST_PAUSE
            and now - last.began < LONGEST_BURST
        )
