"""Which projects are in a meetmoment: taking them out with a reason, and in again.

The fiche of a project that leaves goes; the audit trail keeps all it said and why it left. Taken in
again, it says what it said when it left.

Source:
    DOMAIN.md: 22 projects left the perimeter in December 2024.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from vvdesk.adding import code_of, first_content
from vvdesk.audit import Actor, now
from vvdesk.content import Inhoud, Rij, parse_path, read_contents, single_fields
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, ReadOnly
from vvdesk.kinds import TEKST
from vvdesk.meetmomenten import carried_forward, note_perimeter
from vvdesk.model import (
    Conflict,
    Fiche,
    Handeling,
    Keuze,
    Meetmoment,
    Project,
    Staat,
    Wijziging,
)
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Maatstaf
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable

_DECIDED = {Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value}
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where one project stands.

    Attributes:
        project: The code.
        titel: Its title; empty without.
        entiteit: Its trekkende entiteit; empty without.
        staat: Of its fiche; empty when it is left out.
        is_in: Whether it is in the perimeter.
        reden: Why it left; empty when it is in, or when nobody said so.
        wie: Who took it out.
        tijd: When, UTC, ISO 8601.
        kan_niet_weg: Why it cannot leave now; empty when it can.
    """

    project: str
    titel: str
    entiteit: str
    staat: str
    is_in: bool
    reden: str = ""
    wie: str = ""
    tijd: str = ""
    kan_niet_weg: str = ""


def perimeter(workspace: Workspace, meetmoment: str | None = None) -> list[Plaats]:
    """Return the projects of a meetmoment and those left out of it, ordered by code.

    Left out are those that somebody took out, and those of the meetmoment before without a fiche.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        present = _heads(connection, moment.id)
        before = _heads(connection, moment.id - 1)
        left = _left_out(connection, moment.id)
        removed = {
            code: _removed(connection, moment.id, code) for code in left if code not in before
        }
    found = [
        Plaats(code, titel, entiteit, staat, is_in=True, kan_niet_weg=_kept_by(code, staat))
        for code, (titel, entiteit, staat) in present.items()
    ]
    for code in (left.keys() | before.keys()) - present.keys():
        reden, wie, tijd = left.get(code, ("", "", ""))
        titel, entiteit = _known_as(before.get(code), removed.get(code))
        found.append(Plaats(code, titel, entiteit, "", False, reden, wie, tijd))
    return sorted(found, key=lambda each: each.project)


def leave_out(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Collection[str],
    reden: str,
    actor: Actor,
) -> None:
    """Take projects out of the perimeter, in one step; their open conflicts lapse.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        projects: Their codes.
        reden: Why, on one line.
        actor: Who takes them out.

    Raises:
        Misused: There is no reason, or a project has no fiche.
        ReadOnly: The meetmoment is closed, or a fiche was approved.
    """
    moment, why = workspace.meetmoment(meetmoment), _reason(reden)
    codes = sorted({code_of(each) for each in projects})
    with Editing(workspace, actor).step(_named(codes, "uit de perimeter")) as work:
        work.preload(moment.id, codes)
        kept = [code for code in codes if work.content(moment.id, code).staat in _DECIDED]
        if kept:
            raise ReadOnly(
                f"Al goedgekeurd: {_listed(kept)}. Heropen die eerst; er is niets gewijzigd."
            )
        for code in codes:
            work.remove_fiche(moment.id, code, why)
            note_perimeter(work, moment.id, code, why)
        _let_conflicts_lapse(work, moment.id, codes, why, actor)


def take_in(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Collection[str],
    actor: Actor,
) -> None:
    """Take projects into the perimeter, in one step.

    A fiche says what it said when it left; else it starts as the next meetmoment starts from the
    one before; else it starts empty.

    Raises:
        Misused: A code is not one of the plan, or its project has a fiche already.
        ReadOnly: The meetmoment is closed.
    """
    moment = workspace.meetmoment(meetmoment)
    codes = sorted({code_of(each) for each in projects})
    with Editing(workspace, actor).step(_named(codes, "in de perimeter")) as work:
        _check_codes(work.connection, moment, codes)
        before = read_contents(work.connection, moment.id - 1, codes)
        for code in codes:
            inhoud = _removed(work.connection, moment.id, code)
            if inhoud is None and code in before:
                inhoud = carried_forward(before[code])
            work.add_fiche(moment.id, inhoud or first_content(code, "", None))
            note_perimeter(work, moment.id, code, None)


def codes_in(text: str) -> list[str]:
    """Return the codes in what somebody typed: "vv015, VV016" gives both."""
    parts = text.replace(";", " ").replace(",", " ").split()
    return list(dict.fromkeys(code_of(part) for part in parts))


def _heads(connection: Connection, meetmoment_id: int) -> dict[str, tuple[str, str, str]]:
    """Return code to title, trekkende entiteit and staat."""
    table = Fiche.__table__.c
    query = select(table.project_code, table.titel, table.trekkende_entiteit, table.staat)
    rows = connection.execute(query.where(table.meetmoment_id == meetmoment_id))
    return {code: (titel or "", entiteit or "", staat) for code, titel, entiteit, staat in rows}


def _left_out(connection: Connection, meetmoment_id: int) -> dict[str, tuple[str, str, str]]:
    """Return code to reason, who and when, of the projects that were last seen leaving."""
    query = (
        select(Wijziging.project_code, Wijziging.nieuw, Wijziging.wie, Wijziging.tijd)
        .where(Wijziging.meetmoment_id == meetmoment_id, Wijziging.rij == Project.__tablename__)
        .order_by(Wijziging.n)
    )
    found: dict[str, tuple[str, str, str]] = {}
    for row in connection.execute(query):
        code, told = str(row.project_code), json.loads(row.nieuw)
        found.pop(code, None)
        if told.get("perimeter") == "buiten":
            found[code] = (told.get("reden", ""), row.wie, row.tijd)
    return found


def _removed(connection: Connection, meetmoment_id: int, project: str) -> Inhoud | None:
    """Return what a fiche said when it was last taken out; None when the trail has none."""
    of_it = (Wijziging.meetmoment_id == meetmoment_id, Wijziging.project_code == project)
    gone = Wijziging.handeling == Handeling.VERWIJDEREN.value
    latest = connection.scalar(
        select(Wijziging.stap)
        .where(*of_it, gone, Wijziging.rij == "fiche")
        .order_by(Wijziging.n.desc())
        .limit(1)
    )
    if latest is None:
        return None
    rows = connection.execute(
        select(Wijziging.rij, Wijziging.oud).where(*of_it, gone, Wijziging.stap == latest)
    )
    said = {rij: json.loads(oud) for rij, oud in rows}
    inhoud = Inhoud(project, Staat.CONCEPT.value, _values(said.pop("fiche"), ""))
    for rij, old in said.items():
        collection, _dot, row_id = rij.partition(".")
        place, first = int(old.pop("volgorde", 0)), old.pop("basislijn", None)
        basislijn = date.fromisoformat(first) if first else None
        row = Rij(row_id, _values(old, f"{rij}."), basislijn, place)
        inhoud.tables[collection][row_id] = row
    for rows_of in inhoud.tables.values():
        ordered = sorted(rows_of.values(), key=lambda each: (each.volgorde, each.id))
        rows_of.clear()
        rows_of.update({each.id: each for each in ordered})
    return inhoud


def _values(old: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Read values as the trail keeps them; of a fiche also the empty ones."""
    if not prefix:
        fields = single_fields()
        return {path: each.kind.from_json(old.get(path)) for path, each in fields.items()}
    return {
        name: parse_path(f"{prefix}{name}").field.kind.from_json(value)
        for name, value in old.items()
    }


def _known_as(before: tuple[str, str, str] | None, removed: Inhoud | None) -> tuple[str, str]:
    if before is not None:
        return before[0], before[1]
    if removed is None:
        return "", ""
    return removed.values["titel"] or "", removed.values["trekkende_entiteit"] or ""


def _kept_by(project: str, staat: str) -> str:
    return f"{project} is al goedgekeurd. Heropen die fiche eerst." if staat in _DECIDED else ""


def _reason(reden: str) -> str:
    try:
        why = TEKST.read(reden)
    except Unreadable as error:
        raise Misused(f"Reden: {error}") from error
    if not why:
        raise Misused("Schrijf in één regel waarom deze projecten de perimeter verlaten.")
    return str(why)


def _check_codes(connection: Connection, moment: Meetmoment, codes: Collection[str]) -> None:
    maatstaf = Maatstaf.of(read_referentie(connection, moment.id))
    if strange := [code for code in codes if code not in maatstaf.codes]:
        raise Misused(
            f"Geen projectcode van dit plan: {_listed(strange)}. Verwacht: {maatstaf.code_shape}, "
            f"van {maatstaf.codes_expected}."
        )


def _let_conflicts_lapse(
    work: Work, meetmoment_id: int, codes: Collection[str], why: str, actor: Actor
) -> None:
    """Nobody can settle a conflict of a fiche that is gone."""
    query = select(Conflict.id, Conflict.project_code).where(
        Conflict.meetmoment_id == meetmoment_id, Conflict.keuze == Keuze.OPEN.value
    )
    for number, code in work.connection.execute(query).all():
        if code in codes:
            decided = {
                "keuze": Keuze.VERVALLEN.value,
                "nota": why,
                "beslist_door": actor.wie,
                "beslist_op": now(),
            }
            work.change(Conflict, {"id": number}, decided, handeling=Handeling.BESLISSEN, reden=why)


def _named(codes: list[str], where: str) -> str:
    what = codes[0] if len(codes) == 1 else f"{len(codes)} projecten"
    return f"{what} {where}"


def _listed(codes: list[str]) -> str:
    more = len(codes) - _LISTED
    return ", ".join(codes[:_LISTED]) + (f" en {more} andere" if more > 0 else "")
