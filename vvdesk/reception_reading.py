"""What a central file knows of what came in, read in a handful of queries for the whole plan.

Completeness is counted by the database: reading the content of eighteen thousand fiches to count
their empty fields would take ten times as long.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, Integer, Table, Text, case, func, literal, select
from sqlalchemy import cast as sql_cast

from vvdesk.content import SINGLE, TABLES
from vvdesk.dictionary import fields_of
from vvdesk.model import (
    Conflict,
    Fiche,
    Financiering,
    Inzending,
    Keuze,
    Samenvoeging,
    Staat,
    Stap,
    Uitvraag,
    Vraag,
    Vraagstaat,
)
from vvdesk.overgangen import DECIDED, Ingediend, handed_in_by, latest_decisions

_FICHE: Final = cast("Table", Fiche.__table__).c
_MONEY: Final = cast("Table", Financiering.__table__).c
_AT_LEAST_ONE: Final = "mijlpalen"
_WHOLE = 100
_MISSING: Final = frozenset({Staat.CONCEPT.value, Staat.TERUGGESTUURD.value})


@dataclass(frozen=True, slots=True)
class FicheStand:
    """Where one fiche stands at the desk of the coordinator.

    Attributes:
        project: The project's code.
        titel: Its title; empty without.
        entiteit: The trekkende entiteit; empty without.
        speerpunt: The key of its speerpunt; empty without.
        staat: See `Staat`.
        answered: Required fields with a value.
        required: Required fields.
        conflicts: Open conflicts.
        vragen: Questions that wait for the entiteit.
        antwoorden: Questions that were answered and wait for who asked.
        ingediend: Who handed it in last; None while nobody did.
        besluit_door: Who approved it or sent it back, as its state says; empty without.
        besluit_op: When; UTC, ISO 8601.
        reden: Why it was sent back; empty when it was not.
        uitzondering: Why one pair of eyes was enough to approve it; empty when two looked.
        versie: How many steps touched the fiche; what was counted of it holds as long.
    """

    project: str
    titel: str
    entiteit: str
    speerpunt: str
    staat: str
    answered: int
    required: int
    conflicts: int = 0
    vragen: int = 0
    antwoorden: int = 0
    ingediend: Ingediend | None = None
    besluit_door: str = ""
    besluit_op: str = ""
    reden: str = ""
    uitzondering: str = ""
    versie: int = 0

    @property
    def percentage(self) -> int:
        """Whole percent of the required fields, rounded down."""
        return _WHOLE * self.answered // self.required if self.required else _WHOLE

    @property
    def is_missing(self) -> bool:
        """Tell whether the entiteit still has to hand it in, or to hand it in again."""
        return self.staat in _MISSING


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """An inzending that counts: it was read in, and not taken back since.

    Attributes:
        bestand: The name of the file.
        afzender: Who sent it, as the file says; empty when it says nothing.
        op: When it was read in; UTC, ISO 8601.
        door: Who read it in.
    """

    bestand: str
    afzender: str
    op: str
    door: str


def read_stands(connection: Connection, meetmoment_id: int) -> list[FicheStand]:
    """Return where every fiche of a meetmoment stands, ordered by code."""
    rows = _answers_in_rows(connection, meetmoment_id)
    conflicts = _counted(connection, meetmoment_id, Conflict, Conflict.keuze == Keuze.OPEN.value)
    asked = _counted(connection, meetmoment_id, Vraag, Vraag.staat == Vraagstaat.OPEN.value)
    told = _counted(connection, meetmoment_id, Vraag, Vraag.staat == Vraagstaat.BEANTWOORD.value)
    handed_in = handed_in_by(connection, meetmoment_id)
    decisions = latest_decisions(connection, meetmoment_id)
    required = len(_required(SINGLE[""])) + len(_required(SINGLE["financiering"]))
    found = []
    fiches = _fiches(connection, meetmoment_id)
    for code, titel, entiteit, speerpunt, staat, versie, answered in fiches:
        in_rows = rows.get(code, (0, 0))
        found.append(
            FicheStand(
                code,
                titel or "",
                entiteit or "",
                speerpunt or "",
                staat,
                answered + in_rows[0],
                required + in_rows[1],
                conflicts[code],
                asked[code],
                told[code],
                handed_in.get(code),
                versie=versie,
                **_decision(staat, decisions.get(code)),
            )
        )
    return found


def read_ontvangen(
    connection: Connection, meetmoment_id: int
) -> tuple[dict[str, list[Ontvangen]], int]:
    """Return the inzendingen that count per entiteit, earliest first, and how many name none."""
    undone = _undone_steps(connection)
    query = (
        select(
            Inzending.entiteit,
            Inzending.bestandsnaam,
            Inzending.afzender,
            Inzending.ontvangen_op,
            Inzending.ontvangen_door,
            Inzending.stap,
        )
        .where(Inzending.meetmoment_id == meetmoment_id)
        .order_by(Inzending.id)
    )
    found: dict[str, list[Ontvangen]] = defaultdict(list)
    nameless = 0
    for row in connection.execute(query):
        if row.stap in undone:
            continue
        if not row.entiteit:
            nameless += 1
            continue
        found[row.entiteit].append(
            Ontvangen(row.bestandsnaam, row.afzender or "", row.ontvangen_op, row.ontvangen_door)
        )
    return dict(found), nameless


def read_uitvragen(connection: Connection, meetmoment_id: int) -> dict[str, str]:
    """Return when each entiteit was last given its uitvraag; UTC, ISO 8601."""
    query = (
        select(Uitvraag.entiteit, func.max(Uitvraag.gemaakt_op))
        .where(Uitvraag.meetmoment_id == meetmoment_id)
        .group_by(Uitvraag.entiteit)
    )
    return {entiteit: str(latest) for entiteit, latest in connection.execute(query)}


def _fiches(connection: Connection, meetmoment_id: int) -> Iterable[Any]:
    answered = _answered(Fiche) + _answered(Financiering)
    joined = Fiche.__table__.outerjoin(
        Financiering.__table__,
        (_MONEY.meetmoment_id == _FICHE.meetmoment_id)
        & (_MONEY.project_code == _FICHE.project_code),
    )
    query = (
        select(
            _FICHE.project_code,
            _FICHE.titel,
            _FICHE.trekkende_entiteit,
            _FICHE.speerpunt,
            _FICHE.staat,
            _FICHE.versie,
            answered,
        )
        .select_from(joined)
        .where(_FICHE.meetmoment_id == meetmoment_id)
        .order_by(_FICHE.project_code)
    )
    return connection.execute(query)


def _answers_in_rows(connection: Connection, meetmoment_id: int) -> dict[str, tuple[int, int]]:
    """Return project to how many required fields of its rows are answered, and how many there are.

    A fiche without mijlpalen misses one field: the table itself.
    """
    answered: Counter[str] = Counter()
    required: Counter[str] = Counter()
    codes = select(_FICHE.project_code).where(_FICHE.meetmoment_id == meetmoment_id)
    for name, entity in TABLES.items():
        table = cast("Table", entity.__table__)
        fields = len(_required(entity))
        query = (
            select(table.c.project_code, func.count(), func.sum(_answered(entity)))
            .where(table.c.meetmoment_id == meetmoment_id)
            .group_by(table.c.project_code)
        )
        counted = {code: (rows, given) for code, rows, given in connection.execute(query)}
        for code, (rows, given) in counted.items():
            answered[code] += int(given)
            required[code] += rows * fields
        if name == _AT_LEAST_ONE:
            required.update(
                code for code in connection.execute(codes).scalars() if code not in counted
            )
    return {code: (answered[code], required[code]) for code in required}


def _required(entity: type[Any]) -> list[str]:
    return [each.name for each in fields_of(entity) if each.about.required]


def _answered(entity: type[Any]) -> ColumnElement[int]:
    """Return how many required fields of one row have a value; zero is an answer."""
    columns = cast("Table", entity.__table__).c
    total: ColumnElement[int] = literal(0, Integer)
    for name in _required(entity):
        total += case((sql_cast(columns[name], Text) != "", 1), else_=0)
    return total


def _counted(
    connection: Connection, meetmoment_id: int, entity: type[Any], which: ColumnElement[bool]
) -> Counter[str]:
    query = (
        select(entity.project_code, func.count())
        .where(entity.meetmoment_id == meetmoment_id, which)
        .group_by(entity.project_code)
    )
    return Counter({code: int(count) for code, count in connection.execute(query)})


def _decision(staat: str, row: Any) -> Mapping[str, str]:
    """Return what is to be told of the latest decision, when the fiche still stands by it."""
    if row is None:
        return {}
    approved = staat in DECIDED and row.naar == Staat.GOEDGEKEURD.value
    returned = staat == row.naar == Staat.TERUGGESTUURD.value
    if not (approved or returned):
        return {}
    return {
        "besluit_door": row.wie,
        "besluit_op": row.tijd,
        "reden": (row.reden or "") if returned else "",
        "uitzondering": (row.uitzondering or "") if approved else "",
    }


def _undone_steps(connection: Connection) -> set[int]:
    """Return the steps that were taken back and not done again.

    Several steps that were taken back together are named by the last; the kept plan of their merge
    names them all.
    """
    turned: dict[int, list[int]] = defaultdict(list)
    query = select(Stap.n, Stap.keert_om).where(Stap.keert_om.is_not(None)).order_by(Stap.n)
    for number, earlier in connection.execute(query):
        turned[int(earlier or 0)].append(number)
    holds: dict[int, bool] = {}
    # Latest first: whether a step was taken back depends on later ones only.
    for number in sorted({*turned, *(each for made in turned.values() for each in made)})[::-1]:
        holds[number] = not any(holds[later] for later in turned[number])
    undone = {number for number, still in holds.items() if not still}
    merges = select(Samenvoeging.stappen, Samenvoeging.teruggenomen_door_stap).where(
        Samenvoeging.teruggenomen_door_stap.is_not(None)
    )
    for steps, by in connection.execute(merges):
        if by not in undone:
            undone |= set(json.loads(steps))
    return undone
