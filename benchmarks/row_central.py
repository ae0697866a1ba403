"""Rows about the desk's own pages: the board of Ontvangst, the figures of Overzicht, uitdelen."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.against_reading import counted
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.peers import cells_of, write_cells
from benchmarks.stores import ACTOR
from vvdesk.dashboard.figures import figures
from vvdesk.reception import board
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag import Kind, hand_out_all

_WRITING = 1.3
_WORKBOOK: Kind = "xlsx"


def reception(bench: Bench) -> Iterator[Figure]:
    """Time the board of who handed in what, at each scale."""
    yield from counted(bench, "reception", "board of Ontvangst", board, moments=1)


def dashboard(bench: Bench) -> Iterator[Figure]:
    """Time counting all figures of the overview, at each scale; they compare two meetmomenten."""
    yield from counted(bench, "dashboard", "figures of Overzicht", figures, moments=2)


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
