"""What a sample would look like before it is drawn: population and strata, quick enough to type."""

from dataclasses import dataclass

from vvdesk.sampling.design import Opzet
from vvdesk.sampling.parts import Stratum
from vvdesk.sampling.population import Population
from vvdesk.sampling.strata import Layer, layers


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """Wat er te trekken is.

    Attributes:
        alles: How many units the meetmoment has.
        populatie: How many of them pass the filters.
        strata: With how many of each would be drawn.
    """

    alles: int
    populatie: int
    strata: tuple[Stratum, ...]

    @property
    def getrokken(self) -> int:
        """How many would be drawn in all."""
        return sum(each.getrokken for each in self.strata)


def preview(population: Population, opzet: Opzet) -> Vooruitblik:
    """Return what `draw` would divide; the seed does not matter for it.

    Raises:
        Misused: The design cannot be drawn.
    """
    opzet = opzet.checked()
    chosen = population.chosen(opzet)
    strata = tuple(map(stratum, layers(population, chosen, opzet)))
    return Vooruitblik(len(population.units), len(chosen), strata)


def stratum(layer: Layer) -> Stratum:
    """Return what is told of a stratum."""
    return Stratum(layer.key, layer.name, len(layer.units), layer.amount, layer.places)
