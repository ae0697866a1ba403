"""Reading the lists of reference data of a meetmoment, row by row; see `meetmoment_lists`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from vvdesk.errors import Misused
from vvdesk.meetmoment_lists import LIJSTEN, MEETMOMENT, Lijst
from vvdesk.settled_values import shown, ticked
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a list, as it is shown.

    Attributes:
        sleutel: Tells it apart.
        naam: What it is called in sentences.
        vast: Texts of the columns that cannot change.
        waarden: Per field the text as it is typed, or whether it is ticked.
    """

    sleutel: str
    naam: str
    vast: tuple[str, ...]
    waarden: tuple[str | bool, ...]


def read_list(workspace: Workspace, meetmoment: str | None, lijst: Lijst) -> list[Regel]:
    """Return the rows of a list, in their order; one for `MEETMOMENT` itself.

    Raises:
        Misused: There is no meetmoment of that name.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        return [regel_of(lijst, row) for row in stored_rows(connection, lijst, moment.id)]


def list_named(naam: str) -> Lijst:
    """Return a list by its name.

    Raises:
        Misused: There is no such list.
    """
    for lijst in (MEETMOMENT, *LIJSTEN):
        if lijst.naam == naam:
            return lijst
    known = ", ".join(each.naam for each in LIJSTEN)
    raise Misused(f'Er is geen lijst "{naam}". Kies uit: {known}.')


def stored_rows(connection: Connection, lijst: Lijst, meetmoment_id: int) -> list[dict[str, Any]]:
    """Return the rows of a list as they are stored, column to value, in their order."""
    table: Table = lijst.entity.__table__
    if lijst is MEETMOMENT:
        query = select(table).where(table.c.id == meetmoment_id)
    else:
        query = select(table).where(table.c.meetmoment_id == meetmoment_id)
        query = query.order_by(table.c.volgorde, table.c[lijst.sleutel])
    if lijst.deel is not None:
        query = query.where(table.c[lijst.deel[0]] == lijst.deel[1])
    return [dict(row) for row in connection.execute(query).mappings() if lijst.hoort_erbij(row)]


def stored_row(
    connection: Connection, lijst: Lijst, meetmoment_id: int, sleutel: str
) -> dict[str, Any]:
    """Return one row as it is stored.

    Raises:
        Misused: There is no such row.
    """
    for row in stored_rows(connection, lijst, meetmoment_id):
        if lijst is MEETMOMENT or row[lijst.sleutel] == sleutel:
            return row
    raise Misused(f'"{sleutel}" staat niet bij {lijst.titel.lower()}.')


def row_key(lijst: Lijst, meetmoment_id: int, sleutel: str) -> dict[str, Any]:
    """Return the columns that tell one row from all others."""
    if lijst is MEETMOMENT:
        return {"id": meetmoment_id}
    part = dict([lijst.deel]) if lijst.deel else {}
    return {"meetmoment_id": meetmoment_id, **part, lijst.sleutel: sleutel}


def regel_of(lijst: Lijst, row: Mapping[str, Any]) -> Regel:
    """Return a stored row as it is shown."""
    values = tuple(
        ticked(row[veld.kolom], veld.kenmerk)
        if veld.is_tick
        else shown(veld.soort, row[veld.kolom])
        for veld in lijst.velden
    )
    vast = tuple(str(row[column]) for _head, column in lijst.vast)
    naam = str(row["label"]) if "label" in row else (vast[0] if vast else str(values[0]))
    return Regel(str(row[lijst.sleutel]), naam, vast, values)
