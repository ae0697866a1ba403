"""What colleagues changed on a server since somebody last looked; a file has no colleagues."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from vvdesk.model import Wijziging
from vvdesk.store.workspace import Workspace

_LATEST = select(func.coalesce(func.max(Wijziging.n), 0))
_SINCE = (
    select(
        Wijziging.stap,
        Wijziging.wie,
        Wijziging.meetmoment_id,
        Wijziging.project_code,
        func.max(Wijziging.n).label("n"),
        func.max(Wijziging.tijd).label("tijd"),
        func.array_agg(func.split_part(Wijziging.rij, ".", 1).distinct()).label("tabellen"),
    )
    .where(Wijziging.n > bindparam("since"))
    .group_by(Wijziging.stap, Wijziging.wie, Wijziging.meetmoment_id, Wijziging.project_code)
    .order_by(func.max(Wijziging.n))
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What others did.

    Attributes:
        fiches: Meetmoment and project of each fiche that was touched, to who did so last.
        wie: Everybody who changed something, in the order in which they first did.
        outside: Something else than fiches changed: meetmomenten, reference data, conflicts.
        tables: Of what else changed, the tables: "conflict", "meetmoment".
        latest: When the last of it was done; None for nothing.
    """

    fiches: Mapping[tuple[int, str], str] = field(default_factory=dict)
    wie: tuple[str, ...] = ()
    outside: bool = False
    tables: frozenset[str] = frozenset()
    latest: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.wie)

    def projects(self, meetmoment_id: int) -> dict[str, str]:
        """Return the projects whose fiche of one meetmoment was touched, to who did so last."""
        return {code: wie for (moment, code), wie in self.fiches.items() if moment == meetmoment_id}


def told(changes: Changes, meetmoment_id: int, latest: str = "") -> str:
    """Say in one line what others did: "a.peeters wijzigde VV017 om 14:32".

    Args:
        changes: What they did; something.
        meetmoment_id: Of the fiches to name.
        latest: When, in words; empty to leave it out.
    """
    *others, last = changes.wie
    who = f"{', '.join(others)} en {last}" if others else last
    projects = sorted(changes.projects(meetmoment_id))
    verb = "wijzigde" if len(changes.wie) == 1 else "wijzigden"
    if len(projects) == 1:
        what = f"{verb} {projects[0]}"
    elif projects:
        what = f"{verb} {len(projects)} fiches"
    else:
        what = f"{verb} iets aan het plan"
    return f"{who} {what} {latest}".rstrip()


class Watch:
    """Looks at what others did in an open store since it last looked; any thread may ask.

    What the workspace itself wrote is left out, and so is what was there at the beginning. One
    watch per workspace: it forgets the workspace's own steps once they passed by.

    Args:
        workspace: The open store.

    Raises:
        Unavailable: The server cannot be asked.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._turn = threading.Lock()
        self._seen = 0
        if workspace.is_server:
            with workspace.connection() as connection:
                self._seen = connection.scalar(_LATEST) or 0

    def changes(self) -> Changes:
        """Return what others did since the last time; one small question to the server.

        Raises:
            Unavailable: The server cannot be asked; the next time tells all that was missed.
        """
        if not self._workspace.is_server:
            return Changes()
        with self._turn:
            with self._workspace.connection() as connection:
                rows = connection.execute(_SINCE, {"since": self._seen}).all()
            self._seen = rows[-1].n if rows else self._seen
            return self._changes(rows)

    def _changes(self, rows: Sequence[Any]) -> Changes:
        own = self._workspace.own_steps
        others = [row for row in rows if row.stap not in own]
        # What was seen once never comes again.
        own.difference_update(row.stap for row in rows)
        return Changes(
            {
                (row.meetmoment_id, row.project_code): row.wie
                for row in others
                if row.project_code is not None and row.meetmoment_id is not None
            },
            tuple(dict.fromkeys(row.wie for row in others)),
            any(row.project_code is None for row in others),
            frozenset(name for row in others if row.project_code is None for name in row.tabellen),
            datetime.fromisoformat(others[-1].tijd) if others else None,
        )
