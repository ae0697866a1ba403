"""Rows about workbooks: writing an inzending and the consolidated one, reading one safely."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.peers import cells_of, read_cells, write_cells
from benchmarks.stores import ACTOR
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.handing_out import consolidate, export
from vvdesk.model import Fiche
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace

_READINGS = 15


def inzending(bench: Bench) -> Iterator[Figure]:
    """Time writing the workbook of one entiteit of ordinary size."""
    with Workspace.open(bench.store(bench.real), read_only=True) as workspace:
        entiteit = typical_entiteit(workspace)

        def write(target: Path) -> None:
            export(workspace, None, entiteit, target, ACTOR)

        yield from _written(bench, "write-inzending", "write an inzending", write)


def total(bench: Bench) -> Iterator[Figure]:
    """Time writing the consolidated workbook of the whole plan."""
    with Workspace.open(bench.store(bench.real), read_only=True) as workspace:

        def write(target: Path) -> None:
            consolidate(workspace, None, target, ACTOR)

        yield from _written(bench, "write-total", "write the consolidated workbook", write)


def reading(bench: Bench) -> Iterator[Figure]:
    """Time reading one inzending: the bare safe reader, and with every cell understood."""
    target = bench.new_path("xlsx")
    with Workspace.open(bench.store(bench.real), read_only=True) as workspace:
        export(workspace, None, typical_entiteit(workspace), target, ACTOR)
        with workspace.connection() as connection:
            lists = packed(read_referentie(connection, workspace.meetmoment().id).lists)
    cells = cells_of(target).count
    runs = bench.runs if bench.quick else _READINGS
    understood, bare, floor = in_turn(
        Contestant(lambda _given: read_submission(target, lists)),
        Contestant(lambda _given: read_workbook(target)),
        Contestant(lambda _given: read_cells(target)),
        runs=runs,
    )
    peer_is = "python-calamine reading all cells, unchecked"
    what = f"read an inzending of {cells} cells safely: values, problems per cell"
    yield Figure("read", what, understood, floor, peer_is, 4.0, runs=runs)
    what = f"read an inzending of {cells} cells safely: cells only"
    yield Figure("read", what, bare, floor, peer_is, None, runs=runs)


def typical_entiteit(workspace: Workspace) -> str:
    """Return the entiteit whose number of projects lies in the middle."""
    with workspace.connection() as connection:
        query = (
            select(Fiche.trekkende_entiteit)
            .where(Fiche.meetmoment_id == workspace.meetmoment().id)
            .group_by(Fiche.trekkende_entiteit)
            .order_by(func.count(), Fiche.trekkende_entiteit)
        )
        names = list(connection.scalars(query))
    return str(names[len(names) // 2])


def _written(bench: Bench, row: str, what: str, write: Callable[[Path], None]) -> Iterator[Figure]:
    sample = bench.new_path("xlsx")
    write(sample)
    cells = cells_of(sample)
    taken, floor = in_turn(
        Contestant(write, lambda: bench.new_path("xlsx")),
        Contestant(lambda target: write_cells(cells, target), lambda: bench.new_path("xlsx")),
        runs=bench.runs,
    )
    size = f"{cells.count} cells, {sample.stat().st_size / 1024:.0f} kB"
    peer_is = "openpyxl writing the same cells with named styles"
    yield Figure(row, f"{what} ({size})", taken, floor, peer_is, 1.3, runs=bench.runs)
