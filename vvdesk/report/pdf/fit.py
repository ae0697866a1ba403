"""What fits where on the page: widths of columns, places where a long word may break, rows kept.

All is estimated from the number of letters, generously: a guess that is wrong costs a line break,
never a word that runs out of its cell or a row that runs off the page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.report.content import Align, Column

TEXT_WIDTH: Final = 481.9
"""Points between the margins of `rapport.typ`."""
CODE_WIDTH: Final = 85.1
LABEL_WIDTH: Final = 124.7
PADDING: Final = 8.0
_LETTER: Final = 5.4
"""Points that a digit or average letter takes at most, in the size of a table."""
_CAPITAL: Final = 9.0
_CODE_LETTER: Final = 4.4
_LONGEST_KEPT: Final = 12
"""Lines of a row that is not broken over two pages; more would leave too much white."""
_LONGEST_FIGURE: Final = 24
_LONGEST_WORD: Final = 12
"""Letters of a word that is broken only when there is no other way."""
_MOST: Final = 0.45
"""Share of the width that one column can claim for its figures."""
_SHORTEST_BROKEN: Final = 12
_BREAK: Final = "\u200b"
_TOKEN: Final = re.compile(r"[^ \n\u200b]+")
_WORD_OF_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_BREAK_BEHIND: Final = re.compile(r"(?<=[/\\.,;:=&?_@#%+~|\-–])(?=[^/])")
_LONGEST_HYPHENATED: Final = 44
"""Longer than any Dutch word; hyphenation knows no places in what nobody says."""
_STEP: Final = 6


@dataclass(frozen=True, slots=True)
class Room:
    """A place on the page.

    Attributes:
        points: How wide it is.
    """

    points: float

    @property
    def letters(self) -> int:
        """How many letters surely fit on a line."""
        return max(int(self.points / _LETTER), 3)

    def holds(self, text: str) -> bool:
        """Tell whether the text surely fits on one line."""
        return len(text) <= self.letters

    def fitted(self, text: str) -> str:
        """Return the text with places to break (U+200B) in words that are too long for a line."""
        if len(text) <= self._safe:
            return text
        return _TOKEN.sub(self._with_breaks, text)

    def is_narrow_for(self, text: str) -> bool:
        """Tell whether a word takes so much of a line that it should be hyphenated."""
        longest = max(map(len, text.split()), default=0)
        return longest * _LETTER > self.points / 2

    def lines(self, text: str) -> int:
        """Estimate how many lines the text takes."""
        return sum(-(-len(each) // self.letters) or 1 for each in text.split("\n"))

    @property
    def _safe(self) -> int:
        return min(max(int(self.points / _CAPITAL), 2), _SHORTEST_BROKEN * 2)

    def _with_breaks(self, found: re.Match[str]) -> str:
        word = found.group()
        if len(word) <= self._safe:
            return word
        if len(word) <= _LONGEST_HYPHENATED and _WORD_OF_LETTERS.fullmatch(word):
            return word
        return _BREAK.join(self._stepped(each) for each in _BREAK_BEHIND.split(word))

    def _stepped(self, part: str) -> str:
        if len(part) <= self._safe or _hyphenates(part):
            return part
        step = max(min(_STEP, self._safe), 1)
        return _BREAK.join(part[at : at + step] for at in range(0, len(part), step))


def _hyphenates(part: str) -> bool:
    return len(part) <= _LONGEST_HYPHENATED and bool(_WORD_OF_LETTERS.fullmatch(part))


TEXT: Final = Room(TEXT_WIDTH - PADDING)
BESIDE_CODE: Final = Room(TEXT_WIDTH - CODE_WIDTH - 2 * PADDING)
LABEL: Final = Room(LABEL_WIDTH - PADDING)
VALUE: Final = Room(TEXT_WIDTH - LABEL_WIDTH - CODE_WIDTH - PADDING)
CODE: Final = Room((CODE_WIDTH - PADDING) * 1.2)
"""Codes are set in smaller letters."""


def is_short(lines: int) -> bool:
    """Tell whether a row of so many lines stays on one page."""
    return lines <= _LONGEST_KEPT


def code_points(codes: Iterable[str]) -> float:
    """Return how wide a column of these codes is, in points; 0 without codes."""
    longest = max(map(len, codes), default=0)
    return min(longest * _CODE_LETTER + PADDING, CODE_WIDTH) if longest else 0.0


def rooms(weights: Sequence[int], *, codes: float) -> tuple[Room, ...]:
    """Return the room in the cells of each column."""
    width = TEXT_WIDTH - codes
    total = sum(weights)
    return tuple(Room(width * each / total - PADDING) for each in weights)


def weights(
    columns: Sequence[Column], texts: Sequence[Iterable[str]], *, codes: float
) -> list[int]:
    """Return the shares of the columns, wide enough for the figures in them.

    Args:
        columns: What they are.
        texts: Of each column, what stands in it.
        codes: How wide the column of codes beside them is, in points.
    """
    width = TEXT_WIDTH - codes
    asked = [max(each.weight, 1) for each in columns]
    total = sum(asked)
    needed = [
        min(_longest(column, each) * _LETTER + PADDING, _MOST * width) / width * total
        for column, each in zip(columns, texts, strict=True)
    ]
    return [
        max(round(100 * one), round(100 * other)) for one, other in zip(asked, needed, strict=True)
    ]


def _longest(column: Column, texts: Iterable[str]) -> int:
    """Return the length of the longest figure or short word that should not be broken."""
    said = [*texts]
    words = (word for text in (column.label, *said) for word in text.split())
    longest = max((len(word) for word in words if _stays_whole(word)), default=0)
    if column.align is Align.RIGHT:
        figures = (len(text) for text in said if len(text) <= _LONGEST_FIGURE)
        return max(longest, max(figures, default=0))
    return longest


def _stays_whole(word: str) -> bool:
    return len(word) <= (_LONGEST_FIGURE if word[-1].isdigit() else _LONGEST_WORD)
