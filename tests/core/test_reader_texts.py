"""Texts of cells: as a person saw them, and nothing taken out without a word."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.model import CellRun
from vvdesk.exchange.reader.texts import Text, TextReader, clean_text, styled_runs


def read(inside: str, limits: Limits | None = None) -> Text:
    item = ET.fromstring(f"<is>{inside}</is>")
    return TextReader(limits or Limits()).inline(item, "")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("gewoon", "gewoon"),
        ("regel_x000D_\neinde", "regel\neinde"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("code x005F_ klaar", "code x005F_ klaar"),
        ("_x005F_x000D_", "_x000D_"),
        ("tab\tblijft", "tab\tblijft"),
        ("_xD83D__xDE00_", "😀"),
        ("e\u0301e\u0301n", "één"),
        ("harde\u00a0spatie", "harde\u00a0spatie"),
        ("nul\u200bbreed", "nul\u200bbreed"),
    ],
)
def test_a_text_is_shown_as_excel_shows_it(raw: str, text: str) -> None:
    assert clean_text(raw) == (text, True)


@pytest.mark.parametrize(
    "raw", ["bel_x0007_", "half _xD83D_ teken", "_xFFFE_", "\x85", "\x7f", "\ufdd0", "\U0001fffe"]
)
def test_a_sign_that_no_text_may_hold_is_taken_out_and_told(raw: str) -> None:
    text, clean = clean_text(raw)
    assert not clean
    assert len(text) < len(raw)


@given(st.text())
def test_a_clean_text_is_canonical(raw: str) -> None:
    text, _ = clean_text(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    text.encode()
    assert clean_text(text)[1]


def test_blanks_at_the_ends_count_only_when_the_file_says_so() -> None:
    assert read("<t>  vooraan en achteraan </t>").text == "vooraan en achteraan"
    assert read('<t xml:space="preserve"> beide </t>').text == " beide "


def test_stretches_keep_their_formatting() -> None:
    found = read(
        "<r><t>gewoon</t></r><r><rPr><b/></rPr><t>vet</t></r>"
        '<r><rPr><b val="0"/><i/></rPr><t>schuin</t></r>'
    )
    expected = (
        CellRun("gewoon", bold=False, italic=False),
        CellRun("vet", bold=True, italic=False),
        CellRun("schuin", bold=False, italic=True),
    )
    assert found.text == "gewoonvetschuin"
    assert styled_runs(found, bold=False, italic=False) == found.usual == expected


def test_a_stretch_without_formatting_follows_the_cell() -> None:
    found = read("<r><t>volgt</t></r><r><rPr><i/></rPr><t>eigen</t></r>")
    assert styled_runs(found, bold=True, italic=False) == (
        CellRun("volgt", bold=True, italic=False),
        CellRun("eigen", bold=False, italic=True),
    )


def test_a_bold_cell_is_one_bold_stretch() -> None:
    assert styled_runs(read("<t>kop</t>"), bold=True, italic=False) == (
        CellRun("kop", bold=True, italic=False),
    )


def test_formatting_that_is_neither_bold_nor_italic_is_left_out() -> None:
    found = read("<r><rPr><u/></rPr><t>onder</t></r><r><t>lijnd</t></r>")
    assert found.text == "onderlijnd"
    assert styled_runs(found, bold=False, italic=False) is None


def test_pronunciation_hints_are_no_text() -> None:
    assert read('<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr/>').text == "東京"


def test_an_accent_on_its_own_joins_the_letter_before_it() -> None:
    found = read("<r><t>e</t></r><r><rPr><b/></rPr><t>\u0301n</t></r>")
    assert found.text == "én"
    assert found.usual == (
        CellRun("é", bold=False, italic=False),
        CellRun("n", bold=True, italic=False),
    )


@given(st.lists(st.text(alphabet="aé\u0301\u0308n ", max_size=4), max_size=5))
def test_stretches_joined_are_the_text(parts: list[str]) -> None:
    runs = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{part}</t></r>' for part in parts)
    found = read(runs)
    assert "".join(run.text for run in found.usual or ()) == found.text
    assert unicodedata.is_normalized("NFC", found.text)


@pytest.mark.parametrize("inside", ["<t>a<b>c</b></t>", "<x>iets</x>", "<r><x/></r>"])
def test_an_unknown_element_in_a_text_is_refused(inside: str) -> None:
    with pytest.raises(Refused):
        read(inside + "<t>a</t>")


def test_texts_together_have_a_limit() -> None:
    with pytest.raises(Refused, match="samen te lang"):
        read("<t>elf letters</t>", Limits(texts=10))
