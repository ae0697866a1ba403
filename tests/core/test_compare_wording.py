"""Words taken out and put in: nothing is lost, and a reader sees whole words."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.compare.wording import Part, Segment, rich_differences, word_differences

TEXTS = st.text(alphabet="ab ,.\n\u00a0é", max_size=60)


def spelled(segments: list[Segment], without: Part) -> str:
    return "".join(segment.text for segment in segments if segment.part is not without)


def parts(old: str, new: str) -> list[tuple[str, str]]:
    return [(segment.part.value, segment.text) for segment in word_differences(old, new)]


@given(TEXTS, TEXTS)
def test_the_segments_spell_both_texts_to_the_last_space(old: str, new: str) -> None:
    found = word_differences(old, new)
    assert spelled(found, Part.INSERTED) == old
    assert spelled(found, Part.DELETED) == new
    assert all(segment.text for segment in found)
    assert all(one.part is not other.part for one, other in pairwise(found))


@given(TEXTS)
def test_equal_texts_are_one_equal_segment(text: str) -> None:
    assert word_differences(text, text) == ([Segment(Part.EQUAL, text)] if text else [])


def test_a_replaced_word_is_shown_whole_with_what_was_deleted_first() -> None:
    assert parts("De acties worden verder vormgegeven.", "De acties zijn vormgegeven.") == [
        ("equal", "De acties "),
        ("deleted", "worden verder "),
        ("inserted", "zijn "),
        ("equal", "vormgegeven."),
    ]


def test_an_added_comma_leaves_its_word_alone() -> None:
    assert parts("scholen kregen geld", "scholen, kregen geld") == [
        ("equal", "scholen"),
        ("deleted", " "),
        ("inserted", ", "),
        ("equal", "kregen geld"),
    ]


def test_another_line_end_is_a_difference_in_white_space_only() -> None:
    assert parts("een twee", "een\ntwee") == [
        ("equal", "een"),
        ("deleted", " "),
        ("inserted", "\n"),
        ("equal", "twee"),
    ]


def test_nothing_against_something_is_all_inserted() -> None:
    assert parts("", "nieuw") == [("inserted", "nieuw")]
    assert parts("oud", "") == [("deleted", "oud")]
    assert parts("", "") == []


def test_rich_text_is_compared_by_what_a_reader_sees() -> None:
    found = rich_differences("<p>een <strong>twee</strong></p>", "<p>een twee drie</p>")
    assert "".join(segment.text for segment in found if segment.part is Part.INSERTED).strip()
    assert not any(segment.part is Part.DELETED and segment.text.strip() for segment in found)
    assert rich_differences("<p>een <strong>twee</strong></p>", "<p>een twee</p>") == [
        Segment(Part.EQUAL, "een twee")
    ]
    assert rich_differences(None, None) == []


def test_long_texts_are_compared_sentence_by_sentence_first() -> None:
    sentences = [f"Zin {number} van het verslag over de scholen. " for number in range(300)]
    changed = sentences.copy()
    changed[150] = "Zin 150 van het verslag over alle scholen. "
    found = word_differences("".join(sentences), "".join(changed))
    assert [(each.part.value, each.text) for each in found[1:-1]] == [
        ("deleted", "de "),
        ("inserted", "alle "),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            " ".join(f"woord{number % 97} de" for number in range(2_500)),
            " ".join(f"woord{number % 89} het" for number in range(2_500)),
        ),
        ("a " * 10_000, "a b " * 5_000),
        ("a. " * 5_000, "b. a. " * 2_500),
        ("woord de " * 199, "de het woord " * 130),
    ],
)
def test_long_texts_are_compared_within_seconds_and_lose_nothing(old: str, new: str) -> None:
    started = time.perf_counter()
    found = word_differences(old, new)
    assert time.perf_counter() - started < 5
    assert spelled(found, Part.INSERTED) == old
    assert spelled(found, Part.DELETED) == new
