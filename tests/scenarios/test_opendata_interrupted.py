"""Making open data is interrupted: no half folder, nothing lost, and the next run cleans up."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from stores import names_in

from tests.scenarios.crash_harness import KILLED, ROOT
from vvdesk.atomic import clean_leftovers, replace_folder
from vvdesk.jobs import Cancelled
from vvdesk.opendata import write_opendata
from vvdesk.opendata.writing import FILE_NAMES
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed here")
KILLED_BETWEEN = """
import os, pathlib, signal, sys
from vvdesk.atomic import replace_folder
rename, target, which = pathlib.Path.rename, pathlib.Path(sys.argv[1]), int(sys.argv[2])
done = []
def stop(self, to):
    done.append(self)
    if len(done) == which:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, to)
pathlib.Path.rename = stop
replace_folder(target, lambda fresh: (fresh / "a.csv").write_text("nieuw"))
"""


def killed(target: Path, which: int) -> None:
    """Replace a folder in another process, killed before its first or second rename."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED_BETWEEN, str(target), str(which)], cwd=ROOT, check=False
    )
    assert done.returncode == KILLED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an earlier edition, alone in a folder of its own."""
    target = tmp_path / "uit" / "open"
    target.mkdir(parents=True)
    (target / "a.csv").write_text("oud")
    return target


@pytest.mark.parametrize("which", [1, 2])
def test_whoever_cleans_finds_the_earlier_edition_again(folder: Path, which: int) -> None:
    killed(folder, which)
    assert len(names_in(folder.parent)) == 2
    clean_leftovers(folder.parent)
    assert names_in(folder.parent) == ["open"]
    assert (folder / "a.csv").read_text() == "oud"


@pytest.mark.parametrize("which", [1, 2])
def test_the_next_run_replaces_it_and_leaves_nothing_else(folder: Path, which: int) -> None:
    killed(folder, which)
    replace_folder(folder, lambda fresh: (fresh / "a.csv").write_text("nieuwer"))
    assert names_in(folder.parent) == ["open"]
    assert (folder / "a.csv").read_text() == "nieuwer"


def test_a_folder_of_a_program_that_still_runs_is_left_alone(folder: Path) -> None:
    def look(fresh: Path) -> None:
        clean_leftovers(folder.parent)
        assert fresh.is_dir()

    replace_folder(folder, look)
    assert names_in(folder.parent) == ["open"]


def test_a_link_with_such_a_name_takes_nothing_of_somebody_else_with_it(folder: Path) -> None:
    killed(folder, 1)
    (leftover,) = (each for each in folder.parent.iterdir() if each.name.startswith("."))
    link = leftover.with_name(leftover.name.replace(".open-", ".ander-"))
    link.symlink_to(folder)
    clean_leftovers(folder.parent)
    assert (folder / "a.csv").read_text() == "oud"
    assert names_in(folder.parent) == ["open"]


def test_stopping_at_any_step_leaves_the_earlier_edition(central: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit" / "open"
    target.parent.mkdir()
    with Workspace.open(central, read_only=True) as workspace:
        steps: list[str] = []
        write_opendata(workspace, None, target, lambda _done, _total, said: steps.append(said))
        before = {name: (target / name).read_bytes() for name in names_in(target)}
        for last in range(0, len(steps), 6):
            count = iter(range(len(steps)))

            def stop(
                _done: int, _total: int, _said: str, count: object = count, last: int = last
            ) -> None:
                if next(count) == last:  # type: ignore[call-overload] # an iterator
                    raise Cancelled

            with pytest.raises(Cancelled):
                write_opendata(workspace, None, target, stop)
            assert names_in(target.parent) == ["open"]
            assert {name: (target / name).read_bytes() for name in names_in(target)} == before


@pytest.mark.parametrize("largest", [0, 2_000, 20_000])
def test_a_full_disk_is_told_and_forgotten(central: Path, tmp_path: Path, largest: int) -> None:
    target = tmp_path / "uit" / "open"
    target.parent.mkdir()
    command = [sys.executable, "-m", "vvdesk", "opendata", str(central), "--out", str(target)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert (done.returncode, "schijf is vol" in done.stderr) == (3, True), done.stderr
    assert names_in(target.parent) == []
    assert set(FILE_NAMES) == set(written(central, target))


def written(central: Path, target: Path) -> list[str]:
    """Write the open data after all; return the names of its files."""
    with Workspace.open(central, read_only=True) as workspace:
        write_opendata(workspace, None, target)
    return names_in(target)
