"""The base of a three-way merge: what was handed out, by row, as plain JSON values."""

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, select

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import JsonValue
from vvdesk.model import Basiswaarde

Base: TypeAlias = Mapping[str, JsonValue]
"""Field name to value; `financiering.vak` and the like for the row of the project itself."""


def bases_of(contents: Iterable[Inhoud]) -> dict[str, Base]:
    """Return row id to base, for content that is handed out as it is now."""
    found: dict[str, Base] = {}
    for inhoud in contents:
        found[inhoud.project] = {
            path: field.kind.to_json(inhoud.values[path]) for path, field in single_fields().items()
        }
        for name, entity in TABLES.items():
            fields = fields_of(entity)
            for row in inhoud.tables[name].values():
                found[row.id] = {
                    field.name: field.kind.to_json(row.values[field.name]) for field in fields
                }
    return found


def stored_bases(connection: Connection, meetmoment_id: int) -> dict[str, Base]:
    """Return row id to base, as a dossier kept it when it was handed out; empty without one."""
    rows = connection.execute(
        select(Basiswaarde.rij, Basiswaarde.waarden).where(
            Basiswaarde.meetmoment_id == meetmoment_id
        )
    )
    return {row.rij: json.loads(row.waarden) for row in rows}


def base_rows(meetmoment_id: int, contents: Iterable[Inhoud]) -> list[dict[str, object]]:
    """Return the rows of `Basiswaarde` with which a dossier starts."""
    return [
        {
            "meetmoment_id": meetmoment_id,
            "rij": row_id,
            "project_code": inhoud.project,
            "waarden": canonical_json(base),
        }
        for inhoud in contents
        for row_id, base in bases_of([inhoud]).items()
    ]
