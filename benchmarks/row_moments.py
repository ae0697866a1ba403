"""Rows about holding two meetmomenten side by side, and writing what differs."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from vvdesk.content import read_contents
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.files import write_differences
from vvdesk.moments_compared.parts import MomentsCompared
from vvdesk.moments_compared.sides import Side
from vvdesk.store.workspace import Workspace

_PEER = "reading the fiches of both meetmomenten"


def comparing(bench: Bench) -> Iterator[Figure]:
    """Time comparing the last two meetmomenten of a full plan, and at each scale."""
    path = bench.store(bench.real)
    with Workspace.open(path, read_only=True) as workspace:
        taken, floor = in_turn(
            Contestant(lambda _given: _compare(workspace)),
            Contestant(lambda _given: _read(workspace)),
            runs=bench.runs,
        )
        found = _compare(workspace)
    what = f"compare two meetmomenten ({len(found.verschillen)} differences)"
    yield Figure("moments", what, taken, floor, _PEER, None, runs=bench.runs)
    yield from grown(bench, "moments", "compare two meetmomenten", partial(_scaled, bench))
    yield from grown(bench, "moments", "write the differences as csv", partial(_written, bench))


def _compare(workspace: Workspace) -> MomentsCompared:
    left, right = workspace.meetmomenten()[-2:]
    return compare_moments(Side(workspace, left), Side(workspace, right))


def _read(workspace: Workspace) -> None:
    for moment in workspace.meetmomenten()[-2:]:
        with workspace.connection() as connection:
            read_contents(connection, moment.id)


def _scaled(bench: Bench, factor: int) -> Contestant:
    store = bench.store(bench.scaled(factor))

    def compare(_given: object) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            _compare(workspace)

    return Contestant(compare, clock=time.process_time)


def _written(bench: Bench, factor: int) -> Contestant:
    with Workspace.open(bench.store(bench.scaled(factor)), read_only=True) as workspace:
        found = _compare(workspace)

    def write(target: Path) -> None:
        write_differences(found, target)

    return Contestant(write, lambda: bench.new_path("csv"), clock=time.process_time)
