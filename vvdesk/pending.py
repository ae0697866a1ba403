"""What a step still has to write, gathered so that many changes cost few statements."""

from collections import defaultdict
from collections.abc import Hashable
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, Update, bindparam, delete, insert, inspect, select, update

from vvdesk.content import SINGLE, TABLES, Inhoud, Pad, Rij
from vvdesk.dictionary import fields_of
from vvdesk.model import Fiche, Financiering, Mijlpaal, Project, Staat


class Pending:
    """Inserts, updates and deletes of the content tables, in the order that keys allow.

    A row that was added in the same step is written once, with its last values.
    """

    def __init__(self) -> None:
        """Start with nothing to write."""
        self._added: dict[type[Any], dict[tuple[int, str], dict[str, Any]]] = defaultdict(dict)
        self._updated: dict[tuple[type[Any], str], dict[tuple[int, str], Any]] = defaultdict(dict)
        self._removed: dict[type[Any], set[tuple[int, str]]] = defaultdict(set)
        self._projects: set[str] = set()

    def update(self, meetmoment_id: int, project: str, pad: Pad, value: Any) -> None:
        """Note another value for one field."""
        entity = TABLES[pad.collection] if pad.row else SINGLE[pad.collection]
        self.set_column(entity, pad.field.name, (meetmoment_id, pad.row or project), value)

    def set_column(self, entity: type[Any], name: str, key: tuple[int, str], value: Any) -> None:
        """Note another value for one column of one row."""
        if key in self._added[entity] and name != "staat":
            self._added[entity][key][name] = value
        else:
            self._updated[entity, name][key] = value

    def add_fiche(self, connection: Connection, meetmoment_id: int, inhoud: Inhoud) -> None:
        """Note a new fiche with its financiering; the project itself when it is unknown."""
        project = inhoud.project
        if connection.scalar(select(Project.code).where(Project.code == project)) is None:
            self._projects.add(project)
        key = (meetmoment_id, project)
        shared = {"meetmoment_id": meetmoment_id, "project_code": project}
        own = {each.name: inhoud.values.get(each.name) for each in fields_of(Fiche)}
        money = {
            each.name: inhoud.values.get(f"financiering.{each.name}")
            for each in fields_of(Financiering)
        }
        self._add(Fiche, key, {**shared, "staat": Staat.CONCEPT.value, **own})
        if inhoud.staat != Staat.CONCEPT:
            # Last of all: the store refuses rows of a fiche that is approved already.
            self._updated[Fiche, "staat"][key] = inhoud.staat
        self._add(Financiering, key, {**shared, **money})

    def add_row(self, meetmoment_id: int, project: str, collection: str, row: Rij) -> None:
        """Note a new mijlpaal or agendering."""
        entity = TABLES[collection]
        values = {
            "meetmoment_id": meetmoment_id,
            "id": row.id,
            "project_code": project,
            "volgorde": row.volgorde,
            **row.values,
        }
        if entity is Mijlpaal:
            values["basislijn"] = row.basislijn
        self._add(entity, (meetmoment_id, row.id), values)

    def remove_row(self, meetmoment_id: int, collection: str, row_id: str) -> None:
        """Note that a row goes."""
        self._remove(TABLES[collection], (meetmoment_id, row_id))

    def remove_fiche(self, meetmoment_id: int, project: str) -> None:
        """Note that a fiche and its financiering go; its rows are gone already."""
        self._remove(Financiering, (meetmoment_id, project))
        self._remove(Fiche, (meetmoment_id, project))

    def move_row(self, meetmoment_id: int, collection: str, row_id: str, place: int) -> None:
        """Note another place for a row."""
        self.set_column(TABLES[collection], "volgorde", (meetmoment_id, row_id), place)

    def write(self, connection: Connection) -> None:
        """Write it all; parents before children, and removals the other way round."""
        children_first: tuple[type[Any], ...] = (*TABLES.values(), Financiering, Fiche)
        for entity in children_first:
            for key in sorted(self._removed[entity]):
                connection.execute(delete(_table(entity)).where(*_where(entity, key)))
        if self._projects:
            connection.execute(insert(Project), [{"code": code} for code in sorted(self._projects)])
        for entity in reversed(children_first):
            if self._added[entity]:
                connection.execute(insert(_table(entity)), list(self._added[entity].values()))
        for (entity, name), values in self._updated.items():
            _update(connection, entity, name, values)

    def _add(self, entity: type[Any], key: tuple[int, str], values: dict[str, Any]) -> None:
        self._added[entity][key] = values

    def _remove(self, entity: type[Any], key: tuple[int, str]) -> None:
        for (other, _name), values in self._updated.items():
            if other is entity:
                values.pop(key, None)
        if self._added[entity].pop(key, None) is None:
            self._removed[entity].add(key)


def _table(entity: type[Any]) -> Table:
    return cast("Table", inspect(entity).local_table)


def _key_columns(entity: type[Any]) -> tuple[Any, Any]:
    table = _table(entity)
    return table.c.meetmoment_id, table.c.id if "id" in table.c else table.c.project_code


def _where(entity: type[Any], key: tuple[int, str]) -> list[Any]:
    return [column == part for column, part in zip(_key_columns(entity), key, strict=True)]


def _update(
    connection: Connection, entity: type[Any], name: str, values: dict[tuple[int, str], Any]
) -> None:
    if not values:
        return
    connection.execute(
        _statement(cast("Hashable", entity), name),
        [
            {"of_meetmoment": which, "of_row": row, "to_value": value}
            for (which, row), value in values.items()
        ],
    )


@cache
def _statement(entity: Any, name: str) -> Update:
    """Build an update once: building it costs more than running it."""
    moment, key = _key_columns(entity)
    return (
        update(_table(entity))
        .where(moment == bindparam("of_meetmoment"), key == bindparam("of_row"))
        .values({name: bindparam("to_value", type_=_table(entity).c[name].type)})
    )
