"""From the entries of a plan file to the closed lists of one peildatum."""

from collections.abc import Iterable, Sequence
from datetime import date

from vvdesk.choices import AmbiguousSpelling, Choices
from vvdesk.plan.entries import (
    Drempel,
    Entiteit,
    Keuze,
    Lot,
    Mijlpaalstatus,
    Minister,
    Projectstatus,
    Rubriek,
    Woordenlijst,
)
from vvdesk.plan.reference_data import ReferenceData


def reference_data(
    peildatum: date,
    *,
    speerpunten: tuple[Rubriek, ...],
    clusters: tuple[Rubriek, ...],
    projectstatussen: tuple[Projectstatus, ...],
    mijlpaalstatussen: tuple[Mijlpaalstatus, ...],
    agenderingsoorten: tuple[Keuze, ...],
    loten: tuple[Lot, ...],
    entiteiten: tuple[Entiteit, ...],
    ministers: tuple[Minister, ...],
    themas: tuple[Keuze, ...],
    drempels: tuple[Drempel, ...],
    woordenlijsten: tuple[Woordenlijst, ...],
) -> ReferenceData:
    """Select what is valid on `peildatum` and make the lists it is chosen from.

    Raises:
        AmbiguousSpelling: On that day one spelling would find two choices.
    """
    drawn = {status.sleutel: status for status in projectstatussen}
    entiteiten = tuple(x for x in entiteiten if x.geldig.covers(peildatum))
    ministers = tuple(x for x in ministers if x.geldig.covers(peildatum))
    return ReferenceData(
        peildatum=peildatum,
        speerpunten=speerpunten,
        clusters=clusters,
        projectstatussen=tuple(x for x in projectstatussen if x.label_at(peildatum)),
        mijlpaalstatussen=mijlpaalstatussen,
        loten=loten,
        entiteiten=entiteiten,
        ministers=ministers,
        drempels=drempels,
        woordenlijsten=woordenlijsten,
        mijlpaal_getekend_als={x.sleutel: drawn[x.getekend_als] for x in mijlpaalstatussen},
        speerpunt=_rubrieken("speerpunt", speerpunten),
        cluster=_rubrieken("cluster", clusters),
        status=_statuses(projectstatussen, peildatum),
        mijlpaalstatus=_labelled("status van een mijlpaal", mijlpaalstatussen),
        agenderingsoort=_labelled("soort agendering", agenderingsoorten),
        lot=_labelled("lot van een mijlpaal", loten),
        entiteit=_entiteiten(entiteiten),
        minister=_ministers(ministers),
        thema=_labelled("thema", themas),
    )


def _rubrieken(name: str, rubrieken: tuple[Rubriek, ...]) -> Choices:
    return Choices(name, tuple((rubriek.nummer, rubriek.label) for rubriek in rubrieken))


def _statuses(statuses: tuple[Projectstatus, ...], peildatum: date) -> Choices:
    """A status keeps the words of its other periods as synonyms: they mean the same key."""
    labels = ((status, status.label_at(peildatum)) for status in statuses)
    valid = [(status, label) for status, label in labels if label]
    return _choices(
        "projectstatus",
        ((status.sleutel, label) for status, label in valid),
        (
            (text, status.sleutel)
            for status, _label in valid
            for text in (*(other.tekst for other in status.labels), *status.synoniemen)
        ),
    )


def _labelled(name: str, entries: Sequence[Keuze | Lot | Mijlpaalstatus]) -> Choices:
    return _choices(
        name,
        ((entry.sleutel, entry.label) for entry in entries),
        ((text, entry.sleutel) for entry in entries for text in entry.synoniemen),
    )


def _entiteiten(entries: tuple[Entiteit, ...]) -> Choices:
    return _choices(
        "entiteit",
        ((entry.sleutel, entry.naam) for entry in entries),
        (
            (text, entry.sleutel)
            for entry in entries
            for text in (*entry.synoniemen, entry.afkorting)
            if text
        ),
    )


def _ministers(entries: tuple[Minister, ...]) -> Choices:
    return _choices(
        "minister",
        ((entry.sleutel, entry.naam) for entry in entries),
        ((text, entry.sleutel) for entry in entries for text in entry.synoniemen),
    )


def _choices(
    name: str, entries: Iterable[tuple[str, str]], synonyms: Iterable[tuple[str, str]]
) -> Choices:
    """Make a list; a synonym of two keys is a fault here, before a mapping would hide it."""
    known: dict[str, str] = {}
    for text, key in synonyms:
        if known.setdefault(text, key) != key:
            raise AmbiguousSpelling(name, text, (known[text], key))
    return Choices(name, tuple(entries), known)
