"""The Data Package: which table has which columns, and how the tables fit together.

Source:
    https://specs.frictionlessdata.io/tabular-data-package/
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from vvdesk.opendata import naming
from vvdesk.opendata.columns import Column, Table
from vvdesk.opendata.data_dictionary import WORD_LIST
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.reading import Published
from vvdesk.opendata.tables import TABLES


def package_bytes(published: Published, terms: Voorwaarden, tables: Mapping[str, bytes]) -> bytes:
    """Return the descriptor.

    Args:
        published: What is in the tables.
        terms: Licence and publisher.
        tables: Path of a table's file to its bytes.
    """
    licence = terms.licentie
    document: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": naming.slug(published),
        "title": naming.title(published),
        "description": naming.description(published),
        "version": published.last.peildatum.isoformat(),
        "licenses": [{"name": licence.naam, "path": licence.url, "title": licence.titel}],
        "contributors": [{"title": terms.uitgever, "role": "publisher"}],
        "keywords": list(naming.KEYWORDS),
    }
    if terms.adres:
        document["homepage"] = terms.adres
    document["resources"] = [_resource(table, tables[table.path]) for table in (*TABLES, WORD_LIST)]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(each.columns),
                "reference": {"resource": each.table, "fields": list(each.targets)},
            }
            for each in table.references
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "title": column.title,
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})
