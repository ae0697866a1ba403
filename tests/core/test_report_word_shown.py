"""A report in Word as another program shows it: LibreOffice, where it is installed."""

import shutil
import subprocess

import pytest
from pypdf import PdfReader
from sample_document import document

from vvdesk.report.word.writing import write_word

SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The text of each page of the sample report with a long table, as LibreOffice prints it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not on this machine")
    folder = tmp_path_factory.mktemp("getoond")
    write_word(document(1, 60), folder / "rapport.docx")
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            folder / "rapport.docx",
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    made = folder / "rapport.pdf"
    if not made.exists():
        pytest.skip("this LibreOffice has no Writer")
    return [page.extract_text() for page in PdfReader(made).pages]


def test_it_shows_cover_contents_chapters_and_projects(pages):
    assert "Voortgangsrapport" in pages[0]
    assert "Stand van zaken op 31/03/2021" in pages[0]
    assert "Inhoud" in pages[1]
    assert "VV015 – Project VV015" in pages[1]
    everything = " ".join(" ".join(pages).split())
    for words in (
        "Legende",
        "2 projecten, waarvan",
        "weer vanaf één",
        "375.000.000 EUR",
        "niet ingevuld",
        "1/VV015-M60",
    ):
        assert words in everything


def test_each_page_but_the_cover_says_which_it_is(pages):
    assert "Pagina" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"Pagina {number} van {len(pages)}" in text
        assert "Z3RQ-ZANS-BG14-H4EH" in text


def test_the_head_of_a_long_table_comes_back_on_each_of_its_pages(pages):
    with_rows = [text for text in pages if "Mijlpaal" in text]
    assert len(with_rows) > 2
    assert all("Beoogde realisaties" in text for text in with_rows)


def test_numbers_begin_again_after_a_paragraph(pages):
    text = next(text for text in pages if "weer vanaf één" in text)
    numbered = [line.split()[0] for line in text.splitlines() if line[:2] in {"1.", "2.", "3."}]
    assert numbered == ["1.", "2.", "1."]
