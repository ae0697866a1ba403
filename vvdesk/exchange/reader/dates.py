"""Dates of a cell: serial numbers, the two calendars of Excel, and formats that show a date."""

import re
from datetime import date, timedelta
from decimal import Decimal

from vvdesk.errors import VvdeskError

_NO_DATE = 60  # Excel counts 29 February 1900, a day that never was.
_LAST = date(9999, 12, 31)
_BEFORE_1900 = date(1899, 12, 31)
_FIRST_1904 = date(1904, 1, 1)
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].?|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"[dmyhs]", re.IGNORECASE)


class NotADate(VvdeskError):
    """A number that stands for no calendar day; the message is the reason, without full stop."""


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows a date or a time.

    Quoted, escaped and filling signs, colours and conditions do not count: `0.00*d` is no date.

    Args:
        code: The format code in English notation, such as `dd/mm/yyyy;@`.
    """
    return code != "General" and _PARTS.search(_LITERAL.sub("", code)) is not None


def serial_to_date(serial: Decimal, *, date1904: bool) -> date:
    """Turn the number behind a date cell into the calendar day.

    Args:
        serial: Days; 1 is 1 January 1900, or 0 is 1 January 1904.
        date1904: Which of the two calendars the workbook says it uses.

    Returns:
        The calendar day, without time zone.

    Raises:
        NotADate: A time of day is attached, the day does not exist (60 is 29 February 1900),
            or the number is out of range. Nothing is rounded.

    Source:
        ECMA-376 part 1, 18.17.4.1; RELIABILITY.md 2, row 12.
    """
    if serial != serial.to_integral_value():
        raise NotADate(f"{serial} is een dag met een uur erbij; alleen een dag is mogelijk")
    days = int(serial)
    if days < 0 or (days == 0 and not date1904):
        raise NotADate(f"{days} ligt vóór de eerste dag die Excel kent")
    if date1904:
        start = _FIRST_1904
    elif days == _NO_DATE:
        raise NotADate("60 staat in Excel voor 29/02/1900, een dag die niet bestaat")
    else:
        start = _BEFORE_1900 if days < _NO_DATE else _BEFORE_1900 - timedelta(days=1)
    if days > (_LAST - start).days:
        raise NotADate(f"{days} ligt na de laatste dag die Excel kent (31/12/9999)")
    return start + timedelta(days=days)
