import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.number_words import counted, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"),
        (1, "een"),
        (8, "acht"),
        (14, "veertien"),
        (20, "twintig"),
        (21, "eenentwintig"),
        (22, "tweeëntwintig"),
        (83, "drieëntachtig"),
        (99, "negenennegentig"),
        (100, "honderd"),
        (101, "honderdeen"),
        (132, "honderdtweeëndertig"),
        (375, "driehonderdvijfenzeventig"),
        (1_000, "duizend"),
        (1_100, "duizend honderd"),
        (2_001, "tweeduizend een"),
        (801_000, "achthonderdeenduizend"),
        (1_000_000, "een miljoen"),
        (12_500_000, "twaalf miljoen vijfhonderdduizend"),
        (375_000_000, "driehonderdvijfenzeventig miljoen"),
        (1_500_000_000, "een miljard vijfhonderd miljoen"),
        (4_300_000_000_000, "vier biljoen driehonderd miljard"),
        (10**15, "een biljard"),
        (-1_500, "min duizend vijfhonderd"),
    ],
)
def test_a_number_is_written_as_the_taalunie_writes_it(number, words):
    assert in_words(number) == words


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_two_numbers_never_share_their_words(one, other):
    assert (in_words(one) == in_words(other)) == (one == other)


@given(st.integers(0, 999))
def test_below_a_thousand_it_is_one_word(number):
    assert " " not in in_words(number)


def test_what_is_too_large_is_refused():
    with pytest.raises(ValueError, match="too large"):
        in_words(10**18)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 projecten"), (1, "1 project"), (2, "2 projecten"), (18_100, "18.100 projecten")],
)
def test_a_number_stands_with_its_noun(number, said):
    assert counted(number, "project", "projecten") == said
