"""The whole round through the real program, as people and other programs start it."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import vvdesk
from vvdesk.__main__ import main

ROOT = Path(vvdesk.__file__).parents[1]
Run = Callable[..., "Done"]
PROGRAM = [sys.executable, "-m", "vvdesk"]
EDUCATION = "departement-onderwijs-en-vorming"
WORK = "departement-werk-en-sociale-economie"
CULTURE = "departement-cultuur-jeugd-en-media"


@dataclass(frozen=True)
class Done:
    """How the program ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "VVDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def start(environment: dict[str, str]) -> Run:
    """Start the program as a process of its own; it must never show a traceback."""

    def run(*arguments: object) -> Done:
        done = subprocess.run(
            [*PROGRAM, *(str(each) for each in arguments)],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same program in this process: for steps that lead up to what a test is about."""
    monkeypatch.setenv("VVDESK_HOME", str(home))

    def call(*arguments: object) -> Done:
        code = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, start: Run) -> tuple[Path, str]:
    """The demonstration, played once: its folder and what it said."""
    folder = tmp_path_factory.mktemp("round") / "demo"
    done = start("demo", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder, done.stdout


@pytest.fixture
def folder(played: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that folder, to work in."""
    return Path(shutil.copytree(played[0], tmp_path / "ronde"))


def dumped(run: Run, path: Path, *options: object) -> Any:
    done = run("dump", path, *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_demonstration_tells_the_story_and_leaves_every_file(played: tuple[Path, str]) -> None:
    folder, said = played
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {f"uitvraag/{name}.xlsx" for name in (EDUCATION, WORK, CULTURE)} <= made
    assert {f"dossiers/{name}.vvd" for name in (EDUCATION, WORK, CULTURE)} <= made
    assert {"centraal.vvd", "totaal-september-2021.xlsx", "LEESMIJ.txt"} <= made
    assert f"foutkopieen/{WORK}-fouten.xlsx" in made
    assert "9 fiches uit het rapport" in said
    assert "eind 2024" in said
    assert f"{EDUCATION}-beschadigd.xlsx" in said
    assert "1 conflict, 1 geweigerd" in said
    assert "41.500.000 EUR" in said


def test_the_demonstration_plays_the_half_of_the_coordinator_too(
    run: Run, played: tuple[Path, str]
) -> None:
    folder, said = played
    assert "Conflict 1 is beslist" in said
    assert "VV018 heeft 1 open conflict" in said
    assert "VV178 is teruggestuurd" in said
    assert "op slot: VV017, VV019, VV112, VV176, VV178" in said
    assert "VV018" in (folder / "plan-van-de-samenvoeging.html").read_text("utf-8")
    found = dumped(run, folder / "centraal.vvd")["meetmomenten"][-1]["fiches"]
    states = {each["code"]: each["staat"] for each in found}
    assert (states["VV178"], states["VV015"], states["VV018"]) == (
        "goedgekeurd", "ingediend", "ingediend",
    )  # fmt: skip
    (vraag,) = json.loads(run("questions", folder / "centraal.vvd", "--json").stdout)
    assert (vraag["state"], vraag["project"]) == ("gesloten", "VV178")


def test_every_command_that_the_demonstration_advises_runs(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    advised = (folder / "LEESMIJ.txt").read_text("utf-8").splitlines()
    lines = [shlex.split(line)[1:] for line in advised if line.startswith("    vvdesk-cli ")]
    assert len(lines) > 10
    for arguments in lines:
        done = run(*arguments)
        assert done.returncode == 0, (arguments, done.stderr)


def test_the_central_file_holds_what_departments_wrote_and_a_closed_april(
    run: Run, played: tuple[Path, str]
) -> None:
    found = dumped(run, played[0] / "centraal.vvd")
    april, september = found["meetmomenten"]
    assert (april["fase"], september["fase"]) == ("gesloten", "open")
    old, new = april["fiches"][0], september["fiches"][0]
    assert (len(april["fiches"]), len(september["fiches"])) == (9, 9)
    assert old["financiering"]["beleidsruimte"] == 375_000_000
    assert new["mijlpalen"][3]["status"] == "Gerealiseerd"
    assert new["mijlpalen"][0]["basislijn"] == old["mijlpalen"][0]["timing"]
    refused = next(each for each in september["fiches"] if each["code"] == "VV016")["mijlpalen"][0]
    assert refused["timing"] == refused["basislijn"]


def test_a_demonstration_never_touches_a_folder_of_somebody_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("x")
    refused = run("demo", tmp_path)
    assert refused.returncode == 2
    assert "niet leeg" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_dry_run_tells_what_would_change_and_changes_nothing(
    run: Run, start: Run, folder: Path, tmp_path: Path
) -> None:
    central = tmp_path / "nieuw.vvd"
    report = ROOT / "resources" / "voorbeeld" / "april-2021.txt"
    assert run("new", central, "--meetmoment", "april 2021").returncode == 0
    assert run("import-report", report, "--into", central).returncode == 0
    opened = run("open-meetmoment", central, "september 2021", "--peildatum", "2021-08-31")
    assert opened.returncode == 0
    before = central.read_bytes()
    books = [folder / "inzendingen" / f"{name}.xlsx" for name in (EDUCATION, CULTURE)]
    done = start("merge", central, *books, "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["status"] == second["status"] == "accepted"
    assert first["counters"]["changed"] == 9
    assert {"sheet", "cell", "project", "field", "old", "new"} == set(first["changes"][0])
    assert central.read_bytes() == before
    assert run("merge", central, *books).returncode == 0
    again = json.loads(run("merge", central, books[0], "--dry-run", "--json").stdout)
    assert again["counters"]["changed"] == 0
    assert "al ingelezen" in again["message"]
    assert again["digest"] == second["digest"]


@pytest.mark.parametrize("source", ["sample", "seeds"])
def test_a_report_that_went_through_workbooks_dumps_the_same(
    run: Run, tmp_path: Path, source: str, request: pytest.FixtureRequest
) -> None:
    report = ROOT / "resources" / "voorbeeld" / "april-2021.txt"
    if source == "seeds":
        report = next(request.getfixturevalue("seeds").glob("voortgangsrapport-april-2021*.txt"))
    first, second = tmp_path / "een.vvd", tmp_path / "twee.vvd"
    for path in (first, second):
        assert run("new", path, "--meetmoment", "april 2021").returncode == 0
    assert run("import-report", report, "--into", first).returncode == 0
    books = [tmp_path / f"{number}.xlsx" for number in range(3)]
    for entiteit, book in zip(("DOV", "DWSE", "DCJM"), books, strict=True):
        assert run("export", first, "--entiteit", entiteit, "--out", book).returncode == 0
    assert run("merge", second, *books).returncode == 0
    merged = run("dump", second).stdout.replace('"staat": "ingediend"', '"staat": "concept"')
    assert merged == run("dump", first).stdout


def test_a_conflict_ends_with_4_until_somebody_decides(run: Run, folder: Path) -> None:
    central, dossier = folder / "centraal.vvd", folder / "dossiers" / f"{WORK}.vvd"
    edit = ("VV177", "financiering.vek", "7 mio")
    assert run("set", central, *edit).returncode == 0
    assert run("set", dossier, "VV177", "financiering.vek", "8 mio").returncode == 0
    book = folder / "opnieuw.xlsx"
    assert run("export", dossier, "--out", book).returncode == 0
    done = run("merge", central, book)
    assert done.returncode == 4
    assert "nu centraal 7.000.000 EUR, ontvangen 8.000.000 EUR" in done.stdout
    listed = json.loads(run("conflicts", central, "--json").stdout)
    number = next(each["id"] for each in listed if each["field"] == "financiering.vek")
    assert "7.000.000 EUR" in run("conflicts", central).stdout
    assert run("decide", central, number, "own", "--note", "x").returncode == 2
    decided = run("decide", central, number, "own", "--value", "7,5 mio", "--note", "Nagevraagd")
    assert decided.returncode == 0
    assert run("decide", central, number, "current", "--note", "x").returncode == 2
    fiches = dumped(run, central, "--meetmoment", "september 2021")["meetmomenten"][0]["fiches"]
    assert {f["code"]: f for f in fiches}["VV177"]["financiering"]["vek"] == 7_500_000
    assert run("merge", central, book, "--resolve", "incoming").returncode == 0
    left = json.loads(run("conflicts", central, "--json").stdout)
    assert all(each["field"] != "financiering.vek" for each in left)


def test_a_rejected_workbook_ends_with_3_and_the_rest_goes_on(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    books = folder / "inzendingen"
    copies = tmp_path / "foutkopieen"
    done = run(
        "merge", folder / "centraal.vvd", books / f"{EDUCATION}-beschadigd.xlsx",
        books / f"{WORK}.xlsx", "--error-copies", copies,
    )  # fmt: skip
    assert done.returncode == 3
    assert "niet ingelezen" in done.stdout
    assert "1 werkboek ingelezen, 1 niet" in done.stdout
    assert [path.name for path in copies.iterdir()] == [f"{WORK}-fouten.xlsx"]


def test_a_workbook_can_be_checked_before_it_is_sent(run: Run, start: Run, folder: Path) -> None:
    bad = folder / "inzendingen" / f"{WORK}.xlsx"
    done = start("validate", bad)
    assert done.returncode == 1
    assert '"eind 2024" is geen datum' in done.stdout
    rows = json.loads(run("validate", bad, "--json").stdout)
    unread = next(row for row in rows if not row["code"])
    assert (unread["project"], unread["path"]) == ("VV016", "mijlpalen.VV016-M01.timing")
    assert unread["cell"].startswith("D")
    broken = run("validate", folder / "inzendingen" / f"{EDUCATION}-beschadigd.xlsx")
    assert (broken.returncode, broken.stdout) == (3, "")
    assert run("validate", bad, "--meetmoment", "april 2021").returncode == 2


def test_lines_of_edits_are_answered_one_by_one_once_they_are_stored(
    folder: Path, environment: dict[str, str], run: Run
) -> None:
    central = folder / "centraal.vvd"
    with subprocess.Popen(
        [*PROGRAM, "set", str(central), "--stdin"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(line: str) -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        first = {"project": "VV015", "field": "financiering.vak", "value": "5 mio", "reason": "x"}
        assert ask(json.dumps(first)) == {"ok": 1}
        fiche = dumped(run, central)["meetmomenten"][-1]["fiches"][0]
        assert fiche["financiering"]["vak"] == 5_000_000
        assert "error" in ask("onzin")
        assert (
            "niet"
            in ask(json.dumps({**first, "value": "31/02/2024", "field": "streefdatum"}))["error"]
        )
        added = ask(json.dumps({**first, "field": "mijlpalen.nieuw", "value": "Één erbij"}))
        assert added == {"ok": 4, "id": "VV015-M05"}
        process.stdin.close()
        assert process.wait(30) == 2
    assert "Één erbij" in run("dump", central).stdout


def test_only_one_program_writes_at_a_time_and_others_can_read(
    folder: Path, environment: dict[str, str], run: Run
) -> None:
    central = folder / "centraal.vvd"
    with subprocess.Popen(
        [*PROGRAM, "set", str(central), "--stdin"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"project": "VV015", "field": "titel", "value": "Nu"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"ok": 1}
        second = run("set", central, "VV015", "titel", "Ook")
        assert second.returncode == 3
        assert "in gebruik" in second.stderr
        assert run("dump", central).returncode == 0
        process.stdin.close()
        assert process.wait(30) == 0
    assert run("set", central, "VV015", "titel", "Ook").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="the shell's pipe")
def test_a_reader_who_leaves_early_is_no_error(folder: Path, environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m vvdesk dump {folder / 'centraal.vvd'} | head -c 20"
    done = subprocess.run(
        ["sh", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("--version",), ("dump", "centraal.vvd")])
def test_a_full_disk_behind_standard_output_is_one_sentence(
    folder: Path, environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=folder,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "De uitvoer kan niet geschreven worden: de schijf is vol.\n"
