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
from vvdesk.model import Handeling, Overgang, Staat, Stap, Wijziging
from vvdesk.overgangen import DECIDED
from vvdesk.store.workspace import Workspace
from vvdesk.undo_ledger import lapse_conflicts, take_back_decisions

_OF_A_FICHE = {Handeling.WIJZIGEN, Handeling.TOEVOEGEN, Handeling.VERWIJDEREN}
_BACKWARDS = {*_OF_A_FICHE, Handeling.BESLISSEN}


def last_step(workspace: Workspace) -> Stap | None:
    """Return the latest step that can be taken back; None when there is none.

    On a server that is the latest of this login: what a colleague does is not one's own last step.
    """
    undone = select(Stap.keert_om).where(Stap.keert_om.is_not(None))
    query = select(Stap).where(Stap.keert_om.is_(None), Stap.n.not_in(undone))
    if workspace.login is not None:
        query = query.where(Stap.wie == workspace.login)
    with workspace.session() as session:
        for step in session.scalars(query.order_by(Stap.n.desc())):
            if _touches_content(session, step.n):
                return step
    return None


def undo(workspace: Workspace, actor: Actor, step: int | None = None) -> str:
    """Take back one step, as a new step.

    Args:
        workspace: The open store.
        actor: Who takes it back.
        step: Its number; None for `last_step`.

    Returns:
        The name of the step that was taken back.

    Raises:
        Misused: There is nothing to take back, a later step changed the same value, or it approved
            or reopened a fiche.
        ReadOnly: The meetmoment was closed meanwhile.
    """
    found = last_step(workspace) if step is None else _step(workspace, step)
    if found is None:
        raise Misused(_nothing(workspace, step))
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
    with Editing(workspace, actor).step(naam, undoes=steps[-1]) as work:
        take_back_within(work, actor, steps)
        return work.stap


def take_back_within(
    work: Work, actor: Actor, steps: Sequence[int], reden: str | None = None
) -> None:
    """Take back steps within a larger one; see `take_back`.

    What is said in the ledger follows: a decision that is taken back opens its conflict again, and
    the conflicts of an inzending that is taken back lapse, unless somebody decided them later.
    """
    query = select(Wijziging.__table__).where(Wijziging.stap.in_(steps))
    rows = list(work.connection.execute(query.order_by(Wijziging.n.desc())))
    for row in rows:
        if row.handeling in _OF_A_FICHE:
            _take_back(work, row, reden)
    take_back_decisions(work, rows)
    lapse_conflicts(work, steps, actor)


def _nothing(workspace: Workspace, step: int | None) -> str:
    """Say why there is nothing to take back."""
    if step is not None:
        return f"Er is geen stap met nummer {step}."
    if workspace.login is None:
        return "Er is niets om ongedaan te maken."
    return (
        f"Er is geen stap van {workspace.login} om ongedaan te maken. Een stap van een collega "
        "neem je terug met zijn nummer."
    )


def _step(workspace: Workspace, number: int) -> Stap | None:
    with workspace.session() as session:
        undone = session.scalar(select(Stap.n).where(Stap.keert_om == number))
        if undone is not None:
            raise Misused(f"Stap {number} is al ongedaan gemaakt.")
        return session.get(Stap, number)


def _touches_content(session: Any, step: int) -> bool:
    kinds = session.scalars(select(Wijziging.handeling).where(Wijziging.stap == step).distinct())
    return bool(_BACKWARDS & set(kinds))


def _take_back(work: Work, row: Row[Any], reden: str | None) -> None:
    collection, _dot, row_id = row.rij.partition(".")
    old, new = json.loads(row.oud), json.loads(row.nieuw)
    comes_back = row.handeling == Handeling.VERWIJDEREN and collection == "fiche"
    if not comes_back and work.content_or_none(row.meetmoment_id, row.project_code) is None:
        raise Misused(
            f"{row.project_code} heeft geen fiche meer in dit meetmoment. Maak eerst ongedaan dat "
            "het project de perimeter verliet."
        )
    if row.handeling == Handeling.TOEVOEGEN:
        _remove(work, row, new, reden)
    elif row.handeling == Handeling.VERWIJDEREN:
        _put_back(work, row, old)
    elif row.veld == "staat":
        _set_staat_back(work, row, Staat(old), Staat(new), reden)
    elif row.veld == "volgorde":
        work.move_row(row.meetmoment_id, row.project_code, collection, row_id, old)
    else:
        path = ".".join(part for part in (collection, row_id, row.veld) if part and part != "fiche")
        _set_back(work, row, path, old, new, reden)


def _set_back(work: Work, row: Row[Any], path: str, old: Any, new: Any, reden: str | None) -> None:
    pad = parse_path(path)
    kind = pad.field.kind
    present = path_value(work.content(row.meetmoment_id, row.project_code), pad)
    if kind.to_json(present) != new:
        raise Misused(
            f"{row.project_code}, {pad.field.about.label}: deze waarde is later opnieuw gewijzigd. "
            "Maak eerst die latere wijziging ongedaan."
        )
    work.set(row.meetmoment_id, row.project_code, pad, kind.from_json(old), reden=reden)


def _set_staat_back(work: Work, row: Row[Any], old: Staat, new: Staat, reden: str | None) -> None:
    _refuse_decided(row.project_code, old, new)
    present = work.content(row.meetmoment_id, row.project_code).staat
    if present in DECIDED:
        raise Misused(f"{row.project_code} is later {present}. Heropen de fiche eerst.")
    if present != new.value:
        raise Misused(
            f"{row.project_code} werd {new.value} en is later {present} geworden. Maak eerst die "
            "latere overgang ongedaan."
        )
    work.set_staat(row.meetmoment_id, row.project_code, old, reden)


def _refuse_decided(project: str, old: Staat, new: Staat) -> None:
    """Refuse to take back an approval, or to give one back: both are decisions with a reason."""
    if new.value in DECIDED:
        raise Misused(
            f"{project} werd in deze stap {new.value}; dat maak je niet ongedaan. Gebruik "
            "Heropenen en geef een reden."
        )
    if old.value in DECIDED:
        raise Misused(
            f"{project} werd in deze stap heropend; ongedaan maken geeft geen goedkeuring terug. "
            "Keur de fiche opnieuw goed. Heropenen blijft in het spoor staan."
        )


def _remove(work: Work, row: Row[Any], new: dict[str, Any], reden: str | None) -> None:
    """Remove what was added, when it still says what it said then."""
    collection, _dot, row_id = row.rij.partition(".")
    where = (row.meetmoment_id, row.project_code)
    inhoud = work.content(*where)
    if collection == "fiche":
        said = {path: inhoud.values[path] for path in single_fields()}
        prefix, has_more = "", any(inhoud.tables.values())
    else:
        rows = inhoud.tables[collection]
        said = rows[row_id].values if row_id in rows else {}
        prefix, has_more = f"{row.rij}.", row_id not in rows
    present = {
        name: parse_path(f"{prefix}{name}").field.kind.to_json(value)
        for name, value in said.items()
        if value is not None and value != ()
    }
    then = {name: value for name, value in new.items() if name not in _NO_FIELDS}
    if has_more or present != then:
        what = row_id or "de fiche"
        raise Misused(
            f"{row.project_code}: {what} werd later nog gewijzigd. Maak eerst die latere wijziging "
            "ongedaan."
        )
    if collection == "fiche":
        work.remove_fiche(*where, reden)
    else:
        work.remove_row(*where, collection, row_id, reden)


_NO_FIELDS = {"volgorde", "basislijn"}


def _put_back(work: Work, row: Row[Any], old: dict[str, Any]) -> None:
    collection, _dot, row_id = row.rij.partition(".")
    if collection == "fiche":
        values = {
            path: field.kind.from_json(old.get(path)) for path, field in single_fields().items()
        }
        work.add_fiche(row.meetmoment_id, Inhoud(row.project_code, Staat.CONCEPT.value, values))
        staat = _staat_when_removed(work, row)
        if staat is not Staat.CONCEPT:
            work.set_staat(row.meetmoment_id, row.project_code, staat)
        return
    place, basislijn = int(old.pop("volgorde", 0)), old.pop("basislijn", None)
    values = {
        name: parse_path(f"{row.rij}.{name}").field.kind.from_json(value)
        for name, value in old.items()
    }
    first = date.fromisoformat(basislijn) if basislijn else None
    added = Rij(row_id, values, first, place)
    work.add_row(row.meetmoment_id, row.project_code, collection, added)


def _staat_when_removed(work: Work, row: Row[Any]) -> Staat:
    """Return where a fiche stood on its way to the report when this row of the trail removed it."""
    of_it = (
        Wijziging.meetmoment_id == row.meetmoment_id,
        Wijziging.project_code == row.project_code,
    )
    added = work.connection.scalar(
        select(Wijziging.stap)
        .where(*of_it, Wijziging.n < row.n, Wijziging.rij == "fiche")
        .where(Wijziging.handeling == Handeling.TOEVOEGEN.value)
        .order_by(Wijziging.n.desc())
        .limit(1)
    )
    latest = work.connection.scalar(
        select(Overgang.naar)
        .where(Overgang.meetmoment_id == row.meetmoment_id)
        .where(Overgang.project_code == row.project_code)
        .where(Overgang.stap >= (added or 0), Overgang.stap <= row.stap)
        .order_by(Overgang.id.desc())
        .limit(1)
    )
    return Staat(latest) if latest else Staat.CONCEPT
