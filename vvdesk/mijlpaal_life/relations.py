"""Which mijlpalen the lot of one names, and whose lot names it, in every project."""

import re
from dataclasses import dataclass
from string import digits
from typing import Final

from sqlalchemy import Connection, select

from vvdesk.model import Mijlpaal
from vvdesk.tracing.past import Past

_NAMED: Final = re.compile(
    r"\b(?:([A-Z]{1,10}[0-9]{1,10})-)?(M[0-9]{2,6}(?:-[0-9A-Z]{4})?)(?![0-9A-Z_])"
)


@dataclass(frozen=True, slots=True)
class Verwanten:
    """Waar een mijlpaal naartoe ging, en waaruit ze kwam.

    Attributes:
        naar: The mijlpalen that its lot names, in which it lives on.
        uit: The mijlpalen of which the lot names this one.
        onbekend: Ids that its lot names, but that no fiche ever had.
    """

    naar: tuple[str, ...]
    uit: tuple[str, ...]
    onbekend: tuple[str, ...]


def relations(connection: Connection, past: Past, mijlpaal_id: str) -> Verwanten:
    """Return the relations of a mijlpaal, over all meetmomenten, in the order of their naming."""
    named: dict[str, None] = {}
    since: dict[str, None] = {}
    for moment in past.moments:
        rows = moment.inhoud.tables["mijlpalen"] if moment.inhoud else {}
        for row in rows.values():
            if not row.values["lot"]:
                continue
            told = _named(row.values["lot_toelichting"] or "", past.project)
            if row.id == mijlpaal_id:
                named.update(dict.fromkeys(each for each in told if each != mijlpaal_id))
            elif mijlpaal_id in told:
                since[row.id] = None
    since.update(dict.fromkeys(_from_elsewhere(connection, past.project, mijlpaal_id)))
    known = _known(connection, list(named))
    return Verwanten(
        tuple(each for each in named if each in known),
        tuple(since),
        tuple(each for each in named if each not in known),
    )


def _from_elsewhere(connection: Connection, project: str, mijlpaal_id: str) -> list[str]:
    """Return the mijlpalen of other projects whose lot names this one in full."""
    c = Mijlpaal.__table__.c
    query = select(c.id, c.project_code, c.lot_toelichting).distinct().order_by(c.id)
    query = query.where(c.lot.is_not(None), c.project_code != project)
    rows = connection.execute(query.where(c.lot_toelichting.icontains(mijlpaal_id)))
    return [each.id for each in rows if mijlpaal_id in _named(each[2], each.project_code)]


def _known(connection: Connection, ids: list[str]) -> set[str]:
    if not ids:
        return set()
    column = Mijlpaal.__table__.c.id
    return set(connection.scalars(select(column).distinct().where(column.in_(ids))))


def _named(text: str, project: str) -> list[str]:
    """Return the ids in a text; a bare `M03` is of this project, `FASE1-M03` is no id."""
    letters = project.rstrip(digits)
    return [
        f"{code or project}-{number}"
        for code, number in _NAMED.findall(text.upper())
        if not code or code.rstrip(digits) == letters
    ]
