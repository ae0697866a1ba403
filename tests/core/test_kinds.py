from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk import kinds
from vvdesk.choices import Choices
from vvdesk.texts import LONGEST_TEXT, clean_text
from vvdesk.values import Unreadable

LISTS = {
    "projectstatus": Choices(
        "projectstatus",
        (("opgestart", "Opgestart"), ("stop", "Stopgezet")),
        {"gestart": "opgestart"},
    ),
    "entiteit": Choices("entiteit", (("Departement X", "Departement X"),), {"DX": "Departement X"}),
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (kinds.EURO, 375_000_000),
        (kinds.DAG, date(2023, 12, 31)),
        (kinds.GETAL, Decimal("12.50")),
        (kinds.TEKST, "één regel"),
        (kinds.REGELS, "regel één\nregel twee"),
        (kinds.OPMAAK, "<p>met <strong>vet</strong></p>"),
        (kinds.URL, "https://www.vlaanderen.be"),
        (kinds.ENTITEITEN, ("Departement X", "Departement Cultuur, Jeugd en Media")),
        (kinds.PROJECTSTATUS, "opgestart"),
    ],
)
def test_every_kind_comes_back_from_json(kind, value):
    assert kind.same(kind.from_json(kind.to_json(value)), value)


@pytest.mark.parametrize("kind", [kinds.EURO, kinds.DAG, kinds.GETAL, kinds.TEKST, kinds.OPMAAK])
def test_an_empty_text_is_no_value(kind):
    assert kind.read("  \n ") is None
    assert kind.to_text(None) == ""
    assert kind.to_json(None) is None
    assert kind.from_json(None) is None


def test_no_names_is_an_empty_tuple():
    assert kinds.MINISTERS.read(" ; ") == ()
    assert kinds.MINISTERS.from_json(None) == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kinds.EURO, True), (kinds.EURO, "5"), (kinds.TEKST, 5), (kinds.MINISTERS, 7), (kinds.DAG, 3)],
)
def test_json_of_another_shape_is_refused(kind, value):
    with pytest.raises(Unreadable):
        kind.from_json(value)


def test_a_choice_is_read_by_label_in_any_case_and_by_synonym():
    assert kinds.PROJECTSTATUS.read(" OPGESTART ", LISTS) == "opgestart"
    assert kinds.PROJECTSTATUS.read("Gestart", LISTS) == "opgestart"
    assert kinds.PROJECTSTATUS.to_text("stop", LISTS) == "Stopgezet"


def test_an_unknown_choice_says_what_can_be_chosen():
    with pytest.raises(Unreadable, match="Kies uit: Opgestart, Stopgezet"):
        kinds.PROJECTSTATUS.read("Bezig", LISTS)


def test_names_take_their_official_spelling_once():
    assert kinds.ENTITEITEN.read("dx; Departement X;Iets nieuws", LISTS) == (
        "Departement X",
        "Iets nieuws",
    )


def test_lines_stay_lines_and_spaces_collapse():
    assert kinds.REGELS.read("  a   b \r\n\r\n c ") == "a b\n\nc"
    assert kinds.TEKST.read("a \n b") == "a b"


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "nota", "http://a b"]
)
def test_only_web_and_mail_addresses_are_addresses(text):
    with pytest.raises(Unreadable, match="webadres"):
        kinds.URL.read(text)


def test_an_address_without_scheme_gets_one():
    assert kinds.URL.read("www.digisprong.be") == "https://www.digisprong.be"


@pytest.mark.parametrize("sign", ["\x07", "\ud800", "\ufffe", "\x9f", "\U0001fffe"])
def test_a_sign_that_no_file_keeps_is_refused(sign):
    with pytest.raises(Unreadable, match=r"U\+"):
        clean_text(f"ab{sign}c")


def test_a_text_that_a_cell_cannot_hold_is_refused():
    with pytest.raises(Unreadable, match="te lang"):
        kinds.TEKST.read("x" * (LONGEST_TEXT + 1))


def test_lists_that_nest_too_deep_are_unreadable():
    deep = "<ul><li>" * 40 + "x" + "</li></ul>" * 40
    with pytest.raises(Unreadable, match="diep"):
        kinds.OPMAAK.read(deep)


def test_typed_rich_text_is_plain_text_with_paragraphs():
    assert kinds.OPMAAK.typed("a < b\n\nc") == "<p>a &lt; b</p><p>c</p>"
    assert kinds.OPMAAK.typed("<p>x</p>") == "<p>x</p>"
    assert kinds.OPMAAK.to_text("<p>a</p><p>b</p>").split() == ["a", "b"]


def test_typed_values_take_the_short_forms():
    assert kinds.EURO.typed("4 mio") == 4_000_000
    assert kinds.DAG.typed("Q4 2023") == date(2023, 12, 31)
    assert kinds.EURO.typed(" ") is None
    assert kinds.DAG.typed("") is None


@given(st.text(max_size=60))
def test_reading_what_was_read_changes_nothing(text):
    try:
        once = kinds.REGELS.read(text)
    except Unreadable:
        return
    assert kinds.REGELS.read(once or "") == once
