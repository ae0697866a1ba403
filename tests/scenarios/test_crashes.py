"""The program is killed at many moments; nothing that it acknowledged may be lost or half done."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.scenarios.crash_actions import ACTIONS, CENTRAL, Action, Edits
from tests.scenarios.crash_harness import (
    KILLED,
    ROOT,
    Fault,
    Program,
    Run,
    can_place,
    placed_faults,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are started by forking")

KILLS = {
    "edit": 4, "import": 3, "export": 3, "merge": 2, "upgrade": 3, "open-meetmoment": 2,
    "handout": 1, "seal": 3, "audit-export": 2,
}  # fmt: skip
"""By action: so many at a time, and as many at a call to the disk; `make torture` has more."""
MANY = 75
_SEED = 20210331


@dataclass
class Bench:
    """One action, prepared and learnt, to be killed again and again.

    Attributes:
        seconds: How long an undisturbed run takes.
        faults: Every place at which it touches the disk; empty where strace cannot place.
    """

    action: Action
    program: Program
    folder: Path
    seconds: float = 0.0
    faults: tuple[Fault, ...] = ()

    def ready(self) -> "Bench":
        """Prepare the folder to start from and learn what may come of it."""
        self._start.mkdir()
        self.action.prepare(self._start)
        learning = self.folder / "leren"
        shutil.copytree(self._start, learning)
        self.action.learn(self.program, learning)
        self.seconds = self.once().seconds
        if can_place():
            trace = self.folder / "oproepen.txt"
            self.once(trace=trace)
            self.faults = tuple(placed_faults(trace))
        return self

    def once(self, **how: object) -> Run:
        """Run in a fresh copy of the folder, and look at what is left."""
        place = self.folder / "proef"
        self.program.forget()
        shutil.copytree(self._start, place)
        run = self.program.run(self.action.arguments, place, self.action.given, **how)  # type: ignore[arg-type] # passed through
        self.action.look(self.program, place, run)
        shutil.rmtree(place)
        return run

    def kill_timed(self, count: int) -> int:
        """Kill at moments spread over the whole run; return how many kills landed."""
        chance = random.Random(_SEED)
        moments = [self.seconds * (number + chance.random()) / count for number in range(count)]
        return sum(self.once(kill_after=moment).was_killed for moment in moments)

    def kill_placed(self, count: int) -> int:
        """Kill at calls spread over the whole run; return how many kills landed."""
        chance = random.Random(_SEED)
        count = min(count, len(self.faults))
        step = len(self.faults) / count
        places = [self.faults[int(step * (number + chance.random()))] for number in range(count)]
        return sum(self.once(faults=(place,)).was_killed for place in places)

    @property
    def _start(self) -> Path:
        return self.folder / "begin"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, loaded."""
    with Program(tmp_path_factory.mktemp("huis"), tmp_path_factory.mktemp("kanalen")) as loaded:
        yield loaded


def bench(name: str, program: Program, folder: Path) -> Bench:
    """Prepare an action by its name."""
    return Bench(ACTIONS[name](), program, folder).ready()


@pytest.mark.parametrize("name", ACTIONS)
def test_a_kill_at_any_moment_leaves_all_or_nothing(
    name: str, program: Program, tmp_path: Path
) -> None:
    ready = bench(name, program, tmp_path)
    ready.kill_timed(KILLS[name])
    if not ready.faults:
        pytest.skip("the timed kills went well; strace, to kill at one call, is not at work here")
    assert ready.kill_placed(KILLS[name]) == KILLS[name]


@pytest.mark.torture
@pytest.mark.parametrize("name", ACTIONS)
def test_a_thousand_kills_leave_all_or_nothing(name: str, program: Program, tmp_path: Path) -> None:
    ready = bench(name, program, tmp_path)
    assert ready.kill_timed(MANY) > MANY // 2
    if not ready.faults:
        pytest.skip("the timed kills went well; strace, to kill at one call, is not at work here")
    most = min(MANY, len(ready.faults))
    assert ready.kill_placed(MANY) >= most * 9 // 10


def test_the_program_as_people_start_it_loses_no_edit_that_it_answered(
    program: Program, tmp_path: Path
) -> None:
    edits = Edits()
    (tmp_path / "begin").mkdir()
    edits.prepare(tmp_path / "begin")
    shutil.copytree(tmp_path / "begin", tmp_path / "leren")
    edits.learn(program, tmp_path / "leren")
    command = [sys.executable, "-m", "vvdesk", "set", str(tmp_path / "begin" / CENTRAL), "--stdin"]
    running = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(edits.given)
    running.stdin.flush()
    first = [running.stdout.readline() for _ in range(5)]
    running.kill()
    rest = running.communicate()[0]
    assert running.returncode == KILLED
    edits.look(program, tmp_path / "begin", Run(KILLED, "".join(first) + rest, "", 0.0))
