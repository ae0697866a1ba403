"""The digest of what the fiches of a meetmoment say, whatever the order they are stored in.

Two stores with the same digest report the same. Ids and places of rows do not count: a row that
was typed into a workbook gets the next id when it is merged, so its id tells in which order
inzendingen came, not what they say.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import Kind

_DAY = "basislijn"


def content_digest(contents: Mapping[str, Inhoud]) -> str:
    """Return the digest of all fiches of one meetmoment.

    Args:
        contents: Project code to content, in any order.

    Returns:
        SHA-256, hexadecimal.
    """
    return combined_digest({code: fiche_digest(inhoud) for code, inhoud in contents.items()})


def combined_digest(fiches: Mapping[str, str]) -> str:
    """Return the digest of all fiches, of which each has been digested already.

    Args:
        fiches: Project code to `fiche_digest`.
    """
    lines = "".join(f"{code}:{digest}\n" for code, digest in sorted(fiches.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def fiche_digest(inhoud: Inhoud) -> str:
    """Return the digest of one fiche: its values and its rows; not its state."""
    tables = {
        name: sorted(_row_text(name, row.values, row.basislijn) for row in rows.values())
        for name, rows in inhoud.tables.items()
    }
    said = [inhoud.project, _said(_single_kinds(), inhoud.values), tables]
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def _row_text(table: str, values: Mapping[str, Any], basislijn: Any) -> str:
    said = _said(_ROW_KINDS[table], values)
    if basislijn is not None:
        said[_DAY] = basislijn.isoformat()
    return canonical_json(said)


def _said(kinds: Mapping[str, Kind], values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: kinds[name].to_json(value)
        for name, value in values.items()
        if value is not None and value != ()
    }


def _single_kinds() -> dict[str, Kind]:
    return {path: field.kind for path, field in single_fields().items()}


_ROW_KINDS = {
    name: {field.name: field.kind for field in fields_of(entity)} for name, entity in TABLES.items()
}
