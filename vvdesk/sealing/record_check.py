"""What the trail says last of rows that are no fiche: decisions, toelichtingen, reference data."""

from collections.abc import Iterator
from typing import Any, Final, cast

from sqlalchemy import Connection, LargeBinary, Table, select

from vvdesk.model import Conflict, Meetmoment, Samenvoeging, Toelichting, Vraag
from vvdesk.plan.loading import REFERENCE
from vvdesk.sealing.trail_records import Records
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import SPOOR, Verschil

_KEYS: Final[dict[type[Any], tuple[str, ...]]] = {
    Conflict: ("id",),
    Meetmoment: ("id",),
    Samenvoeging: ("id",),
    Vraag: ("meetmoment_id", "project_code", "id"),
}
"""Whose rows are changed one column at a time, with what the trail calls a row of them by."""
_WHAT: Final = "dit is niet wat het spoor er het laatst van zegt"
_WHOSE: Final = "volgens het spoor schreef iemand anders dit, of op een ander tijdstip"


def record_faults(connection: Connection, told: Records) -> Iterator[Verschil]:
    """Yield where rows do not say what the trail says of them last.

    Args:
        connection: Only read from.
        told: What the trail tells.
    """
    tables = {name for (place, _field) in told.last for name in [place.partition(".")[0]]}
    for entity in (*_KEYS, *REFERENCE):
        table = cast("Table", entity.__table__)
        if table.name in tables:
            yield from _columns(connection, table, _KEYS.get(entity), told)
    yield from _toelichtingen(connection, told)


def own_keys(table: Table) -> list[str]:
    """Return the columns that tell the rows of a list of one meetmoment apart."""
    return [each.name for each in table.primary_key if each.name != "meetmoment_id"]


def _columns(
    connection: Connection, table: Table, keys: tuple[str, ...] | None, told: Records
) -> Iterator[Verschil]:
    """Yield the columns of a table that do not say what the trail says last."""
    named = keys or ("meetmoment_id", *own_keys(table))
    own = [each for each in table.c if not isinstance(each.type, LargeBinary)]
    rows = {
        ".".join([table.name, *(str(row[name]) for name in named)]): row
        for row in connection.execute(select(*own)).mappings()
    }
    for (place, name), said in sorted(told.last.items()):
        row = rows.get(place)
        if row is None or name not in row:
            continue  # of a later meetmoment, which is not sealed, or taken away since
        now = row[name] if isinstance(row[name], int | str | None) else str(row[name])
        if now != said:
            called = place.replace(".", " ", 1)
            yield Verschil(SPOOR, f"{called}, {name}", shown(now), shown(said), _WHAT)


def _toelichtingen(connection: Connection, told: Records) -> Iterator[Verschil]:
    table = Toelichting.__table__.c
    query = select(*table).order_by(table.meetmoment_id, table.project_code)
    stored = {
        (row.meetmoment_id, row.project_code, row.regel, row.plaats): row
        for row in connection.execute(query)
    }
    moments = set(connection.scalars(select(Meetmoment.id)))
    gone = {key for key, each in told.texts.items() if each.tekst and key[0] in moments}
    for key in sorted(stored.keys() | gone):
        row, said = stored.get(key), told.texts.get(key)
        place = f"toelichting {key[2]} bij {key[1] or 'het plan'}, {key[3]}"
        text, last = (row.tekst if row else None), (said.tekst if said else None)
        if text != last:
            yield Verschil(SPOOR, place, shown(text), shown(last), _WHAT)
        elif row and said and (row.wie, row.tijd) != (said.wie, said.tijd):
            pair = f"{row.wie}, {row.tijd}", f"{said.wie}, {said.tijd}"
            yield Verschil(SPOOR, place, *pair, _WHOSE)
