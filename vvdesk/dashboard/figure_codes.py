"""Under which reference code each figure of the overview is cited in a report.

A figure is known in the overview by the key of the list behind it (`Dashboard.behind`). The same
key read here gives its code, for who prints it and for who explains it.
"""

import re
from typing import Final

from vvdesk.anchors import PLAN, group_code, speerpunt_group
from vvdesk.dashboard.selection import NO_SPEERPUNT

CHANGE: Final = "-VERSCHIL"
"""Behind the name of a figure: how much more it is than at the previous meetmoment."""
PROJECTEN: Final = "PROJECTEN"
FINANCIERING: Final = "FINANCIERING"
"""A row with beleidsruimte, VAK and VEK."""
_NAMES: Final = {
    "fiches": PROJECTEN,
    "voorbij": "OVERTIJD",
    "maand": "GEPLAND",
    # Shorter than the name of the list: a code has to fit beside a figure.
    "mijlpaalstatus": "MIJLPAAL",
}
_NONE: Final = "GEEN"
"""In place of the key of a status: none was filled in."""
_MONEY: Final = {"ruimte": "BELEIDSRUIMTE", "vak": "VAK", "vek": "VEK"}
_IN_A_CODE: Final = re.compile(r"[A-Z0-9_-]+")
_GROUP: Final = re.compile(r"S[0-9]{2}")


def what_of(key: str) -> tuple[str, str]:
    """Return of which speerpunt a figure is, and what it counts or adds.

    Args:
        key: As in `Dashboard.behind`: `status:opgestart`, `speerpunt:04:opgestart`, `geld:04:vak`.

    Returns:
        The number of the speerpunt, or empty when the figure is of all that the overview is about;
        and the last part of the code, empty when the figure is not cited.
    """
    first, *rest = key.split(":")
    if first == "speerpunt":
        nummer, *status = rest
        what = f"STATUS-{_part(status[0])}" if status else PROJECTEN
    elif first == "geld":
        nummer, what = _money(rest)
    else:
        nummer, what = "", "-".join((_NAMES.get(first) or _part(first), *map(_part, rest)))
    return nummer, what if _IN_A_CODE.fullmatch(what) else ""


def code_of(key: str, meetmoment_id: int, group: str) -> str:
    """Return the reference code of a figure.

    Args:
        key: See `what_of`.
        meetmoment_id: See `Meetmoment.id`.
        group: What the overview is about, see `Verwijzing`; empty for some speerpunten together,
            which no code names.

    Returns:
        The code; empty when the figure has none.
    """
    nummer, what = what_of(key)
    whose = group_of(nummer) if nummer else group
    return group_code(meetmoment_id, whose, what) if whose and what else ""


def group_of(nummer: str | None) -> str:
    """Return the group of a speerpunt as the overview names it, `04` or `NO_SPEERPUNT`.

    Args:
        nummer: None for the whole plan.

    Returns:
        The group; empty for a number that no code can name.
    """
    if nummer is None:
        return PLAN
    group = speerpunt_group(None if nummer == NO_SPEERPUNT else nummer)
    return group if _GROUP.fullmatch(group) else ""


def _money(parts: list[str]) -> tuple[str, str]:
    """Read `ruimte`, `04:ruimte`, `04:ruimte:leeg`; a speerpunt is never called as an amount."""
    nummer = "" if not parts or parts[0] in _MONEY or parts[0] == "leeg" else parts[0]
    name, *rest = parts[1:] if nummer else parts
    if name not in _MONEY:
        return nummer, "-".join((FINANCIERING, _part(name)))
    return nummer, "-".join((_MONEY[name], *map(_part, rest)))


def _part(text: str) -> str:
    return text.replace("-", "_").upper() or _NONE
