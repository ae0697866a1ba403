"""VAK and VEK against the beleidsruimte; what was not filled in is counted apart."""

from collections.abc import Iterable, Sequence

from vvdesk.dashboard.lists import Lists
from vvdesk.dashboard.parts import Geld, Som
from vvdesk.dashboard.reading import Ficherij

_TENTHS = 1000
_NAMES = {"ruimte": "Beleidsruimte", "vak": "Uitvoering VAK", "vek": "Uitvoering VEK"}


def sum_money(fiches: Sequence[Ficherij], label: str, key: str, lists: Lists) -> Geld:
    """Add the money of some projects up.

    Args:
        fiches: Whose.
        label: What they are together.
        key: Under which the lists go: `key:ruimte`, `key:vak` and `key:vek`; those with a missing
            amount under the same with `:leeg` behind it.
        lists: Where they go.
    """
    sums = {}
    for name, words in _NAMES.items():
        own = lists.name(f"{key}:{name}", f"{words} van {label}")
        empty = lists.name(f"{own}:leeg", f"{words} niet ingevuld: {label}")
        known = []
        for fiche in fiches:
            amount = getattr(fiche, name)
            if amount is None:
                lists.add(empty, fiche.code)
            else:
                known.append(amount)
            lists.add(own, fiche.code)
        sums[name] = Som(own, sum(known) if known else None, len(fiches) - len(known))
    return Geld(
        label,
        sums["ruimte"],
        sums["vak"],
        sums["vek"],
        _share((fiche.vak, fiche.ruimte) for fiche in fiches),
        _share((fiche.vek, fiche.ruimte) for fiche in fiches),
    )


def _share(pairs: Iterable[tuple[int | None, int | None]]) -> int | None:
    """Return the share in tenths of a percent, over the pairs that are whole; rounded half up."""
    spent = room = 0
    for amount, ruimte in pairs:
        if amount is not None and ruimte is not None:
            spent, room = spent + amount, room + ruimte
    return (2 * _TENTHS * spent + room) // (2 * room) if room > 0 else None
