"""What taking back a step does to the ledger of conflicts."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select

from vvdesk.audit import Actor, now
from vvdesk.editing import Work
from vvdesk.errors import Misused
from vvdesk.model import Conflict, Handeling, Inzending, Keuze, Wijziging

LAPSED = "Vervallen: de inzending die het meebracht is teruggenomen."
_AT_ONCE = 500
_TABLE = Conflict.__table__


def take_back_decisions(work: Work, rows: Iterable[Row[Any]]) -> None:
    """Open the conflicts again that were decided, or give them back what was decided before.

    Args:
        work: The step that takes back.
        rows: The rows of the trail of the steps that are taken back, latest first.

    Raises:
        Misused: A conflict was decided otherwise since.
    """
    decisions: dict[int, dict[str, tuple[Any, Any]]] = {}
    for row in rows:
        table, _dot, number = row.rij.partition(".")
        if row.handeling == Handeling.BESLISSEN and table == Conflict.__tablename__:
            fields = decisions.setdefault(int(number), {})
            latest = fields.get(row.veld, (None, json.loads(row.nieuw)))[1]
            fields[row.veld] = json.loads(row.oud), latest
    for number, fields in decisions.items():
        query = select(_TABLE).where(_TABLE.c.id == number)
        present = work.connection.execute(query).mappings().one()
        if any(present[name] != latest for name, (_old, latest) in fields.items()):
            raise Misused(
                f"{present['project_code']}: over conflict {number} is later opnieuw beslist. Maak "
                "eerst die latere beslissing ongedaan."
            )
        values = {name: old for name, (old, _latest) in fields.items()}
        work.change(Conflict, {"id": number}, values, handeling=Handeling.BESLISSEN)
        work.touch(present["meetmoment_id"], present["project_code"])


def lapse_conflicts(work: Work, steps: Sequence[int], actor: Actor) -> None:
    """Let the conflicts of inzendingen lapse that are taken back.

    What somebody decided later stays decided: that value was chosen by a person.

    Args:
        work: The step that takes back.
        steps: The steps that are taken back.
        actor: Who takes back.
    """
    found = work.connection.execute(
        select(_TABLE)
        .join(Inzending, Inzending.id == _TABLE.c.inzending_id)
        .where(Inzending.stap.in_(steps), _TABLE.c.keuze != Keuze.VERVALLEN.value)
        .order_by(_TABLE.c.id)
    ).all()
    decided = [row.id for row in found if row.keuze != Keuze.OPEN]
    later = _decided_by_hand(work, decided, min(steps))
    signed = {"beslist_door": actor.wie, "beslist_op": now()}
    values = {"keuze": Keuze.VERVALLEN.value, "nota": LAPSED, **signed}
    for row in found:
        if row.id not in later:
            work.change(Conflict, {"id": row.id}, values, handeling=Handeling.BESLISSEN)
            work.touch(row.meetmoment_id, row.project_code)


def _decided_by_hand(work: Work, numbers: Sequence[int], since: int) -> set[int]:
    """Return the conflicts that a step of its own decided, and not the merge itself."""
    names = {f"{Conflict.__tablename__}.{number}": number for number in numbers}
    places, found = list(names), set[int]()
    for start in range(0, len(places), _AT_ONCE):
        rows = work.connection.scalars(
            select(Wijziging.rij).where(
                Wijziging.stap > since,
                Wijziging.handeling == Handeling.BESLISSEN.value,
                Wijziging.rij.in_(places[start : start + _AT_ONCE]),
            )
        )
        found |= {names[rij] for rij in rows}
    return found
