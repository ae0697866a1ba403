"""What the trail says of rows when they came: questions, inzendingen, merges, reference data.

A row of the trail tells the heart of such a row, and a change of it later has a row of its own. So
what the trail tells must stand there as it came, unless it tells a change.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection, LargeBinary, RowMapping, Table, func, select

from vvdesk.model import (
    Conflict,
    Fase,
    Inzending,
    Meetmoment,
    Samenvoeging,
    Uitvraag,
    Vraag,
    Vraagstaat,
)
from vvdesk.plan.loading import REFERENCE
from vvdesk.sealing.trail_records import Born, Records
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import SPOOR, Verschil

_WHAT: Final = "dit is niet wat het spoor ervan zei toen het erbij kwam"
_SWAPPED: Final = "volgens het spoor werd een ander bestand ingelezen"
_UNTOLD: Final = "het spoor vertelt niet dat dit erbij kwam"
_GONE: Final = "volgens het spoor hoort dit er te zijn"
_CHANGED: Final = "het spoor vertelt niet dat dit wijzigde"
_NUMBER: Final = "volgens het spoor zijn het er meer of minder"
_RENAMED: Final = {"bestand": "bestandsnaam"}
"""What the trail calls a column otherwise; what is no column stands in the counters."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows that the trail tells of one by one.

    Attributes:
        entity: Whose rows.
        naam: What one is called.
        keys: The columns by which the trail calls a row.
        begins: Column to the only value that it can have until a change is told.
    """

    entity: type[Any]
    naam: str
    keys: tuple[str, ...]
    begins: Mapping[str, Any]


_KINDS: Final = (
    _Kind(Uitvraag, "uitvraag", ("id",), {}),
    _Kind(Inzending, "inzending", ("id",), {}),
    _Kind(Samenvoeging, "samenvoeging", ("id",), {"teruggenomen_door_stap": None}),
    _Kind(
        Vraag,
        "vraag",
        ("meetmoment_id", "project_code", "id"),
        {
            "staat": Vraagstaat.OPEN.value,
            **dict.fromkeys(
                (
                    "reden", "antwoord", "beantwoord_door", "beantwoord_op", "gesloten_door",
                    "gesloten_op", "slotnota",
                )
            ),
        },
    ),
)  # fmt: skip


def birth_faults(connection: Connection, told: Records) -> Iterator[Verschil]:
    """Yield where rows are not what the trail says of them when they came.

    Args:
        connection: Only read from.
        told: What the trail tells.
    """
    moments = set(connection.scalars(select(Meetmoment.id)))
    yield from _meetmomenten(connection, told)
    for kind in _KINDS:
        yield from _one_by_one(connection, kind, told, moments)
    yield from _conflicts(connection, told, moments)
    yield from _reference(connection, told, moments)


def _meetmomenten(connection: Connection, told: Records) -> Iterator[Verschil]:
    """A meetmoment is named by where it belongs: the trail tells no id of it."""
    table = cast("Table", Meetmoment.__table__)
    born = {each.meetmoment_id: each for each in told.born.get(table.name, ())}
    begins = {"fase": Fase.OPEN.value, "gesloten_op": None}
    for row in connection.execute(select(table)).mappings():
        came = born.get(row["id"])
        if came is None:
            yield Verschil(SPOOR, f"meetmoment {row['id']}", row["naam"], "geen", _UNTOLD)
            continue
        yield from _row(row, came, ("meetmoment", f"meetmoment.{row['id']}"), begins, told)


def _one_by_one(
    connection: Connection, kind: _Kind, told: Records, moments: set[int]
) -> Iterator[Verschil]:
    table = cast("Table", kind.entity.__table__)
    here = [each for each in told.born.get(table.name, ()) if each.meetmoment_id in moments]
    born: dict[Any, Born] = {}
    # The first versions told no number of an inzending; then its step tells which it was.
    nameless = {each.stap: each for each in here if "id" not in each.said}
    for each in here:
        # What is handed out again bears the same id, and its row stays as it came.
        if each.said.get("id") is not None:
            born.setdefault(each.said["id"], each)
    own = [each for each in table.c if not isinstance(each.type, LargeBinary)]
    stored = {row["id"]: row for row in connection.execute(select(*own)).mappings()}
    for key in sorted(stored.keys() | born.keys()):
        row, came = stored.get(key), born.get(key)
        if row is not None and came is None:
            came = nameless.get(row.get("stap", 0))
        if row is None:
            yield Verschil(SPOOR, f"{kind.naam} {key}", "weg", kind.naam, _GONE)
        elif came is None:
            yield Verschil(SPOOR, f"{kind.naam} {key}", kind.naam, "geen", _UNTOLD)
        else:
            place = ".".join([table.name, *(str(row[name]) for name in kind.keys)])
            yield from _row(row, came, (kind.naam, place), kind.begins, told)


def _row(
    row: RowMapping,
    came: Born,
    names: tuple[str, str],
    begins: Mapping[str, Any],
    told: Records,
) -> Iterator[Verschil]:
    """Yield where one row is not as it came, but for the columns of which a change is told."""
    naam, place = names
    said = {**came.said, **_where(row, came)}
    counters = _counters(row.get("tellers"))
    for name, value in said.items():
        column = _RENAMED.get(name, name)
        if column not in row and name not in counters:
            continue
        stored = row[column] if column in row else counters[name]
        now = _plain(stored, value)
        before = told.first.get((place, column), now)
        if before != value:
            what = _SWAPPED if column == "sha256" else _WHAT
            yield Verschil(SPOOR, f"{naam} {row['id']}, {column}", shown(now), shown(value), what)
    for name, value in begins.items():
        if (place, name) not in told.last and row[name] != value:
            at = f"{naam} {row['id']}, {name}"
            yield Verschil(SPOOR, at, shown(row[name]), shown(value), _CHANGED)


def _where(row: RowMapping, came: Born) -> dict[str, Any]:
    """Return what the trail says of a row beside its text: where it belongs, and in which step."""
    found: dict[str, Any] = {}
    if "meetmoment_id" in row:
        found["meetmoment_id"] = came.meetmoment_id
    if "project_code" in row:
        found["project_code"] = came.project
    if "stap" in row:
        found["stap"] = came.stap
    return found


def _counters(text: Any) -> dict[str, Any]:
    said = json.loads(text) if isinstance(text, str) else {}
    return said if isinstance(said, dict) else {}


def _plain(stored: Any, said: Any) -> Any:
    """Return a stored value as the trail tells it: a list stands in its column as JSON."""
    if isinstance(said, list) and isinstance(stored, str):
        return json.loads(stored)
    return stored if isinstance(stored, int | str | None) else str(stored)


def _conflicts(connection: Connection, told: Records, moments: set[int]) -> Iterator[Verschil]:
    """Of conflicts the trail tells how many came with each inzending, and how they stood then."""
    table = cast("Table", Conflict.__table__)
    expected: Counter[tuple[Any, Any]] = Counter()
    for each in told.born.get(table.name, ()):
        if each.meetmoment_id not in moments:
            continue
        if not {"aantal", "inzending", "keuze"} <= each.said.keys():
            return  # an earlier vvdesk told less
        expected[each.said["inzending"], each.said["keuze"]] += each.said["aantal"]
    query = select(table.c.id, table.c.inzending_id, table.c.keuze)
    found: Counter[tuple[Any, Any]] = Counter()
    for number, inzending, keuze in connection.execute(query):
        found[inzending, told.first.get((f"conflict.{number}", "keuze"), keuze)] += 1
    for key in sorted(found.keys() | expected.keys(), key=str):
        if found[key] != expected[key]:
            place = f"conflicten van inzending {key[0]} die als {key[1]} binnenkwamen"
            yield Verschil(SPOOR, place, str(found[key]), str(expected[key]), _NUMBER)


def _reference(connection: Connection, told: Records, moments: set[int]) -> Iterator[Verschil]:
    """Of reference data the trail tells how many rows came and went."""
    for entity in REFERENCE:
        table = cast("Table", entity.__table__)
        query = select(table.c.meetmoment_id, func.count()).group_by(table.c.meetmoment_id)
        counts = {moment: int(count) for moment, count in connection.execute(query)}
        expected: dict[int | None, int | None] = {}
        for each in told.born.get(table.name, ()):
            expected[each.meetmoment_id] = _counted(expected.get(each.meetmoment_id, 0), each.said)
        for moment in sorted(moments):
            count, wanted = counts.get(moment, 0), expected.get(moment, 0)
            if wanted is not None and count != wanted:
                place = f"{table.name} van meetmoment {moment}"
                yield Verschil(SPOOR, place, str(count), str(wanted), _NUMBER)


def _counted(before: int | None, said: Mapping[str, Any]) -> int | None:
    """Return how many rows there are after what a row of the trail says; None for no telling."""
    if before is None:
        return None
    if isinstance(said.get("aantal"), int):
        return before + int(said["aantal"])
    if isinstance(said.get("uit rapport"), list):
        return before + len(said["uit rapport"])
    if "toegevoegd" in said:
        return before + 1
    return before - 1 if "verwijderd" in said else None
