"""How far the timing of mijlpalen moved since an earlier day."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from statistics import median

from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.parts import Telling, Verschuivingen
from vvdesk.dashboard.reading import Mijlpaalrij

_SIZES: tuple[tuple[str, str, int], ...] = (
    ("vroeger", "vroeger", -1),
    ("maand", "tot 1 maand", 31),
    ("kwartaal", "1 tot 3 maanden", 92),
    ("halfjaar", "3 tot 6 maanden", 183),
    ("jaar", "6 tot 12 maanden", 366),
    ("meer", "meer dan 1 jaar", 100_000),
)
"""Key, label and the most days of each size."""

Earlier = Callable[[Mijlpaalrij], str | None]
"""Gives the earlier timing of a mijlpaal as ISO text; None when there was none."""


def count_slips(
    rows: Iterable[Mijlpaalrij], earlier: Earlier, since: str, key: str, lists: Lists
) -> Verschuivingen:
    """Count how far mijlpalen moved; those that were merged, split or dropped do not take part.

    Args:
        rows: The mijlpalen now.
        earlier: Where they were.
        since: See `Verschuivingen`.
        key: Under which the lists go: `key`, and `key:size`.
        lists: Where they go.
    """
    lists.name(key, f"Mijlpalen die later komen dan {_planned(since)}")
    lists.name(f"{key}:vroeger", f"Mijlpalen die vroeger komen dan {_planned(since)}")
    for size, label, _most in _SIZES[1:]:
        title = f"Mijlpalen die {label} later komen dan {_planned(since)}"
        lists.name(f"{key}:{size}", title)
    compared, later = 0, []
    for row in rows:
        was = earlier(row)
        if row.timing is None or was is None or row.is_afgevoerd:
            continue
        compared += 1
        days = 0 if was == row.timing else _day(row.timing) - _day(was)
        if days:
            lists.add_mijlpaal(f"{key}:{_size(days)}", row)
        if days > 0:
            lists.add_mijlpaal(key, row)
            later.append(days)
    counts = {size: lists.count(f"{key}:{size}") for size, _label, _most in _SIZES}
    return Verschuivingen(
        since,
        compared,
        len(later),
        counts["vroeger"],
        median(later) if later else None,
        tuple(Telling(f"{key}:{size}", label, {"": counts[size]}) for size, label, _most in _SIZES),
    )


def _planned(since: str) -> str:
    return since if since.startswith("de ") else f"in {since}"


def _size(days: int) -> str:
    return next(size for size, _label, most in _SIZES if days <= most)


@cache
def _day(text: str) -> int:
    """Return the number of a day; there are far fewer days than mijlpalen."""
    return date.fromisoformat(text).toordinal()
