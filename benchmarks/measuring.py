"""How a figure is measured: ours and its peer in turn, in one process, by their medians."""

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generator import MIJLPALEN, PROJECTS, Omvang
from benchmarks.stores import write_store

_LEADERS = 11
"""Entiteiten in the plan's reference data."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result: something of ours beside its peer.

    Attributes:
        row: The short name that `--only` takes.
        what: What was done, with its size.
        ours: Seconds, or MB for memory.
        peer: The same for the peer.
        peer_is: What the peer does.
        goal: The ratio to reach, from QUALITY.md; None when it sets none.
        faster: The ratio says how many times faster ours is, and the goal is a minimum.
        unit: `s` or `MB`.
        runs: How many times each was done; the figures are medians.
        note: What a reader should know besides.
    """

    row: str
    what: str
    ours: float
    peer: float
    peer_is: str
    goal: float | None
    faster: bool = False
    unit: str = "s"
    runs: int = 1
    note: str = ""

    @property
    def ratio(self) -> float:
        """Return ours in units of the peer, or the other way round for `faster`."""
        return self.peer / self.ours if self.faster else self.ours / self.peer

    @property
    def met(self) -> bool | None:
        """Tell whether the goal is reached; None when there is none."""
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.faster else self.ratio <= self.goal


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """Something to time.

    Attributes:
        run: What is timed; takes what `prepare` gave.
        prepare: Done before each run, untimed.
        finish: Done after each run with what `run` gave, untimed.
        clock: What tells the seconds; the processor's own for what must not feel its neighbours.
    """

    run: Callable[[Any], Any]
    prepare: Callable[[], Any] = _nothing
    finish: Callable[[Any], object] = lambda _made: None
    clock: Callable[[], float] = time.perf_counter

    def seconds(self) -> float:
        """Run once."""
        given = self.prepare()
        gc.collect()
        start = self.clock()
        made = self.run(given)
        taken = self.clock() - start
        self.finish(made)
        return taken


def in_turn(*contestants: Contestant, runs: int, warm_up: bool = True) -> list[float]:
    """Run the contestants in turn, `runs` times each, after one round that does not count.

    Returns:
        The median seconds of each.
    """
    taken: list[list[float]] = [[] for _ in contestants]
    for number in range(-1 if warm_up else 0, runs):
        for place, contestant in enumerate(contestants):
            seconds = contestant.seconds()
            if number >= 0:
                taken[place].append(seconds)
    return [median(each) for each in taken]


@dataclass
class Bench:
    """What the rows share: a folder on a real disk, the size of the work, generated stores.

    Attributes:
        folder: Scratch space; its disk is the one that is measured.
        quick: Do little, only to see that it works.
        scales: At which multiples of the real plan growth is measured, smallest first.
    """

    folder: Path
    quick: bool = False
    scales: tuple[int, ...] = (1, 10)
    _stores: dict[Omvang, Path] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(10**9)))

    @property
    def runs(self) -> int:
        """How often a job of seconds is done; short ones are done more often."""
        return 1 if self.quick else 5

    @property
    def real(self) -> Omvang:
        """The size of the real plan; a small one when it has to be quick."""
        return Omvang(12, 60, 3) if self.quick else Omvang()

    def scaled(self, factor: int) -> Omvang:
        """Return the real plan `factor` times, with the last two meetmomenten only.

        Two are what a job looks at; seven would only make the making of the store longer. There
        are as many times more entiteiten, so that an inzending keeps its size.
        """
        projects, mijlpalen = (12, 60) if self.quick else (PROJECTS, MIJLPALEN)
        leaders = factor * (2 if self.quick else _LEADERS)
        return Omvang(projects * factor, mijlpalen * factor, 2, leaders)

    def store(self, omvang: Omvang) -> Path:
        """Return a store of this size, made once; whoever writes in it takes `copy`."""
        if omvang not in self._stores:
            path = self.new_path("vvd")
            write_store(path, omvang)
            self._stores[omvang] = path
        return self._stores[omvang]

    def copy(self, path: Path) -> Path:
        """Return a fresh copy that a run may change."""
        return Path(shutil.copyfile(path, self.new_path(path.suffix[1:])))

    def new_path(self, suffix: str) -> Path:
        """Return a path that does not exist."""
        return self.folder / f"{next(self._numbers):06}.{suffix}"
