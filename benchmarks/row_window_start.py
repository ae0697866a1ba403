"""Rows about starting the window: the start screen, a file given to it, and what it weighs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks.generator import histories, plan_of
from benchmarks.measuring import Bench, Figure
from benchmarks.sealed import sealed, with_evidence
from benchmarks.stores import PLAN, write_store
from benchmarks.window_peers import PAINTED
from vvdesk import settings
from vvdesk.paths import HOME_VARIABLE
from vvdesk.plan import load_plan
from vvdesk.recent import Entry, Recent

_RECENTS = 10
_STARTS = 9
_BARE, _ORM = ("benchmarks.window_peers", "bare"), ("benchmarks.window_peers", "orm")
_WINDOW = ("benchmarks.window_child",)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one start: seconds from the process to the paint, and MB then."""

    seconds: float
    memory: float


def start(bench: Bench) -> Iterator[Figure]:
    """Time the process from its start to the first paint of the start screen."""
    _settle_in(bench, None)
    ours, floor = _raced(bench, _WINDOW, _BARE, _seconds)
    what = f"process start to the start screen with {_RECENTS} fiches painted"
    peer_is = "the same for a bare QMainWindow"
    yield Figure("window-start", what, ours, floor, peer_is, 1.3, runs=_runs(bench))


def opening(bench: Bench) -> Iterator[Figure]:
    """Time the process from its start to a fiche that can be filled in."""
    path = _dossier(bench)
    _settle_in(bench, path)
    ours, floor = _raced(bench, (*_WINDOW, str(path)), _ORM, _seconds)
    what = "process start with a dossier to a filled, editable fiche painted"
    peer_is = "a bare QMainWindow and import sqlalchemy.orm in one process"
    yield Figure("window-open", what, ours, floor, peer_is, 1.25, runs=_runs(bench))


def memory(bench: Bench) -> Iterator[Figure]:
    """Weigh the window with the whole plan open."""
    _settle_in(bench, None)
    path = bench.copy(bench.store(bench.real))
    ours, floor = _raced(bench, (*_WINDOW, str(path)), _ORM, lambda seen: seen.memory)
    what = f"memory of the window with a plan of {bench.real.projects} projects"
    peer_is = "a bare QMainWindow with sqlalchemy.orm loaded"
    yield Figure("window-memory", what, ours, floor, peer_is, 2.0, unit="MB", runs=_runs(bench))


def momentopname(bench: Bench) -> Iterator[Figure]:
    """Time and weigh the window with a momentopname of a full plan and its evidence."""
    _settle_in(bench, None)
    path = sealed(with_evidence(bench), bench.new_path("vvs"))
    program, size = (*_WINDOW, str(path)), f"{path.stat().st_size / 2**20:.0f} MB"
    ours, floor = _raced(bench, program, _ORM, _seconds)
    what = f"process start with a momentopname of {size} to its seal painted"
    peer_is = "a bare QMainWindow and import sqlalchemy.orm in one process"
    yield Figure("window-sealed", what, ours, floor, peer_is, None, runs=_runs(bench))
    ours, floor = _raced(bench, program, _ORM, lambda seen: seen.memory)
    what = f"memory of the window with a momentopname of {size} when its seal is painted"
    peer_is = "a bare QMainWindow with sqlalchemy.orm loaded"
    yield Figure("window-sealed", what, ours, floor, peer_is, 2.0, unit="MB", runs=_runs(bench))


def _dossier(bench: Bench) -> Path:
    """Make the dossier of one entiteit of the real plan."""
    path = bench.new_path("vvd")
    plan = plan_of(bench.real, load_plan(PLAN))
    first = next(iter(histories(bench.real, plan)))[0]
    write_store(path, bench.real, first.values["trekkende_entiteit"])
    return path


def _settle_in(bench: Bench, path: Path | None) -> None:
    """Leave behind what a person who works with it has: a name, and what was worked on lately."""
    folder = _home(bench) / "instellingen"
    folder.mkdir(parents=True, exist_ok=True)
    recent = Recent(folder)
    for number in range(_RECENTS):
        titel = f"Een project van de entiteit, met nummer {number}"
        file = bench.folder / f"dossier-{number}.vvd"
        file.touch()
        recent.note(
            Entry(
                str(file), f"VV{number:03}", titel, "Plan", volledig=9 * number, fouten=number % 3
            )
        )
    last = str(path.resolve()) if path else ""
    project = "VV001" if path else ""
    wished = settings.Settings(naam="Jan Peeters", last_file=last, last_project=project)
    settings.save(wished, folder)


def _raced(
    bench: Bench, ours: tuple[str, ...], peer: tuple[str, ...], read: Callable[[Seen], float]
) -> tuple[float, float]:
    """Start both in turn, after one round that fills caches; return the medians."""
    seen: list[tuple[float, float]] = []
    for number in range(-1, _runs(bench)):
        pair = read(_started(bench, ours)), read(_started(bench, peer))
        if number >= 0:
            seen.append(pair)
    return median(each for each, _ in seen), median(each for _, each in seen)


def _started(bench: Bench, program: tuple[str, ...]) -> Seen:
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_surroundings(bench),
    )
    with child:
        if child.stdout is None or child.stdout.readline().strip() != PAINTED:
            raise AssertionError(f"{program} painted nothing")
        seconds = time.perf_counter() - began
        memory = psutil.Process(child.pid).memory_info().rss / 2**20
        child.communicate()
    return Seen(seconds, memory)


def _surroundings(bench: Bench) -> dict[str, str]:
    """Let compiled modules be kept, as an installed program has them, but away from the sources."""
    known = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return known | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(bench.folder / "compiled"),
        HOME_VARIABLE: str(_home(bench)),
    }


def _home(bench: Bench) -> Path:
    return bench.folder / "home"


def _seconds(seen: Seen) -> float:
    return seen.seconds


def _runs(bench: Bench) -> int:
    return 1 if bench.quick else _STARTS
