"""An export out of a momentopname: seal data, the findings as sealed, and the same sample."""

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from pypdf import PdfReader
from sealed_sample import sealed
from stores import fiche
from typer.testing import CliRunner

from vvdesk.audit_export import Vorm, export_audit
from vvdesk.commands.program import program
from vvdesk.sampling import Opzet, draw
from vvdesk.sealing.seal_reading import manifest_of, signature_of
from vvdesk.sealing.verdict import NoKeys
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace


@pytest.fixture
def momentopname(tmp_path):
    contents = [fiche(f"VV{n:03}", mijlpalen=2) for n in range(15, 19)]
    return sealed(tmp_path, *contents)


def sheet(path, name):
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_seal_stands_in_the_workbook_with_the_verdict(momentopname, tmp_path):
    with Workspace.open(momentopname) as workspace:
        manifest = manifest_of(workspace)
        assert signature_of(workspace) is None
        export_audit(
            workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL, oordeel="Het zegel is geldig."
        )
    told = {row["Gegeven"]: row["Waarde"] for row in sheet(tmp_path / "a.xlsx", "Zegel")}
    assert told["Controlecode van het zegel"] == manifest.controlecode
    assert told["SHA-256 van het manifest"] == manifest.sha256
    assert told["Sleutel"] == "niet ondertekend"
    assert told["Oordeel bij deze uitvoer"] == "Het zegel is geldig."
    assert told["Bestand"] == momentopname.name


def test_without_a_verdict_the_export_says_that_nobody_checked(momentopname, tmp_path):
    with Workspace.open(momentopname) as workspace:
        export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    told = {row["Gegeven"]: row["Waarde"] for row in sheet(tmp_path / "a.xlsx", "Zegel")}
    assert "niet gecontroleerd" in told["Oordeel bij deze uitvoer"]


def test_every_page_of_the_dossier_bears_the_controlecode_of_the_seal(momentopname, tmp_path):
    with Workspace.open(momentopname) as workspace:
        code = manifest_of(workspace).controlecode
        export_audit(workspace, ["VV015"], tmp_path / "a.pdf", Vorm.PDF)
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert all(code in page.extract_text() for page in pages)


def test_findings_are_those_that_were_sealed(momentopname, tmp_path):
    with closing(sqlite3.connect(f"file:{momentopname}?mode=ro", uri=True)) as plain:
        query = "SELECT regel, melding FROM bevinding WHERE project_code = 'VV015'"
        kept = sorted(plain.execute(query))
    assert kept
    with Workspace.open(momentopname) as workspace:
        export_audit(workspace, ["VV015"], tmp_path / "a.xlsx", Vorm.EXCEL)
    told = [(row["Regel"], row["Melding"]) for row in sheet(tmp_path / "a.xlsx", "Bevindingen")]
    assert sorted(told) == kept


def test_a_sample_of_a_momentopname_is_that_of_its_central_file(momentopname):
    opzet = Opzet("48151623", 2)
    with Workspace.open(momentopname) as one:
        found = draw(one, one.meetmoment(), opzet)
    with Workspace.open(momentopname.with_name(f"bron-{momentopname.name}.vvd")) as other:
        assert draw(other, other.meetmoment(), opzet) == found


def test_the_verbs_draw_keep_and_export(momentopname, tmp_path):
    def told(*arguments):
        result = CliRunner().invoke(program(), list(map(str, arguments)))
        assert result.exit_code == 0, result.output
        return result.output

    said = told("sample", momentopname, "--size", 2, "--seed", "7", "--out", tmp_path / "s")
    assert "Steekproef van 2 uit 4" in said
    again = json.loads(
        told("sample", momentopname, "--size", 2, "--seed", "7", "--stratify", "geen", "--json")
    )
    assert again == json.loads((tmp_path / "s" / "steekproef.json").read_text(encoding="utf-8"))
    kept = tmp_path / "s" / "steekproef.json"
    said = told("audit-export", momentopname, "--out", tmp_path / "a.xlsx", "--sample", kept)
    assert "2 projecten" in said
    assert len(sheet(tmp_path / "a.xlsx", "Getrokken")) == 2
    said = told("audit-export", momentopname, "--out", tmp_path / "alles")
    assert "4 projecten" in said
    told("audit-export", momentopname, "--out", tmp_path / "a.pdf", "--project", "vv015")


def test_a_verb_refuses_what_it_does_not_know(momentopname):
    arguments = ["sample", str(momentopname), "--size", "2", "--seed", "7", "--unit", "euro"]
    result = CliRunner().invoke(program(), arguments)
    assert result.exit_code != 0


def test_the_command_looks_at_the_seal_first_and_says_what_it_found(momentopname, tmp_path):
    target = tmp_path / "dossier.xlsx"
    done = CliRunner().invoke(program(), ["audit-export", str(momentopname), "--out", str(target)])
    assert done.exit_code == 0
    told = verify_file(momentopname, NoKeys(), evidence=False).zin
    assert told in done.output
    assert told in [row["Waarde"] for row in sheet(target, "Zegel")]
