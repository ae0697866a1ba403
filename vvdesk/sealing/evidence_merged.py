"""What the store says of one inzending: its rows in the trail, its conflicts, its refusals."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from vvdesk.content import TABLES
from vvdesk.kinds import JsonValue
from vvdesk.merge.document import unpacked
from vvdesk.merge.lines import ChangeKind
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.model import Conflict, Samenvoeging, Wijziging

_AT_ONCE: Final = 500
_TRAIL: Final = (
    select(
        Wijziging.project_code, Wijziging.rij, Wijziging.veld, Wijziging.nieuw, Wijziging.herkomst
    )
    .where(Wijziging.meetmoment_id == bindparam("of_moment"))
    .where(Wijziging.project_code.in_(bindparam("of_projects", expanding=True)))
    .where(Wijziging.stap <= bindparam("up_to"))
    .order_by(Wijziging.n)
)
_FICHE: Final = "fiche"
_MONEY: Final = "financiering"
_REFUSED, _CONFLICT = ChangeKind.GEWEIGERD.value, ChangeKind.CONFLICT.value


class Written(NamedTuple):
    """A value that the store says came out of a cell of this inzending.

    Attributes:
        project: The project's code.
        collection: `mijlpalen` or `agenderingen`; empty for the fiche itself.
        row: The id of the row; empty for the fiche itself.
        key: The field, by the name it has in a row that was read.
        value: As in dumps.
        sheet: Where it stood.
        cell: Where it stood, or where its row began.
        is_whole: It came with a whole new row or fiche, of which the place is that of the row.
    """

    project: str
    collection: str
    row: str
    key: str
    value: JsonValue
    sheet: str
    cell: str
    is_whole: bool


@dataclass(slots=True)
class Documented:
    """What the merge documents of a meetmoment show of one inzending.

    Attributes:
        elsewhere: Sheet and cell of what is refused or in conflict.
        refused_rows: Sheet and first cell of the rows that are refused.
    """

    elsewhere: set[tuple[str, str]] = field(default_factory=set)
    refused_rows: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Merged:
    """What the store says of one inzending.

    Attributes:
        written: Values that it brought.
        history: Project, collection and row to field to every value that stood there up to then.
        conflicts: Values that came into the ledger, by project and path.
        elsewhere: Sheet and cell of what the merge document shows as refused or in conflict.
        refused_rows: Sheet and first cell of the rows that it shows as refused.
    """

    written: list[Written] = field(default_factory=list)
    history: dict[tuple[str, str, str], dict[str, list[JsonValue]]] = field(default_factory=dict)
    conflicts: dict[tuple[str, str], list[JsonValue]] = field(
        default_factory=lambda: defaultdict(list)
    )
    elsewhere: set[tuple[str, str]] = field(default_factory=set)
    refused_rows: set[tuple[str, str]] = field(default_factory=set)


def documented(connection: Connection, moment: int) -> dict[str, Documented]:
    """Return what the merge documents of a meetmoment show, by the SHA-256 of the inzending.

    Raises:
        Refused: A document is damaged.
    """
    found: dict[str, Documented] = defaultdict(Documented)
    table = Samenvoeging.__table__.c
    query = select(table.id, table.document).where(table.meetmoment_id == moment)
    for number, packed in connection.execute(query.order_by(table.id)):
        for book in _lists(unpacked(packed, number).get("werkboeken")):
            _read_lines(found[str(book.get("sha256"))], book.get("regels"))
    return found


def merged_from(
    connection: Connection,
    inzending: tuple[int, int, str, int],
    projects: Collection[str],
    shown: Documented,
) -> Merged:
    """Gather what the store says of one inzending.

    Args:
        connection: Only read from.
        inzending: Its number, its meetmoment, the SHA-256 of its file, and the step that merged it.
        projects: Those that it is about.
        shown: What the merge documents show of it.

    Raises:
        ValueError: A row of the trail is no JSON.
    """
    number, moment, sha256, step = inzending
    found = Merged(elsewhere=shown.elsewhere, refused_rows=shown.refused_rows)
    codes = sorted(projects)
    for start in range(0, len(codes), _AT_ONCE):
        given = {
            "of_moment": moment,
            "of_projects": codes[start : start + _AT_ONCE],
            "up_to": step,
        }
        for row in connection.execute(_TRAIL, given):
            _take_in(found, row, sha256)
    _read_conflicts(connection, number, moment, codes, found)
    return found


def _take_in(found: Merged, row: Any, sha256: str) -> None:
    collection, _, row_id = row.rij.partition(".")
    if collection not in TABLES and row.rij not in {_FICHE, _MONEY}:
        return
    collection = collection if row_id else ""
    place = (row.project_code, collection, row_id)
    new = json.loads(row.nieuw)
    fields = found.history.setdefault(place, {})
    values: dict[str, JsonValue]
    if row.veld:
        values = {f"{_MONEY}.{row.veld}" if row.rij == _MONEY else row.veld: new}
    else:
        said = new if isinstance(new, dict) else {}
        values = {key: said.get(key) for key in kinds_of(collection)}
    for key, value in values.items():
        fields.setdefault(key, []).append(value)
    origin = json.loads(row.herkomst) if row.herkomst else {}
    if origin.get("sha256") != sha256:
        return
    where = (str(origin.get("blad", "")), str(origin.get("cel", "")), not row.veld)
    found.written += [Written(*place, key, value, *where) for key, value in values.items()]


def _read_conflicts(
    connection: Connection, number: int, moment: int, projects: list[str], found: Merged
) -> None:
    """Read what waits or was decided; of this inzending also as what came out of its cells."""
    table = Conflict.__table__.c
    query = select(
        table.project_code, table.pad, table.ontvangen, table.inzending_id, table.blad, table.cel
    ).where(table.meetmoment_id == moment)
    wanted = set(projects)
    for project, path, received, sender, sheet, cell in connection.execute(query):
        if project not in wanted:
            continue
        value = json.loads(received)
        found.conflicts[project, path].append(value)
        if sender == number:
            collection, row_id, key = _split(path)
            found.written.append(
                Written(project, collection, row_id, key, value, sheet, cell, is_whole=False)
            )


def _split(path: str) -> tuple[str, str, str]:
    collection, _, rest = path.partition(".")
    if collection not in TABLES:
        return "", "", path
    row_id, _, key = rest.partition(".")
    return collection, row_id, key


def _read_lines(found: Documented, lines: Any) -> None:
    """Note which cells are shown as refused or in conflict."""
    for line in _lists(lines):
        place = str(line.get("blad")), str(line.get("cel"))
        if line.get("soort") == _REFUSED and not line.get("pad"):
            found.refused_rows.add(place)
        elif line.get("soort") in {_REFUSED, _CONFLICT}:
            found.elsewhere.add(place)


def _lists(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))
