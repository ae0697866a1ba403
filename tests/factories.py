"""Makes fiches for tests: sound by default, and worse (or further) by traits.

fiche("VV015", overdue, submitted)      a test reads as a sentence
later(fiche("VV015"), titel="Nieuw")    the same project at the next meetmoment
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, create_engine, insert

from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.model import (
    Agendering,
    Entity,
    Fiche,
    Financiering,
    Meetmoment,
    Mijlpaal,
    Project,
    Staat,
)
from vvdesk.plan.loading import reference_rows
from vvdesk.plan.plan_file import load_plan
from vvdesk.plan.referentie import Referentie, read_referentie

PEILDATUM = date(2021, 3, 31)
"""Of the meetmoment of April 2021; `later` fiches belong to September."""
DOV = "Departement Onderwijs en Vorming"

Trait = Callable[[Inhoud], None]

_SOUND = {
    "titel": "Digitale versnelling leerplichtonderwijs (Digisprong)",
    "ministers": ("Ben Weyts",),
    "trekkende_entiteit": DOV,
    "webpagina": "Projectpagina",
    "belanghebbenden": "Scholen en leerlingen",
    "cluster": "03",
    "speerpunt": "04",
    "omschrijving": "<p>Elke school krijgt toestellen en een sneller netwerk.</p>",
    "projectstatus": "na_agendering",
    "voortgang": "<p>De eerste toestellen zijn besteld en de scholen weten wanneer ze komen. "
    "In de herfst volgt de levering aan de basisscholen, daarna aan de andere.</p>",
    "financiering.beleidsruimte": 375_000_000,
    "financiering.vak": 12_000_000,
    "financiering.vek": 3_000_000,
}
_NEWS = (
    "<p>Sinds de zomer gebruiken tachtig scholen hun nieuwe netwerk; de helpdesk kreeg weinig "
    "vragen. De tweede bestelling gaat voor de winter de deur uit.</p>"
)


def mijlpaal(row_id: str = "VV015-M01", *, basislijn: date | None = None, **values: Any) -> Rij:
    """Make a mijlpaal without a fault: measurable, planned, on schedule."""
    sound = {
        "titel": "Toestellen geleverd aan 400 basisscholen",
        "timing": date(2021, 12, 31),
        "status": "op_schema",
        "beslissingen": "/",
        "streefwaarde": Decimal(400),
        "eenheid": "scholen",
    }
    return Rij(row_id, _filled(Mijlpaal, {**sound, **values}), basislijn)


def agendering(row_id: str = "VV015-A01", **values: Any) -> Rij:
    """Make an agendering without a fault."""
    sound = {"titel": "Visienota Digisprong - nota", "datum": date(2020, 12, 11), "soort": "nota"}
    return Rij(row_id, _filled(Agendering, {**sound, **values}))


def fiche(
    code: str = "VV015",
    *traits: Trait,
    mijlpalen: Iterable[Rij] | None = None,
    agenderingen: Iterable[Rij] | None = None,
    values: dict[str, Any] | None = None,
    **fields: Any,
) -> Inhoud:
    """Make a complete fiche in which no rule finds anything, then apply traits and values.

    Args:
        code: The project's code; ids of rows begin with it.
        traits: Applied in order, before the values.
        mijlpalen: Instead of the two that it has.
        agenderingen: Instead of the one that it has.
        values: By path, for paths with a dot; `None` empties a field.
        fields: The same for paths without one.
    """
    if mijlpalen is None:
        mijlpalen = (
            mijlpaal(f"{code}-M01"),
            mijlpaal(
                f"{code}-M02", titel="Netwerk opgeleverd in 90 scholen", timing=date(2022, 6, 30)
            ),
        )
    if agenderingen is None:
        agenderingen = (agendering(f"{code}-A01"),)
    made = Inhoud(code, Staat.CONCEPT.value, dict.fromkeys(single_fields()))
    for path, field in single_fields().items():
        made.values[path] = _SOUND.get(path, field.kind.from_json(None))
    made.tables = {
        "mijlpalen": _placed(mijlpalen),
        "agenderingen": _placed(agenderingen),
    }
    for trait in traits:
        trait(made)
    made.values.update(values or {}, **fields)
    return made


def later(
    inhoud: Inhoud, *traits: Trait, values: dict[str, Any] | None = None, **fields: Any
) -> Inhoud:
    """Make what the next meetmoment has of `inhoud`: the same, with fresh news and a basislijn."""
    made = deepcopy(inhoud)
    made.staat = Staat.CONCEPT.value
    made.values["voortgang"] = _NEWS
    for row in made.tables["mijlpalen"].values():
        row.basislijn = row.basislijn or row.values["timing"]
    for trait in traits:
        trait(made)
    made.values.update(values or {}, **fields)
    return made


def row(row_id: str, **values: Any) -> Trait:
    """Return the trait that changes fields of one row."""

    def change(inhoud: Inhoud) -> None:
        name = "mijlpalen" if row_id in inhoud.tables["mijlpalen"] else "agenderingen"
        inhoud.tables[name][row_id].values.update(values)

    return change


def without(row_id: str) -> Trait:
    """Return the trait that removes one row."""

    def remove(inhoud: Inhoud) -> None:
        for rows in inhoud.tables.values():
            rows.pop(row_id, None)

    return remove


def empty(inhoud: Inhoud) -> None:
    """Leave nothing filled in."""
    for path, field in single_fields().items():
        inhoud.values[path] = field.kind.from_json(None)
    for rows in inhoud.tables.values():
        rows.clear()


def submitted(inhoud: Inhoud) -> None:
    """Hand it in."""
    inhoud.staat = Staat.INGEDIEND.value


def overdue(inhoud: Inhoud) -> None:
    """Plan the first mijlpaal on the day before the peildatum."""
    first = next(iter(inhoud.tables["mijlpalen"].values()))
    first.values["timing"] = date(2021, 3, 30)


def realised(inhoud: Inhoud) -> None:
    """Reach every mijlpaal, with date and proof."""
    for each in inhoud.tables["mijlpalen"].values():
        each.values |= {
            "status": "gerealiseerd",
            "realisatiedatum": date(2021, 3, 1),
            "realisatie": each.values["streefwaarde"],
            "bewijs": "https://www.vlaanderen.be",
        }


def referentie(peildatum: date = PEILDATUM, **drempels: str) -> Referentie:
    """Return the reference data of the plan that ships, with other thresholds where asked."""
    known = _referentie(peildatum)
    return replace(known, drempels={**known.drempels, **drempels})


def store_meetmoment(
    connection: Connection,
    number: int,
    peildatum: date,
    fiches: Iterable[Inhoud],
) -> None:
    """Write a meetmoment with its reference data and fiches into bare tables."""
    moment = {"id": number, "naam": f"meetmoment {number}", "peildatum": peildatum}
    connection.execute(insert(Meetmoment), [{**moment, "fase": "open", "geopend_op": ""}])
    for entity, rows in reference_rows(_plan(), peildatum, number).items():
        if rows:
            connection.execute(insert(entity), rows)
    for inhoud in fiches:
        _store_fiche(connection, number, inhoud)


def _store_fiche(connection: Connection, number: int, inhoud: Inhoud) -> None:
    key = {"meetmoment_id": number, "project_code": inhoud.project}
    project = insert(Project).prefix_with("OR IGNORE")
    connection.execute(project, [{"code": inhoud.project}])
    own = {path: value for path, value in inhoud.values.items() if "." not in path}
    money = {
        each.name: inhoud.values[f"financiering.{each.name}"] for each in fields_of(Financiering)
    }
    connection.execute(insert(Fiche), [{**key, "staat": inhoud.staat, **own}])
    connection.execute(insert(Financiering), [{**key, **money}])
    for name, entity in TABLES.items():
        for each in inhoud.tables[name].values():
            about = {"id": each.id, "volgorde": each.volgorde}
            if entity is Mijlpaal:
                about["basislijn"] = each.basislijn
            connection.execute(insert(entity), [{**key, **about, **each.values}])


@cache
def _plan() -> Any:
    return load_plan("vlaamse-veerkracht")


@cache
def _referentie(peildatum: date) -> Referentie:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Entity.metadata.create_all(connection)
        store_meetmoment(connection, 1, peildatum, ())
        found = read_referentie(connection, 1)
    engine.dispose()
    return found


def _filled(entity: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - {field.name for field in fields_of(entity)}
    if unknown:
        raise ValueError(f"no such fields: {sorted(unknown)}")
    return {field.name: values.get(field.name) for field in fields_of(entity)}


def _placed(rows: Iterable[Rij]) -> dict[str, Rij]:
    return {each.id: replace(each, volgorde=place) for place, each in enumerate(rows, start=1)}
