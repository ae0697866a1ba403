"""The JSON Schema of the document, made from the data dictionary.

Source:
    https://json-schema.org/draft/2020-12/schema
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from vvdesk import kinds
from vvdesk.dictionary import Field, fields_of
from vvdesk.dump import NUMBERED, fiche_keys, mijlpaal_keys
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.opendata.columns import CODE, NAMES
from vvdesk.opendata.json_form import LABELLED, SCHEMA_NAME, VERSION
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.reading import Published
from vvdesk.opendata.rows import known_keys
from vvdesk.opendata.tables import table_named

Schema: TypeAlias = dict[str, Any]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final[Schema] = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
_NUMBER: Final[Schema] = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}
_TEXT: Final[Schema] = {"type": "string", "minLength": 1}
_HTML: Final = (
    "Opgemaakte tekst: html is een kleine deelverzameling van HTML (p, ul, ol, li, strong, em, br, "
    "a), tekst is dezelfde tekst zonder opmaak."
)


def schema_bytes(published: Published, terms: Voorwaarden) -> bytes:
    """Return the schema that the document of `published` fits.

    Statuses and other closed lists are those of the meetmomenten in it.
    """
    document = _document(published, terms.adres)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _document(published: Published, address: str) -> Schema:
    plan = _object({"code": _TEXT, "titel": _TEXT})
    names = {column.name: column for column in table_named("meetmomenten").columns}
    moment: dict[str, Schema] = {
        "nummer": {"type": "integer", "minimum": 1},
        "naam": _TEXT,
        "peildatum": _DAY,
        "is_definitief": {"type": "boolean"},
        "controlecode": _TEXT,
    }
    told = {
        name: {"title": names[name].title, "description": names[name].description, **each}
        for name, each in moment.items()
    }
    return {
        "$schema": _DIALECT,
        "$id": address + SCHEMA_NAME,
        "title": f"Projectfiches van {published.plan}",
        "description": "Wat de projectfiches op een of meer meetmomenten zeggen. Wat niet ingevuld "
        "is, is null (of een lege lijst); dat is iets anders dan 0.",
        **_object(
            {
                "$schema": {"type": "string"},
                "versie": {"const": VERSION},
                "plan": plan,
                "licentie": {"type": "string", "format": "uri"},
                "meetmomenten": {
                    "type": "array",
                    "minItems": 1,
                    "items": _object(told | {"projecten": _list_of("project")}),
                },
            }
        ),
        "$defs": {
            "project": _project(published),
            "mijlpaal": _row(published, Mijlpaal, mijlpaal_keys()),
            "agendering": _row(published, Agendering, ()),
            "financiering": _object(_properties(published, Financiering)),
            "opmaak": {
                "description": _HTML,
                **_object({"html": _TEXT, "tekst": {"type": "string"}}),
            },
        },
    }


def _project(published: Published) -> Schema:
    known = {
        "code": {"title": "Projectcode", **_TEXT},
        "verwijzing": _code(),
        **_properties(published, Fiche),
        "agenderingen": _list_of("agendering"),
        "mijlpalen": _list_of("mijlpaal"),
        "financiering": {"$ref": "#/$defs/financiering"},
    }
    order = ["code", "verwijzing", *(key for key in fiche_keys() if key in known and key != "code")]
    return _object({key: known[key] for key in order})


def _row(published: Published, entity: type[Any], keys: Sequence[str]) -> Schema:
    known = {
        "id": {"title": "Nummer", "description": "Blijft hetzelfde op elk meetmoment.", **_TEXT},
        "verwijzing": _code(),
        **_properties(published, entity),
    }
    if entity is Mijlpaal:
        columns = {column.name: column for column in table_named("mijlpalen").columns}
        first = columns["basislijn"]
        known["basislijn"] = _or_null(first.title, first.description, _DAY)
    order = ["id", "verwijzing", *(key for key in keys or known if key not in {"id", "verwijzing"})]
    return _object({key: known[key] for key in order})


def _code() -> Schema:
    return {"title": CODE.title, "description": CODE.description, **_TEXT}


def _properties(published: Published, entity: type[Any]) -> dict[str, Schema]:
    return {field.name: _property(published, field) for field in fields_of(entity)}


def _property(published: Published, field: Field) -> Schema:
    about = field.about
    told = {"title": about.label, "description": about.hint}
    if field.kind in NAMES:
        return {**told, "type": "array", "items": _TEXT}
    if field.kind is kinds.OPMAAK:
        return {**told, "anyOf": [{"$ref": "#/$defs/opmaak"}, {"type": "null"}]}
    if field.kind is kinds.EURO:
        return {**told, "type": ["integer", "null"]}
    return _or_null(about.label, about.hint, _single(published, field.kind))


def _single(published: Published, kind: kinds.Kind) -> Schema:
    if kind in LABELLED:
        return _object({"sleutel": {"enum": _keys(published, kind)}, "label": _TEXT})
    if kind in NUMBERED:
        title = {"type": ["string", "null"]}
        return _object({"nummer": {"enum": _keys(published, kind)}, "titel": title})
    if kind is kinds.DAG:
        return _DAY
    if kind is kinds.GETAL:
        return _NUMBER
    return {**_TEXT, "format": "iri"} if kind is kinds.URL else _TEXT


def _keys(published: Published, kind: kinds.Kind) -> list[str]:
    found: dict[str, None] = {}
    for moment in published.moments:
        found.update(dict.fromkeys(known_keys(moment, kind)))
    return list(found)


def _or_null(title: str, description: str, schema: Schema) -> Schema:
    told = {"title": title, "description": description}
    if set(schema) & {"properties", "enum"}:
        return {**told, "anyOf": [schema, {"type": "null"}]}
    return {**told, **schema, "type": [schema["type"], "null"]}


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _object(properties: dict[str, Schema]) -> Schema:
    names: Iterable[str] = properties
    return {
        "type": "object",
        "properties": properties,
        "required": list(names),
        "additionalProperties": False,
    }
