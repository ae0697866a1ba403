"""Fiches for the tests of the workbook: real codes, titles and amounts, texts of our own."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, insert

from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.model import Agendering, Meetmoment, Mijlpaal
from vvdesk.model.base import Entity
from vvdesk.plan import load_plan
from vvdesk.plan.loading import reference_rows
from vvdesk.plan.referentie import Referentie, read_referentie

PEILDATUM = date(2021, 3, 31)
BESLISSINGEN = "https://beslissingenvlaamseregering.vlaanderen.be/document-view"
ONDERWIJS = "Departement Onderwijs en Vorming"
WERK = "Departement Werk en Sociale Economie"
TEKST = (
    "<p>Het project maakt scholen klaar voor <strong>digitaal</strong> leren, met toestellen, "
    "netwerken en opleiding voor leraren. Elke school kiest zelf een plan dat past bij haar "
    "leerlingen.</p><p>De aanpak heeft drie delen:</p><ul><li>toestellen voor leerlingen van het "
    "lager en het secundair onderwijs</li><li>een <em>snel</em> netwerk in elke klas</li>"
    "<li>begeleiding door een ICT-coördinator</li></ul><p>Meer staat op "
    '<a href="https://onderwijs.vlaanderen.be/digisprong">de projectpagina</a>.</p>'
)
PROJECTEN = (
    ("VV015", "Digitale versnelling leerplichtonderwijs (Digisprong)", 375_000_000, 4, 4),
    (
        "VV016",
        "Activering: verhogen van de werkzaamheidsgraad (80 procent VESOC)",
        130_000_000,
        3,
        3,
    ),
    ("VV017", "Extra aandacht meest kwetsbaren", 57_000_000, 3, 4),
    ("VV018", "Opleidingsoffensief arbeidsmarkt", 190_000_000, 9, 4),
    ("VV019", "Versterken levenslang blijven leren", 66_000_000, 4, 2),
    ("VV112", "Voorsprongfonds hoger onderwijs", 60_000_000, 3, 2),
    ("VV176", "Zijinstroom naar het onderwijs aantrekkelijk maken", 4_000_000, 2, 3),
    ("VV177", "Implementatie van de Vlaamse jobbonus", 170_000_000, 1, 0),
    ("VV178", "Extra zuurstof voor individueel creatief talent: meesterschap", 2_000_000, 3, 0),
)


@cache
def referentie(peildatum: date = PEILDATUM, naam: str = "april 2021") -> Referentie:
    """Return the reference data of a meetmoment, from the plan file that ships."""
    engine = create_engine("sqlite://")
    Entity.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            insert(Meetmoment),
            {"id": 1, "naam": naam, "peildatum": peildatum, "geopend_op": "2021-03-01T08:00:00Z"},
        )
        for entity, rows in reference_rows(load_plan("vlaamse-veerkracht"), peildatum, 1).items():
            if rows:
                connection.execute(insert(entity), rows)
        return read_referentie(connection, 1)


def envelope(**changes: Any) -> Envelope:
    """Return the outside of an uitvraag for the department of education."""
    usual: dict[str, Any] = {
        "form": "uitvraag",
        "plan": "vlaamse-veerkracht",
        "plan_titel": "Relanceplan Vlaamse Veerkracht",
        "meetmoment": "april 2021",
        "peildatum": PEILDATUM,
        "entiteit": ONDERWIJS,
        "export_id": UUID("6a1f0b52-6d0e-4f4b-9d57-0d8a3f3d2c11"),
        "sequence": 3,
        "exported_at": "2021-04-01T08:30:00+00:00",
        "sender": "Departement Kanselarij en Buitenlandse Zaken",
        "app_version": "0.1.0",
        "deadline": date(2021, 4, 16),
        "file_id": "c0ffee00c0ffee00",
        "contact": "relance@vlaanderen.be",
    }
    return Envelope(**{**usual, **changes})


def fiche(code: str = "VV015", titel: str = "Digisprong", **values: Any) -> Inhoud:
    """Return a fiche without rows; `values` by path, a dot written as two underscores."""
    empty = {
        path: () if field.kind.name in {"ministers", "entities", "themes"} else None
        for path, field in single_fields().items()
    }
    given = {name.replace("__", "."): value for name, value in values.items()}
    return Inhoud(code, "concept", {**empty, "titel": titel, **given})


def row(inhoud: Inhoud, table: str, number: int, **values: Any) -> Rij:
    """Add a mijlpaal or agendering to a fiche."""
    entity, letter = {"mijlpalen": (Mijlpaal, "M"), "agenderingen": (Agendering, "A")}[table]
    empty = dict.fromkeys(field.name for field in fields_of(entity))
    made = Rij(f"{inhoud.project}-{letter}{number:02}", {**empty, **values}, volgorde=number)
    inhoud.tables[table][made.id] = made
    return made


def contents(copies: int = 1) -> dict[str, Inhoud]:
    """Return the nine projects, `copies` times over under other codes."""
    return {each.project: each for each in _contents(copies)}


def _contents(copies: int) -> Iterator[Inhoud]:
    for copy in range(copies):
        for place, (code, titel, budget, mijlpalen, agenderingen) in enumerate(PROJECTEN):
            own = code if copies == 1 else f"VV{copy * 9 + place + 1:03}"
            made = _filled(own, titel, budget, place)
            for number in range(1, mijlpalen + 1):
                _mijlpaal(made, number, place)
            for number in range(1, agenderingen + 1):
                _agendering(made, number)
            yield made


def _filled(code: str, titel: str, budget: int, place: int) -> Inhoud:
    return fiche(
        code,
        titel,
        ministers=("Ben Weyts",) if place % 2 == 0 else ("Hilde Crevits", "Ben Weyts"),
        trekkende_entiteit=ONDERWIJS if place % 2 == 0 else WERK,
        webpagina="https://onderwijs.vlaanderen.be/digisprong",
        betrokken_entiteiten=(WERK,) if place % 3 == 0 else (),
        belanghebbenden="Leerlingen, leraren en scholen\nLokale besturen",
        cluster=("03", "04", "20", "35")[place % 4],
        speerpunt="04" if place < 6 else "05",
        omschrijving=TEKST * (1 + place % 3),
        projectstatus=("na_agendering", "opgestart", "bijzondere_aandacht")[place % 3],
        voortgang=None if place == 4 else TEKST,
        financiering__beleidsruimte=budget,
        financiering__vak=budget // 4 if place != 3 else budget + 1_000_000,
        financiering__vek=budget // 10 if place != 2 else budget // 3,
        themas=("Digitale inclusie",),
        doelgroep="Leerlingen van het leerplichtonderwijs",
    )


def _mijlpaal(inhoud: Inhoud, number: int, place: int) -> None:
    made = row(
        inhoud,
        "mijlpalen",
        number,
        titel=f"Onderdeel {number}: de toestellen zijn geleverd in alle scholen die erom vroegen",
        timing=date(2023, 12, 31) if number != 3 else date(2021, 2, 28),
        status=("op_schema", "nog_niet_gestart", "op_schema")[number % 3],
        beslissingen="/"
        if number % 2
        else "- Goedkeuring van het besluit door de Vlaamse Regering",
        indicator="Aantal geleverde toestellen" if number == 1 else None,
        nulwaarde=Decimal(0) if number == 1 else None,
        streefwaarde=Decimal("12500.5") if number == 1 else None,
        eenheid="toestellen" if number == 1 else None,
        realisatie=Decimal(3100 + place) if number == 1 else None,
    )
    made.basislijn = date(2023, 6, 30)


def _agendering(inhoud: Inhoud, number: int) -> None:
    row(
        inhoud,
        "agenderingen",
        number,
        titel=f"Besluit van de Vlaamse Regering over extra toestellen voor scholen, deel {number}",
        url=f"{BESLISSINGEN}/{inhoud.project}{number}" if number != 2 else None,
        datum=date(2020, 12, 11) if number != 3 else None,
        soort=("nota", "bijlage", "bvr")[number % 3],
    )
