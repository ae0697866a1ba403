import json
import os
import socket
import sqlite3
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

import vvdesk.bundled
from vvdesk import diagnostics
from vvdesk.bundled import bundled
from vvdesk.diagnostics import (
    KEPT_LOGS,
    KEPT_REPORTS,
    CommandLog,
    collect,
    error_lines,
    proposed_name,
    system_lines,
    without_names,
    write_report,
)
from vvdesk.errors import Refused, Unavailable
from vvdesk.running import CrashInfo, Running

CONTENTS = "Jan Peeters heeft 375.000.000 EUR"
MOMENT = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


def failing(depth=2):
    if depth:
        failing(depth - 1)
    raise ValueError(CONTENTS)


def caught(act):
    try:
        act()
    except Exception as error:  # noqa: BLE001 - any error will do
        return error
    raise AssertionError


def test_a_report_names_types_and_places_and_no_message():
    text = "\n".join(error_lines(caught(failing)))
    assert CONTENTS not in text
    assert "builtins.ValueError" in text
    assert "tests/core/test_diagnostics.py:" in text
    assert " failing" in text
    assert str(Path.home()) not in text


def test_the_cause_of_an_error_is_told_too():
    def act():
        try:
            failing(0)
        except ValueError as error:
            raise Refused(CONTENTS) from error

    told = error_lines(caught(act))
    assert told.index("veroorzaakt door:") < told.index("builtins.ValueError")
    assert told[0] == "vvdesk.errors.Refused"
    assert CONTENTS not in "".join(told)


def test_what_was_handled_quietly_is_no_cause_and_what_interrupted_is():
    def hidden():
        try:
            failing(0)
        except ValueError:
            raise KeyError(CONTENTS) from None

    def during():
        try:
            failing(0)
        except ValueError:
            raise KeyError(CONTENTS)  # noqa: B904 - the implicit context is what is tested

    assert "veroorzaakt door:" not in error_lines(caught(hidden))
    assert "veroorzaakt door:" in error_lines(caught(during))


def test_numbers_of_the_system_and_of_sqlite_are_told():
    assert "(errno 2)" in error_lines(caught(lambda: Path("/bestaat/niet").read_text()))[0]
    assert "SQLITE_ERROR" in error_lines(caught(_bad_query))[0]


def _bad_query():
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("select x")
    finally:
        connection.close()


def test_a_chain_of_errors_that_goes_round_ends():
    error = ValueError()
    error.__cause__ = KeyError()
    error.__cause__.__cause__ = error
    assert len(error_lines(error)) < 40


def test_a_report_is_written_with_system_and_commands(tmp_path):
    path = write_report(tmp_path, ["builtins.KeyError"], ("10:00:00 undo",), {"Qt": "6.11.3"})
    text = path.read_text("utf-8")
    for expected in ("vvdesk: ", "Qt: 6.11.3", "builtins.KeyError", "10:00:00 undo"):
        assert expected in text


def test_a_report_that_cannot_be_written_disturbs_nobody(tmp_path):
    assert write_report(tmp_path / "weg", ["x"]) is None


def test_only_the_latest_reports_stay(tmp_path):
    for number in range(KEPT_REPORTS + 5):
        (tmp_path / f"fout-20200101-0000{number:02}-1-1.txt").write_text("oud")
    newest = write_report(tmp_path, ["x"])
    left = sorted(tmp_path.glob("fout-*.txt"))
    assert len(left) == KEPT_REPORTS
    assert newest in left


def test_the_log_holds_names_of_commands_and_nothing_else(tmp_path):
    log = CommandLog(tmp_path, lambda: MOMENT)
    log.note("excel_out", 0.25)
    log.note("undo")
    log.note(CONTENTS)
    assert log.latest() == ("14:32:00 excel_out 250 ms", "14:32:00 undo", "14:32:00 ?")
    (written,) = tmp_path.glob("opdrachten-*.log")
    assert written.read_text("utf-8").splitlines() == list(log.latest())


def test_the_log_stops_growing_but_still_knows_the_latest(tmp_path, monkeypatch):
    monkeypatch.setattr(diagnostics, "_LONGEST_LOG", 2)
    log = CommandLog(tmp_path)
    for name in ("een", "twee", "drie"):
        log.note(name)
    (written,) = tmp_path.glob("opdrachten-*.log")
    assert len(written.read_text("utf-8").splitlines()) == 2
    assert log.latest()[-1].endswith("drie")


def test_old_logs_go_and_an_absent_folder_is_no_error(tmp_path):
    for number in range(KEPT_LOGS + 3):
        (tmp_path / f"opdrachten-2020010{number % 10}-0-{number}.log").write_text("")
    CommandLog(tmp_path).note("undo")
    assert len(list(tmp_path.glob("opdrachten-*.log"))) == KEPT_LOGS
    CommandLog(tmp_path / "weg").note("undo")


def test_the_zip_holds_every_report_and_no_home_folder(tmp_path):
    folder = tmp_path / "logboek"
    folder.mkdir()
    write_report(folder, ["builtins.KeyError"])
    CommandLog(folder).note("undo")
    stack = f'  File "{Path.home()}/x/site-packages/qt/a.py", line 3 in b\n'
    (folder / "vastgelopen-1.txt").write_text(stack)
    (folder / "dossier.vvd").write_text(CONTENTS)
    target = tmp_path / proposed_name(MOMENT)
    collect(folder, target, {"Qt": "6"})
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert 'File "qt/a.py", line 3' in archive.read("vastgelopen-1.txt").decode()
        assert b"Qt: 6" in archive.read("systeem.txt")
    assert target.name == "diagnose-20261122-1432.zip"
    assert len(names) == 4
    assert "dossier.vvd" not in names


def test_a_zip_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(Unavailable, match="bestaat niet"):
        collect(tmp_path, tmp_path / "weg" / "d.zip")


def test_places_are_relative_wherever_the_program_stands():
    told = without_names(
        'File "C:\\Users\\jan\\vvdesk\\_internal\\vvdesk\\desk.py"\n'
        'File "/srv/jan/vvdesk/ui/desk.py"\nFile "/usr/lib/python3.11/json.py"\n'
        f"{Path.home()}/iets"
    )
    assert told.splitlines() == [
        'File "vvdesk/desk.py"',
        'File "ui/desk.py"',
        'File "json.py"',
        "~/iets",
    ]


def test_what_comes_along_is_told_with_its_licence(monkeypatch):
    found = {each.name: each for each in bundled()}
    assert found["SQLAlchemy"].licence == "MIT"
    assert "LGPL" in found["PySide6_Essentials"].licence
    assert all(each.version and each.licence for each in found.values())
    monkeypatch.setattr(vvdesk.bundled, "_NAMES", ("bestaat-niet", "nh3"))
    monkeypatch.setattr(vvdesk.bundled, "_LONGEST_LICENCE", 0)
    assert [(each.name, each.licence) for each in bundled()] == [("nh3", "zie het pakket")]


def test_the_system_is_told_without_the_name_of_the_computer(monkeypatch):
    assert not any(os.uname().nodename in line for line in system_lines()[:3])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "gebouwd: ja" in system_lines()


@pytest.fixture
def gone():
    """The number of a process that has stopped, and when it started."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        started = psutil.Process(process.pid).create_time()
        process.communicate(b"\n")
    return process.pid, started


def mark(folder, name, pid, process, **told):
    content = {
        "pid": pid,
        "process": process,
        "host": told.get("host", socket.gethostname()),
        "started": "2026-11-22T08:00:00+00:00",
        "saved": told.get("saved", MOMENT.isoformat()),
    }
    (folder / f"loopt-{name}.json").write_text(json.dumps(content))


def test_a_run_that_stopped_unexpectedly_is_told_once(tmp_path, gone):
    mark(tmp_path, "a", *gone)
    mark(tmp_path, "b", *gone, saved=None)
    running = Running(tmp_path)
    running.begin()
    assert running.crashed_before() == CrashInfo(datetime(2026, 11, 22, 8, tzinfo=UTC), MOMENT)
    assert running.crashed_before() is None


def test_a_run_that_ended_well_is_not_told(tmp_path):
    first = Running(tmp_path)
    first.begin()
    first.saved(MOMENT)
    first.end()
    assert Running(tmp_path).crashed_before() is None
    assert not list(tmp_path.iterdir())


def test_programs_that_still_run_are_no_crash(tmp_path):
    first, second = Running(tmp_path), Running(tmp_path)
    first.begin()
    second.begin()
    assert first.crashed_before() is None
    assert second.crashed_before() is None
    assert len(list(tmp_path.glob("loopt-*.json"))) == 2


def test_a_number_that_another_program_got_is_a_crash_all_the_same(tmp_path):
    mark(tmp_path, "a", os.getpid(), psutil.Process().create_time() - 3600)
    assert Running(tmp_path).crashed_before() is not None


def test_a_mark_of_another_computer_is_left_alone(tmp_path, gone):
    mark(tmp_path, "a", *gone, host="een-andere")
    assert Running(tmp_path).crashed_before() is None


def test_a_damaged_mark_is_a_crash_of_unknown_time_once_it_is_old(tmp_path):
    path = tmp_path / "loopt-1-x.json"
    path.write_text("{")
    assert Running(tmp_path).crashed_before() is None
    os.utime(path, (1_000_000, 1_000_000))
    assert Running(tmp_path).crashed_before() == CrashInfo(None, None)


def test_a_crash_that_another_program_already_told_is_not_told_again(tmp_path, gone, monkeypatch):
    mark(tmp_path, "a", *gone)
    monkeypatch.setattr(Path, "unlink", _refuse)
    assert Running(tmp_path).crashed_before() is None


def _refuse(*_args, **_named):
    raise FileNotFoundError


def test_a_zombie_is_gone_and_a_shy_process_is_not(tmp_path, monkeypatch):
    mark(tmp_path, "a", os.getpid(), psutil.Process().create_time())
    monkeypatch.setattr(psutil.Process, "status", _shy)
    assert Running(tmp_path).crashed_before() is None
    monkeypatch.setattr(psutil.Process, "status", lambda _self: psutil.STATUS_ZOMBIE)
    assert Running(tmp_path).crashed_before() is not None


def _shy(_self):
    raise psutil.AccessDenied
