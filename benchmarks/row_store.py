"""Rows about the store: one stored edit, opening, loading."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.stores import ACTOR
from vvdesk.content import Inhoud, read_contents
from vvdesk.editing import Editing
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Maatstaf, Situatie, examine
from vvdesk.store.workspace import Workspace

_PROJECT = "VV007"
_EDITS = 150
_OPENINGS = 15
_SLOW_COMMIT = 0.016
"""Seconds that QUALITY.md saw for a commit on an ordinary disk; here it may be far less."""
_COUNT = "SELECT count(*) FROM fiche"


def edit(bench: Bench) -> Iterator[Figure]:
    """Time one stored edit with its audit row and the findings on its fiche."""
    ours, peers = bench.copy(bench.store(bench.real)), bench.copy(bench.store(bench.real))
    moment = bench.real.meetmomenten
    runs = 5 if bench.quick else _EDITS
    amounts = iter(range(1, 10**6))
    with Workspace.open(ours) as workspace, closing(_plain(peers)) as plain:
        editing = Editing(workspace, ACTOR)

        with workspace.connection() as connection:
            maatstaf = Maatstaf.of(read_referentie(connection, moment))
            before = read_contents(connection, moment - 1, [_PROJECT])[_PROJECT]

        def stored(_given: object) -> Inhoud:
            with editing.step("VAK") as work:
                work.set(moment, _PROJECT, "financiering.vak", next(amounts))
                return work.content(moment, _PROJECT)

        def with_findings(given: object) -> None:
            examine(Situatie.of(stored(given), before, maatstaf))

        def commit(_given: object) -> None:
            plain.execute("BEGIN IMMEDIATE")
            values = (next(amounts), moment, _PROJECT)
            plain.execute(
                "UPDATE financiering SET vak = ? WHERE meetmoment_id = ? AND project_code = ?",
                values,
            )
            plain.execute("COMMIT")

        both, bare, floor = in_turn(
            Contestant(with_findings), Contestant(stored), Contestant(commit), runs=runs
        )
    peer_is = "one SQLite commit, journal DELETE, synchronous FULL"
    slow = (both - floor + _SLOW_COMMIT) / _SLOW_COMMIT
    note = (
        f"Beside the commit it takes {(both - floor) * 1_000:.1f} ms; on a disk that needs "
        f"{_SLOW_COMMIT * 1_000:.0f} ms for a commit the ratio would be {slow:.2f}."
    )
    what = "one stored edit: value, audit row, findings on the fiche"
    yield Figure("edit", what, both, floor, peer_is, 1.2, runs=runs, note=note)
    yield Figure("edit", "one stored edit: value, audit row", bare, floor, peer_is, None, runs=runs)


def opening(bench: Bench) -> Iterator[Figure]:
    """Time opening a file, to write and to read."""
    path = bench.copy(bench.store(bench.real))
    Workspace.open(path).close()

    def peer(_given: object) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(_COUNT).fetchone()

    def ours(*, read_only: bool) -> Contestant:
        return Contestant(
            lambda _given: Workspace.open(path, read_only=read_only), finish=Workspace.close
        )

    runs = bench.runs if bench.quick else _OPENINGS
    write, read, floor = in_turn(
        ours(read_only=False), ours(read_only=True), Contestant(peer), runs=runs
    )
    size = f"{path.stat().st_size / 2**20:.0f} MB"
    peer_is = "sqlite3 opening it and counting the fiches"
    yield Figure("open", f"open a file of {size} to write", write, floor, peer_is, None, runs=runs)
    yield Figure("open", f"open a file of {size} to read", read, floor, peer_is, None, runs=runs)


def load(bench: Bench) -> Iterator[Figure]:
    """Time reading all fiches of one meetmoment as plain content."""
    path = bench.store(bench.real)
    moment = bench.real.meetmomenten
    with Workspace.open(path, read_only=True) as workspace, closing(_plain(path)) as plain:

        def ours(_given: object) -> None:
            with workspace.connection() as connection:
                read_contents(connection, moment)

        def peer(_given: object) -> None:
            for table in ("fiche", "financiering", "mijlpaal", "agendering"):
                query = f"SELECT * FROM {table} WHERE meetmoment_id = ?"  # noqa: S608 - our names
                plain.execute(query, (moment,)).fetchall()

        runs = 2 * bench.runs
        taken, floor = in_turn(Contestant(ours), Contestant(peer), runs=runs)
    what = f"load {bench.real.projects} fiches with {bench.real.mijlpalen} mijlpalen"
    yield Figure("load", what, taken, floor, "sqlite3 fetching the same rows", None, runs=runs)


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=FULL")
    return connection
