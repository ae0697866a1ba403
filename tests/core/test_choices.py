"""Closed lists: every spelling finds its key, and no spelling finds two."""

import pickle
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vvdesk.choices import AmbiguousSpelling, Choices, folded

CLUSTERS = Choices(
    "cluster",
    (("03", "03. Digitale versnelling leerplichtonderwijs"), ("20", "20. Voorsprongfonds")),
)
STATUSES = Choices(
    "projectstatus",
    (("opgestart", "Opgestart"), ("na_agendering", "Opgestart na agendering VR")),
    {"In uitvoering na agendering VR": "na_agendering"},
)


@pytest.mark.parametrize(
    "text",
    [
        "03. Digitale versnelling leerplichtonderwijs",
        "03",
        "3",
        "Digitale versnelling leerplichtonderwijs",
        "3. digitale versnelling leerplichtonderwijs",
        "03 Digitale versnelling leerplichtonderwijs",
        "  DIGITALE\u00a0versnelling \n leerplicht\u200bonderwijs\ufeff ",
    ],
)
def test_a_numbered_choice_is_found_by_number_title_and_both(text: str) -> None:
    assert CLUSTERS.key_for(text) == "03"


@pytest.mark.parametrize(
    "text", ["", "4", "04", "03. Iets anders", "0", "2", "digitale versnelling"]
)
def test_another_number_or_title_is_never_guessed(text: str) -> None:
    assert CLUSTERS.key_for(text) is None


def test_a_synonym_and_a_key_find_the_same_choice() -> None:
    assert STATUSES.key_for("in uitvoering NA agendering vr") == "na_agendering"
    assert STATUSES.key_for("na_agendering") == "na_agendering"


def test_typographic_quotes_and_dashes_make_no_difference() -> None:
    choices = Choices("thema", (("a", "Thema's – algemeen"),))

    assert choices.key_for("thema’s - Algemeen") == "a"


def test_keys_and_labels_keep_the_order_of_the_list() -> None:
    assert STATUSES.keys() == ("opgestart", "na_agendering")
    assert STATUSES.labels() == ("Opgestart", "Opgestart na agendering VR")
    assert STATUSES.label("na_agendering") == "Opgestart na agendering VR"
    assert "opgestart" in STATUSES
    assert "Opgestart" not in STATUSES


def test_the_label_of_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        STATUSES.label("vertraagd")


def test_a_spelling_of_two_keys_is_refused() -> None:
    with pytest.raises(AmbiguousSpelling) as caught:
        Choices("lijst", (("a", "Eén"), ("b", " EÉN ")))

    assert caught.value.keys == ("a", "b")


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Choices("lijst", (("a", "Een"), ("a", "Twee")))


def test_a_synonym_of_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown key"):
        Choices("lijst", (("a", "Een"),), {"Twee": "b"})


def test_choices_travel_to_a_worker_process_unchanged() -> None:
    copy = pickle.loads(pickle.dumps(STATUSES))  # noqa: S301 - our own bytes

    assert copy == STATUSES
    assert hash(copy) == hash(STATUSES)
    assert copy.key_for("opgestart") == "opgestart"


@example("e\u200b\u0301")
@example("´")
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@example("´", "NFKD")
@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_normal_form_of_a_spelling_makes_no_difference(text: str, form: str) -> None:
    assert folded(unicodedata.normalize(form, text)) == folded(text)


@given(st.text())
def test_any_text_is_answered_without_an_error(text: str) -> None:
    found = CLUSTERS.key_for(text)

    assert found is None or found in CLUSTERS


def test_only_keys_in_digits_have_a_number() -> None:
    letters = Choices("lijst", (("a1", "1. Een"), ("07", "Zonder nummer")))

    assert letters.key_for("1") is None
    assert letters.key_for("Een") is None
    assert letters.key_for("7") == "07"


@given(st.text() | st.text(st.characters(max_codepoint=0x24F)))
@example("`Zo` \u00adgezegd")
@example("Één\u200b › \ufb01")
def test_a_quick_way_folds_as_the_long_way_does(text: str) -> None:
    def once(found: str) -> str:
        visible = "".join(sign for sign in found if unicodedata.category(sign) != "Cf")
        plain = visible.translate(dict(zip(map(ord, "’‘`–—‐"), "'''---", strict=True)))
        return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())

    found = text
    while (simpler := once(found)) != found:
        found = simpler
    assert folded(text) == found
