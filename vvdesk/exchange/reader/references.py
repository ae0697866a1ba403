"""Names of cells and areas, read strictly: capitals, no dollar signs, within the sheet."""

import re

from vvdesk.exchange.reader.model import Area, column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_USUAL = 500
_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

COLUMNS = {column_letters(column): column for column in range(1, _USUAL + 1)}
"""The first columns by their letters, for speed; `column_number` knows all."""


def column_number(letters: str) -> int:
    """Return the column counted from 1, or 0 when there is no such column."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
        if number > LAST_COLUMN:
            return 0
    return number


def read_area(text: str) -> Area | None:
    """Read `A1:C3` or `A1`; None when it is neither."""
    first, colon, last = text.partition(":")
    start, end = _cell(first), _cell(last if colon else first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


def _cell(text: str) -> tuple[int, int] | None:
    match = _NAME.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if column and row <= LAST_ROW else None
