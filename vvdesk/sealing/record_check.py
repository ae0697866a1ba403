"""What the trail says of rows that are no fiche: decisions, toelichtingen, inzendingen."""

import json
from collections.abc import Iterator
from typing import Any, Final, cast

from sqlalchemy import Connection, LargeBinary, Table, select

from vvdesk.model import Conflict, Inzending, Meetmoment, Toelichting, Vraag, Wijziging
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import SPOOR, Verschil

_KNOWN: Final = {
    str(entity.__tablename__): cast("Table", entity.__table__)
    for entity in (Conflict, Meetmoment, Vraag)
}
"""Tables whose rows are changed one column at a time, each noted in the trail."""
_TOLD: Final = "toelichting"
_SENT: Final = str(Inzending.__tablename__)
_WHAT: Final = "dit is niet wat het spoor er het laatst van zegt"


def record_faults(connection: Connection) -> Iterator[Verschil]:
    """Yield where decisions, questions, toelichtingen and inzendingen contradict the trail.

    Raises:
        ValueError: A row of the trail is no JSON.
    """
    columns, told, texts = _last_told(connection)
    yield from _columns(connection, columns)
    yield from _toelichtingen(connection, texts)
    yield from _inzendingen(connection, told)


def _last_told(
    connection: Connection,
) -> tuple[dict[tuple[str, str, str], Any], dict[int, dict[str, Any]], dict[tuple[Any, ...], Any]]:
    """Return the last that the trail says of columns, of inzendingen, and of toelichtingen."""
    table = Wijziging.__table__.c
    query = (
        select(table.meetmoment_id, table.project_code, table.rij, table.veld, table.nieuw)
        .where(
            table.rij.startswith(f"{_TOLD}.")
            | (table.rij == _SENT)
            | table.rij.startswith("conflict.")
            | table.rij.startswith("meetmoment.")
            | table.rij.startswith("vraag.")
        )
        .order_by(table.n)
    )
    columns: dict[tuple[str, str, str], Any] = {}
    sent: dict[int, dict[str, Any]] = {}
    texts: dict[tuple[Any, ...], Any] = {}
    for moment, project, rij, field, new in connection.execute(query):
        name, _, key = rij.partition(".")
        said = json.loads(new)
        if name == _TOLD:
            texts[moment, project or "", key, field] = said
        elif name == _SENT:
            if isinstance(said, dict) and isinstance(said.get("id"), int):
                sent[said["id"]] = said
        elif field:
            columns[name, key, field] = said
    return columns, sent, texts


def _columns(
    connection: Connection, columns: dict[tuple[str, str, str], Any]
) -> Iterator[Verschil]:
    rows: dict[str, dict[str, Any]] = {}
    for name in sorted({name for name, _key, _field in columns}):
        table = _KNOWN[name]
        own = [each for each in table.c if not isinstance(each.type, LargeBinary)]
        rows[name] = {str(row.id): row._mapping for row in connection.execute(select(*own))}  # noqa: SLF001 - SQLAlchemy's public way to the columns of a row by name
    for (name, key, field), said in sorted(columns.items()):
        row = rows[name].get(key)
        if row is None or field not in row:
            continue  # of a later meetmoment, which is not sealed
        now = row[field] if isinstance(row[field], int | str | None) else str(row[field])
        if now != said:
            place = f"{name} {key}, {field}"
            yield Verschil(SPOOR, place, shown(now), shown(said), _WHAT)


def _toelichtingen(connection: Connection, texts: dict[tuple[Any, ...], Any]) -> Iterator[Verschil]:
    table = Toelichting.__table__.c
    query = select(table.meetmoment_id, table.project_code, table.regel, table.plaats, table.tekst)
    stored = {tuple(key): text for *key, text in connection.execute(query)}
    for key, text in sorted(stored.items()):
        said = texts.get(key)
        if said != text:
            place = f"toelichting {key[2]} bij {key[1] or 'het plan'}, {key[3]}"
            yield Verschil(SPOOR, place, shown(text), shown(said), _WHAT)


def _inzendingen(connection: Connection, told: dict[int, dict[str, Any]]) -> Iterator[Verschil]:
    table = Inzending.__table__.c
    query = select(table.id, table.bestandsnaam, table.sha256).order_by(table.id)
    for number, name, sha256 in connection.execute(query):
        said = told.get(number, {})
        place = f"inzending {number}"
        if said.get("sha256") != sha256:
            what = "volgens het spoor werd een ander bestand ingelezen"
            yield Verschil(SPOOR, place, sha256, shown(said.get("sha256")), what)
        elif said.get("bestand") != name:
            yield Verschil(SPOOR, place, name, shown(said.get("bestand")), _WHAT)
