"""How a value came to stand where it stands, back to where it was filled in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from vvdesk.content import parse_path
from vvdesk.model import Handeling, Keuze
from vvdesk.tracing.events import field_events, trail_rows
from vvdesk.tracing.parts import Beslissing, Bron, Gebeurtenis, Schakel
from vvdesk.tracing.past import Moment, Past


def links(
    connection: Connection,
    past: Past,
    moment: Moment,
    path: str,
    decided: Mapping[int, Beslissing],
) -> Iterator[Schakel]:
    """Yield how a field came by its value, from one meetmoment back to the origin.

    Args:
        connection: Only read from.
        past: Of the project.
        moment: Where to begin; the field is there.
        path: As in a dump.
        decided: Step to the conflict about this field that it decided.
    """
    yield from chain(
        lambda at: trail_rows(connection, past.project, at), past, moment, path, decided
    )


def chain(
    rows_at: Callable[[int], list[Row[Any]]],
    past: Past,
    moment: Moment,
    path: str,
    decided: Mapping[int, Beslissing],
) -> Iterator[Schakel]:
    """Yield the same as `links`, of a trail that was read already.

    Args:
        rows_at: Meetmoment to what the trail says there of the field, its row and its fiche; as
            `trail_rows` gives them, what is about other fields may be left out.
        past: Of the project.
        moment: Where to begin; the field is there.
        path: As in a dump.
        decided: Step to the conflict about this field that it decided.
    """
    at: Moment | None = moment
    while at is not None:
        events = tuple(field_events(rows_at(at.id), at, path))
        earlier = _carried_from(past, at, path, events)
        yield _link(at, path, events, earlier, decided)
        at = earlier


def _carried_from(
    past: Past, at: Moment, path: str, events: Sequence[Gebeurtenis]
) -> Moment | None:
    """Return the meetmoment that a value was taken over from; None when it was filled in here.

    It was, when the fiche came with it and no file brought it: that is how a meetmoment opens.
    """
    source = _source(events)
    before = past.before(at.id)
    if source is None or before is None or source.bron is not None:
        return None
    if source.handeling != Handeling.TOEVOEGEN or not before.has(path):
        return None
    same = parse_path(path).field.kind.same
    return before if same(at.value(path), before.value(path)) else None


def _source(events: Sequence[Gebeurtenis]) -> Gebeurtenis | None:
    """Return the change that gave the present value.

    A step that takes another back only puts a value back: then it is the change that gave it first.
    """
    if not events:
        return None
    found = events[-1]
    while found.maakt_ongedaan is not None:
        same = [
            each
            for each in events
            if each.stap < found.maakt_ongedaan and each.waarde == found.waarde
        ]
        if not same:
            return found
        found = same[-1]
    return found


def _link(
    at: Moment,
    path: str,
    events: tuple[Gebeurtenis, ...],
    earlier: Moment | None,
    decided: Mapping[int, Beslissing],
) -> Schakel:
    source = _source(events)
    decision = decided.get(source.stap) if source is not None else None
    bron = source.bron if source is not None else None
    if decision is not None and decision.keuze == Keuze.ONTVANGEN.value:
        bron = bron or decision.bron
    said = _said(at, path, source, earlier, decision)
    if source is not None and source is not events[-1]:
        last = events[-1]
        said += f" Teruggezet door {last.wie} op {_day(last.tijd)} ({last.stapnaam})."
    return Schakel(at.id, at.naam, said, earlier is not None, bron, events)


def _said(
    at: Moment,
    path: str,
    source: Gebeurtenis | None,
    earlier: Moment | None,
    decision: Beslissing | None,
) -> str:
    if source is None:
        if _is_empty(at.value(path)):
            return "Nooit ingevuld."
        return "Het wijzigingsspoor vertelt niet waar deze waarde vandaan komt."
    if earlier is not None:
        return f"Overgenomen uit {earlier.naam}."
    who = f"door {source.wie} op {_day(source.tijd)}"
    if decision is not None:
        return f"{_decided(decision)} Beslist {who}: {decision.nota}"
    if source.bron is not None:
        return f"Ingelezen {who} uit {origin_words(source.bron)}."
    verb = "Leeggemaakt" if source.waarde in (None, []) else "Ingevuld"
    return f"{verb} {who} (stap {source.stap}, {source.stapnaam})."


def whole_link(
    past: Past, moment: Moment, path: str, events: tuple[Gebeurtenis, ...]
) -> Iterator[Schakel]:
    """Yield how a row or a whole fiche came to one meetmoment; nothing when the trail is silent.

    Args:
        past: Of the project.
        moment: The row or fiche is there.
        path: Of the row; empty for the fiche.
        events: All changes of it, earliest first.
    """
    added = [each for each in events if each.handeling == Handeling.TOEVOEGEN]
    if not added:
        return
    first, before = added[0], past.before(moment.id)
    who = f"door {first.wie} op {_day(first.tijd)}"
    said = f"Toegevoegd {who} (stap {first.stap}, {first.stapnaam})."
    is_carried = False
    if first.bron is not None:
        said = f"Ingelezen {who} uit {origin_words(first.bron)}."
    elif before is not None and before.has(path):
        said, is_carried = f"Overgenomen uit {before.naam}.", True
    yield Schakel(moment.id, moment.naam, said, is_carried, first.bron, events)


def origin_words(bron: Bron) -> str:
    """Name a file with its sheet, cell and sender: `ov.xlsx › Projecten › N4 van Anja Peeters`."""
    return bron.place + (f" van {bron.afzender}" if bron.afzender else "")


def _decided(decision: Beslissing) -> str:
    where = origin_words(decision.bron)
    if decision.keuze == Keuze.ONTVANGEN.value:
        return f"In een conflict gekozen uit {where}."
    return f"In een conflict met {where} werd een andere waarde gekozen."


def _is_empty(value: Any) -> bool:
    return value is None or value == ()


def _day(utc: str) -> str:
    """Return a day in the time of this machine, as people there remember it."""
    return f"{datetime.fromisoformat(utc).astimezone():%d/%m/%Y}"
