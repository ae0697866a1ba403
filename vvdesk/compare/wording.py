"""Which words of a text were taken out and which were put in."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from vvdesk import richtext

_WORD = re.compile(r"(\w+|[^\w\s]|)(\s*)")
_SENTENCE_ENDS = {".", "!", "?", ":", ";"}
_LARGEST_EXACT = 160_000
"""Pieces of one text times pieces of the other; the effort to match them grows with it."""

_Word: TypeAlias = tuple[str, str]
"""A word or sign, and the white space behind it."""
_Range: TypeAlias = tuple[bool, tuple[int, int], tuple[int, int]]
"""Whether the words are equal, and from where to where they stand in the two texts."""


class Part(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and what happened to it.

    Attributes:
        part: Whether it stands in both texts, only in the new, or only in the old.
        text: Never empty.
    """

    part: Part
    text: str


def word_differences(old: str, new: str) -> list[Segment]:
    """Compare two plain texts word by word.

    Args:
        old: The earlier text.
        new: The later text.

    Returns:
        Segments in reading order, no two neighbours of the same part, what was deleted before what
        took its place. Without the inserted ones they spell `old`, without the deleted ones `new`,
        white space included.
    """
    before, after = _words(old), _words(new)
    found: list[Segment] = []
    for equal, (start, end), (new_start, new_end) in _ranges(before, after):
        if equal:
            for one, other in zip(before[start:end], after[new_start:new_end], strict=True):
                found += _same_word(one, other)
        else:
            found.append(Segment(Part.DELETED, _text(before[start:end])))
            found.append(Segment(Part.INSERTED, _text(after[new_start:new_end])))
    return _joined(found)


def rich_differences(old: str | None, new: str | None) -> list[Segment]:
    """Compare two rich texts (None for an empty one) by the words that a reader sees."""
    return word_differences(richtext.to_plain(old or ""), richtext.to_plain(new or ""))


def _ranges(before: list[_Word], after: list[_Word]) -> Iterator[_Range]:
    """Match words; those of long texts only within sentences that have no equal in the other."""
    one, other = ([word for word, _space in words] for words in (before, after))
    if len(one) * len(other) <= _LARGEST_EXACT:
        yield from _matched(one, other, (0, 0))
        return
    cuts, new_cuts = _cuts(before), _cuts(after)
    sentences = [tuple(one[start:end]) for start, end in pairwise(cuts)]
    new_sentences = [tuple(other[start:end]) for start, end in pairwise(new_cuts)]
    for equal, found, new_found in _matched(sentences, new_sentences, (0, 0)):
        start, end = cuts[found[0]], cuts[found[1]]
        new_start, new_end = new_cuts[new_found[0]], new_cuts[new_found[1]]
        if equal:
            yield True, (start, end), (new_start, new_end)
        else:
            yield from _matched(one[start:end], other[new_start:new_end], (start, new_start))


def _matched(
    one: Sequence[Hashable], other: Sequence[Hashable], offset: tuple[int, int]
) -> Iterator[_Range]:
    """Match two rows of pieces; where that would take too long, the one replaced the other."""
    first = _shared(one, other)
    last = _shared(one[first:][::-1], other[first:][::-1])
    ends = (len(one) - last, len(other) - last)
    codes: list[tuple[str, int, int, int, int]] = [("equal", 0, first, 0, first)]
    if (ends[0] - first) * (ends[1] - first) > _LARGEST_EXACT:
        codes.append(("replace", first, ends[0], first, ends[1]))
    else:
        middle = SequenceMatcher(
            None, one[first : ends[0]], other[first : ends[1]], autojunk=False
        ).get_opcodes()
        codes += [
            (tag, first + start, first + end, first + new_start, first + new_end)
            for tag, start, end, new_start, new_end in middle
        ]
    codes.append(("equal", ends[0], len(one), ends[1], len(other)))
    for tag, start, end, new_start, new_end in codes:
        found = (offset[0] + start, offset[0] + end)
        yield tag == "equal", found, (offset[1] + new_start, offset[1] + new_end)


def _shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Count the pieces that both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cuts(words: list[_Word]) -> list[int]:
    """Return where sentences and lines begin, and where the last one ends."""
    ends = [
        place
        for place, (word, space) in enumerate(words, start=1)
        if word in _SENTENCE_ENDS or "\n" in space
    ]
    return sorted({0, *ends, len(words)})


def _words(text: str) -> list[_Word]:
    """Return every word or sign with the white space behind it; leading space has an empty word."""
    return [(match[1], match[2]) for match in _WORD.finditer(text) if match[0]]


def _text(words: list[_Word]) -> str:
    return "".join(word + space for word, space in words)


def _same_word(old: _Word, new: _Word) -> list[Segment]:
    """Return a word that stayed; the white space behind it may be another one."""
    if old == new:
        return [Segment(Part.EQUAL, _text([old]))]
    return [
        Segment(Part.EQUAL, old[0]),
        Segment(Part.DELETED, old[1]),
        Segment(Part.INSERTED, new[1]),
    ]


def _joined(found: list[Segment]) -> list[Segment]:
    """Join neighbours of one part, and put deletions before insertions between two equal parts."""
    joined: list[Segment] = []
    for run in _runs([segment for segment in found if segment.text]):
        for part in Part.EQUAL, Part.DELETED, Part.INSERTED:
            text = "".join(segment.text for segment in run if segment.part is part)
            if text:
                joined.append(Segment(part, text))
    return joined


def _runs(found: list[Segment]) -> list[list[Segment]]:
    """Cut where equal and unequal segments meet."""
    cuts = [
        place
        for place, (one, other) in enumerate(pairwise(found), start=1)
        if (one.part is Part.EQUAL) != (other.part is Part.EQUAL)
    ]
    return [found[start:end] for start, end in pairwise([0, *cuts, len(found)])]
