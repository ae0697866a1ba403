"""What whoever publishes a PDF should know about it, in Dutch."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

_MOST_NAMED: Final = 3
_MOST_SIGNS: Final = 12


def lost_signs(lost: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return one sentence per sign that was not printed: which, how often, where.

    Args:
        lost: How often, per title of a section and sign.
    """
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (section, sign), times in lost.items():
        places[sign][section] += times
    told = [_sentence(sign, found) for sign, found in places.items()]
    if len(told) <= _MOST_SIGNS:
        return tuple(told)
    more = f"En nog {len(told) - _MOST_SIGNS} andere tekens staan als nummer in de PDF."
    return (*told[:_MOST_SIGNS], more)


def _sentence(sign: str, places: Counter[str]) -> str:
    numbers = " ".join(f"U+{ord(each):04X}" for each in sign if not each.isascii())
    shown = f"“{sign}” " if sign.isprintable() else ""
    times = sum(places.values())
    named = [title or "de titel" for title, _ in places.most_common(_MOST_NAMED)]
    others = len(places) - len(named)
    where = ", ".join(named) + (f" en op {others} andere plaatsen" if others > 0 else "")
    often = "1 keer" if times == 1 else f"{times} keer"
    return (
        f"Het teken {shown}({numbers}) zit in geen lettertype van het rapport. In de PDF staat "
        f"[{numbers}], {often}: {where}. Vervang het teken in de fiche als dat stoort."
    )
