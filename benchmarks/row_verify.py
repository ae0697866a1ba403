"""Rows about looking into a momentopname: verifying it, and opening it."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from benchmarks.sealed import sealed, with_evidence
from vvdesk.jobs import silent
from vvdesk.sealing.content_check import digests_again
from vvdesk.sealing.verdict import NoKeys
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace

_GOAL, _OPENING_GOAL = 5.0, 2.0
_NOTE = "Reading and replaying every fiche is most of it; kept workbooks are not read again."
_COUNT = "SELECT count(*) FROM fiche"


def verifying(bench: Bench) -> Iterator[Figure]:
    """Time the digests of a full plan, and the whole judgement, beside hashing the same bytes."""
    for store, of_what in (
        (bench.store(bench.real), "a full plan, no evidence"),
        (with_evidence(bench), "a full plan with its evidence"),
    ):
        yield from _beside_hashing(bench, sealed(store, bench.new_path("vvs")), of_what)
    yield from grown(bench, "verify", "verify the last two meetmomenten", partial(_scaled, bench))


def _beside_hashing(bench: Bench, path: Path, of_what: str) -> Iterator[Figure]:
    data = path.read_bytes()
    size = f"{len(data) / 2**20:.0f} MB"
    with Workspace.open(path) as workspace:
        digests, whole, floor = in_turn(
            Contestant(lambda _given: digests_again(workspace, silent)),
            Contestant(lambda _given: verify_file(path, NoKeys(), evidence=False)),
            Contestant(lambda _given: hashlib.sha256(data)),
            runs=bench.runs,
        )
    peer_is = "hashlib digesting the same bytes, in memory"
    what = f"digests of tables and files, and the chain: {of_what} ({size})"
    yield Figure("verify", what, digests, floor, peer_is, _GOAL, runs=bench.runs)
    what = f"pages, digests, and every fiche against the trail: {of_what} ({size})"
    yield Figure("verify", what, whole, floor, peer_is, _GOAL, runs=bench.runs, note=_NOTE)


def opening(bench: Bench) -> Iterator[Figure]:
    """Time opening a momentopname of a full plan beside SQLite reading it into memory."""
    path = sealed(bench.store(bench.real), bench.new_path("vvs"))

    def ours(_given: object) -> None:
        with Workspace.open(path):
            pass

    def peer(_given: object) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(path.read_bytes())
            connection.execute(_COUNT).fetchone()

    taken, floor = in_turn(Contestant(ours), Contestant(peer), runs=bench.runs)
    peer_is = "sqlite3 reading the same bytes into memory, and one count"
    what = "open a momentopname of a full plan"
    yield Figure("open-sealed", what, taken, floor, peer_is, _OPENING_GOAL, runs=bench.runs)


def _scaled(bench: Bench, factor: int) -> Contestant:
    path = sealed(bench.store(bench.scaled(factor)), bench.new_path("vvs"))
    return Contestant(lambda _given: verify_file(path, NoKeys()), clock=time.process_time)
