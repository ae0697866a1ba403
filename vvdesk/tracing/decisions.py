"""What people decided and explained at a place: conflicts, findings and their toelichtingen."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from vvdesk.content import parse_path
from vvdesk.model import Conflict, Handeling, Inzending, Toelichting, Wijziging
from vvdesk.rules import Gewogen, Verantwoording, examine, situaties, weigh
from vvdesk.tracing.parts import Beslissing, Bevinding, Bron
from vvdesk.tracing.past import Moment, place_words

Scope = Callable[[str], bool]
"""Tells whether a path belongs to what is traced."""


def conflicts(
    connection: Connection, moment: Moment, project: str, scope: Scope, own: str
) -> Iterator[Beslissing]:
    """Yield the conflicts about some fields of a fiche, earliest first.

    Args:
        connection: Only read from.
        moment: The meetmoment.
        project: The project's code.
        scope: Which fields.
        own: The path of what is traced, which needs no name.
    """
    table, sent = Conflict.__table__, Inzending.__table__.c
    query = (
        select(table, sent.bestandsnaam, sent.sha256, sent.afzender, sent.geexporteerd_op)
        .join(Inzending, Inzending.id == table.c.inzending_id)
        .where(table.c.meetmoment_id == moment.id, table.c.project_code == project)
        .order_by(table.c.id)
    )
    for row in connection.execute(query):
        if scope(row.pad):
            yield _decision(row, moment, own)


def deciding_steps(connection: Connection, decisions: list[Beslissing]) -> dict[int, Beslissing]:
    """Return step to the conflict that it decided."""
    by_place = {f"{Conflict.__tablename__}.{each.nummer}": each for each in decisions}
    rows = connection.execute(
        select(Wijziging.rij, Wijziging.stap).where(
            Wijziging.handeling == Handeling.BESLISSEN.value, Wijziging.rij.in_(by_place)
        )
    )
    return {step: by_place[place] for place, step in rows}


def findings(
    connection: Connection, moment: Moment, project: str, scope: Scope, own: str
) -> Iterator[Bevinding]:
    """Yield the findings at some places of a fiche, with why they may stand.

    An explanation of which the finding is gone comes last; arguments are those of `conflicts`.
    """
    table = Toelichting.__table__
    told = connection.execute(
        select(table).where(table.c.meetmoment_id == moment.id, table.c.project_code == project)
    ).all()
    rows = {(row.regel, row.plaats): row for row in told}
    found = [
        each
        for situatie in situaties(connection, moment.id, [project])
        for each in examine(situatie)
    ]
    for weighed in weigh(found, told):
        if scope(weighed.finding.path):
            row = rows.pop((weighed.finding.code, weighed.finding.path), None)
            yield _finding(weighed, row, own)
    for row in rows.values():
        if scope(row.plaats):
            lapsed = Verantwoording.VERVALLEN.value
            place = place_words(row.plaats, own)
            yield Bevinding(row.regel, place, "", lapsed, row.tekst, row.wie, row.tijd)


def _finding(weighed: Gewogen, row: Row[Any] | None, own: str) -> Bevinding:
    finding = weighed.finding
    who, when = (row.wie, row.tijd) if row is not None else ("", "")
    text = weighed.tekst or ""
    place = place_words(finding.path, own)
    return Bevinding(finding.code, place, finding.message, weighed.staat.value, text, who, when)


def _decision(row: Row[Any], moment: Moment, own: str) -> Beslissing:
    pad = parse_path(row.pad)

    def words(text: str | None) -> str:
        return moment.json_words(pad.field, json.loads(text)) if text is not None else ""

    return Beslissing(
        row.id,
        place_words(row.pad, own),
        words(row.basis),
        words(row.centraal),
        words(row.ontvangen),
        row.keuze,
        words(row.gekozen),
        row.nota or "",
        row.beslist_door or "",
        row.beslist_op or "",
        Bron(
            row.bestandsnaam,
            row.sha256,
            row.blad,
            row.cel,
            row.afzender or "",
            row.geexporteerd_op or "",
        ),
    )
