"""The verbs in this process: what they print, in Dutch, and how they end."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import vvdesk.__main__ as program_module
from vvdesk.commands.program import VERBS
from vvdesk.commands.terminal import day, local_time, place, progress_shown, shortened
from vvdesk.errors import Misused
from vvdesk.number_words import counted
from vvdesk.paths import log_dir, resources

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(program_module.__file__).parents[1]
ENGLISH = re.compile(
    r"\b(the|and|file|option|missing|invalid|error|usage|must|required)\b", re.IGNORECASE
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program with arguments; gives exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = program_module.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file with the sample report of April 2021, to be copied."""
    folder = tmp_path_factory.mktemp("april")
    before = os.environ.get("VVDESK_HOME")
    os.environ["VVDESK_HOME"] = str(folder / "home")
    try:
        path = folder / "centraal.vvd"
        assert program_module.main(["new", str(path), "--meetmoment", "april 2021"]) == 0
        report = resources() / "voorbeeld" / "april-2021.txt"
        assert program_module.main(["import-report", str(report), "--into", str(path)]) == 0
    finally:
        os.environ.pop("VVDESK_HOME")
        if before is not None:
            os.environ["VVDESK_HOME"] = before
    return path


@pytest.fixture
def central(april: Path, tmp_path: Path) -> Path:
    """A copy of that file that a test may change."""
    return Path(shutil.copy(april, tmp_path / "centraal.vvd"))


def test_help_is_dutch_and_names_every_verb(run: Run) -> None:
    code, said, _ = run("--help")
    assert code == 0
    assert all(f"\n  {verb} " in said for verb in VERBS)
    assert "Gebruik: vvdesk-cli" in said


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_is_dutch(run: Run, verb: str) -> None:
    code, said, _ = run(verb, "--help")
    assert code == 0
    assert "Gebruik: vvdesk-cli" in said
    assert not ENGLISH.search(said.replace("--error", "").replace("--passphrase-file", ""))


def test_help_imports_no_database_and_no_workbook_library() -> None:
    program = (
        "import sys\n"
        "from vvdesk.__main__ import main\n"
        "assert main(['--help']) == 0 and main(['merge', '--help']) == 0\n"
        "heavy = {'sqlalchemy', 'openpyxl', 'xlsxwriter', 'alembic', 'nh3', 'sqlite3'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Opdrachten:"),
        (("bestaatniet",), "Onbekende opdracht"),
        (("dump",), "Ontbrekend argument"),
        (("dump", "x.vvd", "--raar"), "Onbekende optie"),
        (("new", "x.xlsx", "--meetmoment", "april 2021"), "moet eindigen op .vvd"),
        (("new", "x.vvd", "--meetmoment", "mei 1999"), "Geef de dag met --peildatum"),
        (("new", "x.vvd", "--meetmoment", "a", "--peildatum", "eind 2021"), "geen datum"),
        (("set", "x.vvd", "VV015", "titel", "x", "--stdin"), "ofwel --stdin"),
        (("set", "x.vvd"), "ofwel --stdin"),
        (("merge", "x.vvd", "y.xlsx", "--resolve", "gok"), "'gok' is geen keuze"),
        (("restore", "x.vvd", "een", "--out", "y.vvd"), "geheel getal"),
        (("decide", "x.vvd", "1", "own", "--note", "x"), "--value"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_dutch_sentence(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, _, complaint = run(*arguments)
    assert code == 2
    assert said in complaint
    assert not ENGLISH.search(complaint.replace("--", ""))


def test_a_missing_or_foreign_file_ends_with_3_and_one_sentence(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "brief.vvd"
    foreign.write_text("Beste collega")
    for path, said in ((tmp_path / "weg.vvd", "bestaat niet"), (foreign, "geen vvdesk-bestand")):
        for verb in ("dump", "log", "check", "versions"):
            code, out, complaint = run(verb, path)
            assert (code, out) == (3, "")
            assert said in complaint
            assert "Traceback" not in complaint
    assert [path.name for path in tmp_path.iterdir()] == ["brief.vvd"]


def test_one_edit_shows_what_it_did_and_undo_takes_it_back(run: Run, central: Path) -> None:
    said = run("set", central, "VV015", "financiering.vak", "375 mio", "--reason", "Vastgelegd")
    assert said == (0, "VV015, Uitvoering VAK: 0 EUR → 375.000.000 EUR\n", "")
    code, out, _ = run("set", central, "VV015", "financiering.vak", "375000000")
    assert (code, out) == (0, "VV015, Uitvoering VAK was al: 375.000.000 EUR\n")
    code, out, _ = run("log", central, "--project", "VV015")
    assert out.splitlines()[-1].endswith("0 EUR → 375.000.000 EUR  Reden: Vastgelegd")
    assert run("undo", central)[:2] == (0, "Ongedaan gemaakt: VV015: Uitvoering VAK.\n")
    assert "geen stap met nummer 99" in run("undo", central, "--step", "99")[2]


def test_a_slip_keeps_its_reason_in_the_report_and_a_new_row_tells_its_id(
    run: Run, central: Path
) -> None:
    path = "mijlpalen.VV015-M01.timing"
    code, out, _ = run("set", central, "VV015", path, "30/06/2024", "--reason", "Chips")
    assert (code, out) == (
        0,
        "VV015, Mijlpaal VV015-M01 › Geplande timing: 31/12/2023 → 30/06/2024\n",
    )
    assert (
        "VV015-M05 is toegevoegd" in run("set", central, "VV015", "mijlpalen.nieuw", "Nog iets")[1]
    )
    fiche = json.loads(run("dump", central)[1])["meetmomenten"][0]["fiches"][0]
    assert fiche["mijlpalen"][0]["reden"] == "Chips"
    assert fiche["mijlpalen"][-1]["id"] == "VV015-M05"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("financiering.vak", "veel", "geen bedrag"), ("financiering.vok", "1", "is geen veld")],
)
def test_an_edit_that_cannot_be_read_changes_nothing(
    run: Run, central: Path, field: str, value: str, said: str
) -> None:
    before = run("dump", central)[1]
    code, _, complaint = run("set", central, "VV015", field, value)
    assert code == 2
    assert said in complaint
    assert run("dump", central)[1] == before


def test_validation_groups_findings_and_counts_them(run: Run, central: Path) -> None:
    code, out, _ = run("validate", central)
    assert code == 0
    assert out.splitlines()[0] == "VV015"
    assert out.splitlines()[-1] == "5 waarschuwingen, 57 aandachtspunten."
    rows = json.loads(run("validate", central, "--json")[1])
    assert len(rows) == 62
    assert set(rows[0]) == {
        "code", "severity", "project", "path", "sheet", "cell", "message", "explained",
    }  # fmt: skip


def test_an_open_error_ends_validation_with_1(run: Run, central: Path) -> None:
    run("set", central, "VV015", "mijlpalen.VV015-M01.timing", "01/01/2021")
    code, out, _ = run("validate", central)
    assert code == 1
    assert "(VV-MIJ-02)" in out
    assert "1 fout," in out


def test_a_toelichting_is_shown_until_the_value_changes(run: Run, central: Path) -> None:
    code, out, _ = run("explain", central, "vv015", "vv-mij-08", "Alles komt samen.")
    assert code == 0
    assert out.startswith("Toegelicht: VV015")
    assert "toegelicht: Alles komt samen." in run("validate", central)[1]
    assert sum(row["explained"] for row in json.loads(run("validate", central, "--json")[1])) == 1
    assert run("explain", central, "VV015", "VV-MIJ-02", "Nee")[0] == 2


def test_the_next_meetmoment_opens_and_differences_show(run: Run, central: Path) -> None:
    assert run("open-meetmoment", central, "september 2021")[0] == 0
    run("set", central, "VV018", "mijlpalen.VV018-M01.timing", "30/06/2024", "--reason", "Later")
    run("set", central, "VV018", "financiering.vak", "4 mio")
    run("set", central, "VV018", "voortgang", "Nu gaat het vooruit.")
    names = ("--from", "april 2021", "--to", "september 2021")
    code, out, _ = run("diff", central, *names)
    assert code == 0
    assert out.startswith("VV018  (april 2021 → september 2021)")
    assert "maanden later)" in out
    assert "(+4.000.000 EUR)" in out
    assert "{+" in out
    assert out.splitlines()[-1] == "4 verschillen in 1 project."
    rows = json.loads(run("diff", central, *names, "--json")[1])
    slip = next(row for row in rows if row["path"].endswith(".timing"))
    assert slip["days"] > 0
    assert slip["new"] == "2024-06-30"
    assert run("diff", central, *names, "--project", "VV015")[1].startswith("Tussen april 2021")
    assert run("diff", central, "--from", "x", "--to", "april 2021")[0] == 2


def test_rows_that_came_show_whole_in_differences(run: Run, central: Path) -> None:
    run("open-meetmoment", central, "--meetmoment", "september 2021", "--peildatum", "2021-08-31")
    run("set", central, "VV015", "mijlpalen.nieuw", "Nog iets")
    names = ("--from", "april 2021", "--to", "september 2021")
    assert "Mijlpaal VV015-M05 toegevoegd: Nog iets" in run("diff", central, *names)[1]
    assert json.loads(run("diff", central, *names, "--json")[1])[0]["new"]["titel"] == "Nog iets"


def test_a_closed_meetmoment_takes_nothing_more(run: Run, central: Path) -> None:
    assert "is gesloten" in run("close-meetmoment", central, "--reason", "Klaar")[1]
    code, _, complaint = run("set", central, "VV015", "titel", "x")
    assert code == 3
    assert "gesloten" in complaint
    assert run("close-meetmoment", central, "april 2021")[0] == 2
    assert run("close-meetmoment", central, "a", "--meetmoment", "b")[0] == 2
    assert run("open-meetmoment", central)[0] == 2


def test_a_kept_version_comes_back_as_a_new_file(run: Run, central: Path, tmp_path: Path) -> None:
    before = run("dump", central)[1]
    run("set", central, "VV015", "titel", "Anders")
    listed = json.loads(run("versions", central, "--json")[1])
    assert [row["nummer"] for row in listed] == list(range(1, len(listed) + 1))
    out = tmp_path / "terug.vvd"
    assert run("restore", central, 1, "--out", out)[0] == 0
    assert run("dump", out)[1] == before
    assert run("restore", central, 1, "--out", out)[0] == 2
    assert run("restore", central, 99, "--out", tmp_path / "x.vvd")[0] == 2
    assert run("restore", central, 1, "--out", tmp_path / "x.xlsx")[0] == 2
    assert "bij opening" in run("versions", central)[1]


def test_check_tells_that_a_file_is_whole(run: Run, central: Path) -> None:
    code, out, _ = run("check", central)
    assert code == 0
    assert "is in orde" in out
    assert "wijzigingsspoor" in out


def test_an_uitvraag_and_a_total_are_made(run: Run, central: Path, tmp_path: Path) -> None:
    for name in ("uit.xlsx", "uit.vvd"):
        code, out, _ = run(
            "handout", central, "--entiteit", "Departement WSE", "--out", tmp_path / name
        )
        assert (code, "3 projecten" in out) == (0, True)
    assert run("export", tmp_path / "uit.vvd", "--out", tmp_path / "in.xlsx")[0] == 0
    assert run("consolidate", central, "--out", tmp_path / "totaal.xlsx")[0] == 0
    assert run("consolidate", central, "--out", tmp_path / "totaal.pdf")[0] == 2
    assert run("handout", central, "--entiteit", "Niemand", "--out", tmp_path / "x.vvd")[0] == 2


def test_a_bug_becomes_a_sentence_and_a_log_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_arguments: object) -> int:
        raise RuntimeError("details")

    monkeypatch.setattr(program_module, "_run", broken)
    code, _, complaint = run("dump", "x")
    assert code == 3
    assert "onverwachte fout" in complaint
    assert "details" not in complaint
    logged = next(log_dir().glob("fout-*.txt")).read_text(encoding="utf-8")
    assert "RuntimeError: details" in logged


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Gestopt; er is niets gewijzigd."),
        (BrokenPipeError(), 141, ""),
        (OSError(28, "No space left on device"), 3, "de schijf is vol"),
        (PermissionError(13, "Permission denied", "/ergens/x.xlsx"), 3, "x.xlsx"),
    ],
)
def test_what_the_surroundings_do_becomes_a_sentence_too(
    raised: BaseException, code: int, said: str, tmp_path: Path
) -> None:
    program = (
        "import errno, sys\nimport vvdesk.__main__ as program\n"
        f"def broken(_): raise {type(raised).__name__}{raised.args!r}\n"
        "program._run = broken\nsys.exit(program.main([]))\n"
    )
    if isinstance(raised, PermissionError):
        program = program.replace(repr(raised.args), "(13, 'Permission denied', '/ergens/x.xlsx')")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "VVDESK_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_told(run: Run) -> None:
    assert run("--version")[1].startswith("vvdesk 0")


def test_places_times_and_numbers_read_as_dutch() -> None:
    assert place("") == "de hele fiche"
    assert place("mijlpalen.VV015-M01") == "Mijlpaal VV015-M01"
    assert place("agenderingen.VV015-A01.url") == "Agendering VV015-A01 › Link"
    assert place("iets anders") == "iets anders"
    assert counted(1, "project", "projecten") == "1 project"
    assert counted(0, "project", "projecten") == "0 projecten"
    assert shortened("een\n twee", 20) == "een twee"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
    assert re.fullmatch(r"2[12]/11/2021 \d\d:\d\d", local_time("2021-11-22T00:30:00+00:00"))
    with pytest.raises(Misused, match="--peildatum"):
        day(" ", "--peildatum")


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_shown() as progress:
        progress(1, 2, "VV015")
    assert capsys.readouterr().err == ""


def test_progress_shows_a_bar_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_shown() as progress:
        progress(1, 2, "VV015")
    said = capsys.readouterr()
    assert said.out == ""
    assert "VV015" in said.err
