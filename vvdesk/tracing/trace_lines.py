"""A trace to read, line by line: from where a value was filled in to how it stands."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from vvdesk.model import Handeling, Keuze
from vvdesk.number_words import counted
from vvdesk.tracing.parts import (
    Beslissing,
    Bevinding,
    Bron,
    Gebeurtenis,
    Onderwerp,
    Schakel,
    Stand,
    Trace,
)
from vvdesk.tracing.shown_lines import (
    Doel,
    Regel,
    Soort,
    heading,
    leading_value,
    title,
    value,
    words,
)

_EMPTY: Final = "leeg"
_SHORT_DIGEST: Final = 12
_DONE: Final = {
    Handeling.TOEVOEGEN.value: "toegevoegd",
    Handeling.VERWIJDEREN.value: "verwijderd",
}
_FIELDS: Final = {
    Onderwerp.RIJ: "Velden van deze rij",
    Onderwerp.GROEP: "Cijfers",
    Onderwerp.FICHE: "Velden van deze fiche",
}


def trace_lines(found: Trace) -> tuple[Regel, ...]:
    """Return what a trace says; each part in the order of time.

    Args:
        found: What was traced.
    """
    return tuple(_all(found))


def part_lines(found: Trace) -> tuple[Regel, ...]:
    """Return what a figure consists of, or all figures of a group, for a text to copy."""
    return tuple(_parts(found))


def consists_of_parts(found: Trace) -> bool:
    """Tell whether something is about several fiches, so that no one fiche shows it."""
    return found.onderwerp in {Onderwerp.CIJFER, Onderwerp.GROEP}


def parts_words(found: Trace) -> str:
    """Return in one line how many parts a figure has: "9 delen, waarvan 2 niet ingevuld"."""
    if found.onderwerp is Onderwerp.GROEP:
        return counted(len(found.velden), "cijfer", "cijfers")
    total = len(found.delen) + len(found.niet_ingevuld)
    told = counted(total, "deel", "delen")
    empty = len(found.niet_ingevuld)
    return f"{told}, waarvan {empty} niet ingevuld" if empty else told


def parts_title(found: Trace) -> str:
    """Return what stands above the list of parts: "Opgeteld uit 9 delen"."""
    told = parts_words(found)
    return told if found.onderwerp is Onderwerp.GROEP else f"Opgeteld uit {told}"


def _all(found: Trace) -> Iterator[Regel]:
    yield title(found.titel, found.code)
    yield value("Meetmoment", _moment_words(found))
    if found.project:
        yield value("Project", f"{found.project} {found.projecttitel}".rstrip())
    if found.onderwerp in {Onderwerp.VELD, Onderwerp.CIJFER}:
        yield value("Waarde", found.tekst)
    if found.berekening:
        yield value("Berekening", found.berekening)
    if consists_of_parts(found):
        yield value("Bestaat uit", parts_words(found))
    yield from _origin(found)
    yield from _titled(
        "Beslissingen", (line for each in found.beslissingen for line in _decision(each))
    )
    yield from _titled(
        "Bevindingen en toelichtingen",
        (line for each in found.bevindingen for line in _finding(each)),
    )
    if len(found.standen) > 1:
        yield heading("Per meetmoment")
        yield from map(_stand, found.standen)
    if found.onderwerp is Onderwerp.RIJ:
        yield heading(_FIELDS[found.onderwerp])
        yield from _fields(found)
    yield from _titled("Alle wijzigingen", _changes(found.herkomst))


def _parts(found: Trace) -> Iterator[Regel]:
    if found.onderwerp is Onderwerp.GROEP:
        yield heading(_FIELDS[found.onderwerp])
        yield from _fields(found)
        return
    for told, parts in (("Opgeteld uit", found.delen), ("Niet ingevuld", found.niet_ingevuld)):
        if parts:
            yield heading(f"{told} ({len(parts)})")
            yield from (leading_value(each.label, each.tekst, each.code) for each in parts)


def _fields(found: Trace) -> Iterator[Regel]:
    for each in found.velden:
        if each.code:
            yield leading_value(each.label, each.tekst, each.code)
        else:
            yield value(each.label, each.tekst)


def _moment_words(found: Trace) -> str:
    closed = "gesloten" if found.is_gesloten else "nog niet gesloten"
    return f"{found.meetmoment}, peildatum {found.peildatum:%d/%m/%Y}, {closed}"


def _origin(found: Trace) -> Iterator[Regel]:
    if not found.herkomst:
        return
    yield heading("Waar het vandaan komt")
    told: set[Bron] = set()
    for link in reversed(found.herkomst):
        yield Regel(Soort.RIJ, link.meetmoment)
        yield words(link.zin)
        if link.bron is not None and link.bron not in told:
            told.add(link.bron)
            yield from _source(link.bron)


def _source(bron: Bron) -> Iterator[Regel]:
    yield value("Bestand", bron.bestand)
    place = " › ".join(part for part in (bron.blad, bron.cel) if part)
    if place:
        yield value("Blad en cel" if bron.blad else "Plaats", place)
    if bron.afzender:
        yield value("Afzender", bron.afzender)
    if bron.geexporteerd_op:
        yield value("Gemaakt op", _time(bron.geexporteerd_op))
    if bron.sha256:
        short = f"{bron.sha256[:_SHORT_DIGEST]}…"
        yield Regel(
            Soort.WAARDE, short, "SHA-256", "", Doel.KOPIEREN, bron.sha256, "Kopieer helemaal"
        )
        yield Regel(
            Soort.WAARDE,
            "zoals het ingediend is",
            "Bewijsstuk",
            "",
            Doel.BEWIJSSTUK,
            bron.sha256,
            "Bewijsstuk bewaren…",
        )


def _decision(decision: Beslissing) -> Iterator[Regel]:
    place = f": {decision.plaats}" if decision.plaats else ""
    yield Regel(Soort.RIJ, f"Conflict {decision.nummer}{place}")
    yield value("Meegegeven", decision.meegegeven or _EMPTY)
    yield value("Centraal", decision.centraal or _EMPTY)
    yield value("Ontvangen", decision.ontvangen or _EMPTY)
    yield value("Ontvangen uit", decision.bron.place)
    if decision.keuze == Keuze.OPEN.value:
        yield words("Er is nog niet beslist.")
    elif decision.keuze == Keuze.VERVALLEN.value:
        yield words("Vervallen: de inzending werd teruggenomen.")
    else:
        yield value("Gekozen", f"{decision.gekozen or _EMPTY} ({decision.keuze})")
        if decision.door:
            yield value("Beslist", f"{decision.door}, {_time(decision.op)}")
        if decision.nota:
            yield value("Nota", decision.nota)


def _finding(finding: Bevinding) -> Iterator[Regel]:
    place = f": {finding.plaats}" if finding.plaats else ""
    yield Regel(Soort.RIJ, f"{finding.regel} ({finding.staat}){place}")
    yield words(finding.melding or "Deze bevinding is er niet meer.")
    if finding.toelichting:
        yield value("Toelichting", finding.toelichting)
    if finding.wie:
        yield value("Door", f"{finding.wie}, {_time(finding.tijd)}")


def _stand(stand: Stand) -> Regel:
    if not stand.bestaat:
        return value(stand.meetmoment, "bestond niet")
    return leading_value(stand.meetmoment, stand.tekst, stand.code)


def _changes(links: Iterable[Schakel]) -> Iterator[Regel]:
    step = None
    events = [each for link in links for each in link.gebeurtenissen]
    for each in sorted(events, key=lambda event: event.n):
        if each.stap != step:
            step = each.stap
            yield Regel(Soort.RIJ, f"{_time(each.tijd)}  {each.wie}")
            yield words(f"Stap {step}: {each.stapnaam}")
        yield value(each.plaats or "Wijziging", _change(each))
        if each.reden:
            yield value("Reden", each.reden)


def _change(event: Gebeurtenis) -> str:
    changed = f"{event.oud or _EMPTY} → {event.nieuw or _EMPTY}"
    if not event.oud and not event.nieuw:
        changed = _DONE.get(event.handeling, event.handeling)
    return f"{changed} (uit {event.bron.place})" if event.bron else changed


def _titled(text: str, lines: Iterator[Regel]) -> Iterator[Regel]:
    """Yield lines under a head; nothing when there are none."""
    found = tuple(lines)
    if found:
        yield heading(text)
        yield from found


def _time(told: str) -> str:
    """Write a moment in the time of this machine; what is no moment as it was told."""
    try:
        return f"{datetime.fromisoformat(told).astimezone():%d/%m/%Y %H:%M}"
    except (ValueError, OverflowError, OSError):  # a file may say anything of itself
        return told
