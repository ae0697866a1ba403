"""`trace`: where the value under a reference code of a report comes from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import local_time, progress_shown, say, say_json, shortened
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.tracing import Beslissing, Bevinding, Bron, Deel, Gebeurtenis, Schakel, Trace, Veld

_EMPTY = "niet ingevuld"
_CHANGES_SHOWN = 20
_WIDE = 34


def trace_code(
    file: Store,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Zoals in het rapport: 1/VV015-VAK, 1/VV015-M01 of 1/S04-PROJECTEN.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, met alles erin.")] = False,
) -> None:
    """Leg een referentiecode uit een rapport uit: wat er staat en waar het vandaan komt."""
    from vvdesk.store.workspace import Workspace
    from vvdesk.tracing import trace

    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        found = trace(workspace, code, progress)
        is_sealed = workspace.is_sealed
    if as_json:
        say_json(found.to_json())
        return
    for line in _lines(found, is_sealed=is_sealed):
        say(line)


def _lines(found: "Trace", *, is_sealed: bool) -> Iterator[str]:
    closed = "gesloten"
    if not found.is_gesloten:
        closed = "nog open bij het verzegelen" if is_sealed else "nog open: de waarde kan wijzigen"
    yield f"{found.code}  {found.titel}"
    if found.project:
        yield f"  Project      {found.project} {found.projecttitel}".rstrip()
    yield f"  Meetmoment   {found.meetmoment}, peildatum {found.peildatum:%d/%m/%Y} ({closed})"
    if found.sectie:
        yield f"  Sectie       {found.sectie}"
    yield from _value(found)
    yield from _figure(found)
    yield from _titled("Velden" if found.project else "Cijfers", _fields(found.velden))
    yield from _standen(found)
    is_field = found.onderwerp.value == "veld"
    for link in found.herkomst:
        yield from _link(link, is_field=is_field)
    for decision in found.beslissingen:
        yield from _decision(decision)
    yield from _titled(
        "Bevindingen", (line for each in found.bevindingen for line in _finding(each))
    )


def _value(found: "Trace") -> Iterator[str]:
    if found.onderwerp.value not in {"veld", "cijfer"}:
        return
    first, *rest = (found.tekst or _EMPTY).split("\n")
    yield f"  Waarde       {first}"
    yield from (f"               {line}" for line in rest)


def _figure(found: "Trace") -> Iterator[str]:
    if found.berekening:
        yield from ("", "Berekening", f"  {found.berekening}")
    yield from _titled(f"Bestaat uit ({len(found.delen)})", map(_part, found.delen))
    yield from _titled(
        f"Niet ingevuld ({len(found.niet_ingevuld)})", map(_part, found.niet_ingevuld)
    )


def _standen(found: "Trace") -> Iterator[str]:
    if len(found.standen) > 1:
        yield from ("", "Per meetmoment")
        for each in found.standen:
            text = shortened(each.tekst) or _EMPTY if each.bestaat else "bestond niet"
            yield f"  {each.code:<{_WIDE}}  {each.meetmoment}: {text}"


def _link(link: "Schakel", *, is_field: bool) -> Iterator[str]:
    yield from ("", f"Herkomst op {link.meetmoment}" if is_field else "Wijzigingen")
    if link.zin:
        yield f"  {link.zin}"
    if link.bron is not None:
        yield from (f"  {line}" for line in _source(link.bron))
    events = link.gebeurtenissen
    if len(events) > _CHANGES_SHOWN:
        more = counted(len(events) - _CHANGES_SHOWN, "eerdere wijziging", "eerdere wijzigingen")
        yield f"  … {more}; met --json zie je alles"
    step = None
    for each in events[-_CHANGES_SHOWN:]:
        if each.stap != step:
            step = each.stap
            yield f"  {local_time(each.tijd)}  {each.wie}, stap {step}: {each.stapnaam}"
        yield f"      {_event(each)}"


def _source(bron: "Bron") -> Iterator[str]:
    # Of a text the cell is a line, which says so itself.
    parts = [("bestand", bron.bestand), ("blad", bron.blad), ("cel" if bron.blad else "", bron.cel)]
    parts.append(("afzender", bron.afzender))
    if bron.geexporteerd_op:
        parts.append(("gemaakt op", local_time(bron.geexporteerd_op)))
    yield "Bron: " + ", ".join(f"{name} {text}".strip() for name, text in parts if text)
    if bron.sha256:
        yield f"SHA-256: {bron.sha256}"


def _event(event: "Gebeurtenis") -> str:
    where = f"{event.plaats}: " if event.plaats else ""
    changed = f"{shortened(event.oud, 40) or 'leeg'} → {shortened(event.nieuw, 40) or 'leeg'}"
    if not event.oud and not event.nieuw:
        changed = {"toevoegen": "toegevoegd", "verwijderen": "verwijderd"}.get(
            event.handeling, event.handeling
        )
    reason = f"  Reden: {shortened(event.reden)}" if event.reden else ""
    source = f"  (uit {event.bron.place})" if event.bron else ""
    return f"{where}{changed}{reason}{source}"


def _decision(decision: "Beslissing") -> Iterator[str]:
    place = f": {decision.plaats}" if decision.plaats else ""
    yield from ("", f"Conflict {decision.nummer}{place}")
    for name, text in (
        ("meegegeven", decision.meegegeven),
        ("centraal", decision.centraal),
        ("ontvangen", decision.ontvangen),
    ):
        yield f"  {name:<12} {shortened(text) or 'leeg'}"
    yield from (f"  {line}" for line in _source(decision.bron))
    if decision.keuze == "open":
        yield "  Er is nog niet beslist."
    elif decision.keuze == "vervallen":
        yield "  Vervallen: de inzending werd teruggenomen."
    else:
        when = f" op {local_time(decision.op)}" if decision.op else ""
        yield f"  gekozen      {shortened(decision.gekozen) or 'leeg'} ({decision.keuze})"
        yield f"  Door {decision.door}{when}: {decision.nota}"


def _finding(finding: "Bevinding") -> Iterator[str]:
    where = f"{finding.plaats}: " if finding.plaats else ""
    said = finding.melding or "niet meer gevonden"
    yield f"  {finding.regel} ({finding.staat}): {where}{said}"
    if finding.toelichting:
        yield f"    Toelichting: {finding.toelichting}"
    if finding.wie:
        yield f"    {finding.wie}, {local_time(finding.tijd)}"


def _fields(fields: "tuple[Veld, ...]") -> Iterator[str]:
    for each in fields:
        yield f"  {each.code:<{_WIDE}}  {each.label}: {shortened(each.tekst) or _EMPTY}"


def _part(part: "Deel") -> str:
    text = f": {part.tekst}" if part.tekst else ""
    return f"  {part.code:<{_WIDE}}  {shortened(part.label)}{text}"


def _titled(title: str, lines: "Iterator[str] | map[str]") -> Iterator[str]:
    """Yield lines under a title; nothing when there are none."""
    found = list(lines)
    if found:
        yield from ("", title, *found)
