"""What of a store goes into a momentopname: a meetmoment, all before it, and the trail up to it.

The audit trail is one chain, so it is cut, not thinned: it goes along up to the last row about the
sealed meetmoment or an earlier one. Rows about later meetmomenten that lie before that row go along
too; without them the chain could not be checked.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from vvdesk.audit import START
from vvdesk.model import Conflict, Entity, Meetmoment, Vraag, Wijziging
from vvdesk.sealing.source import Source

NOTED_AS: Final = "momentopname"
"""The trail's name for the making of a seal; it is about no meetmoment and asks for no place."""
_WHOLE: Final = {"plan"}


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a momentopname reaches.

    Attributes:
        meetmoment_id: The last meetmoment that goes along.
        trail: How many rows of the audit trail.
        head: The hash of the last of them.
        steps: The number of the last step.
        is_whole_trail: Nothing of the trail stays behind.
    """

    meetmoment_id: int
    trail: int
    head: str
    steps: int
    is_whole_trail: bool

    def condition(self, table: str, prefix: str = "") -> str | None:
        """Return the SQL that picks the rows of a table; None for all of them.

        Args:
            table: The table's name.
            prefix: What stands before the name of a table in this database: `bron.`.
        """
        if table in _WHOLE:
            return None
        upto = f"meetmoment_id <= {self.meetmoment_id}"
        own: dict[str, str | None] = {
            "meetmoment": f"id <= {self.meetmoment_id}",
            # Only numbers and our own names are put into it.
            "project": f"code IN (SELECT project_code FROM {prefix}fiche WHERE {upto})",  # noqa: S608
            "stap": f"n <= {self.steps}",
            "wijziging": None if self.is_whole_trail else f"n <= {self.trail}",
        }
        return own.get(table, upto)


def scope_of(source: Source, meetmoment_id: int) -> Scope:
    """Find out how far the momentopname of a meetmoment reaches.

    Args:
        source: The store.
        meetmoment_id: The meetmoment that is sealed.
    """
    about = select(func.max(Wijziging.n)).where(Wijziging.meetmoment_id <= meetmoment_id)
    last = max(source.scalar(about) or 0, _last_without_meetmoment(source, meetmoment_id))
    row = source.execute(select(Wijziging.hash).where(Wijziging.n == last)).one_or_none()
    steps = select(func.max(Wijziging.stap)).where(Wijziging.n <= last)
    end = source.scalar(select(func.max(Wijziging.n))) or 0
    return Scope(
        meetmoment_id, last, row.hash if row else START, source.scalar(steps) or 0, last == end
    )


def _last_without_meetmoment(source: Source, meetmoment_id: int) -> int:
    """Return the last row that names no meetmoment and yet belongs to one that goes along."""
    later = {(entity.__tablename__, str(key)) for entity, key in _later(source, meetmoment_id)}
    query = select(Wijziging.n, Wijziging.rij).where(Wijziging.meetmoment_id.is_(None))
    with source.execute(query.order_by(Wijziging.n.desc())) as rows:
        for number, rij in rows:
            table, _, key = rij.partition(".")
            if table != NOTED_AS and (table, key) not in later:
                return int(number)
    return 0


def _later(source: Source, meetmoment_id: int) -> list[tuple[type[Entity], Any]]:
    """Return the rows of later meetmomenten that the trail names by their own id."""
    found: list[tuple[type[Entity], Any]] = [
        (Meetmoment, key)
        for (key,) in source.execute(select(Meetmoment.id).where(Meetmoment.id > meetmoment_id))
    ]
    for entity in (Conflict, Vraag):
        query = select(entity.id).where(entity.meetmoment_id > meetmoment_id)
        found += [(entity, key) for (key,) in source.execute(query)]
    return found
