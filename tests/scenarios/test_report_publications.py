"""The publications of a round: a coordinator makes them, a journalist and an auditor read them."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium_page import browser
from openpyxl import load_workbook
from pypdf import PdfReader
from web_page import WebPage

from vvdesk.__main__ import main

Said = Callable[..., str]
NAMES = ("voortgangsrapport", "verschoven-en-gewijzigd", "digitale-inclusie")
A_CODE = re.compile(r"2/VV015-\s*V\s*A\s*K\b")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration, with everything that the coordinator published."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("huis")))
        folder = tmp_path_factory.mktemp("ronde") / "demo"
        assert main(["demo", str(folder)]) == 0
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command that succeeds, and give what it said."""

    def run(*arguments: object) -> str:
        capsys.readouterr()
        assert main([str(each) for each in arguments]) == 0
        return capsys.readouterr().out

    return run


def test_the_round_ends_with_every_publication_whole(played: Path) -> None:
    for name in NAMES:
        stem = played / "rapporten" / name
        assert len(PdfReader(stem.with_suffix(".pdf")).pages) >= 1
        with zipfile.ZipFile(stem.with_suffix(".docx")) as package:
            assert package.testzip() is None
        page = WebPage(stem.with_suffix(".html").read_text("utf-8"))
        assert len(page.ids) == len(set(page.ids))
        assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    described = json.loads((played / "open-data" / "datapackage.json").read_text("utf-8"))
    present = {each.name for each in (played / "open-data").iterdir()}
    assert {each["path"] for each in described["resources"]} <= present


def test_no_publication_of_the_round_was_left_half(played: Path) -> None:
    assert [each.name for each in played.rglob(".*.tmp")] == []


def test_an_auditor_follows_a_code_of_the_pdf_to_the_cell_that_somebody_filled_in(
    played: Path, told: Said
) -> None:
    pages = PdfReader(played / "rapporten" / "voortgangsrapport.pdf").pages
    text = "\n".join(page.extract_text() for page in pages)
    code = A_CODE.search(text)
    assert code is not None
    found = json.loads(told("trace", played / "centraal.vvd", code[0], "--json"))
    assert found["tekst"] in text
    source = found["herkomst"][0]["bron"]
    book = load_workbook(played / "inzendingen" / source["bestand"])
    assert book[source["blad"]][source["cel"]].value == found["waarde"]


def test_the_sentence_of_the_command_names_the_same_cell(played: Path, told: Said) -> None:
    said = told("trace", played / "centraal.vvd", "2/vv015-vak")
    assert "212.500.000 EUR" in said
    assert re.search(r"bestand \S+\.xlsx, blad Projecten, cel [A-Z]+[0-9]+", said)


def test_every_code_that_the_page_prints_is_explained(played: Path, told: Said) -> None:
    page = (played / "rapporten" / "verschoven-en-gewijzigd.html").read_text("utf-8")
    for code in sorted(set(re.findall(r"\b[12]/VV[0-9]{3}-[A-Z0-9_-]+", page)))[:40]:
        assert json.loads(told("trace", played / "centraal.vvd", code, "--json"))["code"] == code


def test_a_journalist_opens_the_page_offline_and_filters_it(played: Path, tmp_path: Path) -> None:
    page = played / "rapporten" / "voortgangsrapport.html"
    with browser(tmp_path) as chromium:
        chromium.open(page.as_uri())
        assert [each for each in chromium.requests if not each.startswith(("file:", "data:"))] == []
        counts = chromium.run(
            """
            const shown = () => [...document.querySelectorAll('section.project')]
                .filter((each) => each.checkVisibility()).length;
            const all = shown();
            const select = document.querySelector('form select');
            select.value = [...select.options].at(-1).value;
            select.dispatchEvent(new Event('change', {bubbles: true}));
            const some = shown();
            document.querySelector('form button').click();
            return [all, some, shown()];
            """
        )
        assert chromium.complaints == []
    everything, some, again = counts
    assert 0 < some < everything == again == 9
