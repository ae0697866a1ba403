"""Rows about merging inzendingen: speed on one core and on all, against three peers, and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.inzendingen import make_inzendingen
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.merge_peers import calamine_and_executemany, openpyxl_and_orm
from benchmarks.stores import ACTOR
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.store.workspace import Workspace

_ENTITEITEN = 100
_ROUNDS = 10
_PLAN = 10
"""Times the real plan: with 100 entiteiten an inzending is as large as a real one."""
_USUALLY = 100
"""Of the 1.000 inzendingen, when the ratios have to be there within minutes: of every round some."""
_FEW = 10
_ORM_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Post:
    """What came in by post.

    Attributes:
        central: The file that handed out.
        inzendingen: The workbooks, in the order of arrival.
    """

    central: Path
    inzendingen: list[Path]


def merge(bench: Bench) -> Iterator[Figure]:
    """Time reading, planning and applying many inzendingen against peers that do far less."""
    post = _post(bench)
    step = 1 if 100 in bench.scales else max(1, len(post.inzendingen) // _USUALLY)
    some = post.inzendingen[::step]
    with _one_core():
        one, floor = in_turn(
            _ours(bench, post.central, some, 1), _floor(bench, some), runs=bench.runs, warm_up=False
        )
    both, floor_here = in_turn(
        _ours(bench, post.central, some, None), _floor(bench, some), runs=bench.runs, warm_up=False
    )
    sample = some[:_ORM_SAMPLE]
    orm = len(some) / len(sample) * in_turn(_orm(bench, post.central, sample), runs=3)[0]
    runs, what = bench.runs, f"merge {len(some)} inzendingen"
    peer_is = "calamine and executemany of the same rows, no plan, no trail"
    yield Figure("merge", f"{what}, on one core", one, floor, peer_is, 4.0, runs=runs)
    yield Figure(
        "merge", f"{what}, with reader processes", both, floor_here, peer_is, 2.5, runs=runs
    )
    peer_is = f"openpyxl and ORM merge() per row, {len(sample)} files extrapolated"
    yield Figure("merge", f"{what}, on one core", one, orm, peer_is, 10.0, faster=True, runs=runs)


def memory(bench: Bench) -> Iterator[Figure]:
    """Compare the peak memory and the time of merging all inzendingen with those of a few."""
    post = _post(bench)
    few = _FEW // 2 if bench.quick else _FEW
    less, more = (_in_a_child(bench, post, number) for number in (few, len(post.inzendingen)))
    what = f"peak memory of merging {len(post.inzendingen)} inzendingen"
    note = "Of the merging process itself; each reader process is confined by its own limit."
    yield Figure(
        "memory", what, more["peak"], less["peak"], f"merging {few}", 1.2, unit="MB", note=note
    )
    what = f"merge {len(post.inzendingen)} inzendingen, in proportion to {few}"
    times = len(post.inzendingen) / few
    yield Figure("memory", what, more["seconds"], times * less["seconds"], f"{times:g} ×", 1.05)


def merge_into(central: Path, inzendingen: Sequence[Path], readers: int | None) -> int:
    """Merge as the command does; return how many came in."""
    with Workspace.open(central) as workspace:
        plan = plan_merge(workspace, inzendingen, readers=readers)
        try:
            outcomes = apply_plan(workspace, plan, ACTOR)
        finally:
            plan.close()
    return sum(outcome.inzending_id is not None for outcome in outcomes)


def _post(bench: Bench) -> Post:
    """Hand out and fill in, once for all rows."""
    folder = bench.folder / "post"
    factor, entiteiten, rounds = (1, 2, 5) if bench.quick else (_PLAN, _ENTITEITEN, _ROUNDS)
    central = folder / "centraal.vvd"
    if folder.exists():
        return Post(central, sorted(folder.glob("inzending-*.xlsx"), key=_by_round))
    folder.mkdir()
    bench.copy(bench.store(bench.scaled(factor))).rename(central)
    return Post(central, make_inzendingen(central, folder, entiteiten, rounds))


def _by_round(path: Path) -> tuple[str, str]:
    _, entiteit, number = path.stem.split("-")
    return number, entiteit


def _ours(
    bench: Bench, central: Path, inzendingen: Sequence[Path], readers: int | None
) -> Contestant:
    def run(target: Path) -> Path:
        came_in = merge_into(target, inzendingen, readers)
        if came_in != len(inzendingen):
            raise AssertionError(f"{came_in} of {len(inzendingen)} came in")
        return target

    return Contestant(run, lambda: bench.copy(central), Path.unlink)


def _floor(bench: Bench, inzendingen: Sequence[Path]) -> Contestant:
    def run(target: Path) -> Path:
        calamine_and_executemany(inzendingen, target)
        return target

    return Contestant(run, lambda: bench.new_path("db"), Path.unlink)


def _orm(bench: Bench, central: Path, inzendingen: Sequence[Path]) -> Contestant:
    with Workspace.open(central, read_only=True) as workspace:
        moment = workspace.meetmoment().id

    def run(target: Path) -> Path:
        openpyxl_and_orm(inzendingen, target, moment)
        return target

    return Contestant(run, lambda: bench.copy(central), Path.unlink)


def _in_a_child(bench: Bench, post: Post, number: int) -> dict[str, Any]:
    names = bench.new_path("txt")
    names.write_text("\n".join(str(path) for path in post.inzendingen[:number]), encoding="utf-8")
    target = bench.copy(post.central)
    program = [sys.executable, "-m", "benchmarks.merge_child", str(target), str(names)]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    target.unlink()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process and its children on one core, where the system can do that."""
    if sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
