"""Texts in the open data: no formula, no person, and nothing lost on the way."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import fiche, new_store

from vvdesk.formula_guard import guarded, unguarded
from vvdesk.opendata import write_opendata
from vvdesk.opendata.csv_form import csv_bytes, read_csv
from vvdesk.opendata.privacy import public_contact
from vvdesk.store.workspace import Workspace

SIGNS = st.text(alphabet='=+-@; "\n,ab\u00e9\uff1d\uff0d', max_size=12)
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@given(SIGNS | st.text())
def test_what_is_guarded_comes_back_exactly(text):
    assert unguarded(guarded(text)) == text


@given(SIGNS)
def test_a_guarded_text_begins_no_formula_at_any_place_where_a_spreadsheet_cuts(text):
    for piece in guarded(text).replace("\n", ";").split(";"):
        assert not piece.lstrip('"').startswith(FORMULA)


@given(st.lists(st.tuples(SIGNS, st.integers() | st.none()), max_size=5))
def test_a_table_read_back_has_the_same_texts_and_numbers(pairs):
    rows = [{"tekst": text or None, "getal": number} for text, number in pairs]
    back = list(read_csv(csv_bytes(["tekst", "getal"], rows)))
    assert [row["tekst"] for row in back] == [row["tekst"] for row in rows]
    assert [row["getal"] for row in back] == [
        None if row["getal"] is None else str(row["getal"]) for row in rows
    ]


def test_an_amount_below_zero_stays_a_number():
    assert csv_bytes(["a"], [{"a": -5}]) == b"a\r\n-5\r\n"


def test_a_belgian_excel_that_cuts_at_semicolons_finds_no_formula():
    data = csv_bytes(["n", "tekst"], [{"n": 1, "tekst": 'stil;"=1+1";=2\n=3'}]).decode()
    for row in csv.reader(io.StringIO(data), delimiter=";"):
        assert not any(cell.startswith("=") for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "digisprong@voorbeeld.be",
        "info.onderwijs@voorbeeld.be",
        "mailto:contact@voorbeeld.be",
        "https://voorbeeld.be/contact",
        "www.voorbeeld.be",
        "via het contactformulier op digisprong.be",
        "Contactformulier",
    ],
)
def test_a_functional_contact_is_published(text):
    assert public_contact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "an.peeters@voorbeeld.be",
        "An Peeters",
        "An Peeters, info@voorbeeld.be",
        "0470 12 34 56",
        "An Peeters, via het contactformulier op voorbeeld.be",
        "https://voorbeeld.be vraag naar An",
        "javascript:alert(1)",
        "  ",
        None,
    ],
)
def test_a_contact_that_may_be_a_person_is_not_published(text):
    assert public_contact(text) is None


def test_a_withheld_contact_is_told_to_whoever_publishes_and_stands_in_no_file(tmp_path):
    store = new_store(
        tmp_path / "centraal.vvd",
        fiche("VV015", contactpersoon="an.peeters@voorbeeld.be"),
        fiche("VV016", contactpersoon="info@voorbeeld.be"),
    )
    with Workspace.open(store, read_only=True) as workspace:
        made = write_opendata(workspace, None, tmp_path / "open")
    assert any("VV015" in each and "contactpersoon" in each for each in made.notices)
    texts = [(made.path / name).read_text(encoding="utf-8") for name in made.files]
    assert not [text for text in texts if "an.peeters" in text]
    assert len([text for text in texts if "info@voorbeeld.be" in text]) == 2
