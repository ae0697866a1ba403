"""Telling in one Dutch sentence which case a momentopname is."""

from collections.abc import Sequence
from typing import Final

from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.seal_words import day
from vvdesk.sealing.signature_check import Signed, Standing
from vvdesk.sealing.verdict import (
    BESTAND,
    BEWIJSSTUKKEN,
    BIJLAGEN,
    FICHES,
    INHOUD,
    MANIFEST,
    SPOOR,
    Verschil,
)

_LISTED: Final = 3
_REHASHED: Final = (
    BEWIJSSTUKKEN,
    FICHES,
    SPOOR,
)
_WHOSE: Final = {
    BEWIJSSTUKKEN: "de ingediende bestanden",
    FICHES: "de fiches",
    SPOOR: "het wijzigingsspoor",
}


def intact(signed: Signed | None) -> str:
    """Return the sentence for one in which nothing differs."""
    if signed is not None and signed.standing is Standing.VALID:
        until = signed.gebruik.tot
        retired = f", met een sleutel die niet meer gebruikt wordt sinds {day(until)}"
        return (
            f"De momentopname is ongewijzigd en ondertekend door {signed.naam}"
            f"{retired if until else ''}."
        )
    if signed is not None and signed.standing is Standing.RETIRED:
        return (
            f"De momentopname klopt met haar zegel, maar de sleutel van {signed.naam} werd toen "
            f"niet meer gebruikt (tot {day(signed.gebruik.tot)}): vraag na hoe dat kan, en "
            "vergelijk de controlecode langs een andere weg."
        )
    if signed is not None and signed.standing is Standing.UNKNOWN:
        return (
            "De momentopname klopt met haar zegel, maar is ondertekend met een sleutel die je niet "
            f"kent ({signed.sleutel_id}): vergelijk de controlecode langs een andere weg."
        )
    return (
        "De momentopname klopt met haar zegel, maar is niet ondertekend: vergelijk de controlecode "
        "langs een andere weg."
    )


def changed(
    differences: Sequence[Verschil], manifest: Manifest | None, signed: Signed | None
) -> str:
    """Return the sentence for one in which something differs, the cause before what follows."""
    parts = {each.onderdeel for each in differences}
    if BESTAND in parts:
        first = next(each for each in differences if each.onderdeel == BESTAND)
        return f"De momentopname is beschadigd: {first.uitleg} ({first.plaats}: {first.gevonden})."
    if manifest is None:
        why = next((each.uitleg for each in differences), "er is geen manifest")
        return f"Het manifest van deze momentopname is vervalst of beschadigd: {why}."
    if INHOUD not in parts and BIJLAGEN not in parts:
        return _content_fits(differences, parts, signed)
    if INHOUD not in parts or all(each.plaats == "tabel inzending" for each in _of(differences)):
        files = [each.plaats for each in differences if each.onderdeel == BIJLAGEN]
        if files:
            return f"Een bewaard bestand is gewijzigd of verwisseld: {_listed(files)}."
    return _changed_tables(differences)


def _content_fits(differences: Sequence[Verschil], parts: set[str], signed: Signed | None) -> str:
    """The digests fit the manifest, so the manifest itself was made again, or contradicts."""
    if signed is not None and signed.is_wrong:
        return _forged_seal(signed)
    if MANIFEST in parts:
        first = next(each for each in differences if each.onderdeel == MANIFEST)
        return f"Het manifest is vervalst: {first.uitleg} ({first.plaats})."
    whose = " en ".join(_WHOSE[each] for each in _REHASHED if each in parts)
    says = "spreekt" if parts == {SPOOR} else "spreken"
    return (
        "Iemand heeft de inhoud gewijzigd en de controlegetallen herberekend: ze kloppen, maar "
        f"{whose or 'de onderdelen'} {says} ze tegen."
    )


def _forged_seal(signed: Signed) -> str:
    if signed.standing is Standing.MISSING:
        return (
            f"Het manifest zegt dat sleutel {signed.sleutel_id} ondertekende, maar de handtekening "
            "is weggehaald."
        )
    if signed.standing is Standing.OTHER_KEY:
        return (
            "De handtekening is van een andere sleutel dan het manifest noemt: het zegel is na het "
            "ondertekenen vervangen."
        )
    if signed.standing is Standing.UNREADABLE:
        return "De handtekening van deze momentopname is beschadigd of vervangen."
    return (
        f"De handtekening van {signed.naam} past niet bij het manifest: de inhoud is gewijzigd en "
        "de controlegetallen zijn herberekend."
    )


def _changed_tables(differences: Sequence[Verschil]) -> str:
    tables = [each.plaats.removeprefix("tabel ") for each in _of(differences)]
    added = [each for each in _of(differences) if " meer dan " in each.uitleg]
    fewer = [each for each in _of(differences) if " minder dan " in each.uitleg]
    named = _listed(tables)
    if added and not fewer:
        return f"Na het verzegelen zijn er rijen toegevoegd of gewijzigd in {named}."
    if fewer and not added:
        return f"Na het verzegelen zijn er rijen weggehaald of gewijzigd in {named}."
    return f"Na het verzegelen is de inhoud gewijzigd van {named}."


def _of(differences: Sequence[Verschil]) -> list[Verschil]:
    return [each for each in differences if each.onderdeel == INHOUD]


def _listed(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = len(unique) - _LISTED
    return ", ".join(unique[:_LISTED]) + (f" en {more} andere" if more > 0 else "")
