"""The surroundings refuse: the disk is full or broken, the folder is shut, the file is open.

Whatever the program was doing, it ends with one Dutch sentence, the data are as they were, and the
same command succeeds once the fault is solved.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import ACTOR, OV, fiche, new_store

pytest.register_assert_rewrite("tests.scenarios.crash_actions")

from tests.scenarios.crash_actions import ACTIONS, CENTRAL, Action  # noqa: E402 - rewritten first
from tests.scenarios.crash_harness import Program, Run, can_place, placed_faults  # noqa: E402
from vvdesk.errors import Unavailable  # noqa: E402
from vvdesk.handing_out import export  # noqa: E402
from vvdesk.store.workspace import Workspace  # noqa: E402

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are started by forking")

REFUSED = 3
NOBODY = 65_534
SIZES = (512, 4_096, 60_000, 150_000, 225_000)
"""Bytes that the largest file may have; the stores here are 220 kB and more."""
FREE = (1, 24, 120, 480)
"""KiB free on a small disk before the program starts."""
POINTS = 4
"""Failing calls per action and kind of fault in the short run."""
_SEED = 20210331


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, loaded."""
    with Program(tmp_path_factory.mktemp("huis"), tmp_path_factory.mktemp("kanalen")) as loaded:
        yield loaded


class Learnt:
    """An action whose outcome is known, in a folder from which trials start."""

    def __init__(self, name: str, program: Program, folder: Path) -> None:
        self.action: Action = ACTIONS[name]()
        self.start = folder / "begin"
        self.start.mkdir()
        self.action.prepare(self.start)
        shutil.copytree(self.start, folder / "leren")
        self.action.learn(program, folder / "leren")
        self._program, self._folder = program, folder

    def try_with(self, **how: object) -> Run:
        """Run in a fresh copy with a fault, check what is said and what is left; solved again."""
        place = self._folder / "proef"
        shutil.copytree(self.start, place)
        self._program.forget()
        run = self._program.run(self.action.arguments, place, self.action.given, **how)  # type: ignore[arg-type] # passed through
        said_in_one_sentence(run)
        self.action.look(self._program, place, run)
        shutil.rmtree(place)
        return run


def said_in_one_sentence(run: Run) -> None:
    """Check that a run ended well, or with code 3 and one line in Dutch."""
    assert run.code in {0, REFUSED}, run
    said = run.err
    if run.code and '{"error"' in run.out:  # set --stdin answers in its own way
        said += run.out.splitlines()[-1]
    if run.code:
        assert said.strip(), run
        assert "Traceback" not in run.err
        assert len(run.err.strip().splitlines()) <= 1, run.err
        assert "onverwachte fout" not in said


@pytest.fixture(params=list(ACTIONS))
def learnt(request: pytest.FixtureRequest, program: Program, tmp_path: Path) -> Learnt:
    """Every action in turn."""
    return Learnt(request.param, program, tmp_path)


def test_a_full_or_broken_disk_changes_nothing(learnt: Learnt, tmp_path: Path) -> None:
    runs = [learnt.try_with(largest_file=size) for size in SIZES]
    assert runs[0].code == REFUSED
    if not can_place():
        pytest.skip("the limits on size went well; strace, to fail one call, is not at work here")
    for what in ("error=ENOSPC", "error=EIO"):
        fail_calls(learnt, tmp_path / "oproepen.txt", what, POINTS)


@pytest.mark.torture
@pytest.mark.parametrize("what", ["error=ENOSPC", "error=EIO"])
def test_every_call_to_the_disk_may_fail(learnt: Learnt, tmp_path: Path, what: str) -> None:
    if not can_place():
        pytest.skip("strace, to fail one call, is not at work here")
    fail_calls(learnt, tmp_path / "oproepen.txt", what, 10_000)


def fail_calls(learnt: Learnt, trace: Path, what: str, most: int) -> None:
    """Let calls to the disk fail, one per run, spread over the work."""
    learnt.try_with(trace=trace)
    places = [fault for fault in placed_faults(trace, what) if not fault.call.startswith("unlink")]
    chosen = places if len(places) <= most else random.Random(_SEED).sample(places, most)
    for place in chosen:
        learnt.try_with(faults=(place,))
