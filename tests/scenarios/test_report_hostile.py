"""Hostile texts and templates, and wrong usage, through the command line."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from stores import fiche, mijlpaal, names_in, new_store
from web_page import WebPage

from vvdesk.__main__ import main
from vvdesk.report.word.writing import save_template

Run = Callable[..., tuple[int, str]]
MISUSED, REFUSED = 2, 3
NASTY = (
    '#import "x": * #eval("1") $a_b$ @ref <lbl> /* c */ `r` \\ ~',
    "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> <!-- {{7*7}} ${x}",
    "=1+1",
    "+cmd|' /C calc'!A0",
    '"a";b,"c"',
    "\u202eomgekeerd\u202c \u200b\u2060 \u00ad",
    "\U0001f468\u200d\U0001f469 \u6f22\u5b57 \u0627\u0644",
    "W" * 600,
    "woord " * 500,
    "a\u0301\u0302\u0303" * 200,
    "_x000D_ %s {0} '; DROP TABLE fiche; --",
)
CASES = {
    "een vreemde extensie": (["report", "--out", "a.txt"], MISUSED, "geen extensie"),
    "twee keer dezelfde vorm": (["report", "--out", "a.pdf", "--out", "b.pdf"], MISUSED, "één"),
    "een onbekend speerpunt": (["report", "--out", "a.html", "--speerpunt", "99"], MISUSED, "99"),
    "een onbekend hoofdstuk": (["report", "--out", "a.html", "--chapter", "x"], MISUSED, "Kies"),
    "een onbekend meetmoment": (
        ["report", "--out", "a.html", "--meetmoment", "x"],
        MISUSED,
        "Kies",
    ),
    "een map die er niet is": (["report", "--out", "weg/a.html"], REFUSED, "weg bestaat niet"),
    "een sjabloon zonder Word": (
        ["report", "--out", "a.html", "--template", "s.docx"],
        MISUSED,
        "sjabloon dient voor Word",
    ),
    "een sjabloon dat er niet is": (
        ["report", "--out", "a.docx", "--template", "s.docx"],
        MISUSED,
        "bestaat niet",
    ),
    "een overzicht zonder thema": (["overview", "--out", "a.html"], MISUSED, "--thema"),
    "een thema zonder doel": (["overview", "--thema", "x"], MISUSED, "--out"),
    "een onbekend thema": (["overview", "--thema", "x", "--out", "a.html"], MISUSED, "thema"),
    "een vreemde licentie": (["opendata", "--out", "o", "--licentie", "x"], MISUSED, "Kies uit"),
    "een map die vol staat": (["opendata", "--out", "."], MISUSED, "andere bestanden"),
    "een map in niets": (["opendata", "--out", "weg/o"], REFUSED, "weg bestaat niet"),
    "een vreemde code": (["trace", "onzin"], MISUSED, "geen referentiecode"),
    "een ander meetmoment": (["trace", "9/VV015"], MISUSED, "geen meetmoment 9"),
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own; gives its exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.err + said.out

    return call


@pytest.mark.parametrize("name", CASES)
def test_wrong_usage_is_said_in_one_sentence_and_makes_nothing(
    central: Path, run: Run, name: str
) -> None:
    (command, *rest), code, said = CASES[name]
    found = run(command, central.name, *rest)
    assert found[0] == code
    assert said in found[1]
    assert names_in(central.parent) == [central.name]


def test_a_template_is_only_saved_as_a_word_file(run: Run, tmp_path: Path) -> None:
    code, said = run("report-template", "--out", "sjabloon.txt")
    assert (code, ".docx" in said, names_in(tmp_path)) == (MISUSED, True, [])


def test_a_name_that_ends_in_zip_becomes_a_zip(central: Path, run: Run) -> None:
    assert run("opendata", central.name, "--out", "open.zip")[0] == 0
    assert zipfile.is_zipfile(central.with_name("open.zip"))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A central file with a nasty text in many fields, and a word of its own behind each."""
    contents = []
    for number, text in enumerate(NASTY, 1):
        code = f"VV{number:03}"
        made = fiche(
            code, 0, 0, titel=f"{text} titel{number}q", belanghebbenden=f"{text} wie{number}q"
        )
        row = mijlpaal(
            f"{code}-M01", 1, titel=f"{text} stap{number}q", reden=f"{text} reden{number}q"
        )
        made.tables["mijlpalen"][row.id] = row
        contents.append(made)
    return new_store(tmp_path / "centraal.vvd", *contents)


def test_hostile_texts_stand_in_every_publication_and_do_nothing(
    hostile: Path, run: Run, tmp_path: Path
) -> None:
    outs = ["--out", "v.pdf", "--out", "v.docx", "--out", "v.html", "--out", "v.xlsx"]
    assert run("report", hostile.name, *outs)[0] == 0
    assert run("opendata", hostile.name, "--out", "open")[0] == 0
    page = WebPage((tmp_path / "v.html").read_text("utf-8"))
    assert [tag for tag, own in page.tags if tag == "img" or "onerror" in own] == []
    book = load_workbook(tmp_path / "v.xlsx", rich_text=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f" and "cmd" in str(cell.value)] == []
    with zipfile.ZipFile(tmp_path / "v.docx") as package:
        word = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
    texts = {
        "pdf": "".join(each.extract_text() for each in PdfReader(tmp_path / "v.pdf").pages),
        "docx": word,
        "html": " ".join(page.words),
        "xlsx": " ".join(str(cell.value) for cell in cells),
        "csv": "".join((tmp_path / "open" / f"{each}.csv").read_text("utf-8")
                       for each in ("projecten", "mijlpalen")),
        "json": (tmp_path / "open" / "projectfiches.json").read_text("utf-8"),
    }  # fmt: skip
    words = [f"{each}{number}q" for number in range(1, len(NASTY) + 1)
             for each in ("titel", "wie", "stap", "reden")]  # fmt: skip
    for name, text in texts.items():
        plain = re.sub("[\\s\u200b\u00ad-]", "", text)
        assert [word for word in words if word not in plain] == [], name


def without(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    """Return the parts of a template but one."""
    return {key: data for key, data in parts.items() if key != name}


def spoilt(parts: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Return the parts of templates that nobody should use, by name."""
    body, bomb = parts["word/document.xml"], b"<!DOCTYPE a [<!ENTITY b 'c'>]>"
    head, _, tail = body.partition(b"?>")
    return {
        "macro": {**parts, "word/vbaProject.bin": b"x" * 100},
        "dtd": {**parts, "word/document.xml": head + b"?>" + bomb + tail},
        "zonder-tekst": without(parts, "word/document.xml"),
        "zonder-stijlen": without(parts, "word/styles.xml"),
        "zonder-soorten": without(parts, "[Content_Types].xml"),
        "bom": {**parts, "word/media/groot.png": bytes(300_000_000)},
        "halve-xml": {**parts, "word/document.xml": body[: len(body) // 2]},
        "pad": {**parts, "../../buiten.txt": b"x"},
        "leeg": {},
    }


def test_a_hostile_template_is_refused_or_harmless(run: Run, tmp_path: Path) -> None:
    new_store(tmp_path / "centraal.vvd", fiche("VV015"))
    save_template(tmp_path / "goed.docx")
    with zipfile.ZipFile(tmp_path / "goed.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, own in spoilt(parts).items():
        with zipfile.ZipFile(tmp_path / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as package:
            for part, data in own.items():
                package.writestr(part, data)
        code, said = run(
            "report", "centraal.vvd", "--out", "uit.docx", "--template", f"{name}.docx"
        )
        assert code in {0, REFUSED}, (name, said)
        assert "onverwachte fout" not in said, (name, said)
        if code == 0:
            with zipfile.ZipFile(tmp_path / "uit.docx") as made:
                assert not [each for each in made.namelist() if "vba" in each or ".." in each], name
        (tmp_path / "uit.docx").unlink(missing_ok=True)
    assert not list(tmp_path.glob(".*.tmp"))
