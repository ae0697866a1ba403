"""Rows about merging inzendingen: speed on one core and on all, against three peers, and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.inzendingen import make_inzendingen
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.merge_peers import calamine_and_executemany, openpyxl_and_orm
from benchmarks.stores import ACTOR
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace

_ENTITEITEN = 100
_ROUNDS = 10
_PLAN = 10
"""Times the real plan: with 100 entiteiten an inzending is as large as a real one."""
PATIENT = 100
"""Times the real plan: whoever asks for this has time."""
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


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merging process tells: how many files came in, its seconds, its peak in MB."""

    files: int
    seconds: float
    peak: float


def merge(bench: Bench) -> Iterator[Figure]:
    """Time reading, planning and applying many inzendingen; and the memory that it takes.

    The peers do far less. A thousand take more than a minute, so each is done five times only when
    a hundred times the real plan was asked for as well.
    """
    post = post_of(bench)
    runs = bench.runs if max(bench.scales) >= PATIENT else 1
    few, tenth = (_in_a_child(bench, post, max(2, len(post.inzendingen) // n)) for n in (100, 10))
    with _one_core():
        one, floor = _raced(bench, post, 1, runs)
    both, floor_here = _raced(bench, post, 0, runs)
    what = f"merge {len(post.inzendingen)} inzendingen"
    peer_is = "calamine and executemany of the same rows, no plan, no trail"
    alone, all_cores = f"{what}, on one core", f"{what}, with reader processes"
    yield Figure("merge", alone, one.seconds, floor, peer_is, 4.0, runs=runs)
    yield Figure("merge", all_cores, both.seconds, floor_here, peer_is, 2.5, runs=runs)
    sample = post.inzendingen[:: -(-len(post.inzendingen) // _ORM_SAMPLE)]
    orm = len(post.inzendingen) / len(sample) * in_turn(_orm(bench, post, sample), runs=3)[0]
    peer_is = f"openpyxl and ORM merge() per row, {len(sample)} files extrapolated"
    yield Figure("merge", alone, one.seconds, orm, peer_is, 10.0, faster=True, runs=runs)
    times = both.files / tenth.files
    peer_is = f"{times:g} × the time of merging {tenth.files}"
    yield Figure("merge", all_cores, both.seconds, times * tenth.seconds, peer_is, 1.05, runs=runs)
    note = "Of the merging process itself; each reader process is confined by its own limit."
    peak = f"peak memory of merging {both.files} inzendingen"
    peer_is = f"merging {few.files}"
    yield Figure("merge", peak, both.peak, few.peak, peer_is, 1.2, unit="MB", note=note)


def merge_into(central: Place, inzendingen: Sequence[Path], readers: int | None) -> int:
    """Merge as the command does; return how many came in."""
    with Workspace.open(central) as workspace:
        plan = plan_merge(workspace, inzendingen, readers=readers)
        try:
            outcomes = apply_plan(workspace, plan, ACTOR)
        finally:
            plan.close()
    return sum(outcome.inzending_id is not None for outcome in outcomes)


def post_of(bench: Bench) -> Post:
    """Hand out and fill in, once for all rows."""
    folder = bench.folder / "post"
    factor, entiteiten, rounds = (1, 2, 3) if bench.quick else (_PLAN, _ENTITEITEN, _ROUNDS)
    central = folder / "centraal.vvd"
    if folder.exists():
        return Post(central, sorted(folder.glob("inzending-*.xlsx"), key=_by_round))
    folder.mkdir()
    bench.copy(bench.store(bench.scaled(factor))).rename(central)
    return Post(central, make_inzendingen(central, folder, entiteiten, rounds))


def _by_round(path: Path) -> tuple[str, str]:
    _, entiteit, number = path.stem.split("-")
    return number, entiteit


def _raced(bench: Bench, post: Post, readers: int, runs: int) -> tuple["Merged", float]:
    """Merge all and let the floor store the same rows, in turn; return the medians."""

    def floor(target: Path) -> Path:
        calamine_and_executemany(post.inzendingen, target)
        return target

    contestant = Contestant(floor, lambda: bench.new_path("db"), Path.unlink)
    ours: list[Merged] = []
    floors: list[float] = []
    for _ in range(runs):
        ours.append(_in_a_child(bench, post, len(post.inzendingen), readers))
        floors.append(contestant.seconds())
    seconds = median(each.seconds for each in ours)
    return Merged(ours[0].files, seconds, max(each.peak for each in ours)), median(floors)


def _orm(bench: Bench, post: Post, sample: Sequence[Path]) -> Contestant:
    with Workspace.open(post.central, read_only=True) as workspace:
        moment = workspace.meetmoment().id

    def run(target: Path) -> Path:
        openpyxl_and_orm(sample, target, moment)
        return target

    return Contestant(run, lambda: bench.copy(post.central), Path.unlink)


def _in_a_child(bench: Bench, post: Post, files: int, readers: int = 0) -> Merged:
    """Merge the first files into a copy of the central store, in a fresh process."""
    names = bench.new_path("txt")
    names.write_text("\n".join(str(path) for path in post.inzendingen[:files]), encoding="utf-8")
    target = bench.copy(post.central)
    program = [sys.executable, "-m", "benchmarks.merge_child"]
    arguments = [str(target), str(names), str(readers)]
    done = subprocess.run([*program, *arguments], check=True, capture_output=True, text=True)
    target.unlink()
    merged = Merged(**json.loads(done.stdout))
    if merged.files != files:
        raise AssertionError(f"{merged.files} of {files} came in")
    return merged


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
