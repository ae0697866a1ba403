"""How wide and how high: no library computes it, and a cut text is a text nobody reads."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from vvdesk.exchange.workbook.house import LINE_HEIGHT
from vvdesk.exchange.workbook.sheets import Column
from vvdesk.kinds import OPMAAK

HIGHEST: Final = 409.0
"""Points; Excel shows no higher row."""
_COMFORTABLE: Final = 300.0
"""Points; a text that needs more gets a wider column first."""
_WIDEST: Final = 110
_WIDEST_PLAIN: Final = 44.0
"""What identifies a row stays in view while people scroll, so it may not fill the screen."""
_WRAPS_FROM: Final = 20
_WRAPPED: Final = 0.85
_SIGNS_PER_UNIT: Final = 1.28
"""A unit of width is one digit at 11 points; text at 10 points is narrower."""
_INDENT: Final = 2
_LOWEST: Final = 18.0
_MARGIN: Final = 6.0


def lines_of(text: str, width: float) -> int:
    """Estimate how many lines a text takes in a column of `width` units."""
    room = max((width - _INDENT) * _SIGNS_PER_UNIT, 1.0)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Return the height in points of a row with so many lines."""
    return min(HIGHEST, max(_LOWEST, lines * LINE_HEIGHT + _MARGIN))


def widths_of(columns: Sequence[Column], texts: Iterable[Sequence[str]]) -> list[float]:
    """Return the width of each column: the dictionary's, bounded, and more for long rich text.

    Args:
        columns: From left to right.
        texts: For each column its texts; looked at for rich text only.
    """
    return [
        _rich_width(column.width, found) if column.kind is OPMAAK else plain_width(column)
        for column, found in zip(columns, texts, strict=True)
    ]


def plain_width(column: Column) -> float:
    """Return the width of a column without long texts, in which texts may wrap."""
    if column.width < _WRAPS_FROM:
        return float(column.width)
    return min(column.width * _WRAPPED, _WIDEST_PLAIN)


def _rich_width(width: float, texts: Sequence[str]) -> float:
    longest = max(texts, key=len, default="")
    while width < _WIDEST and lines_of(longest, width) * LINE_HEIGHT > _COMFORTABLE:
        width += 5
    return min(width, float(_WIDEST))
