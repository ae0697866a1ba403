"""Reference data of a momentopname beside that of the plan that comes with this program.

No proof of anything: a plan may have been made with a file of one's own, or with an earlier vvdesk.
But a threshold that is other than in the plan, and of which the trail tells no change, is something
that an auditor wants to hear.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, select

from vvdesk.errors import VvdeskError
from vvdesk.model import Meetmoment
from vvdesk.plan import load_plan, plan_names
from vvdesk.plan.loading import REFERENCE, reference_rows
from vvdesk.sealing.record_check import own_keys
from vvdesk.sealing.trail_records import Records
from vvdesk.sealing.trail_replay import shown

_SETTLED: Final = frozenset({"meetmoment_id", "volgorde", "deadline"})
"""Columns that say something else in each plan."""
_NAMED: Final = 3
_ADDING: Final = ("toegevoegd", "uit rapport", "verwijderd")


def plan_remark(connection: Connection, told: Records, plan: str, moments: list[Meetmoment]) -> str:
    """Return what an auditor should know of the reference data; empty when there is nothing.

    Args:
        connection: Only read from.
        told: What the trail tells.
        plan: The code of the plan.
        moments: The meetmomenten.
    """
    if plan not in plan_names():  # never a path: what stands in a file opens no other file
        return ""
    try:
        known = load_plan(plan)
        found = [
            each
            for moment in moments
            for each in _differing(
                connection, told, reference_rows(known, moment.peildatum, moment.id), moment
            )
        ]
    except (VvdeskError, ValueError, LookupError):
        return ""  # nothing is known for that day
    if not found:
        return ""
    several = len(found) > 1
    named = "; ".join(found[:_NAMED]) + ("; …" if len(found) > _NAMED else "")
    return (
        f"{len(found)} referentiegegeven{'s zijn' if several else ' is'} anders dan in het plan "
        f"dat met deze vvdesk meekomt, en het spoor vertelt daar niets van: {named}. Dat kan een "
        "andere versie van het plan zijn; vraag het na als het ertoe doet."
    )


def _differing(
    connection: Connection,
    told: Records,
    planned: Mapping[type[Any], list[dict[str, Any]]],
    moment: Meetmoment,
) -> Iterator[str]:
    for entity in REFERENCE:
        table = cast("Table", entity.__table__)
        keys = own_keys(table)
        own = {tuple(row[key] for key in keys): row for row in planned[entity]}
        grew = any(name in each.said for each in told.born.get(table.name, ()) for name in _ADDING)
        query = select(table).where(table.c.meetmoment_id == moment.id).order_by(*table.primary_key)
        for row in connection.execute(query).mappings():
            key = tuple(row[name] for name in keys)
            called = f"{table.name} {' '.join(map(str, key))} van {moment.naam}"
            if key not in own:
                if not grew:
                    yield f"{called} staat niet in het plan"
                continue
            for name, said in own[key].items():
                place = ".".join(map(str, key))
                if name in _SETTLED or _is_told(told, (table.name, place, name), moment.id):
                    continue
                if row[name] != said:
                    yield f"{called}, {name}: hier {shown(row[name])}, daar {shown(said)}"


def _is_told(told: Records, what: tuple[str, str, str], moment: int) -> bool:
    """Tell whether a column was settled, in this meetmoment or in one that it was copied from."""
    table, key, name = what
    return any((f"{table}.{each}.{key}", name) in told.last for each in range(1, moment + 1))
