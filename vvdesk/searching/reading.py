"""The texts of a store, project by project, each with the meetmomenten at which it stands so."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import groupby
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Select, bindparam, func, select

from vvdesk.content import SINGLE, TABLES, parse_path
from vvdesk.errors import Misused
from vvdesk.kinds import OPMAAK
from vvdesk.model import Conflict, Fiche, Overgang, Toelichting, Vraag, Wijziging
from vvdesk.searching.parts import SOORTEN

_INLINE: Final = re.compile(r"</?(?:strong|em|a)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_ENTITIES: Final[dict[str, type[Any]]] = {**SINGLE, **TABLES}
_LEDGERS: Final[dict[str, type[Any]]] = {
    "vraag": Vraag,
    "toelichting": Toelichting,
    "conflict": Conflict,
    "overgang": Overgang,
    "wijziging": Wijziging,
}


class Tekst(NamedTuple):
    """One text as long as it stays the same.

    Attributes:
        project: The project's code.
        soort: Its place in `SOORTEN`.
        rij: The id of its row; empty for none.
        van: The place of the first meetmoment in the row of them, from 0.
        tot: That of the last.
        woorden: What can be searched for.
        pad: Of a ledger: the field that it is about.
    """

    project: str
    soort: int
    rij: str
    van: int
    tot: int
    woorden: str
    pad: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How a project stood at a meetmoment, as far as filters ask."""

    project: str
    plek: int
    titel: str
    speerpunt: str
    entiteit: str
    status: str


def project_codes(connection: Connection) -> list[str]:
    """Return the codes of all projects that ever had a fiche, sorted."""
    column = Fiche.__table__.c.project_code
    return list(connection.scalars(select(column).distinct().order_by(column)))


def read_states(
    connection: Connection, moments: Sequence[int], projects: Sequence[str]
) -> Iterator[Stand]:
    """Yield how projects stood at every meetmoment, by meetmoment within project."""
    places = {moment: place for place, moment in enumerate(moments)}
    c = Fiche.__table__.c
    query = select(
        c.project_code, c.meetmoment_id, c.titel, c.speerpunt, c.trekkende_entiteit, c.projectstatus
    ).order_by(c.project_code, c.meetmoment_id)
    query = query.where(c.project_code.in_(projects), c.meetmoment_id.in_(moments))
    for code, moment, *told in connection.execute(query):
        yield Stand(code, places[moment], *(each or "" for each in told))


def read_texts(
    connection: Connection, moments: Sequence[int], projects: Sequence[str]
) -> list[Tekst]:
    """Return all texts of some projects, by project, in the order of `SOORTEN`.

    Args:
        connection: Only read from.
        moments: The ids of all meetmomenten, earliest first.
        projects: Some hundred codes at most.
    """
    given = {"moments": list(moments), "projects": list(projects)}
    places = {moment: place for place, moment in enumerate(moments)}
    found: list[Tekst] = []
    for collection in _ENTITIES:
        rows = connection.execute(_query(collection), given)
        found += _runs(rows, collection, places)
    for ledger in _LEDGERS:
        found += _entries(connection, ledger, places, given)
    found.sort(key=lambda text: (text.project, text.soort))
    return found


def bare(html: str) -> str:
    """Return the words of a rich text; a bold part of a word leaves it one word."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


@cache
def _columns(source: str) -> tuple[tuple[int, str, bool], ...]:
    """Return place in `SOORTEN`, name, and whether it is rich, of the texts of one source."""
    return tuple(
        (place, each.naam, each.veld is not None and each.veld.kind is OPMAAK)
        for place, each in enumerate(SOORTEN)
        if each.bron == source
    )


@cache
def _query(collection: str) -> Select[Any]:
    columns = cast("Any", _ENTITIES[collection]).__table__.c
    keys = [columns.project_code, columns.meetmoment_id]
    if collection in TABLES:
        keys.insert(1, columns.id)
    texts = [columns[name] for _place, name, _is_rich in _columns(collection)]
    return (
        select(*keys, *texts)
        .where(columns.meetmoment_id.in_(bindparam("moments", expanding=True)))
        .where(columns.project_code.in_(bindparam("projects", expanding=True)))
        .order_by(*keys)
    )


def _runs(rows: Iterable[Any], collection: str, places: dict[int, int]) -> Iterator[Tekst]:
    """Yield each text once for as many meetmomenten as it stayed the same."""
    columns = _columns(collection)
    keys = 2 if collection in TABLES else 1
    for key, group in groupby(rows, lambda row: tuple(row[:keys])):
        states = [(places[row[keys]], row[keys + 1 :]) for row in group]
        project, row_id = key[0], key[1] if keys > 1 else ""
        for at, (soort, name, is_rich) in enumerate(columns):
            told = row_id or project if name == "titel" else ""
            for van, tot, value in _unchanged([(place, texts[at]) for place, texts in states]):
                words = value if isinstance(value, str) else "; ".join(value or ())
                if words or told:
                    searched = bare(words) if is_rich else words
                    yield Tekst(project, soort, row_id, van, tot, f"{told} {searched}")


def _unchanged(states: list[tuple[int, Hashable]]) -> Iterator[tuple[int, int, Any]]:
    """Yield from where to where a value stood unbroken."""
    first, value = states[0]
    last = first
    for place, other in states[1:]:
        if other != value or place != last + 1:
            yield first, last, value
            first, value = place, other
        last = place
    yield first, last, value


def _entries(
    connection: Connection, ledger: str, places: dict[int, int], given: dict[str, Any]
) -> Iterator[Tekst]:
    columns = _columns(ledger)
    for row in connection.execute(_ledger_query(ledger), given):
        project, moment, row_id, pad, *texts = row
        for (soort, _name, _is_rich), text in zip(columns, texts, strict=True):
            if text and moment in places:
                place = places[moment]
                yield Tekst(project, soort, str(row_id), place, place, text, known_path(pad))


@cache
def _ledger_query(ledger: str) -> Select[Any]:
    c = cast("Any", _LEDGERS[ledger]).__table__.c
    texts = [c[name] for _place, name, _is_rich in _columns(ledger)]
    if ledger == "wijziging":  # one reason stands at every field that a step touched
        first = func.min(c.n)
        named = c.rij + "." + c.veld
        query = select(c.project_code, c.meetmoment_id, first, func.min(named), c.reden)
        query = query.where(c.reden.is_not(None))
        query = query.group_by(c.stap, c.project_code, c.meetmoment_id, c.reden)
        order = [c.project_code, first]
    elif ledger == "toelichting":
        named = c.regel + " " + c.plaats
        query = select(c.project_code, c.meetmoment_id, named, c.plaats, *texts)
        order = [c.project_code, c.regel, c.plaats]
    else:
        pad = func.coalesce(None, "") if ledger == "overgang" else c.pad
        query = select(c.project_code, c.meetmoment_id, c.id, pad, *texts)
        order = [c.project_code, c.id]
    query = query.where(c.meetmoment_id.in_(bindparam("moments", expanding=True)))
    return query.where(c.project_code.in_(bindparam("projects", expanding=True))).order_by(*order)


def known_path(pad: str | None) -> str:
    """Return a path as reference codes need it; empty when it names no field of a fiche.

    Args:
        pad: As in a dump; or table and column of a row of the trail (`fiche.titel`).
    """
    path = (pad or "").removeprefix("fiche.")
    try:
        return str(parse_path(path)) if path else ""
    except Misused:
        return ""
