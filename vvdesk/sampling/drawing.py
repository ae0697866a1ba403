"""Drawing a sample: an order that follows from a seed and codes, and nothing else.

There is no random generator in it: a unit's place follows from the SHA-256 of `seed:code`, so that
the same seed and content give the same sample on every machine, in every version, and by hand.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from vvdesk.anchors import field_code
from vvdesk.collector import collector_paused
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.sampling.design import Eenheid, Indeling, Opzet
from vvdesk.sampling.explaining import explanation
from vvdesk.sampling.parts import Getrokken, Steekproef
from vvdesk.sampling.population import Population, Unit, read_population
from vvdesk.sampling.preview import stratum
from vvdesk.sampling.strata import Layer, layers
from vvdesk.store.workspace import Workspace

_UNITS_AT_ONCE: Final = 5_000


def draw(
    workspace: Workspace, meetmoment: Meetmoment, opzet: Opzet, progress: Progress = silent
) -> Steekproef:
    """Draw a sample; the same content and design give the same sample, everywhere and always.

    Args:
        workspace: Only read.
        meetmoment: Of which meetmoment.
        opzet: How.
        progress: Called now and then.

    Raises:
        Misused: The design cannot be drawn, or no unit passes the filters.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    opzet = opzet.checked()
    with collector_paused():
        population = read_population(workspace, meetmoment, opzet.eenheid, progress)
        return draw_from(population, opzet, progress)


def draw_from(population: Population, opzet: Opzet, progress: Progress = silent) -> Steekproef:
    """Draw a sample out of a population that was read already; see `draw`.

    Raises:
        Misused: The design cannot be drawn, or no unit passes the filters.
        Cancelled: The user stopped.
    """
    opzet, moment = opzet.checked(), population.meetmoment
    chosen = population.chosen(opzet)
    if not chosen:
        raise Misused(
            f"Er is niets om uit te trekken: geen enkele eenheid van {moment.naam} voldoet aan de "
            "filters. Kies minder filters."
        )
    with collector_paused():
        strata = layers(population, chosen, opzet)
        drawn = [each for layer in strata for each in _drawn(layer, opzet, moment.id, progress)]
    told = explanation(opzet, len(population.units), len(chosen), strata, moment.naam)
    return Steekproef(
        opzet=opzet,
        meetmoment_id=moment.id,
        meetmoment=moment.naam,
        peildatum=moment.peildatum.isoformat(),
        bestand_id=population.bestand_id,
        populatie=len(chosen),
        populatie_sha256=_digest(strata),
        strata=tuple(map(stratum, strata)),
        eenheden=tuple(drawn),
        uitleg=tuple(told),
    )


def draw_again(workspace: Workspace, sample: Steekproef, progress: Progress = silent) -> list[str]:
    """Draw a sample once more, and tell what is not the same.

    Args:
        workspace: Where it should have been drawn from; only read.
        sample: What was drawn, as somebody kept it.
        progress: Called now and then.

    Returns:
        Dutch sentences; empty when everything is the same.

    Raises:
        Misused: The store has no such meetmoment, or nothing passes the filters any more.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    again = draw(workspace, workspace.meetmoment(sample.meetmoment), sample.opzet, progress)
    if again == sample:
        return []
    said = []
    if again.bestand_id != sample.bestand_id:
        said.append("De steekproef is uit een ander centraal bestand getrokken.")
    if again.populatie_sha256 != sample.populatie_sha256:
        said.append(
            f"De populatie is een andere: {again.populatie} eenheden hier, {sample.populatie} "
            "toen, of ze liggen in andere strata."
        )
    now = {each.code for each in again.eenheden}
    then = {each.code for each in sample.eenheden}
    if more := sorted(then - now):
        said.append(f"Staat in de steekproef, maar wordt hier niet getrokken: {', '.join(more)}.")
    if less := sorted(now - then):
        said.append(f"Wordt hier getrokken, maar staat niet in de steekproef: {', '.join(less)}.")
    return said or ["Dezelfde eenheden, maar andere gegevens erbij (naam, bedrag, rang of uitleg)."]


def place(seed: str, code: str) -> str:
    """Return what decides a unit's place: SHA-256 of `seed:code` in UTF-8, hexadecimal."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def _drawn(layer: Layer, opzet: Opzet, meetmoment_id: int, progress: Progress) -> list[Getrokken]:
    order: list[tuple[str, str, Unit]] = []
    for done, unit in enumerate(layer.units):
        if done % _UNITS_AT_ONCE == 0:
            progress(done, len(layer.units), "De volgorde berekenen")
        order.append((place(opzet.seed, unit.code), unit.code, unit))
    order.sort()
    return [
        Getrokken(
            code=unit.code,
            referentie=_reference(unit, opzet.eenheid, meetmoment_id),
            project=unit.project,
            naam=unit.naam,
            stratum=layer.key,
            rang=rank,
            sha256=digest,
            bedrag=_amount(unit, opzet),
        )
        for rank, (digest, _code, unit) in enumerate(order[: layer.places], start=1)
    ]


def _reference(unit: Unit, eenheid: Eenheid, meetmoment_id: int) -> str:
    path = f"mijlpalen.{unit.code}" if eenheid is Eenheid.MIJLPAAL else ""
    return field_code(meetmoment_id, unit.project, path)


def _amount(unit: Unit, opzet: Opzet) -> int | None:
    return unit.bedragen[opzet.bedrag] if opzet.indeling is Indeling.BEDRAG else None


def _digest(strata: Sequence[Layer]) -> str:
    """Digest the population: a line `stratum code` per unit, in order of strata and codes."""
    lines = "".join(f"{layer.key} {unit.code}\n" for layer in strata for unit in layer.units)
    return hashlib.sha256(lines.encode()).hexdigest()
