"""Weighing words: vague titles, texts that were copied, titles that were changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.rules.wording import bare_text, nearly_equal, reworded, woordkeus

WORDS = woordkeus(3, ("nog uit te werken", "diverse"), ("goedgekeurd", "betaling"))
TEXTS = st.lists(
    st.sampled_from(["de", "school", "krijgt", "een", "net", "werk", "dat", "snel", "is"])
).map(" ".join)


@pytest.mark.parametrize(
    ("titel", "punten"),
    [
        ("Decreet goedgekeurd door het parlement", 0),
        ("Toestellen voor 400 scholen", 0),
        ("Uitbreiding van de premie", 1),
        ("Speerpunt 1: decreet goedgekeurd", 2),
        ("  speerpunt 12 betaling van premies", 2),
        ("Speerpunt digitalisering goedgekeurd en betaald", 0),
        ("Speerpunt 3: bevorderen van welzijn", 3),
        ("Decreet goedgekeurd", 2),
        ("Talenplan", 3),
        ("", 3),
        ("Diverse acties nog  uit\nte werken", 5),
        ("Oproep: (diverse) premies goedgekeurd", 2),
        ("Diversenota over premies goedgekeurd", 0),
    ],
)
def test_a_title_is_scored_by_what_makes_it_vague(titel: str, punten: int) -> None:
    assert WORDS.weigh(titel).punten == punten


def test_reasons_are_half_sentences_heaviest_first() -> None:
    assert WORDS.weigh("Speerpunt 1 nog uit te werken").redenen == (
        'begint met "Speerpunt 1" in plaats van met het resultaat',
        'bevat "nog uit te werken"',
        "zegt niet wat er dan afgerond is",
    )


def test_a_plan_without_word_lists_looks_only_at_opening_and_length() -> None:
    plain = woordkeus(2, (), ())
    assert plain.weigh("Diverse acties").punten == 0
    assert plain.weigh("Talenplan").punten == 2


@given(st.text())
def test_any_title_can_be_weighed(titel: str) -> None:
    vaagheid = WORDS.weigh(titel)
    assert vaagheid.punten >= len(vaagheid.redenen)
    assert (vaagheid.punten == 0) == (not vaagheid.redenen)


@given(TEXTS, TEXTS)
def test_nearly_equal_is_mutual_and_every_text_equals_itself(one: str, other: str) -> None:
    assert nearly_equal(one, one, 100)
    assert nearly_equal(one, other, 95) == nearly_equal(other, one, 95)


def test_a_text_with_one_word_changed_is_nearly_equal_and_a_new_one_is_not() -> None:
    text = " ".join(f"woord{number}" for number in range(60))
    assert nearly_equal(f"<p>{text}</p>", f"<p>{text.replace('woord7 ', 'ander ')}</p>", 95)
    assert nearly_equal(text, " ".join(reversed(text.split())), 95)
    assert not nearly_equal(text, text.replace("woord1", "ander"), 95)
    assert not nearly_equal(text, f"{text} {text}", 95)
    # The same words, but each so much more often that hardly any is shared.
    assert not nearly_equal("a a a a b c d e", "a b b b c c d e", 95)


@given(st.text())
def test_a_title_is_not_reworded_by_capitals_and_spaces(titel: str) -> None:
    assert not reworded(titel, titel, 80)
    assert not reworded(f" {titel}  ", titel, 80)


@pytest.mark.parametrize(
    ("titel", "is_reworded"),
    [
        ("Eenmalige verruiming van de stagebonus", False),
        ("ENMALIGE VERRUIMING VAN DE STAGEBONUS.", False),
        ("Enmalige verruiming van de stagebonus tot 300 euro", True),
        ("Nieuwe regels voor het stagegeld", True),
        ("", True),
    ],
)
def test_a_title_is_reworded_when_it_says_something_else(titel: str, is_reworded: bool) -> None:  # noqa: FBT001 - a table
    assert reworded(titel, "Enmalige verruiming van de stagebonus", 80) is is_reworded


def test_another_figure_is_always_another_title() -> None:
    assert reworded("Toestellen voor 300 scholen", "Toestellen voor 400 scholen", 80)


def test_bare_text_has_no_marks() -> None:
    assert bare_text("<p>A &amp; <strong>B</strong></p>").split() == ["A", "&", "B"]


def test_texts_of_any_length_are_weighed_at_once() -> None:
    one, other = "abc def " * 3_000, "abd cef " * 3_000
    started = time.process_time()
    WORDS.weigh(one)
    nearly_equal(one, other, 95)
    reworded(one, other, 80)
    # Half a second is a hundred times what is needed, and far less than a quadratic comparison.
    assert time.process_time() - started < 0.5
