import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from vvdesk import atomic
from vvdesk.atomic import Seen, clean_leftovers, look, replace_file
from vvdesk.errors import Unavailable

MAKES_A_TEMP = """
import pathlib, sys
from vvdesk import atomic
print(atomic._new_temp(pathlib.Path(sys.argv[1]) / "a.xlsx"))
"""


def write(text):
    return lambda temp: temp.write_text(text, encoding="utf-8")


def accept(_temp):
    return None


def raising(error):
    def fail(*_args, **_options):
        raise error

    return fail


def test_a_new_file_appears_whole(tmp_path):
    replace_file(tmp_path / "a.xlsx", write("nieuw"), accept)
    assert (tmp_path / "a.xlsx").read_text(encoding="utf-8") == "nieuw"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_the_temporary_file_stands_beside_the_target(tmp_path):
    seen = []
    replace_file(tmp_path / "a.xlsx", write("x"), seen.append)
    assert seen[0].parent == tmp_path
    assert re.fullmatch(r"\.a\.xlsx-[0-9a-f]{8}-[0-9]+-[0-9a-f]{8}\.tmp", seen[0].name)


def test_a_refused_verification_leaves_the_old_file(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_text("oud", encoding="utf-8")
    with pytest.raises(KeyError):
        replace_file(target, write("nieuw"), raising(KeyError("cel")))
    assert target.read_text(encoding="utf-8") == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_changed_by_somebody_else_is_not_overwritten(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_text("oud", encoding="utf-8")
    with pytest.raises(Unavailable, match="door iemand anders veranderd"):
        replace_file(target, write("nieuw"), lambda _: target.write_text("anders"))
    assert target.read_text(encoding="utf-8") == "anders"


def test_what_was_seen_earlier_counts(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_text("oud", encoding="utf-8")
    seen = look(target)
    target.write_text("langer dan oud", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"a\.xlsx"):
        replace_file(target, write("nieuw"), accept, seen)


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path):
    target = tmp_path / "a.xlsx"
    with pytest.raises(Unavailable):
        replace_file(target, write("nieuw"), lambda _: target.write_text("anders"), Seen())
    assert target.read_text(encoding="utf-8") == "anders"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EDQUOT, "de schijf is vol"),
        (errno.EROFS, "mag je niet schrijven"),
        (errno.EIO, "kan niet gelezen of bewaard worden"),
    ],
)
def test_each_failure_has_its_sentence(tmp_path, number, sentence):
    target = tmp_path / "a.xlsx"
    with pytest.raises(Unavailable, match=sentence) as caught:
        replace_file(target, raising(OSError(number, os.strerror(number))), accept)
    assert "a.xlsx" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Unavailable, match="bestaat niet"):
        replace_file(tmp_path / "weg" / "a.xlsx", write("x"), accept)


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(Unavailable, match="is een map"):
        replace_file(tmp_path, write("x"), accept)


def test_a_file_open_in_excel_gets_another_name_as_advice(tmp_path, monkeypatch):
    target = tmp_path / "inzending.xlsx"
    target.write_text("oud", encoding="utf-8")
    (tmp_path / "~$inzending.xlsx").touch()
    denied = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(Path, "replace", raising(denied))
    monkeypatch.setattr(atomic, "_RETRY_AFTER", (0.001, 0.001))
    with pytest.raises(Unavailable, match="staat open in Excel") as caught:
        replace_file(target, write("nieuw"), accept)
    assert "inzending (2).xlsx" in str(caught.value)
    assert target.read_text(encoding="utf-8") == "oud"


def test_a_short_refusal_is_waited_out(tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    real, tried = Path.replace, []

    def replace(self, other):
        tried.append(self)
        if len(tried) < 3:
            raise PermissionError(errno.EACCES, "busy")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic, "_RETRY_AFTER", (0.001, 0.001, 0.001))
    replace_file(target, write("nieuw"), accept)
    assert target.read_text(encoding="utf-8") == "nieuw"
    assert len(tried) == 3


def test_everything_is_on_disk_before_the_rename(tmp_path, monkeypatch):
    steps = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(handle):
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def replace(self, other):
        steps.append("rename")
        return real_replace(self, other)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    replace_file(tmp_path / "a.xlsx", write("x"), lambda _: steps.append("verify"))
    assert steps == ["file", "verify", "rename", "folder"]


def test_permissions_of_the_old_file_are_kept(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_text("oud", encoding="utf-8")
    target.chmod(0o640)
    replace_file(target, write("nieuw"), accept)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_stays_a_link(tmp_path):
    (tmp_path / "echt").mkdir()
    target = tmp_path / "echt" / "a.xlsx"
    target.write_text("oud", encoding="utf-8")
    link = tmp_path / "a.xlsx"
    link.symlink_to(target)
    replace_file(link, write("nieuw"), accept)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "nieuw"


def test_a_very_long_name_still_fits(tmp_path):
    target = tmp_path / ("é" * 120 + ".xlsx")
    replace_file(target, write("x"), accept)
    assert target.exists()


def test_leftovers_of_a_process_that_ended_are_removed(tmp_path):
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            MAKES_A_TEMP,
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    leftover = Path(made.stdout.strip())
    own = atomic._new_temp(tmp_path / "b.xlsx")
    foreign = tmp_path / ".c.xlsx-00000000-1-00000000.tmp"
    foreign.touch()
    (tmp_path / ".andere.tmp").touch()
    assert clean_leftovers(tmp_path) == [leftover]
    assert own.exists()
    assert foreign.exists()
    assert (tmp_path / ".andere.tmp").exists()


def test_leftovers_of_another_computer_wait_a_day(tmp_path):
    foreign = tmp_path / ".c.xlsx-00000000-1-00000000.tmp"
    foreign.touch()
    os.utime(foreign, (0, 0))
    assert clean_leftovers(tmp_path) == [foreign]


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path):
    assert clean_leftovers(tmp_path / "weg") == []
