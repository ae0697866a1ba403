"""Everything of a store as JSON: documented, sorted, stable.

Two stores with the same content give the same text, byte for byte. What each key means stands in
docs/dump.md, which is made from the dictionary by `vvdesk.dump_page`.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from vvdesk.content import Inhoud, Rij, read_contents
from vvdesk.dictionary import Field, fields_of
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import (
    CLUSTER,
    ENTITEIT,
    LOT,
    MIJLPAALSTATUS,
    PROJECTSTATUS,
    SOORT,
    SPEERPUNT,
    ChoiceLists,
)
from vvdesk.model import Agendering, Fiche, Financiering, Meetmoment, Mijlpaal
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.store.workspace import Workspace

FORMAAT = 1
"""The number under `formaat`; it changes when a key gets another meaning or goes."""
NUMBERED = {CLUSTER: "cluster", SPEERPUNT: "speerpunt"}
"""Kinds that are written as `{"nummer", "titel"}`, with the name of their list."""
LABELLED = {PROJECTSTATUS, MIJLPAALSTATUS, SOORT, LOT, ENTITEIT}
"""Kinds that are written as the label of that meetmoment."""
FICHE_KEYS = (
    "titel", "ministers", "trekkende_entiteit", "webpagina", "betrokken_entiteiten",
    "belanghebbenden", "cluster", "speerpunt", "omschrijving", "agenderingen", "projectstatus",
    "voortgang", "mijlpalen", "financiering",
)  # fmt: skip
"""The keys of a fiche behind `code`, in the order of the published report; others follow them."""
MIJLPAAL_KEYS = ("titel", "timing", "status", "beslissingen", "basislijn")
"""The keys of a mijlpaal behind `id`; others follow them."""


def dump(
    workspace: Workspace, meetmoment: str | None = None, progress: Progress = silent
) -> dict[str, Any]:
    """Return everything that a store says of its projects.

    Args:
        workspace: The open store.
        meetmoment: The name of the only one wanted; None for all.
        progress: Called once per meetmoment.

    Returns:
        Plain JSON values: fiches ordered by code, rows in the order of the fiche, dates ISO,
        amounts whole euro, exact numbers as text, null where nothing was filled in.

    Raises:
        Misused: There is no such meetmoment.
        Cancelled: The user stopped.
    """
    wanted = workspace.meetmomenten() if meetmoment is None else [workspace.meetmoment(meetmoment)]
    found = []
    with workspace.connection() as connection:
        for done, moment in enumerate(wanted):
            progress(done, len(wanted), moment.naam)
            found.append(_meetmoment(connection, moment))
    progress(len(wanted), len(wanted), "")
    plan = {"code": workspace.plan.code, "titel": workspace.plan.titel}
    return {"formaat": FORMAAT, "plan": plan, "meetmomenten": found}


def dump_text(
    workspace: Workspace, meetmoment: str | None = None, progress: Progress = silent
) -> str:
    """Return `dump` as indented JSON text that ends with a line end.

    Raises:
        Misused: As `dump`.
        Cancelled: As `dump`.
    """
    found = dump(workspace, meetmoment, progress)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def fiche_keys() -> tuple[str, ...]:
    """Return every key of a fiche in the order in which a dump writes them."""
    names = [field.name for field in fields_of(Fiche)]
    return ("code", *FICHE_KEYS, *(name for name in names if name not in FICHE_KEYS), "staat")


def mijlpaal_keys() -> tuple[str, ...]:
    """Return every key of a mijlpaal in the order in which a dump writes them."""
    names = [field.name for field in fields_of(Mijlpaal)]
    return ("id", *MIJLPAAL_KEYS, *(name for name in names if name not in MIJLPAAL_KEYS))


def fiche_to_json(inhoud: Inhoud, referentie: Referentie) -> dict[str, Any]:
    """Return one fiche as a dump writes it, with the labels of its meetmoment."""
    lists = referentie.lists
    values: dict[str, Any] = {
        "code": inhoud.project,
        **_values(fields_of(Fiche), inhoud.values, lists),
        "agenderingen": [
            {"id": row.id, **_values(fields_of(Agendering), row.values, lists)}
            for row in inhoud.tables["agenderingen"].values()
        ],
        "mijlpalen": [_mijlpaal(row, lists) for row in inhoud.tables["mijlpalen"].values()],
        "financiering": {
            field.name: value_to_json(field, inhoud.values[f"financiering.{field.name}"], lists)
            for field in fields_of(Financiering)
        },
        "staat": inhoud.staat,
    }
    return {key: values[key] for key in fiche_keys()}


def value_to_json(field: Field, value: Any, lists: ChoiceLists) -> Any:
    """Return the value of one field as a dump writes it.

    Args:
        field: Its entry in the dictionary.
        value: Of the field's kind.
        lists: The choices of its meetmoment.
    """
    if field.kind in NUMBERED:
        return _numbered(value, NUMBERED[field.kind], lists)
    if field.kind in LABELLED:
        return field.kind.to_text(value, lists) or None
    return field.kind.to_json(value)


def _meetmoment(connection: Connection, moment: Meetmoment) -> dict[str, Any]:
    referentie = read_referentie(connection, moment.id)
    contents = read_contents(connection, moment.id)
    return {
        "naam": moment.naam,
        "peildatum": moment.peildatum.isoformat(),
        "fase": moment.fase,
        "fiches": [fiche_to_json(inhoud, referentie) for inhoud in contents.values()],
    }


def _mijlpaal(row: Rij, lists: ChoiceLists) -> dict[str, Any]:
    values = {
        "id": row.id,
        "basislijn": row.basislijn.isoformat() if row.basislijn else None,
        **_values(fields_of(Mijlpaal), row.values, lists),
    }
    return {key: values[key] for key in mijlpaal_keys()}


def _values(
    fields: tuple[Field, ...], values: Mapping[str, Any], lists: ChoiceLists
) -> dict[str, Any]:
    return {field.name: value_to_json(field, values[field.name], lists) for field in fields}


def _numbered(key: str | None, list_name: str, lists: ChoiceLists) -> dict[str, str | None] | None:
    """Take the number and the title of a cluster or speerpunt apart, as the report shows them."""
    if key is None:
        return None
    known = lists[list_name]
    title = known.label(key).removeprefix(f"{key}. ") if key in known else None
    return {"nummer": key, "titel": title}
