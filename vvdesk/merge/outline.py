"""Reading of the central fiches no more than an inzending needs.

Most rows of an inzending say what they always said. Of their projects it is enough to know who
leads them and which rows they have; only what differs is compared with whole fiches.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, select

from vvdesk.content import TABLES, Inhoud, Rij, read_contents
from vvdesk.model import Fiche
from vvdesk.submission import SubmittedRow

_AT_ONCE = 500


def _query(entity: type[Any], *columns: Any) -> Select[Any]:
    return (
        select(entity.project_code, *columns)
        .where(entity.meetmoment_id == bindparam("of_meetmoment"))
        .where(entity.project_code.in_(bindparam("of_projects", expanding=True)))
    )


_FICHES: Final = _query(Fiche, Fiche.staat, Fiche.versie, Fiche.trekkende_entiteit)
_ROWS: Final = {name: _query(entity, entity.id) for name, entity in TABLES.items()}


def read_needed(
    connection: Connection, meetmoment_id: int, rows: Iterable[SubmittedRow]
) -> dict[str, Inhoud]:
    """Read the fiches that some rows are about.

    Args:
        connection: Of the central file.
        meetmoment_id: Which meetmoment.
        rows: Of one inzending.

    Returns:
        Project to fiche. Whole where a row differs, is new or was typed by hand; elsewhere with
        nothing but its state, its version, its trekkende entiteit and the ids of its rows.
    """
    known = [row for row in rows if row.project]
    outlines = _outlines(connection, meetmoment_id, {row.project for row in known})
    whole = {row.project for row in known if _needs_more(row, outlines.get(row.project))}
    return {**outlines, **read_contents(connection, meetmoment_id, whole)}


def _needs_more(row: SubmittedRow, outline: Inhoud | None) -> bool:
    if outline is None or not row.collection:
        return bool(row.cells)
    return bool(row.cells) or row.id not in outline.tables[row.collection]


def _outlines(
    connection: Connection, meetmoment_id: int, projects: Collection[str]
) -> dict[str, Inhoud]:
    found: dict[str, Inhoud] = {}
    codes = sorted(projects)
    for start in range(0, len(codes), _AT_ONCE):
        given = {"of_meetmoment": meetmoment_id, "of_projects": codes[start : start + _AT_ONCE]}
        for code, staat, versie, leader in connection.execute(_FICHES, given).all():
            found[code] = Inhoud(code, staat, {"trekkende_entiteit": leader}, versie=versie)
        for name, query in _ROWS.items():
            for code, row_id in connection.execute(query, given).all():
                found[code].tables[name][row_id] = Rij(row_id, {})
    return found
