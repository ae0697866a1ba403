"""Telling in Dutch how a sample was drawn, so that a reader can judge and repeat it."""

from collections.abc import Iterator, Sequence

from vvdesk.number_words import counted
from vvdesk.sampling.design import Eenheid, Indeling, Opzet
from vvdesk.sampling.strata import ALWAYS, BEDRAG_NAMEN, Layer

_NOUNS = {
    Eenheid.PROJECT: ("project", "projecten"),
    Eenheid.MIJLPAAL: ("mijlpaal", "mijlpalen"),
}


def units(number: int, eenheid: Eenheid) -> str:
    """Return "1 project" or "12 mijlpalen"."""
    return counted(number, *_NOUNS[eenheid])


def explanation(
    opzet: Opzet, everything: int, population: int, strata: Sequence[Layer], meetmoment: str
) -> Iterator[str]:
    """Yield how a sample was drawn.

    Args:
        opzet: How.
        everything: How many units the meetmoment has.
        population: How many of them pass the filters.
        strata: With their places.
        meetmoment: Its name.
    """
    yield f"Populatie: {_population(opzet, everything, population, meetmoment)}"
    yield from _division(opzet, strata)
    yield (
        "Volgorde: elke eenheid krijgt de SHA-256 van de startwaarde, een dubbelepunt en haar "
        f'code, in UTF-8 (bijvoorbeeld "{opzet.seed}:VV015"). Per stratum gaan de kleinste '
        "waarden voor."
    )
    drawn = sum(each.places for each in strata)
    if drawn < opzet.omvang:
        yield (
            f"Gevraagd: {opzet.omvang}. De populatie telt maar "
            f"{units(population, opzet.eenheid)}; alles is getrokken."
        )
    missed = [each.name for each in strata if not each.places]
    if missed:
        yield (f"Zonder trekking, want er waren minder plaatsen dan strata: {'; '.join(missed)}.")


def _population(opzet: Opzet, everything: int, population: int, meetmoment: str) -> str:
    chosen = [
        f"{name} {', '.join(keys)}"
        for name, keys in (
            ("speerpunt", opzet.speerpunten),
            ("status", opzet.statussen),
            ("trekkende entiteit", opzet.entiteiten),
        )
        if keys
    ]
    of = f"alle {units(everything, opzet.eenheid)} van meetmoment {meetmoment}"
    if not chosen:
        return f"{of}."
    return f"{units(population, opzet.eenheid)} ({'; '.join(chosen)}) uit {of}."


def _division(opzet: Opzet, strata: Sequence[Layer]) -> Iterator[str]:
    if opzet.indeling is Indeling.SPEERPUNT:
        yield (
            "Strata: per speerpunt, naar het aantal eenheden (grootste rest), met minstens één per "
            "speerpunt zolang de omvang het toelaat."
        )
    elif opzet.indeling is Indeling.BEDRAG:
        name = BEDRAG_NAMEN[opzet.bedrag]
        yield (
            f"Strata: naar {name}. De plaatsen gaan eerst naar aantal over drie groepen: met een "
            "bedrag boven 0, met 0 euro of minder, en niet ingevuld (dat is nooit 0)."
        )
        always = next((each for each in strata if each.key == ALWAYS), None)
        if always is not None:
            yield (
                f"Altijd getrokken: {units(always.places, opzet.eenheid)} met een bedrag vanaf "
                "het steekproefinterval, dat is wat overblijft van het totaal, gedeeld door de "
                "plaatsen die overblijven."
            )
        yield (
            "De andere bedragen zijn, van groot naar klein, in hoogstens drie klassen met een "
            "ongeveer gelijk totaal verdeeld; elke klasse krijgt plaatsen naar haar totaal "
            "(grootste rest), met minstens één zolang de omvang het toelaat."
        )
    else:
        yield "Strata: geen; elke eenheid heeft dezelfde kans."
