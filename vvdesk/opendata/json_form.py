"""The fiches as one JSON document: complete, with rich texts as HTML and as plain text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from vvdesk import kinds
from vvdesk.anchors import field_code
from vvdesk.content import Inhoud, Rij
from vvdesk.dictionary import Field, fields_of
from vvdesk.dump import NUMBERED, fiche_keys, mijlpaal_keys
from vvdesk.jobs import Progress
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.reading import Moment, Published
from vvdesk.opendata.rows import plain_text

JSON_NAME: Final = "projectfiches.json"
SCHEMA_NAME: Final = "projectfiches.schema.json"
VERSION: Final = 1
"""Changes when a key gets another meaning or goes; new keys may appear at any time."""
LABELLED: Final = frozenset({kinds.PROJECTSTATUS, kinds.MIJLPAALSTATUS, kinds.SOORT, kinds.LOT})
"""Kinds that are written as `{"sleutel", "label"}`."""
_TELL_EVERY: Final = 200


def json_bytes(published: Published, terms: Voorwaarden, progress: Progress) -> bytes:
    """Return the document: a project on a line, so that two editions can be compared.

    Args:
        published: What is in it.
        terms: Whose licence it names.
        progress: Called now and then.

    Raises:
        Cancelled: The user stopped.
    """
    head = {
        "$schema": SCHEMA_NAME,
        "versie": VERSION,
        "plan": {"code": published.plan_code, "titel": published.plan},
        "licentie": terms.licentie.url,
    }
    moments = [
        _with_list(_about(moment), "projecten", _projects(moment, progress))
        for moment in published.moments
    ]
    return (_with_list(head, "meetmomenten", moments) + "\n").encode()


def value_to_json(field: Field, value: Any, lists: ChoiceLists) -> Any:
    """Return the value of one field as it stands in the document."""
    kind = field.kind
    if value is None:
        return None
    if kind is kinds.OPMAAK:
        return {"html": value, "tekst": plain_text(value)}
    if kind in NUMBERED:
        known = lists[NUMBERED[kind]]
        title = known.label(value).removeprefix(f"{value}. ") if value in known else None
        return {"nummer": value, "titel": title}
    if kind in LABELLED:
        return {"sleutel": value, "label": kind.to_text(value, lists)}
    return kind.to_json(value)


def value_from_json(field: Field, value: Any) -> Any:
    """Return the value that `value_to_json` wrote; for reading the document back.

    Raises:
        Unreadable: It is nothing that `value_to_json` writes.
    """
    if isinstance(value, dict):
        value = next(value[key] for key in ("html", "nummer", "sleutel") if key in value)
    return field.kind.from_json(value)


def _with_list(head: Mapping[str, Any], key: str, items: Iterable[str]) -> str:
    """Return an object whose last key holds a list of objects that are JSON already."""
    own, name = json.dumps(head, ensure_ascii=False), json.dumps(key)
    lines = ",\n".join(items)
    return f"{own[:-1]}, {name}: [" + (f"\n{lines}\n" if lines else "") + "]}"


def _about(moment: Moment) -> dict[str, Any]:
    return {
        "nummer": moment.nummer,
        "naam": moment.naam,
        "peildatum": moment.peildatum.isoformat(),
        "is_definitief": moment.is_final,
        "controlecode": moment.controlecode,
    }


def _projects(moment: Moment, progress: Progress) -> Iterator[str]:
    for done, inhoud in enumerate(moment.fiches.values()):
        if done % _TELL_EVERY == 0:
            progress(done, len(moment.fiches), f"JSON van {moment.naam}")
        yield json.dumps(_fiche(moment, inhoud), ensure_ascii=False)


def _fiche(moment: Moment, inhoud: Inhoud) -> dict[str, Any]:
    lists = moment.referentie.lists
    fields = fields_of(Financiering)
    money = {field.name: inhoud.values[f"financiering.{field.name}"] for field in fields}
    rows = inhoud.tables
    values = {
        **_values(fields_of(Fiche), inhoud.values, lists),
        "agenderingen": [
            _row(moment, inhoud, "agenderingen", row) for row in rows["agenderingen"].values()
        ],
        "mijlpalen": [_row(moment, inhoud, "mijlpalen", row) for row in rows["mijlpalen"].values()],
        "financiering": _values(fields, money, lists),
    }
    own = {"code": inhoud.project, "verwijzing": field_code(moment.nummer, inhoud.project)}
    return own | {key: values[key] for key in fiche_keys() if key in values}


def _row(moment: Moment, inhoud: Inhoud, collection: str, row: Rij) -> dict[str, Any]:
    code = field_code(moment.nummer, inhoud.project, f"{collection}.{row.id}")
    own: dict[str, Any] = {"id": row.id, "verwijzing": code}
    lists = moment.referentie.lists
    if collection == "agenderingen":
        return own | _values(fields_of(Agendering), row.values, lists)
    values = _values(fields_of(Mijlpaal), row.values, lists)
    values["basislijn"] = row.basislijn.isoformat() if row.basislijn else None
    return own | {key: values[key] for key in mijlpaal_keys() if key in values}


def _values(
    fields: Iterable[Field], values: Mapping[str, Any], lists: ChoiceLists
) -> dict[str, Any]:
    return {field.name: value_to_json(field, values[field.name], lists) for field in fields}
