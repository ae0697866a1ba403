"""The fields of a fiche and of its rows, each with its kind, by the name they have in a row."""

from collections.abc import Mapping
from typing import Final

from vvdesk.content import TABLES, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import Kind

_SINGLE: Final = {path: found.kind for path, found in single_fields().items()}
_ROWS: Final = {
    name: {found.name: found.kind for found in fields_of(entity)} for name, entity in TABLES.items()
}


def kinds_of(collection: str) -> Mapping[str, Kind]:
    """Return field to kind: of the rows of a collection, or of the fiche itself for `""`."""
    return _ROWS[collection] if collection else _SINGLE
