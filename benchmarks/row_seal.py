"""Rows about the momentopname: sealing a full plan, beside hashing the bytes that come of it."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from benchmarks.sealed import sealed, with_evidence
from vvdesk.store.workspace import Workspace

_GOAL = 5.0
_NOTE = (
    "{fiches} fiches are read, examined with every rule and digested one by one; that alone is "
    "most of it."
)
_COUNT = "SELECT count(*) FROM fiche"


def sealing(bench: Bench) -> Iterator[Figure]:
    """Time sealing a full plan with and without evidence, and at each scale."""
    yield _beside_hashing(bench, bench.store(bench.real), "seal a full plan, no evidence")
    yield _beside_hashing(bench, with_evidence(bench), "seal a full plan with its evidence")
    yield from grown(bench, "seal", "seal the last two meetmomenten", partial(_scaled, bench))


def memory(bench: Bench) -> Iterator[Figure]:
    """Weigh sealing and verifying at the largest scale asked for."""
    omvang = bench.scaled(bench.scales[-1])
    store, target = bench.store(omvang), bench.new_path("vvs")
    floor = _weighed("nothing", store, target)
    for what in ("seal", "verify"):
        ours = _weighed(what, store, target)
        size = f"{target.stat().st_size / 2**20:.0f} MB"
        label = f"{what} {omvang.projects} projects ({size})"
        peer_is = "the same process doing nothing"
        yield Figure("seal-memory", label, ours, floor, peer_is, None, unit="MB")


def _weighed(what: str, store: Path, target: Path) -> float:
    """Return how many MB a process took at most."""
    program = [sys.executable, "-m", "benchmarks.sealed_child", what, str(store), str(target)]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _beside_hashing(bench: Bench, store: Path, what: str) -> Figure:
    target = bench.new_path("vvs")
    data = sealed(store, target).read_bytes()
    taken, floor = in_turn(
        Contestant(lambda _given: sealed(store, target)),
        Contestant(lambda _given: hashlib.sha256(data)),
        runs=bench.runs,
    )
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        fiches = connection.exec_driver_sql(_COUNT).scalar_one()
    size = f"{len(data) / 2**20:.0f} MB"
    peer_is = "hashlib digesting the same bytes, in memory"
    note = _NOTE.format(fiches=fiches)
    what = f"{what} ({size})"
    return Figure("seal", what, taken, floor, peer_is, _GOAL, runs=bench.runs, note=note)


def _scaled(bench: Bench, factor: int) -> Contestant:
    store, target = bench.store(bench.scaled(factor)), bench.new_path("vvs")
    return Contestant(lambda _given: sealed(store, target), clock=time.process_time)
