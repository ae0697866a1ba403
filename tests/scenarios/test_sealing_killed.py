"""Sealing is killed at many moments, and momentopnamen are read by several at once."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile_momentopnamen import rich
from stores import fiche, new_store

from tests.scenarios.crash_harness import (
    ROOT,
    Fault,
    Program,
    Run,
    can_place,
    placed_faults,
)
from vvdesk.sealing.seal_notes import seals_of
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.sealing.verdict import NoKeys
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace

CENTRAL, TARGET = "centraal.vvd", "momentopname.vvs"
ARGUMENTS = ["snapshot", CENTRAL, "--out", TARGET]
FEW, MANY = 4, 120
_SEED = 20211202
_LONGEST = 240

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are started by forking")


@dataclass
class Sealing:
    """A first momentopname in a folder, made again and again in fresh copies.

    Attributes:
        program: What makes it.
        start: The folder to start from.
        trial: Where it is made.
    """

    program: Program
    start: Path
    trial: Path

    def once(self, **how: object) -> tuple[bool, bool]:
        """Make it, look at what is left, and tell whether it stands there and is noted."""
        self.program.forget()
        shutil.copytree(self.start, self.trial)
        run = self.program.run(ARGUMENTS, self.trial, **how)  # type: ignore[arg-type] # passed through
        found = self._look(run)
        again = self.program.run(ARGUMENTS, self.trial)
        assert (again.code, again.err) == (0, "")
        assert self._look(again) == (True, True)
        assert sorted(each.name for each in self.trial.iterdir()) == [CENTRAL, TARGET]
        shutil.rmtree(self.trial)
        return found

    def _look(self, run: Run) -> tuple[bool, bool]:
        target = self.trial / TARGET
        made = ""
        if target.exists():
            assert verify_file(target, NoKeys()).verschillen == ()
            with Workspace.open(target) as sealed:
                manifest = manifest_of(sealed)
                assert manifest is not None
                made = manifest.sha256
        with Workspace.open(self.trial / CENTRAL) as workspace:
            noted = [each.sha256 for each in seals_of(workspace)]
        # The file comes first, its note after that: a note is never of a file that is not there.
        assert noted[-1:] in ([], [made])
        is_noted = bool(noted) and noted[-1] == made
        assert run.code or (made and is_noted)
        return bool(made), is_noted


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, loaded."""
    with Program(tmp_path_factory.mktemp("huis"), tmp_path_factory.mktemp("kanalen")) as loaded:
        yield loaded


@pytest.fixture
def sealing(program: Program, tmp_path: Path) -> Sealing:
    """A central file of which nothing was sealed yet."""
    (tmp_path / "begin").mkdir()
    new_store(tmp_path / "begin" / CENTRAL, fiche("VV015", 3, 2), fiche("VV016", 2))
    return Sealing(program, tmp_path / "begin", tmp_path / "proef")


def places(sealing: Sealing, folder: Path) -> list[Fault]:
    """Return every place where sealing touches the disk."""
    if not can_place():
        pytest.skip("strace, to kill at one call, is not at work here")
    trace = folder / "oproepen.txt"
    assert sealing.once(trace=trace) == (True, True)
    return placed_faults(trace)


def test_a_kill_leaves_a_whole_momentopname_or_none_and_no_note_of_none(
    sealing: Sealing, tmp_path: Path
) -> None:
    found = places(sealing, tmp_path)
    chance = random.Random(_SEED)
    moves = [each for each in found if each.call.startswith("rename")]
    chosen = [*moves[-1:], *chance.sample(found, FEW)]
    states = {sealing.once(faults=(each,)) for each in chosen}
    assert (False, False) in states


@pytest.mark.torture
def test_a_kill_at_many_places_leaves_a_whole_momentopname_or_none(
    sealing: Sealing, tmp_path: Path
) -> None:
    found = places(sealing, tmp_path)
    step = max(1, len(found) // MANY)
    states = {sealing.once(faults=(each,)) for each in found[::step]}
    assert {(False, False), (True, False)} <= states


@pytest.mark.parametrize("answer", ["ENOSPC", "EIO", "EROFS"])
def test_a_disk_that_refuses_leaves_nothing_and_says_so(
    sealing: Sealing, tmp_path: Path, answer: str
) -> None:
    found = places(sealing, tmp_path)
    # The place where the new file is forced to the disk, the last moment before it is moved.
    forced = next(each for each in found if each.call == "fsync")
    shutil.copytree(sealing.start, sealing.trial)
    refusing = Fault(forced.call, forced.place, f"error={answer}")
    run = sealing.program.run(ARGUMENTS, sealing.trial, faults=(refusing,))
    assert run.code == 3
    assert run.err.strip().endswith(".")
    assert "Traceback" not in run.err
    assert sorted(each.name for each in sealing.trial.iterdir()) == [CENTRAL]
    with Workspace.open(sealing.trial / CENTRAL) as workspace:
        assert seals_of(workspace) == []


def test_several_read_one_momentopname_at_once_in_a_folder_that_nobody_may_write(
    tmp_path: Path,
) -> None:
    folder, out = tmp_path / "vast", tmp_path / "uit"
    folder.mkdir()
    out.mkdir()
    path = rich(folder)
    for each in folder.iterdir():
        if each != path:
            each.unlink()
    before = path.read_bytes()
    path.chmod(0o444)
    folder.chmod(0o555)
    asked = [
        ["verify", str(path)],
        ["audit-export", str(path), "--project", "VV015", "--out", str(out / "dossier.xlsx")],
        ["search", str(path), "titel", "--out", str(out / "gevonden.csv")],
    ]
    try:
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "vvdesk", *each],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for each in asked
        ]
        told = [each.communicate(timeout=_LONGEST) for each in running]
        assert [each.returncode for each in running] == [0, 0, 0], told
        assert [each.name for each in folder.iterdir()] == [path.name]
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == before
    assert sorted(each.name for each in out.iterdir()) == ["dossier.xlsx", "gevonden.csv"]
