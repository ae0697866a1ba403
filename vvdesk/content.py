"""The content of projectfiches as plain data: what dumps, workbooks, merges and comparisons share.

Paths name a field within a fiche, as in a dump: `titel`, `financiering.vak`,
`mijlpalen.VV015-M01.timing`, `agenderingen.VV015-A01.url`.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Select, bindparam, select

from vvdesk.dictionary import Field, field_named, fields_of
from vvdesk.errors import Misused
from vvdesk.kinds import JsonValue
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal

TABLES: dict[str, type[Any]] = {"mijlpalen": Mijlpaal, "agenderingen": Agendering}
"""The collections of a fiche, by the name they have in paths."""
SINGLE: dict[str, type[Any]] = {"": Fiche, "financiering": Financiering}
"""The entities of which a fiche has exactly one, by the prefix they have in paths."""
_MOST_PROJECTS_IN_A_QUERY = 500
_ROW_PATH_PARTS = 3


@dataclass(slots=True)
class Rij:
    """One mijlpaal or agendering.

    Attributes:
        id: Its permanent id.
        values: Field name to value, every field of the dictionary present.
        basislijn: The first planning of a mijlpaal; None for an agendering.
        volgorde: Its place in the table.
    """

    id: str
    values: dict[str, Any]
    basislijn: Any = None
    volgorde: int = 0


@dataclass(slots=True)
class Inhoud:
    """The whole content of one fiche; attached to no session.

    Attributes:
        project: The project's code.
        staat: See `Staat`.
        values: Path to value for the fiche's own fields (`titel`) and those of its financiering
            (`financiering.vak`); every field of the dictionary is present.
        tables: Collection name to id to row, in the order of the fiche.
        versie: How many steps had touched the fiche when it was read; no part of what it says.
    """

    project: str
    staat: str
    values: dict[str, Any]
    tables: dict[str, dict[str, Rij]] = field(default_factory=lambda: {name: {} for name in TABLES})
    versie: int = field(default=0, compare=False)

    def paths(self) -> Iterator[tuple[str, Any]]:
        """Yield every path with its value, in the order of the dictionary."""
        yield from self.values.items()
        for name, rows in self.tables.items():
            for row in rows.values():
                for key, value in row.values.items():
                    yield f"{name}.{row.id}.{key}", value


@dataclass(frozen=True, slots=True)
class Pad:
    """A path taken apart: which entity, which row, which field.

    Attributes:
        collection: `""`, `financiering`, `mijlpalen` or `agenderingen`.
        row: The id of the row; empty for the two single entities.
        field: The field's entry in the dictionary.
    """

    collection: str
    row: str
    field: Field

    def __str__(self) -> str:
        return ".".join(part for part in (self.collection, self.row, self.field.name) if part)


@cache
def single_fields() -> dict[str, Field]:
    """Return path to field for everything of which a fiche has one."""
    return {
        f"{prefix}.{found.name}" if prefix else found.name: found
        for prefix, entity in SINGLE.items()
        for found in fields_of(entity)
    }


def parse_path(path: str) -> Pad:
    """Take a path apart.

    Raises:
        Misused: No field is called so.
    """
    if path in single_fields():
        collection = path.rpartition(".")[0]
        return Pad(collection, "", single_fields()[path])
    parts = path.split(".")
    try:
        if len(parts) == _ROW_PATH_PARTS and parts[1]:
            return Pad(parts[0], parts[1], field_named(TABLES[parts[0]], parts[2]))
    except KeyError:
        pass
    raise Misused(
        f'"{path}" is geen veld van een projectfiche. Gebruik een naam zoals in dump, bijvoorbeeld '
        "projectstatus, financiering.vak of mijlpalen.VV015-M01.timing."
    )


def path_value(inhoud: Inhoud, pad: Pad) -> Any:
    """Return the value at `pad`.

    Raises:
        Misused: The fiche has no such row.
    """
    if not pad.row:
        return inhoud.values[str(pad)]
    rows = inhoud.tables[pad.collection]
    if pad.row not in rows:
        raise Misused(f"{inhoud.project} heeft geen rij {pad.row} bij {pad.collection}.")
    return rows[pad.row].values[pad.field.name]


def to_json(path: str, value: Any) -> JsonValue:
    """Return `value` of the field at `path` as it stands in dumps and in the audit trail."""
    return parse_path(path).field.kind.to_json(value)


def read_contents(
    connection: Connection, meetmoment_id: int, projects: Collection[str] | None = None
) -> dict[str, Inhoud]:
    """Read the fiches of a meetmoment.

    Args:
        connection: An open connection; four queries per 500 projects.
        meetmoment_id: Which meetmoment.
        projects: Only these codes; None for all.

    Returns:
        Project code to content, ordered by code; a project without a fiche is absent.
    """
    found: dict[str, Inhoud] = {}
    for chunk in _chunks(projects):
        _read_single(connection, meetmoment_id, chunk, found)
        for name, entity in TABLES.items():
            _read_table(connection, meetmoment_id, chunk, found, (name, entity))
    return found


def project_titles(connection: Connection, meetmoment_id: int) -> dict[str, str]:
    """Return code to title of all projects with a fiche at a meetmoment, in order of code."""
    columns = Fiche.__table__.c
    query = select(columns.project_code, columns.titel)
    query = query.where(columns.meetmoment_id == meetmoment_id).order_by(columns.project_code)
    return {code: titel or "" for code, titel in connection.execute(query)}


def _read_single(
    connection: Connection, meetmoment_id: int, chunk: list[str] | None, found: dict[str, Inhoud]
) -> None:
    names = [each.name for each in fields_of(Fiche)]
    for code, staat, versie, *values in _rows(connection, Fiche, meetmoment_id, chunk):
        found[code] = Inhoud(code, staat, dict(zip(names, values, strict=True)), versie=versie)
        found[code].values.update(_NO_MONEY)
    paths = [f"financiering.{each.name}" for each in fields_of(Financiering)]
    for code, *values in _rows(connection, Financiering, meetmoment_id, chunk):
        found[code].values.update(zip(paths, values, strict=True))


_NO_MONEY = {f"financiering.{each.name}": None for each in fields_of(Financiering)}


def _read_table(
    connection: Connection,
    meetmoment_id: int,
    chunk: list[str] | None,
    found: dict[str, Inhoud],
    table: tuple[str, type[Any]],
) -> None:
    name, entity = table
    names = [each.name for each in fields_of(entity)]
    has_basislijn = entity is Mijlpaal
    for code, row_id, place, basislijn, *values in _rows(connection, entity, meetmoment_id, chunk):
        row = Rij(row_id, dict(zip(names, values, strict=True)), volgorde=place)
        if has_basislijn:
            row.basislijn = basislijn
        found[code].tables[name][row_id] = row


def _rows(
    connection: Connection, entity: type[Any], meetmoment_id: int, chunk: list[str] | None
) -> Iterable[Any]:
    given: dict[str, Any] = {"of_meetmoment": meetmoment_id}
    if chunk is not None:
        given["of_projects"] = chunk
    return connection.execute(_query(cast("Hashable", entity), some=chunk is not None), given)


_BEFORE_THE_FIELDS: dict[Any, tuple[str, ...]] = {
    Fiche: ("staat", "versie"),
    Financiering: (),
    Mijlpaal: ("id", "volgorde", "basislijn"),
    Agendering: ("id", "volgorde", "datum"),
}


@cache
def _query(entity: Any, *, some: bool) -> Select[Any]:
    """Return the query on one table, made once: making it takes longer than running it."""
    columns = entity.__table__.c
    names = (*_BEFORE_THE_FIELDS[entity], *(each.name for each in fields_of(entity)))
    order = (columns[name] for name in ("project_code", "volgorde", "id") if name in columns)
    query = (
        select(columns.project_code, *(columns[name] for name in names))
        .where(columns.meetmoment_id == bindparam("of_meetmoment"))
        .order_by(*order)
    )
    if not some:
        return query
    return query.where(columns.project_code.in_(bindparam("of_projects", expanding=True)))


def _chunks(projects: Collection[str] | None) -> Iterator[list[str] | None]:
    if projects is None:
        yield None
        return
    codes = sorted(set(projects))
    for start in range(0, len(codes), _MOST_PROJECTS_IN_A_QUERY):
        yield codes[start : start + _MOST_PROJECTS_IN_A_QUERY]
