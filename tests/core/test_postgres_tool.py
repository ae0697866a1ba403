"""The server that the tests get: started for one command, gone afterwards, never in the way."""

import sys
from pathlib import Path

import postgres
import pytest

SAYS = "import os, sys; sys.exit(7 if os.environ.get('VVDESK_TEST_POSTGRES') else 5)"
CONNECTS = (
    "import os, psycopg; "
    "print(psycopg.connect(os.environ['VVDESK_TEST_POSTGRES']).execute('SELECT 40 + 2').fetchone())"
)


@pytest.fixture(autouse=True)
def _none_given(monkeypatch):
    monkeypatch.delenv(postgres.VARIABLE, raising=False)


def _run(program):
    return postgres.main(["run", "--", sys.executable, "-c", program])


def test_a_command_gets_a_server_that_goes_with_it(capfd, monkeypatch):
    if postgres.find_programs() is None:
        pytest.skip("no PostgreSQL on this machine")
    made = []
    monkeypatch.setattr(postgres, "start", _remembering(postgres.start, made))
    assert _run(CONNECTS) == 0
    assert "(42,)" in capfd.readouterr().out
    assert not made[0].exists()


def _remembering(start, made):
    def start_in(programs, folder):
        made.append(folder)
        return start(programs, folder)

    return start_in


def test_the_exit_code_of_the_command_is_passed_on(monkeypatch):
    monkeypatch.setenv(postgres.VARIABLE, "postgresql://somewhere/else")
    assert _run(SAYS) == 7


def test_without_postgresql_the_command_runs_and_a_sentence_says_what_is_missed(
    capfd, monkeypatch, tmp_path
):
    monkeypatch.setattr(postgres, "FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _run(SAYS) == 5
    assert "will be SKIPPED" in capfd.readouterr().err


def test_a_server_that_does_not_start_is_told_and_the_command_runs(capfd, monkeypatch, tmp_path):
    for name in ("initdb", "pg_ctl"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho this one is broken\nexit 1\n")
        program.chmod(0o755)
    monkeypatch.setattr(postgres, "find_programs", lambda: tmp_path)
    monkeypatch.setattr(postgres, "run_as_server", _as_oneself)
    assert _run(SAYS) == 5
    assert "this one is broken" in capfd.readouterr().err


def _as_oneself(command, folder):
    """Run it under the account of the tests, which may read their folder."""
    result = postgres.subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False
    )
    result.stderr = result.stdout + result.stderr
    return result


def test_the_newest_postgresql_of_a_machine_is_taken(monkeypatch, tmp_path):
    for version in ("9.6", "13", "16"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "pg_ctl"):
            Path(folder, name).touch()
    monkeypatch.setattr(postgres, "FOLDERS", (str(tmp_path),))
    monkeypatch.setenv("PATH", "")
    assert postgres.find_programs() == tmp_path / "16" / "bin"
