"""What the audit trail tells of a field, a row or a fiche at one meetmoment."""

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.kinds import JsonValue
from vvdesk.model import Handeling, Stap, Wijziging
from vvdesk.tracing.parts import Bron, Gebeurtenis
from vvdesk.tracing.past import Moment, place_words
from vvdesk.values import Unreadable

_OF_CONTENT: Final = frozenset(
    {Handeling.WIJZIGEN.value, Handeling.TOEVOEGEN.value, Handeling.VERWIJDEREN.value}
)
_TABLES: Final = ("mijlpalen", "agenderingen")
_STATE: Final = {"staat": "Staat van de fiche", "volgorde": "Plaats in de tabel"}


def trail_rows(connection: Connection, project: str, meetmoment_id: int) -> list[Row[Any]]:
    """Return what the trail says of the content of a fiche, oldest first."""
    query = (
        select(Wijziging.__table__, Stap.naam, Stap.keert_om)
        .join(Stap, Stap.n == Wijziging.stap)
        .where(Wijziging.project_code == project, Wijziging.meetmoment_id == meetmoment_id)
        .where(Wijziging.handeling.in_(_OF_CONTENT))
        .order_by(Wijziging.n)
    )
    rows = connection.execute(query).all()
    return [row for row in rows if row.rij.partition(".")[0] in {"fiche", "financiering", *_TABLES}]


def field_events(rows: list[Row[Any]], moment: Moment, path: str) -> Iterator[Gebeurtenis]:
    """Yield every change of one field, also where its whole row or fiche came or went.

    Args:
        rows: As `trail_rows` gives them.
        moment: Of the same meetmoment.
        path: As in a dump.
    """
    pad = parse_path(path)
    own = f"{pad.collection}.{pad.row}" if pad.row else pad.collection or "fiche"
    whole = own if pad.row else "fiche"
    for row in rows:
        if row.rij == own and row.veld == pad.field.name:
            old, new = json.loads(row.oud), json.loads(row.nieuw)
        elif row.rij == whole and not row.veld:
            key = pad.field.name if pad.row else path
            old, new = (_within(text, key) for text in (row.oud, row.nieuw))
        else:
            continue
        if old != new:
            yield _event(row, "", moment, path, old, new)


def row_events(rows: list[Row[Any]], moment: Moment, row_path: str) -> Iterator[Gebeurtenis]:
    """Yield every change of one row of a table; `row_path` is as in a dump, without a field."""
    for row in rows:
        if row.rij == row_path:
            yield _told(row, moment)


def fiche_events(rows: list[Row[Any]], moment: Moment) -> Iterator[Gebeurtenis]:
    """Yield every change of a fiche and its rows."""
    for row in rows:
        yield _told(row, moment)


def bron_of(herkomst: str | None) -> Bron | None:
    """Return the file that a row of the trail names; None for none."""
    if not herkomst:
        return None
    told = json.loads(herkomst)
    return Bron(**{name: str(told.get(name) or "") for name in Bron.__slots__})


def _told(row: Row[Any], moment: Moment) -> Gebeurtenis:
    """Tell of a change with the place of it in words."""
    collection, _, row_id = row.rij.partition(".")
    if not row.veld:
        place = row_id or "Hele fiche"
        return _event(row, place, moment, "", None, None)
    if row.veld in _STATE:
        label = _STATE[row.veld]
        place = f"{row_id} › {label}" if row_id else label
        return _event(row, place, moment, "", json.loads(row.oud), json.loads(row.nieuw))
    prefix = "" if collection == "fiche" else f"{row.rij}."
    path = f"{prefix}{row.veld}"
    old, new = json.loads(row.oud), json.loads(row.nieuw)
    return _event(row, place_words(path), moment, path, old, new)


def _within(text: str, key: str) -> JsonValue:
    """Return what a whole row or fiche said of one field."""
    told = json.loads(text)
    value: JsonValue = told.get(key) if isinstance(told, dict) else None
    return value


def _event(
    row: Row[Any], place: str, moment: Moment, path: str, old: JsonValue, new: JsonValue
) -> Gebeurtenis:
    return Gebeurtenis(
        row.n,
        row.stap,
        row.naam,
        row.tijd,
        row.wie,
        row.handeling,
        place,
        _words(moment, path, old),
        _words(moment, path, new),
        new,
        row.reden or "",
        bron_of(row.herkomst),
        row.keert_om,
    )


def _words(moment: Moment, path: str, value: JsonValue) -> str:
    if value is None or value == []:
        return ""
    if not path:
        return str(value)
    try:
        return moment.json_words(parse_path(path).field, value)
    except (Misused, Unreadable):  # written by an earlier version of the program
        return str(value)
