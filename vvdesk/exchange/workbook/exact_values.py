"""A value as a cell holds it: as what it is where a spreadsheet keeps that exact, else its text."""

from datetime import date
from decimal import Decimal
from typing import Final

from vvdesk.exchange.workbook.cells import is_exact
from vvdesk.values import dag_to_text, number_to_text

_FIRST_SURE_DAY: Final = date(1900, 3, 1)
"""Before it, programs disagree: Excel counts a 29 February 1900 that never was."""


def exactly(value: int | Decimal | date) -> int | Decimal | date | str:
    """Return a value for a cell that is only read: never rounded, never another day.

    Args:
        value: An amount, a number or a day.

    Returns:
        The same, or its text: of a day before March 1900, and of more than fifteen digits.
    """
    if isinstance(value, date):
        return dag_to_text(value) if value < _FIRST_SURE_DAY else value
    number = Decimal(value)
    return value if is_exact(number) else number_to_text(number)
