"""Mijlpalen by when they are planned: month by month around the peildatum, by year further off."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.parts import Telling
from vvdesk.dashboard.reading import Mijlpaalrij

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YEAR = 12
_PAST, _COMING = 5, 12
"""Months before that of the peildatum, and after it."""
_EARLIER, _LATER = "eerder", "later"
NO_DAY = "geen-datum"

_Place = tuple[int, str, str, str]
"""Order, key, label, group."""


def count_months(rows: Iterable[Mijlpaalrij], peildatum: date, lists: Lists) -> tuple[Telling, ...]:
    """Count the mijlpalen of each month by status.

    Returns:
        Earlier years that have some, the months around the peildatum (all of them), later years
        that have some, and those without a day; together they are all of `rows`.
    """
    middle = peildatum.year * _YEAR + peildatum.month - 1
    shown = range(middle - _PAST, middle + _COMING + 1)
    # Of these years some months are shown by themselves: what is left of them has another name.
    first, last = shown[0] // _YEAR, shown[-1] // _YEAR

    @cache
    def place(month: str) -> _Place:
        year, number = int(month[:4]), int(month[5:7])
        at = year * _YEAR + number - 1
        if at in shown:
            return at, month, _MONTHS[number - 1], str(year)
        if at < shown.start:
            named = (_EARLIER, str(year)) if year == first else (str(year), "")
            return year * _YEAR - 10_000 * _YEAR, f"voor-{year}", *named
        named = (_LATER, str(year)) if year == last else (str(year), "")
        return year * _YEAR + 10_000 * _YEAR, f"na-{year}", *named

    counts: defaultdict[_Place, Counter[str]] = defaultdict(Counter)
    for at in shown:
        counts[place(f"{at // _YEAR:04}-{at % _YEAR + 1:02}")] = Counter()
    for row in rows:
        where = place(row.timing[:7]) if row.timing else (10**9, NO_DAY, "geen datum", "")
        counts[where][row.status or ""] += 1
        lists.add_mijlpaal(f"maand:{where[1]}", row)
        lists.add_mijlpaal(f"maand:{where[1]}:{row.status or ''}", row)
    found = []
    for _order, key, label, group in sorted(counts):
        where = (_order, key, label, group)
        found.append(Telling(f"maand:{key}", label, dict(counts[where]), None, group))
    return tuple(found)


def planned_words(maand: Telling) -> str:
    """Return when the mijlpalen of a count are planned, after "Mijlpalen": "gepland in 2023"."""
    if maand.key == f"maand:{NO_DAY}":
        return "zonder datum"
    if maand.label in {_EARLIER, _LATER}:
        return f"gepland {maand.label} in {maand.group}"
    return " ".join(filter(None, ("gepland in", maand.label, maand.group)))
