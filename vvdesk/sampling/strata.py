"""Dividing a population in strata, and how many of each are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.charts.text import in_euro
from vvdesk.sampling.allotting import allot
from vvdesk.sampling.design import Bedrag, Indeling, Opzet
from vvdesk.sampling.population import Population, Unit

BEDRAG_NAMEN: Final = {
    Bedrag.BELEIDSRUIMTE: "Beleidsruimte (begroot)",
    Bedrag.VAK: "Uitvoering VAK",
    Bedrag.VEK: "Uitvoering VEK",
}
WITHOUT_SPEERPUNT: Final = "Zonder speerpunt"
ALWAYS: Final = "altijd"
_CLASSES: Final = 3


@dataclass(frozen=True, slots=True)
class Layer:
    """A stratum with its units.

    Attributes:
        key: Its short name.
        name: In words.
        units: In order of code.
        places: How many are drawn.
        amount: The sum of its amounts; None where amounts do not count.
    """

    key: str
    name: str
    units: tuple[Unit, ...]
    places: int
    amount: int | None = None


def layers(population: Population, units: Sequence[Unit], opzet: Opzet) -> list[Layer]:
    """Return the strata that have units, in order, with the places of each.

    Args:
        population: Where the units come from.
        units: Those that pass the filters, in order of code.
        opzet: Which strata, how many places.
    """
    if opzet.indeling is Indeling.SPEERPUNT:
        return _by_speerpunt(population, units, opzet.omvang)
    if opzet.indeling is Indeling.BEDRAG:
        return list(_by_amount(units, opzet.bedrag, opzet.omvang))
    places = min(opzet.omvang, len(units))
    return [Layer("alle", "Alle eenheden", tuple(units), places)] if units else []


def _by_speerpunt(population: Population, units: Sequence[Unit], places: int) -> list[Layer]:
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.speerpunt, []).append(unit)
    listed = dict(population.referentie.lists["speerpunt"].entries)
    keys = [key for key in listed if key in groups]
    keys += sorted(key for key in groups if key and key not in listed)
    keys += [""] if "" in groups else []
    sizes = [len(groups[key]) for key in keys]
    return [
        Layer(key or "zonder", listed.get(key, key) or WITHOUT_SPEERPUNT, tuple(groups[key]), drawn)
        for key, drawn in zip(keys, allot(places, sizes, sizes), strict=True)
    ]


def _by_amount(units: Sequence[Unit], bedrag: Bedrag, places: int) -> Iterator[Layer]:
    """Yield: key items, classes of about equal sums, no money, not filled in."""
    known = [(unit, amount) for unit in units if (amount := unit.bedragen[bedrag]) is not None]
    paid = sorted(
        (each for each in known if each[1] > 0), key=lambda each: (-each[1], each[0].code)
    )
    zero = [unit for unit, amount in known if amount <= 0]
    empty = [unit for unit in units if unit.bedragen[bedrag] is None]
    for_paid, for_zero, for_empty = allot(
        places, sizes := [len(paid), len(zero), len(empty)], sizes
    )
    always = _key_items([amount for _unit, amount in paid], for_paid)
    if always:
        smallest = paid[always - 1][1]
        name = f"Altijd getrokken: vanaf {in_euro(smallest)}"
        yield _layer(ALWAYS, name, paid[:always], always)
    classes = _equal_sums(paid[always:])
    sums = [sum(amount for _unit, amount in each) for each in classes]
    drawn = allot(for_paid - always, [len(each) for each in classes], sums)
    for number, (each, own) in enumerate(zip(classes, drawn, strict=True), start=1):
        high, low = in_euro(each[0][1]), in_euro(each[-1][1])
        name = f"Klasse {number}: {high}" if high == low else f"Klasse {number}: {low} tot {high}"
        yield _layer(f"klasse-{number}", name, each, own)
    if zero:
        total = sum(unit.bedragen[bedrag] or 0 for unit in zero)
        yield Layer("nul", "0 euro of minder", tuple(zero), for_zero, total)
    if empty:
        yield Layer("leeg", "Niet ingevuld", tuple(empty), for_empty)


def _key_items(amounts: Sequence[int], places: int) -> int:
    """Return how many of the largest amounts are always drawn.

    Those at or above the sampling interval: what is left of the total, divided by the places that
    are left; asked again after each, for every one that goes makes the interval another.
    """
    left, found = sum(amounts), 0
    for amount in amounts:
        if found == places or amount * (places - found) < left:
            break
        left, found = left - amount, found + 1
    return found


def _equal_sums(paid: Sequence[tuple[Unit, int]]) -> list[list[tuple[Unit, int]]]:
    """Cut amounts, largest first, in at most three classes with about a third of the total each.

    Equal amounts never fall apart over two classes.
    """
    total = sum(amount for _unit, amount in paid)
    classes: list[list[tuple[Unit, int]]] = []
    before, latest = 0, 0
    for unit, amount in paid:
        number = min(before * _CLASSES // total, _CLASSES - 1)
        if not classes or (number != latest and amount != classes[-1][-1][1]):
            classes.append([])
            latest = number
        classes[-1].append((unit, amount))
        before += amount
    return classes


def _layer(key: str, name: str, paid: Sequence[tuple[Unit, int]], places: int) -> Layer:
    units = sorted((unit for unit, _amount in paid), key=lambda unit: unit.code)
    return Layer(key, name, tuple(units), places, sum(amount for _unit, amount in paid))
