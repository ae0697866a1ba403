"""The recovery sheet: printed, read back from the paper, and a key again."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from vvdesk.errors import Unavailable
from vvdesk.key_sheet import proposed_name, sheet_pdf, sheet_picture, write_key_sheet
from vvdesk.sealing.keys import KeyFolder, unlock

PASSPHRASE = "paard batterij nietje correct"  # noqa: S105 - of a key made for a test
LINE = re.compile(r"^\s*\d+: [0-9A-Z ]+$", re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return KeyFolder(tmp_path_factory.mktemp("thuis")).make(PASSPHRASE, "Kanselarij é 😀")


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_printed_sheet_makes_the_same_key_again(made, tmp_path):
    write_key_sheet(made, tmp_path / "blad.pdf")
    lines = LINE.findall(text_of((tmp_path / "blad.pdf").read_bytes()))

    back = KeyFolder(tmp_path / "nieuw").restore("\n".join(lines), PASSPHRASE, "Kanselarij")

    signature = unlock(back.path, PASSPHRASE).sign(b"manifest", "november")
    assert made.public.verify(b"manifest", signature) == "november"
    assert back.key_id == made.key_id


def test_the_sheet_is_one_page_and_says_what_it_is(made):
    pdf = sheet_pdf(made, date(2026, 11, 22))
    text = text_of(pdf)

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    for said in (made.key_id, made.fingerprint, made.public.line, "Kanselarij é", "22/11/2026"):
        assert said in text
    assert "[U+1F600]" in text
    assert "Schrijf de wachtzin niet op dit blad" in " ".join(text.split())


def test_the_sheet_never_holds_the_passphrase_or_the_secret(made):
    pdf = sheet_pdf(made, date(2026, 11, 22))

    assert PASSPHRASE not in text_of(pdf)
    assert unlock(made.path, PASSPHRASE).seed not in pdf


def test_the_same_key_and_day_give_the_same_sheet(made):
    day = date(2026, 11, 22)

    assert sheet_pdf(made, day) == sheet_pdf(made, day)
    assert sheet_picture(made, day, 800).startswith(b"\x89PNG")


def test_the_longest_name_still_fits_on_one_page(tmp_path):
    long = KeyFolder(tmp_path).make(PASSPHRASE, "Departement " + "Mededinging " * 9)

    assert len(PdfReader(BytesIO(sheet_pdf(long, date(2026, 11, 22)))).pages) == 1
    assert proposed_name(long) == f"herstelblad-{long.key_id}.pdf"


def test_a_folder_that_refuses_is_told(made, tmp_path):
    with pytest.raises(Unavailable):
        write_key_sheet(made, tmp_path / "nergens" / "blad.pdf")
