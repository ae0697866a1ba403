"""Numbers of a cell, exactly as the file holds them."""

import re
from decimal import Decimal

SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of what a person types."""

_MOST_DIGITS = 9
_LONGEST = 64
_GREATEST = 308
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


def exact_number(text: str) -> tuple[Decimal, bool] | None:
    """Read the number in the XML of a cell; None when it is not one.

    Excel writes what it stores with 17 digits, so that 1,1 becomes `1.1000000000000001`. Where a
    number of at most 15 digits is the same stored number, that is what the person typed.

    Args:
        text: As found, in the notation of XML: a point for decimals, no thousands.

    Returns:
        The number and whether it has at most 15 significant digits; a number with more is
        returned digit by digit. None for infinity, NaN, other scripts' digits, underscores.

    Source:
        ECMA-376 part 1, 18.18.11; RELIABILITY.md 2, rows 9 and 10.
    """
    if len(text) <= SIGNIFICANT and text.isascii() and text.isdigit():
        return Decimal(text), True
    text = text.strip(" \t\r\n")
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text) or Decimal(0)  # no negative zero, no zero with an exponent
    if abs(number.adjusted()) > _GREATEST:
        return None
    if _significant(number) <= SIGNIFICANT:
        return number, True
    stored = Decimal(repr(float(text)))
    return (stored, True) if _significant(stored) <= SIGNIFICANT else (number, False)


def small_number(text: str) -> int | None:
    """Read an index or count: at most nine plain digits; None when it is anything else."""
    is_plain = len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit()
    return int(text) if is_plain else None


def _significant(number: Decimal) -> int:
    digits = "".join(map(str, number.as_tuple().digits))
    return len(digits.strip("0"))
