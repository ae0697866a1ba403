"""Reading the audit trail back, for people and for other programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from vvdesk.model import Meetmoment, Stap, Wijziging

_ROWS_AT_ONCE = 2_000
_LATEST = (
    select(Wijziging.tijd, Wijziging.wie)
    .where(
        Wijziging.project_code == bindparam("project"),
        Wijziging.meetmoment_id == bindparam("meetmoment"),
    )
    .order_by(Wijziging.n.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the trail, with its JSON read.

    Attributes:
        n: Its number.
        stap: The number of its step.
        naam: What the step is called.
        tijd: UTC, ISO 8601, as the machine said.
        wie: Who.
        machine: On which machine.
        programma: With which version of vvdesk.
        handeling: See `Handeling`.
        meetmoment: Its name; None for what belongs to no meetmoment.
        project: The project's code; None for what belongs to no project.
        plaats: The path as in a dump where it is about a field or row of a fiche (empty for a whole
            fiche), else the table's own key.
        oud: The earlier value as in the trail; None for none.
        nieuw: The later value, in the same way.
        reden: Why, when somebody said so.
        herkomst: Which cell of which file it came from; None for an edit by hand.
        hash: Of this row and all before it.
    """

    n: int
    stap: int
    naam: str
    tijd: str
    wie: str
    machine: str
    programma: str
    handeling: str
    meetmoment: str | None
    project: str | None
    plaats: str
    oud: Any
    nieuw: Any
    reden: str | None
    herkomst: dict[str, str] | None
    hash: str

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


def read_trail(connection: Connection, project: str | None = None) -> Iterator[Regel]:
    """Yield the rows of the trail, oldest first.

    Args:
        connection: Stays in use until the last row was taken.
        project: Only the rows of this project; None for all.
    """
    table, step, moment = Wijziging.__table__.c, Stap.__table__.c, Meetmoment.__table__.c
    query = (
        select(*table, step.naam, moment.naam.label("meetmoment"))
        .join(Stap.__table__, step.n == table.stap)
        .outerjoin(Meetmoment.__table__, moment.id == table.meetmoment_id)
        .order_by(table.n)
    )
    if project is not None:
        query = query.where(table.project_code == project.strip().upper())
    for row in connection.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE}):
        yield Regel(
            n=row.n,
            stap=row.stap,
            naam=row.naam,
            tijd=row.tijd,
            wie=row.wie,
            machine=row.machine,
            programma=row.programma,
            handeling=row.handeling,
            meetmoment=row.meetmoment,
            project=row.project_code,
            plaats=_place(row.rij, row.veld),
            oud=json.loads(row.oud),
            nieuw=json.loads(row.nieuw),
            reden=row.reden,
            herkomst=json.loads(row.herkomst) if row.herkomst else None,
            hash=row.hash,
        )


def latest_change(
    connection: Connection, meetmoment_id: int, project: str
) -> tuple[datetime, str] | None:
    """Return when the fiche of a project was last changed and by whom; None for never."""
    row = connection.execute(_LATEST, {"project": project, "meetmoment": meetmoment_id}).first()
    return None if row is None else (datetime.fromisoformat(row.tijd), row.wie)


def _place(row: str, field: str) -> str:
    return ".".join(part for part in ("" if row == "fiche" else row, field) if part)
