"""Rows about growth: the same job on ten (and a hundred) times as much, against in proportion."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.stores import ACTOR
from vvdesk.content import read_contents
from vvdesk.dump import dump_text
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.handing_out import consolidate
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

_LARGEST_WORKBOOK = 10
"""Times the real plan; nobody sends 18.100 projects in one workbook."""
_GOAL = 1.05


@dataclass(frozen=True, slots=True)
class _Job:
    """Something that is done with a store of any size.

    Attributes:
        name: What it is called.
        run: Does it; takes the store and a path that does not exist.
        most: The largest multiple of the real plan at which it is done.
        prepare: Makes at that path what the job needs, once per size.
    """

    name: str
    run: Callable[[Workspace, Path], object]
    most: int = 10**6
    prepare: Callable[[Workspace, Path], object] | None = None


def _load(workspace: Workspace, _path: Path) -> None:
    with workspace.connection() as connection:
        read_contents(connection, workspace.meetmoment().id)


def _consolidated(workspace: Workspace, path: Path) -> None:
    consolidate(workspace, None, path, ACTOR)


_JOBS = (
    _Job("load all fiches", _load),
    _Job("validate the plan", lambda workspace, _path: validate_store(workspace)),
    _Job("dump everything", lambda workspace, _path: dump_text(workspace)),
    _Job("write the consolidated workbook", _consolidated, _LARGEST_WORKBOOK),
    _Job(
        "read the consolidated workbook safely",
        lambda _workspace, path: read_workbook(path),
        _LARGEST_WORKBOOK,
        _consolidated,
    ),
)


def growth(bench: Bench) -> Iterator[Figure]:
    """Time every job at each scale; one step up may cost no more than in proportion.

    Processor time: other programs on the machine weigh more on the longer runs.
    """
    spaces = {
        factor: Workspace.open(bench.store(bench.scaled(factor)), read_only=True)
        for factor in bench.scales
    }
    try:
        for job in _JOBS:
            yield from _grown(bench, job, spaces)
    finally:
        for workspace in spaces.values():
            workspace.close()


def opening(bench: Bench) -> Iterator[Figure]:
    """Time opening a file to write at each scale."""
    paths = {factor: bench.copy(bench.store(bench.scaled(factor))) for factor in bench.scales}
    contestants = [
        Contestant(Workspace.open, partial(_same, path), Workspace.close) for path in paths.values()
    ]
    taken = in_turn(*contestants, runs=2 * bench.runs)
    yield from _figures("growth-open", "open a file to write", list(paths), taken, 2 * bench.runs)


def _same(path: Path) -> Path:
    return path


def _grown(bench: Bench, job: _Job, spaces: dict[int, Workspace]) -> Iterator[Figure]:
    factors = [factor for factor in spaces if factor <= job.most]
    contestants = []
    for factor in factors:
        workspace, ready = spaces[factor], bench.new_path("xlsx")
        if job.prepare:
            job.prepare(workspace, ready)

        def path(ready: Path = ready) -> Path:
            return ready if job.prepare else bench.new_path("xlsx")

        def run(where: Path, workspace: Workspace = workspace) -> None:
            job.run(workspace, where)

        contestants.append(Contestant(run, path, clock=time.process_time))
    contestants[0].seconds()  # what is loaded or compiled once counts for none of them
    taken = in_turn(*contestants, runs=bench.runs, warm_up=False)
    yield from _figures("growth", job.name, factors, taken, bench.runs)


def _figures(
    row: str, what: str, factors: list[int], taken: list[float], runs: int
) -> Iterator[Figure]:
    for place, factor in enumerate(factors[1:], 1):
        before = factors[place - 1]
        times = factor / before
        label = f"{what}: ×{before} to ×{factor}"
        peer_is = f"{times:g} × the time at ×{before}"
        yield Figure(row, label, taken[place], times * taken[place - 1], peer_is, _GOAL, runs=runs)
