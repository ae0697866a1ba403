"""What the trail tells of everything that is no content of a fiche, read once for all who compare.

Decisions, questions, toelichtingen, inzendingen, reference data and states: few rows beside those
of the fiches, so all of them lie in memory.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, or_, select

from vvdesk.model import Handeling, Wijziging

_OF_FICHES: Final = (
    Handeling.WIJZIGEN.value,
    Handeling.TOEVOEGEN.value,
    Handeling.VERWIJDEREN.value,
)
_TOLD: Final = "toelichting"
_STATE: Final = ("fiche", "staat")


@dataclass(frozen=True, slots=True)
class Born:
    """A row of the trail that tells that rows of a table came, or went.

    Attributes:
        meetmoment_id: Where they belong; None for nowhere.
        project: Where they belong; None for nowhere.
        said: What it tells of them.
        stap: The step that wrote it.
    """

    meetmoment_id: int | None
    project: str | None
    said: dict[str, Any]
    stap: int


@dataclass(frozen=True, slots=True)
class Explained:
    """The last that was told of a toelichting.

    Attributes:
        tekst: None when it was taken away.
        wie: By whom.
        tijd: When.
    """

    tekst: str | None
    wie: str
    tijd: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A fiche that went to another state.

    Attributes:
        meetmoment_id: Its meetmoment.
        project: Its code.
        van: The state before.
        naar: The state after.
        wie: Who did it.
        tijd: When.
        reden: Why; None when nobody said.
        stap: In which step.
    """

    meetmoment_id: int
    project: str
    van: str
    naar: str
    wie: str
    tijd: str
    reden: str | None
    stap: int


@dataclass(slots=True)
class Records:
    """What the trail tells.

    Attributes:
        born: Table to what is told of its rows as a whole, earliest first.
        first: `table.key` and column to what stood there before the first change.
        last: The same to what stands there since the last.
        texts: Meetmoment, project, rule and place to the toelichting.
        moved: States, earliest first.
    """

    born: dict[str, list[Born]] = field(default_factory=dict)
    first: dict[tuple[str, str], Any] = field(default_factory=dict)
    last: dict[tuple[str, str], Any] = field(default_factory=dict)
    texts: dict[tuple[int, str, str, str], Explained] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)

    def forget(self, table: str, meetmoment_id: int | None) -> None:
        """Forget what was told of the columns of a table: a row of it went, and may come anew."""
        start = f"{table}.{meetmoment_id}."
        for told in (self.first, self.last):
            for key in [key for key in told if key[0].startswith(start)]:
                del told[key]


def trail_records(connection: Connection) -> Records:
    """Read what the trail tells of everything but the content of fiches.

    Raises:
        ValueError: A row of the trail is no JSON.
    """
    table = Wijziging.__table__.c
    query = (
        select(*table)
        .where(
            or_(
                table.handeling.not_in(_OF_FICHES),
                (table.rij == _STATE[0]) & (table.veld == _STATE[1]),
            )
        )
        .order_by(table.n)
    )
    found = Records()
    for row in connection.execute(query):
        _take_in(found, row)
    return found


def _take_in(found: Records, row: Any) -> None:
    old, new = json.loads(row.oud), json.loads(row.nieuw)
    table, _, key = row.rij.partition(".")
    if (row.rij, row.veld) == _STATE:
        found.moved.append(
            Moved(
                row.meetmoment_id, row.project_code, str(old), str(new),
                row.wie, row.tijd, row.reden, row.stap,
            )
        )  # fmt: skip
    elif table == _TOLD:
        place = (row.meetmoment_id, row.project_code or "", key, row.veld)
        found.texts[place] = Explained(new, row.wie, row.tijd)
    elif row.veld:
        found.first.setdefault((row.rij, row.veld), old)
        found.last[row.rij, row.veld] = new
    elif isinstance(new, dict):
        found.born.setdefault(table, []).append(
            Born(row.meetmoment_id, row.project_code, new, row.stap)
        )
        if "verwijderd" in new:
            found.forget(table, row.meetmoment_id)
