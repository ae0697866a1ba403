"""Days that plans are made with."""

import calendar
from datetime import date


def month_end(day: date, months: int) -> date:
    """Return the last day of the month that lies `months` after `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
