"""How much something differs, in words and as a figure."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vvdesk.charts.text import in_dutch, with_minus
from vvdesk.compare.changes import Change, Shift
from vvdesk.kinds import EURO, GETAL, OPMAAK, REGELS
from vvdesk.rules.wording import words_of
from vvdesk.values import number_to_text

_LARGE: Final = 1000
"""Percent; a larger share says nothing that the amounts do not."""
_WHOLE: Final = 100
_TEXTS: Final = {OPMAAK, REGELS}


def likeness(was: str, nu: str) -> int:
    """Return which share of the words of two plain texts stands in both, in whole percent.

    Capitals, signs and the order of words do not count; two texts without words are equal.
    """
    one, other = Counter(words_of(was)), Counter(words_of(nu))
    both = one.total() + other.total()
    return 2 * _WHOLE * (one & other).total() // both if both else _WHOLE


def is_text(change: Change) -> bool:
    """Tell whether words were changed on both sides, so that they can be held side by side."""
    return bool(
        change.field is not None and change.field.kind in _TEXTS and change.old and change.new
    )


def measures(change: Change, was: str, nu: str) -> Mapping[str, Any]:
    """Return `maat` and the figures of a `Verschil`, as far as the kind of field has them.

    Args:
        change: What changed; of a field.
        was: The old value for people.
        nu: The new one.
    """
    shift, added = change.shift, change.difference
    if shift is not None:
        return {"maat": str(shift), "dagen": shift.days, "maanden": shift.months}
    if added is not None:
        whole = int(added) if change.field is not None and change.field.kind is EURO else None
        return {"maat": _added(change, added), "verschil": whole}
    if is_text(change):
        alike = likeness(was, nu)
        return {"maat": f"{alike} % dezelfde woorden", "gelijkenis": alike}
    if not was or not nu:
        return {"maat": "ingevuld" if nu else "leeggemaakt"}
    return {}


def shift_of(was: date, nu: date) -> Mapping[str, Any]:
    """Return the measures of a day that moved."""
    shift = Shift.between(was, nu)
    return {"maat": str(shift), "dagen": shift.days, "maanden": shift.months}


def amount_words(amount: int | None, *, stands: bool) -> str:
    """Return an amount of a project for a table; not filled in is not 0, and not there neither."""
    if not stands:
        return "staat er niet"
    return "niet ingevuld" if amount is None else in_dutch(amount)


def _added(change: Change, added: int | Decimal) -> str:
    unit = " EUR" if change.field is not None and change.field.kind is not GETAL else ""
    sign = "+" if added > 0 else ""
    number = in_dutch(added) if isinstance(added, int) else with_minus(number_to_text(added))
    return f"{sign}{number}{unit}{_share(change)}"


def _share(change: Change) -> str:
    share = change.percentage
    if not share or abs(share) >= _LARGE:
        return ""
    return f" ({'+' if share > 0 else ''}{with_minus(number_to_text(share))} %)"
