"""Settling the reference data of an open meetmoment, through the one door and with its trail.

Every change is checked as a whole before it is stored: no spelling may find two choices, and every
rule must still have what it measures against. See `meetmoment_lists` for what can be settled.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, select

from vvdesk.audit import Actor
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmoment_checks import (
    check_deadline,
    check_meetmoment,
    check_unused,
    check_whole,
)
from vvdesk.meetmoment_checks import is_handed_out as anything_handed_out
from vvdesk.meetmoment_lists import LIJSTEN, MEETMOMENT, Groei, Lijst, Veld
from vvdesk.meetmoment_rows import (
    Regel,
    list_named,
    read_list,
    regel_of,
    row_key,
    stored_row,
    stored_rows,
)
from vvdesk.model import Fase, Meetmoment
from vvdesk.settled_values import Soort, ticked, typed, with_kenmerk, yes_or_no
from vvdesk.store.workspace import Workspace

__all__ = [
    "LIJSTEN", "MEETMOMENT", "Regel", "Weg", "add", "change", "is_handed_out", "list_named", "move",
    "put_back", "read_list", "remove",
]  # fmt: skip

_LOOKS = (
    "vorm", "vulling", "rand", "licht_achtergrond", "licht_tekst", "donker_achtergrond",
    "donker_tekst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weg:
    """A row that was taken away, for putting it back.

    Attributes:
        lijst: Its list.
        naam: What it was called.
        rij: Column to value.
    """

    lijst: Lijst
    naam: str
    rij: Mapping[str, Any]


def change(
    workspace: Workspace,
    meetmoment: str | None,
    lijst: Lijst,
    sleutel: str,
    veld: str,
    text: str,
    actor: Actor,
) -> bool:
    """Give one field of one row another value.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        lijst: Of `LIJSTEN`, or `MEETMOMENT`.
        sleutel: Which row; see `Regel`.
        veld: Its name; see `Veld.naam`.
        text: As typed; "ja" or "nee" for a tick.
        actor: Who changes it.

    Returns:
        False when it had that value already; then nothing is written.

    Raises:
        Misused: The value cannot stand there; says what was expected.
        ReadOnly: The meetmoment is closed.
    """
    field = lijst.veld(veld)
    with _settling(workspace, meetmoment, actor, f"{lijst.titel} wijzigen") as (work, moment):
        row = stored_row(work.connection, lijst, moment.id, sleutel)
        value = _new_value(field, row, text)
        if value == row[field.kolom]:
            return False
        if lijst is MEETMOMENT:
            check_meetmoment(work.connection, moment, field, value)
        elif isinstance(value, date):
            check_deadline(moment.peildatum, value, field.label)
        work.change(lijst.entity, row_key(lijst, moment.id, sleutel), {field.kolom: value})
    return True


def add(
    workspace: Workspace,
    meetmoment: str | None,
    lijst: Lijst,
    naam: str,
    actor: Actor,
    *,
    zoals: str = "",
) -> str:
    """Add a row to a list that can grow.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        lijst: Of `LIJSTEN`.
        naam: Its name, or the label of a status.
        actor: Who adds it.
        zoals: The status whose shape and colours it takes; only for a status.

    Returns:
        The key of the new row.

    Raises:
        Misused: The list cannot grow, or the name is taken or empty.
        ReadOnly: The meetmoment is closed.
    """
    if lijst.groei is Groei.NIET:
        raise Misused(f"Bij {lijst.titel.lower()} kan er niets bij.")
    called = typed(Soort.REGEL, naam, "Naam", needed=True)
    with _settling(workspace, meetmoment, actor, f"{lijst.titel} aanvullen") as (work, moment):
        present = stored_rows(work.connection, lijst, moment.id)
        row = _first_row(lijst, present, called, zoals) | {"meetmoment_id": moment.id}
        row["volgorde"] = max((each["volgorde"] for each in present), default=0) + 1
        if any(each[lijst.sleutel] == row[lijst.sleutel] for each in present):
            raise Misused(f'{lijst.enkelvoud} "{called}" staat er al.')
        work.manage(lijst.entity, [row], {"toegevoegd": called}, meetmoment_id=moment.id)
    return str(row[lijst.sleutel])


def remove(
    workspace: Workspace, meetmoment: str | None, lijst: Lijst, sleutel: str, actor: Actor
) -> Weg:
    """Take away a row that nothing uses.

    Returns:
        The row, for `put_back`.

    Raises:
        Misused: Fiches use it, it was handed out to, or the list cannot shrink; says where.
        ReadOnly: The meetmoment is closed.
    """
    if lijst.groei is Groei.NIET:
        raise Misused(f"Bij {lijst.titel.lower()} kan er niets weg.")
    with _settling(workspace, meetmoment, actor, f"{lijst.titel} inkorten") as (work, moment):
        row = stored_row(work.connection, lijst, moment.id, sleutel)
        naam = regel_of(lijst, row).naam
        check_unused(work.connection, lijst, moment.id, sleutel, naam)
        table: Table = lijst.entity.__table__
        matches = [
            table.c[name] == part for name, part in row_key(lijst, moment.id, sleutel).items()
        ]
        work.connection.execute(delete(table).where(*matches))
        work.manage(lijst.entity, [], {"verwijderd": naam}, meetmoment_id=moment.id)
    return Weg(lijst, naam, row)


def put_back(workspace: Workspace, meetmoment: str | None, weg: Weg, actor: Actor) -> None:
    """Put back a row that was taken away.

    Raises:
        Misused: Its name was taken meanwhile.
        ReadOnly: The meetmoment is closed.
    """
    lijst = weg.lijst
    with _settling(workspace, meetmoment, actor, f"{weg.naam} terugzetten") as (work, moment):
        present = stored_rows(work.connection, lijst, moment.id)
        if any(each[lijst.sleutel] == weg.rij[lijst.sleutel] for each in present):
            raise Misused(f'{lijst.enkelvoud} "{weg.naam}" staat er al.')
        summary = {"toegevoegd": weg.naam}
        work.manage(lijst.entity, [dict(weg.rij)], summary, meetmoment_id=moment.id)


def move(
    workspace: Workspace,
    meetmoment: str | None,
    lijst: Lijst,
    sleutel: str,
    places: int,
    actor: Actor,
) -> bool:
    """Move a row up (-1) or down (1) in the order in which its list is offered.

    Returns:
        Whether it could go further.
    """
    with _settling(workspace, meetmoment, actor, f"{lijst.titel} ordenen") as (work, moment):
        keys = [str(row[lijst.sleutel]) for row in stored_rows(work.connection, lijst, moment.id)]
        old = keys.index(sleutel)
        new = old + places
        if not 0 <= new < len(keys):
            return False
        keys.insert(new, keys.pop(old))
        for place, key in enumerate(keys):
            row = stored_row(work.connection, lijst, moment.id, key)
            if row["volgorde"] != place:
                work.change(lijst.entity, row_key(lijst, moment.id, key), {"volgorde": place})
    return True


def is_handed_out(workspace: Workspace, meetmoment: str | None = None) -> bool:
    """Tell whether something of a meetmoment was handed out already."""
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        return anything_handed_out(connection, moment.id)


@contextmanager
def _settling(
    workspace: Workspace, meetmoment: str | None, actor: Actor, naam: str
) -> Iterator[tuple[Work, Meetmoment]]:
    """Give the work of one step on an open meetmoment; all of it must fit when it ends."""
    moment = workspace.meetmoment(meetmoment)
    with Editing(workspace, actor).step(naam) as work:
        fase = work.connection.scalar(select(Meetmoment.fase).where(Meetmoment.id == moment.id))
        if fase == Fase.GESLOTEN.value:
            raise ReadOnly(f"Meetmoment {moment.naam} is gesloten; er kan niets meer wijzigen.")
        yield work, moment
        if work.count:
            check_whole(work.connection, moment.id)


def _new_value(veld: Veld, row: Mapping[str, Any], text: str) -> Any:
    if veld.kenmerk:
        on = yes_or_no(text, veld.label)
        if on == ticked(row[veld.kolom], veld.kenmerk):
            return row[veld.kolom]
        return with_kenmerk(row[veld.kolom], veld.kenmerk, on=on)
    unit = row.get("eenheid", "")
    value = typed(veld.soort, text, veld.label, unit=unit, needed=veld.verplicht)
    is_text = isinstance(row[veld.kolom], str)
    if veld.soort is Soort.REGEL and not value and not is_text:
        return None
    return str(value) if is_text and isinstance(value, int) else value


def _first_row(
    lijst: Lijst, present: list[dict[str, Any]], naam: str, zoals: str
) -> dict[str, Any]:
    if lijst.groei is Groei.NAAM:
        return {lijst.sleutel: naam}
    like = [row for row in present if row[lijst.sleutel] == zoals]
    if not like:
        raise Misused("Kies op welke status de nieuwe lijkt: ze krijgt dezelfde vorm en kleuren.")
    looks = {name: like[0][name] for name in (*_LOOKS, "kenmerken")}
    part = dict([lijst.deel]) if lijst.deel else {}
    return {**looks, **part, lijst.sleutel: _key_of(naam), "label": naam}


def _key_of(label: str) -> str:
    """Return a stable key for a label: letters and digits without accents."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    return "_".join(re.findall(r"[a-z0-9]+", plain)) or "status"
