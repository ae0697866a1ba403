"""Taking back a step: the audit trail says what it changed, and the one door puts it back."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from vvdesk.audit import Actor
from vvdesk.content import Inhoud, Rij, parse_path, path_value, single_fields
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.model import Handeling, Staat, Stap, Wijziging
from vvdesk.store.workspace import Workspace

_BACKWARDS = {Handeling.WIJZIGEN, Handeling.TOEVOEGEN, Handeling.VERWIJDEREN}


def last_step(workspace: Workspace) -> Stap | None:
    """Return the latest step that can be taken back; None when there is none."""
    with workspace.session() as session:
        steps = list(session.scalars(select(Stap).order_by(Stap.n.desc())))
        undone = {step.keert_om for step in steps if step.keert_om is not None}
        for step in steps:
            if step.n not in undone and step.keert_om is None and _touches_content(session, step.n):
                return step
    return None


def undo(workspace: Workspace, actor: Actor, step: int | None = None) -> str:
    """Take back one step, as a new step.

    Args:
        workspace: The open store.
        actor: Who takes it back.
        step: Its number; None for the latest that can be taken back.

    Returns:
        The name of the step that was taken back.

    Raises:
        Misused: There is nothing to take back, or a later step changed the same value.
        ReadOnly: The meetmoment was closed meanwhile.
    """
    found = last_step(workspace) if step is None else _step(workspace, step)
    if found is None:
        raise Misused("Er is niets om ongedaan te maken.")
    take_back(workspace, actor, [found.n], f"Ongedaan maken: {found.naam}")
    return found.naam


def take_back(workspace: Workspace, actor: Actor, steps: Sequence[int], naam: str) -> int:
    """Take back steps that belong together, as one new step.

    Args:
        workspace: The open store.
        actor: Who takes them back.
        steps: Their numbers, earliest first; none of them taken back before.
        naam: What the new step is called.

    Returns:
        The number of the new step; taking that one back does the steps again.

    Raises:
        Misused: A later step changed the same value; nothing was taken back.
        ReadOnly: The meetmoment was closed meanwhile.
    """
    with workspace.connection() as connection:
        rows = list(
            connection.execute(
                select(Wijziging.__table__)
                .where(Wijziging.stap.in_(steps))
                .order_by(Wijziging.n.desc())
            )
        )
    with Editing(workspace, actor).step(naam, undoes=steps[-1]) as work:
        for row in rows:
            if row.handeling in _BACKWARDS:
                _take_back(work, row)
        return work.stap


def _step(workspace: Workspace, number: int) -> Stap | None:
    with workspace.session() as session:
        undone = session.scalar(select(Stap.n).where(Stap.keert_om == number))
        if undone is not None:
            raise Misused(f"Stap {number} is al ongedaan gemaakt.")
        return session.get(Stap, number)


def _touches_content(session: Any, step: int) -> bool:
    kinds = session.scalars(select(Wijziging.handeling).where(Wijziging.stap == step).distinct())
    return bool(_BACKWARDS & set(kinds))


def _take_back(work: Work, row: Row[Any]) -> None:
    collection, _dot, row_id = row.rij.partition(".")
    old, new = json.loads(row.oud), json.loads(row.nieuw)
    if row.handeling == Handeling.TOEVOEGEN:
        if collection == "fiche":
            work.remove_fiche(row.meetmoment_id, row.project_code)
        else:
            work.remove_row(row.meetmoment_id, row.project_code, collection, row_id)
    elif row.handeling == Handeling.VERWIJDEREN:
        _put_back(work, row, old)
    elif row.veld == "staat":
        work.set_staat(row.meetmoment_id, row.project_code, Staat(old))
    elif row.veld == "volgorde":
        work.move_row(row.meetmoment_id, row.project_code, collection, row_id, old)
    else:
        path = ".".join(part for part in (collection, row_id, row.veld) if part and part != "fiche")
        _set_back(work, row, path, old, new)


def _set_back(work: Work, row: Row[Any], path: str, old: Any, new: Any) -> None:
    pad = parse_path(path)
    kind = pad.field.kind
    present = path_value(work.content(row.meetmoment_id, row.project_code), pad)
    if kind.to_json(present) != new:
        raise Misused(
            f"{row.project_code}, {pad.field.about.label}: deze waarde is later opnieuw gewijzigd. "
            "Maak eerst die latere wijziging ongedaan."
        )
    work.set(row.meetmoment_id, row.project_code, pad, kind.from_json(old))


def _put_back(work: Work, row: Row[Any], old: dict[str, Any]) -> None:
    collection, _dot, row_id = row.rij.partition(".")
    if collection == "fiche":
        values = {
            path: field.kind.from_json(old.get(path)) for path, field in single_fields().items()
        }
        work.add_fiche(row.meetmoment_id, Inhoud(row.project_code, Staat.CONCEPT.value, values))
        return
    place, basislijn = int(old.pop("volgorde", 0)), old.pop("basislijn", None)
    values = {
        name: parse_path(f"{row.rij}.{name}").field.kind.from_json(value)
        for name, value in old.items()
    }
    first = date.fromisoformat(basislijn) if basislijn else None
    added = Rij(row_id, values, first, place)
    work.add_row(row.meetmoment_id, row.project_code, collection, added)
