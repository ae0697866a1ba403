"""The texts of a store, project by project, each with the meetmomenten at which it stands so."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import groupby
from typing import Any, Final, cast

from sqlalchemy import Connection, Select, bindparam, select

from vvdesk.content import SINGLE, TABLES
from vvdesk.kinds import OPMAAK
from vvdesk.model import Fiche, Project
from vvdesk.searching.ledgers import Ledgers
from vvdesk.searching.parts import SOORTEN, Tekst, columns_of

_INLINE: Final = re.compile(r"</?(?:strong|em|a)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_ENTITIES: Final[dict[str, type[Any]]] = {**SINGLE, **TABLES}


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
    """Return the codes of all projects, those without a fiche (any more) too, sorted."""
    column = Project.__table__.c.code
    return list(connection.scalars(select(column).order_by(column)))


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


class TextReader:
    """Reads all texts, some projects at a time.

    Args:
        connection: Only read from.
        moments: The ids of all meetmomenten, earliest first.
        is_sealed: Whether it is a momentopname.
    """

    def __init__(
        self, connection: Connection, moments: Sequence[int], *, is_sealed: bool = False
    ) -> None:
        self._connection, self._moments = connection, moments
        self._places = {moment: place for place, moment in enumerate(moments)}
        self._ledgers = Ledgers(connection, moments, is_sealed=is_sealed)

    def texts(self, projects: Sequence[str]) -> list[Tekst]:
        """Return the texts of some projects, by project, in the order of `SOORTEN`.

        Args:
            projects: Some hundred codes at most, sorted, that come after those that were asked
                before; `PLAN` asks for what belongs to no project.
        """
        given = {"moments": self._moments, "projects": projects}
        found: list[Tekst] = []
        for collection in _ENTITIES:
            rows = self._connection.execute(_query(collection), given)
            found += _runs(rows, collection, self._places)
        found += self._ledgers.texts(projects)
        found.sort(key=lambda text: (text.project, text.soort))
        return found


def bare(html: str) -> str:
    """Return the words of a rich text; a bold part of a word leaves it one word."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


@cache
def _columns(source: str) -> tuple[tuple[int, str, bool], ...]:
    """Return place in `SOORTEN`, name, and whether it is rich, of the texts of one source."""
    found = ((place, SOORTEN[place]) for place in columns_of(source))
    return tuple(
        (place, each.naam, each.veld is not None and each.veld.kind is OPMAAK)
        for place, each in found
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
