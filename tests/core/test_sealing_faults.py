"""Sealing that fails: what is told, and that the target is as it was."""

import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from stores import ACTOR, fiche, names_in, new_store
from typer.testing import CliRunner

from vvdesk.commands.snapshot import snapshot
from vvdesk.editing import Editing
from vvdesk.errors import Misused, NewerFormat, Refused, Unavailable, VvdeskError
from vvdesk.jobs import Cancelled, silent
from vvdesk.model import Stap
from vvdesk.sealing.digests import table_digest
from vvdesk.sealing.filling import Filled, fill
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.making import seal, seals_of
from vvdesk.sealing.seal_reading import manifest_of, signature_of
from vvdesk.store.workspace import Workspace
from vvdesk.undo import last_step

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SEAL = """
import os, signal, sys
from pathlib import Path
from vvdesk.audit import Actor
from vvdesk.errors import VvdeskError
from vvdesk.sealing.making import seal
from vvdesk.store.workspace import Workspace
central, target, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
told = iter(range(10**6))
def progress(done, total, label):
    if next(told) == last:
        os.kill(os.getpid(), signal.SIGKILL)
try:
    with Workspace.open(central, read_only=last < 0) as workspace:
        seal(workspace, Actor('a', 'b'), workspace.meetmoment(), target, progress=progress)
except VvdeskError as error:
    print(error)
    sys.exit(error.exit_code)
"""


@pytest.fixture
def central(tmp_path: Path) -> Path:
    """A central file with two fiches, alone in its folder."""
    folder = tmp_path / "centraal"
    folder.mkdir()
    return new_store(folder / "centraal.vvd", fiche("VV015", mijlpalen=2), fiche("VV016"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a momentopname comes, alone in its folder."""
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit" / "a.vvs"


def _seal(central: Path, target: Path, *, read_only: bool = False, **how: Any) -> Any:
    with Workspace.open(central, read_only=read_only) as workspace:
        return seal(workspace, ACTOR, workspace.meetmoment(), target, **how)


@contextmanager
def _tampered(central: Path) -> "Iterator[sqlite3.Connection]":
    """Give a connection to change what the guards would keep; they are back afterwards."""
    with closing(sqlite3.connect(central)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in triggers:
            connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize("row", [3, -1])
def test_a_broken_trail_is_not_sealed(central: Path, target: Path, row: int) -> None:
    with _tampered(central) as connection:
        (last,) = connection.execute("SELECT max(n) FROM wijziging").fetchone()
        wanted = row if row > 0 else last
        connection.execute("UPDATE wijziging SET wie = 'iemand' WHERE n = ?", (wanted,))
    with pytest.raises(Refused, match=f"klopt niet vanaf regel {wanted};"):
        _seal(central, target)
    assert names_in(target.parent) == []


@pytest.mark.parametrize("change", ["wie = 'iemand'", "vorige = hash", "n = n + 10"])
def test_a_trail_that_is_broken_after_what_is_sealed_is_not_sealed_either(
    central: Path, target: Path, change: str
) -> None:
    _seal(central, target)
    _seal(central, target)
    target.unlink()
    with _tampered(central) as connection:
        (last,) = connection.execute("SELECT max(n) FROM wijziging").fetchone()
        # Only what is given above is put into it.
        connection.execute(f"UPDATE wijziging SET {change} WHERE n = {last}")  # noqa: S608
    with pytest.raises(Refused, match=f"klopt niet vanaf regel {last};"):
        _seal(central, target)
    assert names_in(target.parent) == []


def test_a_fiche_that_cannot_be_read_is_not_sealed(central: Path, target: Path) -> None:
    with _tampered(central) as connection:
        connection.execute("UPDATE mijlpaal SET timing = 'ooit'")
    with pytest.raises(Refused, match=r"fiche van april 2021.*ooit"):
        _seal(central, target)
    assert names_in(target.parent) == []


def test_a_row_that_belongs_to_nothing_is_not_sealed(central: Path, target: Path) -> None:
    with Workspace.open(central) as workspace:
        with closing(sqlite3.connect(central)) as connection:
            connection.execute("DELETE FROM project WHERE code = 'VV016'")
            connection.commit()
        with pytest.raises(Refused, match="verwijst naar iets"):
            seal(workspace, ACTOR, workspace.meetmoment(), target)
    assert names_in(target.parent) == []


def test_a_damaged_page_of_the_store_is_blamed_on_the_store(central: Path, target: Path) -> None:
    with Workspace.open(central, read_only=True) as workspace:
        moment = workspace.meetmoment()
        workspace.close()
        with closing(sqlite3.connect(central)) as connection:
            (page,) = connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE name = 'mijlpaal'"
            ).fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
        data = bytearray(central.read_bytes())
        data[(page - 1) * size : page * size] = bytes([0xFF]) * size
        central.write_bytes(data)
        with pytest.raises(Refused, match=r'"centraal\.vvd" is beschadigd'):
            seal(workspace, ACTOR, moment, target)
    assert names_in(target.parent) == []


def test_somebody_who_is_writing_meanwhile_waits_and_is_not_waited_for(
    central: Path, target: Path
) -> None:
    with (
        Workspace.open(central, read_only=True) as workspace,
        closing(sqlite3.connect(central, timeout=0, isolation_level=None)) as writer,
    ):
        told: list[str] = []

        def write(_done: int, _total: int, label: str) -> None:
            if len(told) == 5:
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("UPDATE fiche SET titel = 'Later' WHERE project_code = 'VV015'")
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    writer.execute("COMMIT")
            if label.startswith("Wijzigingsspoor") and writer.in_transaction:
                writer.execute("COMMIT")
            told.append(label)

        made = seal(workspace, ACTOR, workspace.meetmoment(), target, progress=write)
    with closing(sqlite3.connect(made.path)) as connection:
        titles = connection.execute("SELECT titel FROM fiche").fetchall()
    assert titles == [("Project VV015",), ("Project VV016",)]


def test_a_file_of_a_later_format_is_not_sealed(central: Path, target: Path) -> None:
    with closing(sqlite3.connect(central)) as connection:
        connection.execute("PRAGMA user_version=99")
    with Workspace.open_later(central) as workspace, pytest.raises(NewerFormat, match="99"):
        seal(workspace, ACTOR, workspace.meetmoment(), target)
    assert names_in(target.parent) == []


def test_stopping_at_any_moment_leaves_what_stood_there(central: Path, target: Path) -> None:
    steps: list[tuple[int, int]] = []
    _seal(
        central,
        target,
        read_only=True,
        progress=lambda done, total, _label: steps.append((done, total)),
    )
    assert steps == sorted(steps)
    assert steps[-1] == (steps[-1][1], steps[-1][1])
    before = target.read_bytes()
    for last in range(0, len(steps) - 1, 7):
        count = iter(range(len(steps)))

        def stop(
            _done: int, _total: int, _label: str, count: Any = count, last: int = last
        ) -> None:
            if next(count) == last:
                raise Cancelled

        with pytest.raises(Cancelled):
            _seal(central, target, progress=stop)
        assert target.read_bytes() == before
        assert names_in(target.parent) == ["a.vvs"]
    with Workspace.open(central) as workspace:
        assert seals_of(workspace) == []


def test_stopping_when_it_stands_there_is_too_late(central: Path, target: Path) -> None:
    def stop(done: int, total: int, _label: str) -> None:
        if done == total:
            raise Cancelled

    made = _seal(central, target, progress=stop)
    with Workspace.open(central) as workspace:
        assert [each.sha256 for each in seals_of(workspace)] == [made.manifest.sha256]


def test_the_user_can_stop_within_one_statement(
    central: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vvdesk.sealing.stopping._STEPS_BETWEEN", 50)
    asked = iter(range(10**6))

    def stop(_done: int, _total: int, _label: str) -> None:
        if next(asked) >= 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        _seal(central, target, progress=stop)
    assert names_in(target.parent) == []


def _run(central: Path, target: Path, last: int, largest: int | None = None) -> Any:
    def limit() -> None:
        if largest is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [sys.executable, "-c", SEAL, str(central), str(target), str(last)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("last", [2, 70])
def test_being_killed_leaves_what_stood_there_and_the_next_one_cleans_up(
    central: Path, target: Path, last: int
) -> None:
    _seal(central, target, read_only=True)
    before = target.read_bytes()
    assert _run(central, target, last).returncode == -signal.SIGKILL
    assert target.read_bytes() == before
    assert len(names_in(target.parent)) == 2
    _seal(central, target)
    assert names_in(target.parent) == ["a.vvs"]


@pytest.mark.parametrize("largest", [0, 4_096, 200_000])
def test_a_full_disk_is_told_and_forgotten(central: Path, target: Path, largest: int) -> None:
    done = _run(central, target, -1, largest)
    assert done.returncode == 3, done.stderr
    assert "schijf" in done.stdout
    assert '"a.vvs"' in done.stdout
    assert names_in(target.parent) == []
    _seal(central, target)
    assert names_in(target.parent) == ["a.vvs"]


def test_what_a_disk_makes_of_it_is_read_back_before_it_counts(
    central: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(*given: Any) -> Filled:
        found = fill(*given)
        monkeypatch.setattr("vvdesk.sealing.building.table_digest", spoiling)
        return found

    def spoiling(connection: sqlite3.Connection, name: str, _progress: Any) -> Any:
        found = digest(connection, name, silent)
        if name == "fiche":
            connection.execute("DROP TRIGGER fiche_update_closed")
            connection.execute("UPDATE fiche SET titel = 'anders'")
        return found

    digest = table_digest
    monkeypatch.setattr("vvdesk.sealing.building.fill", spoil)
    with pytest.raises(Refused, match="kwam niet goed op de schijf"):
        _seal(central, target)
    assert names_in(target.parent) == []


def test_a_folder_that_is_not_there_is_told(central: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="bestaat niet"):
        _seal(central, tmp_path / "weg" / "a.vvs")


def test_a_store_that_is_gone_is_told_by_its_own_name(central: Path, target: Path) -> None:
    with Workspace.open(central, read_only=True) as workspace:
        moment = workspace.meetmoment()
        central.unlink()
        with pytest.raises(Unavailable, match=r'"centraal\.vvd".*niet meer bereikbaar'):
            seal(workspace, ACTOR, moment, target)
    assert names_in(target.parent) == []


def test_a_momentopname_that_cannot_be_noted_counts_all_the_same(
    central: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> None:
        raise Unavailable("De schijf is vol.")

    monkeypatch.setattr("vvdesk.sealing.making.note_seal", refuse)
    made = _seal(central, target)
    assert "De schijf is vol." in made.notices[0]
    assert target.exists()


def test_making_a_momentopname_is_no_step_to_undo(central: Path, target: Path) -> None:
    with Workspace.open(central) as workspace:
        with Editing(workspace, ACTOR).step("Titel") as work:
            work.set(1, "VV015", "titel", "Anders")
        seal(workspace, ACTOR, workspace.meetmoment(), target)
        latest = last_step(workspace)
        assert isinstance(latest, Stap)
        assert latest.naam == "Titel"


@pytest.fixture
def command() -> Any:
    """Runs `snapshot` as the program would."""
    app = typer.Typer()
    app.command()(snapshot)
    return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])


def test_the_command_tells_what_was_sealed(central: Path, target: Path, command: Any) -> None:
    report = target.parent / "rapport.pdf"
    report.write_bytes(b"%PDF")
    done = command(central, "--out", target, "--report", report)
    assert done.exit_code == 0, done.output
    with Workspace.open(target) as workspace:
        manifest = manifest_of(workspace)
    assert manifest is not None
    assert '"a.vvs" is klaar: april 2021 (tussentijdse stand' in done.output
    assert "1 meetmoment, 2 fiches, 1 bijgevoegd bestand" in done.output
    assert manifest.controlecode in done.output
    assert manifest.sha256 in done.output
    assert "niet ondertekend" in done.output


def test_the_command_signs_with_a_key_of_which_the_passphrase_is_in_a_file(
    central: Path, target: Path, tmp_path: Path, command: Any
) -> None:
    key = KeyFolder(tmp_path / "sleutels").make("een heel lange wachtzin hier", "Kanselarij")
    phrase = tmp_path / "wachtzin.txt"
    phrase.write_text("een heel lange wachtzin hier\n", encoding="utf-8")
    done = command(central, "--out", target, "--key", key.path, "--passphrase-file", phrase)
    assert done.exit_code == 0, done.output
    assert f"ondertekend met sleutel {key.key_id}" in done.output
    with Workspace.open(target) as workspace:
        manifest, signature = manifest_of(workspace), signature_of(workspace)
    assert manifest is not None
    assert signature is not None
    key.public.verify(manifest.text.encode(), signature)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--passphrase-file", "wachtzin.txt"], Misused),
        (["--key", "0123456789ABCDEF"], Misused),
        (["--report", "weg.pdf"], Misused),
        (["--meetmoment", "mei 1999"], Misused),
    ],
)
def test_the_command_refuses_what_does_not_fit(
    central: Path, target: Path, command: Any, arguments: list[str], error: type[VvdeskError]
) -> None:
    done = command(central, "--out", target, *arguments)
    assert isinstance(done.exception, error)
    assert not target.exists()


def test_the_command_seals_a_file_in_which_somebody_else_works(
    central: Path, target: Path, command: Any
) -> None:
    with Workspace.open(central):
        done = command(central, "--out", target)
    assert done.exit_code == 0, done.output
    assert "niet genoteerd" in done.output
