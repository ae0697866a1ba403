"""The surroundings refuse: the disk is full or broken, the folder is shut, the file is open.

Whatever the program was doing, it ends with one Dutch sentence, the data are as they were, and the
same command succeeds once the fault is solved.
"""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import ACTOR, OV, fiche, new_store

from tests.scenarios.crash_actions import ACTIONS, CENTRAL, Action
from tests.scenarios.crash_harness import Program, Run, can_place, placed_faults
from vvdesk.errors import Unavailable
from vvdesk.handing_out import export
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are started by forking")

REFUSED = 3
NOBODY = 65_534
SIZES = (512, 60_000, 225_000)
"""Bytes that the largest file may have; the stores here are 220 kB and more."""
FREE = (1, 120, 300)
"""KiB free on a small disk before the program starts."""
POINTS = 3
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


def test_a_disk_that_stays_full_says_so_at_every_edit(program: Program, tmp_path: Path) -> None:
    place = tmp_path / "vol"
    place.mkdir()
    edits = ACTIONS["edit"]()
    edits.prepare(place)
    before = place.joinpath(CENTRAL).read_bytes()
    run = program.run(edits.arguments, place, edits.given, largest_file=len(before) // 2)
    assert run.code == REFUSED
    assert "schijf" in run.err
    assert place.joinpath(CENTRAL).read_bytes() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this user may mount one."""
    place = tmp_path / "schijfje"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "vvdesk-test", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here; limits and strace did the same")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount here")
@pytest.mark.parametrize("name", ["edit", "import", "export", "upgrade", "handout", "seal"])
def test_a_small_disk_that_is_full_is_told_and_forgotten(
    name: str, program: Program, tmp_path: Path, small_disk: Path
) -> None:
    learnt = Learnt(name, program, tmp_path)
    for free in FREE:
        place = small_disk / "map"
        shutil.copytree(learnt.start, place)
        program.forget()
        fill(small_disk, free * 1024)
        run = program.run(learnt.action.arguments, place, learnt.action.given)
        said_in_one_sentence(run)
        (small_disk / "vulling").unlink()
        learnt.action.look(program, place, run)
        shutil.rmtree(place)


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes on a disk."""
    found = os.statvfs(disk)
    (disk / "vulling").write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - free)))


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder with a store, in which nobody may write."""
    place = tmp_path / "dicht"
    place.mkdir()
    new_store(place / CENTRAL, fiche("VV015"))
    (place / CENTRAL).chmod(0o444)
    place.chmod(0o555)
    yield place
    place.chmod(0o755)


def another_user(folder: Path) -> int | None:
    """Return the user that a program has to become, so that modes of folders count for it."""
    if os.geteuid():
        return None
    for each in (folder, *folder.parents):
        if not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o055)
    return NOBODY


def test_a_folder_in_which_nobody_may_write_can_be_read(
    program: Program, tmp_path: Path, shut: Path
) -> None:
    user = another_user(shut)
    home = program.home
    home.chmod(0o777)
    another_user(home)
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    out = str(elsewhere / "uit.xlsx")
    for arguments in (["dump", CENTRAL], ["export", CENTRAL, "--out", out]):
        run = program.run(arguments, shut, user=user)
        assert (run.code, run.err) == (0, ""), arguments
    for arguments in (
        ["set", CENTRAL, "VV015", "titel", "Anders"],
        ["export", CENTRAL, "--out", "uit.xlsx"],
        ["handout", CENTRAL, "--entiteit", OV, "--out", "uit.vvd"],
    ):
        run = program.run(arguments, shut, user=user)
        assert run.code == REFUSED
        said_in_one_sentence(run)
        assert "schr" in run.err
    assert [each.name for each in shut.iterdir()] == [CENTRAL]


def test_a_workbook_that_is_open_elsewhere_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "inzending.xlsx"
    target.write_bytes(b"open in Excel")
    target.with_name("~$inzending.xlsx").touch()
    store = new_store(tmp_path / CENTRAL, fiche("VV015"))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with Workspace.open(store, read_only=True) as workspace:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            patch.setattr(os, "replace", refuse)
            with pytest.raises(Unavailable, match="staat open in Excel"):
                export(workspace, None, None, target, ACTOR)
        assert target.read_bytes() == b"open in Excel"
        assert not list(tmp_path.glob(".*.tmp"))
        export(workspace, None, None, target, ACTOR)
    assert target.read_bytes()[:2] == b"PK"


def test_a_folder_that_is_gone_is_told(program: Program, tmp_path: Path) -> None:
    run = program.run(["dump", "weg/centraal.vvd"], tmp_path)
    assert run.code == REFUSED
    said_in_one_sentence(run)
    new_store(tmp_path / CENTRAL, fiche("VV015"))
    run = program.run(["export", CENTRAL, "--out", "weg/uit.xlsx"], tmp_path)
    assert run.code == REFUSED
    said_in_one_sentence(run)
    assert [each.name for each in tmp_path.iterdir()] == [CENTRAL]
