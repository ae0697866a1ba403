"""Rows about the momentopname: sealing a full plan, beside hashing the bytes that come of it."""

import hashlib
import random
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from benchmarks.stores import ACTOR
from vvdesk.editing import Editing
from vvdesk.model import Inzending
from vvdesk.sealing.making import seal
from vvdesk.store.workspace import Workspace

_GOAL = 5.0
_FILES, _FILE_BYTES = 30, 200_000
"""Inzendingen per meetmoment, and the size of a workbook."""
_SEED = 20210331


def sealing(bench: Bench) -> Iterator[Figure]:
    """Time sealing a full plan with and without evidence, and at each scale."""
    bare = bench.store(bench.real)
    yield _beside_hashing(bench, bare, "seal a full plan")
    yield _beside_hashing(bench, _with_evidence(bench, bare), "seal a full plan with its evidence")
    yield from grown(bench, "seal", "seal the last two meetmomenten", partial(_scaled, bench))


def _beside_hashing(bench: Bench, store: Path, what: str) -> Figure:
    target = bench.new_path("vvs")
    with Workspace.open(store, read_only=True) as workspace:
        job = partial(_seal, workspace, target)
        job(None)
        data = target.read_bytes()
        taken, floor = in_turn(
            Contestant(job), Contestant(lambda _given: hashlib.sha256(data)), runs=bench.runs
        )
    size = f"{len(data) / 2**20:.0f} MB"
    peer_is = "hashlib digesting the same bytes, in memory"
    return Figure("seal", f"{what} ({size})", taken, floor, peer_is, _GOAL, runs=bench.runs)


def _seal(workspace: Workspace, target: Path, _given: object) -> None:
    seal(workspace, ACTOR, workspace.meetmoment(), target)


def _with_evidence(bench: Bench, store: Path) -> Path:
    """Return a copy with files of inzendingen in the meetmoment that is open."""
    path, source = bench.copy(store), random.Random(_SEED)
    with Workspace.open(path) as workspace:
        moment = workspace.meetmoment().id
        files = 3 if bench.quick else _FILES * moment
        with Editing(workspace, ACTOR).step("Inzendingen") as work:
            rows = [_inzending(n, moment, source.randbytes(_FILE_BYTES)) for n in range(files)]
            work.manage(Inzending, rows, {"aantal": files}, meetmoment_id=moment)
    return path


def _inzending(number: int, moment: int, data: bytes) -> dict[str, object]:
    return {
        "id": number + 1,
        "meetmoment_id": moment,
        "bestandsnaam": f"{number}.xlsx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "inhoud_digest": f"{number}",
        "export_volgnummer": 0,
        "ontvangen_op": "2021-11-30T12:00:00+00:00",
        "ontvangen_door": ACTOR.wie,
        "stap": 1,
        "tellers": "{}",
        "bestand": data,
    }


def _scaled(bench: Bench, factor: int) -> Contestant:
    store, target = bench.store(bench.scaled(factor)), bench.new_path("vvs")

    def make(given: object) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            _seal(workspace, target, given)

    return Contestant(make, clock=time.process_time)
