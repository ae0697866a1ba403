"""Which words of a text were taken out and which were put in."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from vvdesk import richtext

_WORD = re.compile(r"(\w+|[^\w\s]|)(\s*)")
_LARGEST_EXACT = 250_000
"""Words of one text times words of the other; beyond it, very common words start no match."""


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
    matcher = SequenceMatcher(
        None,
        [word for word, _space in before],
        [word for word, _space in after],
        autojunk=len(before) * len(after) > _LARGEST_EXACT,
    )
    found: list[Segment] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(before[start:end], after[new_start:new_end], strict=True):
                found += _same_word(one, other)
        else:
            found.append(Segment(Part.DELETED, _text(before[start:end])))
            found.append(Segment(Part.INSERTED, _text(after[new_start:new_end])))
    return _joined(found)


def rich_differences(old: str | None, new: str | None) -> list[Segment]:
    """Compare two rich texts (None for an empty one) by the words that a reader sees."""
    return word_differences(richtext.to_plain(old or ""), richtext.to_plain(new or ""))


def _words(text: str) -> list[tuple[str, str]]:
    """Return every word or sign with the white space behind it; leading space has an empty word."""
    return [(match[1], match[2]) for match in _WORD.finditer(text) if match[0]]


def _text(words: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def _same_word(old: tuple[str, str], new: tuple[str, str]) -> list[Segment]:
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
