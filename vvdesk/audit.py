"""The audit trail: rows that are chained by hash, so that an edited or missing row shows.

A chain finds edits and holes, not a tail that was cut off and not a trail that its owner rebuilt
from scratch; therefore its head is also written into every export and every momentopname.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from vvdesk import __version__
from vvdesk.model import Handeling, Wijziging
from vvdesk.store.lock import Holder

START = "0" * 64
"""The hash before the first row."""
_CHAINED = (
    "n", "stap", "tijd", "wie", "machine", "programma", "handeling", "meetmoment_id",
    "project_code", "rij", "veld", "oud", "nieuw", "reden", "herkomst",
)  # fmt: skip
_ROWS_AT_ONCE = 5_000
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_LAST = select(Wijziging.n, Wijziging.hash).order_by(Wijziging.n.desc()).limit(1)
_INSERT = insert(Wijziging)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, from which machine, with which program."""

    wie: str
    machine: str
    programma: str = f"vvdesk {__version__}"

    @classmethod
    def on_this_machine(cls) -> "Actor":
        """Return the person who is logged in here."""
        me = Holder.myself()
        return cls(me.user, me.host)

    def known_as(self, login: str | None) -> "Actor":
        """Return the same under the name that a server knows; a file knows none."""
        return self if login is None else replace(self, wie=login)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a value came from: the cell of a workbook, a line of a report.

    Attributes:
        bestand: The file's name, without folders.
        sha256: Of its bytes.
        blad: The sheet; empty for a text.
        cel: The cell (`D14`) or the line (`regel 214`).
        afzender: Who sent it, as the file says; None when it says nothing.
        geexporteerd_op: When it was exported, as the file says.
    """

    bestand: str
    sha256: str
    blad: str = ""
    cel: str = ""
    afzender: str | None = None
    geexporteerd_op: str | None = None

    def to_json(self) -> str:
        """Return it as the audit trail stores it."""
        return canonical_json(
            {key: getattr(self, key) for key in self.__slots__ if getattr(self, key)}
        )


@dataclass(frozen=True, slots=True)
class Plaats:
    """What a row of the trail is about; see the columns of `Wijziging`."""

    meetmoment_id: int | None
    project: str | None
    rij: str
    veld: str = ""


class Trail:
    """The rows that one step adds to the audit trail, until they are chained and written.

    Attributes:
        rows: What `append` takes.
        signature: When the step was made and by whom, as its own row says.
    """

    def __init__(self, actor: Actor, stap: int) -> None:
        """Start with no rows."""
        self.rows: list[dict[str, Any]] = []
        self.signature = {"tijd": now(), "wie": actor.wie}
        self._shared = {
            "stap": stap,
            "machine": actor.machine,
            "programma": actor.programma,
            **self.signature,
        }

    def note(
        self,
        handeling: Handeling,
        where: Plaats,
        old_and_new: tuple[Any, Any],
        reden: str | None = None,
        herkomst: Herkomst | None = None,
    ) -> None:
        """Add one row; the values are plain JSON values."""
        self.rows.append(
            {
                **self._shared,
                "handeling": handeling.value,
                "meetmoment_id": where.meetmoment_id,
                "project_code": where.project,
                "rij": where.rij,
                "veld": where.veld,
                "oud": canonical_json(old_and_new[0]),
                "nieuw": canonical_json(old_and_new[1]),
                "reden": reden,
                "herkomst": herkomst.to_json() if herkomst else None,
            }
        )


def canonical_json(value: Any) -> str:
    """Return the one JSON text of `value`: sorted keys, no spaces, plain UTF-8."""
    return _CANONICAL(value)


def now() -> str:
    """Return the present moment, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def append(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Chain `rows` behind the last row of the trail and write them.

    Args:
        connection: The write transaction that also holds the changes themselves.
        rows: Every column of `Wijziging` but `n`, `vorige` and `hash`.
    """
    last = connection.execute(_LAST).one_or_none()
    number, previous = (last.n, last.hash) if last else (0, START)
    for row in rows:
        number += 1
        row["n"] = number
        row["vorige"] = previous
        row["hash"] = previous = _hash(previous, [row[name] for name in _CHAINED])
    if rows:
        connection.execute(_INSERT, list(rows))


def first_broken(connection: Connection) -> int | None:
    """Walk the whole chain; return the number of the first row that does not fit, or None."""
    previous, expected = START, 1
    columns = [getattr(Wijziging, name) for name in (*_CHAINED, "vorige", "hash")]
    # The option of one statement only: a connection keeps what it is given itself.
    streamed = {"yield_per": _ROWS_AT_ONCE}
    query = select(*columns).order_by(Wijziging.n)
    with connection.execute(query, execution_options=streamed) as rows:
        for *chained, stored_previous, stored in rows:
            fits = chained[0] == expected and stored_previous == previous
            if not fits or stored != _hash(previous, chained):
                return expected
            previous, expected = stored, expected + 1
    return None


def head(connection: Connection) -> tuple[int, str]:
    """Return the number of rows in the trail and the hash of the last."""
    row = connection.execute(_LAST).one_or_none()
    return (row.n, row.hash) if row else (0, START)


def _hash(previous: str, chained: Sequence[Any]) -> str:
    text = _COMPACT(chained)
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()
