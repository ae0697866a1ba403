"""Rows about the desk's own pages: the board of Ontvangst, the figures of Overzicht, uitdelen."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.peers import cells_of, write_cells
from benchmarks.stores import ACTOR
from vvdesk.dashboard.figures import figures
from vvdesk.reception import board
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag import Kind, hand_out_all

_TABLES = ("fiche", "financiering", "mijlpaal", "agendering")
_LINEAR = 1.05
_WRITING = 1.3
_WORKBOOK: Kind = "xlsx"


def reception(bench: Bench) -> Iterator[Figure]:
    """Time the board of who handed in what, at each scale."""
    yield from _counted(bench, "reception", "board of Ontvangst", board, moments=1)


def dashboard(bench: Bench) -> Iterator[Figure]:
    """Time counting all figures of the overview, at each scale; they compare two meetmomenten."""
    yield from _counted(bench, "dashboard", "figures of Overzicht", figures, moments=2)


def handing_out(bench: Bench) -> Iterator[Figure]:
    """Time the workbooks of all entiteiten with their mails."""
    central = bench.store(bench.real)
    sample = bench.new_path("map")
    with Workspace.open(bench.copy(central)) as workspace:
        made = hand_out_all(workspace, None, sample, _WORKBOOK, ACTOR)
    books = [cells_of(each.path) for each in made if each.path is not None]

    def ours(path: Path) -> None:
        with Workspace.open(path) as workspace:
            hand_out_all(workspace, None, bench.new_path("map"), _WORKBOOK, ACTOR)

    def peer(_given: object) -> None:
        for book in books:
            write_cells(book, bench.new_path("xlsx"))

    taken, floor = in_turn(
        Contestant(ours, lambda: bench.copy(central)), Contestant(peer), runs=bench.runs
    )
    what = f"hand out to {len(books)} entiteiten at once, with mails and overview"
    peer_is = "openpyxl writing the same cells with named styles"
    yield Figure("handout", what, taken, floor, peer_is, _WRITING, runs=bench.runs)


def _counted(
    bench: Bench, row: str, what: str, count: Callable[[Workspace], object], moments: int
) -> Iterator[Figure]:
    """Hold one count against plain sqlite3 reading the rows it is about, and against itself."""
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
                yield Figure(row, label, own, times * before[1], peer_is, _LINEAR, runs=bench.runs)
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
            for table in _TABLES:
                query = f"SELECT * FROM {table} WHERE meetmoment_id BETWEEN ? AND ?"  # noqa: S608 - our own tables
                plain.execute(query, (moments[0], moments[-1])).fetchall()

    taken, own, floor = in_turn(
        Contestant(ours),
        Contestant(ours, clock=time.process_time),
        Contestant(peer),
        runs=bench.runs,
    )
    return taken, own, floor
