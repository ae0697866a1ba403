"""A job over the fiches of a store, beside plain reading of their rows, and at every scale."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import LINEAR
from vvdesk.store.workspace import Workspace

FICHE_TABLES = ("fiche", "financiering", "mijlpaal", "agendering")


def counted(
    bench: Bench, row: str, what: str, count: Callable[[Workspace], object], moments: int
) -> Iterator[Figure]:
    """Hold one job against plain sqlite3 reading the rows it is about, and against itself.

    Args:
        bench: Gives the stores, one per scale.
        row: The name that `--only` takes.
        what: What is done.
        count: Does it.
        moments: How many of the last meetmomenten it looks at.

    Yields:
        The time beside that of plain reading, and per step up in scale whether it grew in
        proportion.
    """
    paths = {factor: bench.store(bench.scaled(factor)) for factor in bench.scales}
    spaces = {factor: Workspace.open(path, read_only=True) for factor, path in paths.items()}
    try:
        before: tuple[int, float] | None = None
        for factor, workspace in spaces.items():
            last = workspace.meetmoment().id
            taken, own, floor = _measured(
                bench, workspace, count, paths[factor], range(last - moments + 1, last + 1)
            )
            label = f"{what}, {bench.scaled(factor).projects} projects"
            peer_is = "sqlite3 reading the same fiches, amounts, mijlpalen and agenderingen"
            yield Figure(row, label, taken, floor, peer_is, None, runs=bench.runs)
            if before is not None:
                times = factor / before[0]
                label = f"{what}: ×{before[0]} to ×{factor}"
                peer_is = f"{times:g} × the processor time at ×{before[0]}"
                yield Figure(row, label, own, times * before[1], peer_is, LINEAR, runs=bench.runs)
            before = factor, own
    finally:
        for workspace in spaces.values():
            workspace.close()


def _measured(
    bench: Bench,
    workspace: Workspace,
    count: Callable[[Workspace], object],
    path: Path,
    moments: range,
) -> tuple[float, float, float]:
    """Return the seconds of counting, its processor time, and the seconds of plain reading."""

    def ours(_given: object) -> object:
        return count(workspace)

    def peer(_given: object) -> None:
        with closing(sqlite3.connect(path)) as plain:
            for table in FICHE_TABLES:
                query = f"SELECT * FROM {table} WHERE meetmoment_id BETWEEN ? AND ?"  # noqa: S608 - our own tables
                plain.execute(query, (moments[0], moments[-1])).fetchall()

    taken, own, floor = in_turn(
        Contestant(ours),
        Contestant(ours, clock=time.process_time),
        Contestant(peer),
        runs=bench.runs,
    )
    return taken, own, floor
