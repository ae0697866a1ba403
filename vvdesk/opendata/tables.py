"""Which tables the open data has, column by column; made from the data dictionary."""

from collections.abc import Iterator
from typing import Any, Final

from vvdesk.dictionary import Field, fields_of
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.opendata.columns import (
    CHOICES,
    CODE,
    MOMENT,
    NAMES,
    PLACE,
    PROJECT,
    TYPES,
    Column,
    Reference,
    Table,
    Type,
)

_OF_PROJECT: Final = Reference(("meetmoment", "project"), "projecten", ("meetmoment", "project"))
_OF_MOMENT: Final = Reference(("meetmoment",), "meetmomenten", ("nummer",))
_SUFFIX: Final = {"sleutel": ("_label", "als woord"), "nummer": ("_titel", "titel")}


def label_column(field: Field) -> str | None:
    """Return the column that says in words what a choice is; None when the key says it itself."""
    if field.kind not in CHOICES or CHOICES[field.kind][1] not in _SUFFIX:
        return None
    return field.name + _SUFFIX[CHOICES[field.kind][1]][0]


def _columns_of(entity: type[Any]) -> Iterator[Column]:
    for field in fields_of(entity):
        about = field.about
        told = f"{about.hint} Meer namen staan gescheiden door een puntkomma." * (
            field.kind in NAMES and "puntkomma" not in about.hint
        )
        type_ = TYPES.get(field.kind, Type.STRING)
        yield Column(field.name, about.label, told or about.hint, type_, field=field)
        label = label_column(field)
        if label is not None:
            words = _SUFFIX[CHOICES[field.kind][1]][1]
            yield Column(label, f"{about.label} ({words})", f"{about.label}, in woorden.")


def _references_of(entity: type[Any]) -> tuple[Reference, ...]:
    """Return the references of choices; by the key alone, for it may be empty where a row is not.

    WORKAROUND: frictionless takes a reference of several columns of which one is empty for a
    broken one, so that the meetmoment cannot be part of it.
    """
    return tuple(
        Reference((field.name,), *_one(*CHOICES[field.kind]))
        for field in fields_of(entity)
        if field.kind in CHOICES
    )


def _one(table: str, column: str) -> tuple[str, tuple[str, ...]]:
    return table, (column,)


def _of_fiche(name: str, title: str, about: str, row: Column, entity: type[Any]) -> Table:
    """Return the table of what a fiche has many of."""
    basislijn = Column(
        "basislijn",
        "Eerste planning",
        "De timing die het eerst gerapporteerd werd; leeg als de mijlpaal nieuw is.",
        Type.DATE,
    )
    own = (MOMENT, PROJECT, row, CODE, PLACE)
    extra = (basislijn,) if entity is Mijlpaal else ()
    return Table(
        name,
        title,
        about,
        (*own, *_columns_of(entity), *extra),
        ("meetmoment", row.name),
        (_OF_PROJECT, *_references_of(entity)),
    )


def _link(name: str, title: str, about: str, column: Column, table: str) -> Table:
    """Return the table that says which of several names belong to a project."""
    return Table(
        name,
        title,
        about,
        (MOMENT, PROJECT, PLACE, column),
        ("meetmoment", "project", column.name),
        (_OF_PROJECT, Reference(("meetmoment", column.name), table, ("meetmoment", "naam"))),
    )


def _known(name: str, title: str, about: str, key: str, *columns: Column) -> Table:
    """Return a table of what can be chosen at a meetmoment."""
    shown = {"sleutel": "Sleutel", "nummer": "Nummer", "naam": "Naam"}[key]
    own = Column(key, shown, f"{shown} binnen het meetmoment.", required=True)
    return Table(
        name, title, about, (MOMENT, PLACE, own, *columns), ("meetmoment", key), (_OF_MOMENT,)
    )


def _named(name: str, about: str = "") -> Column:
    return Column(
        name, name.capitalize(), about or f"{name.capitalize()}, in woorden.", required=True
    )


_LOOKS: Final = (
    _named("label", "Hoe het meetmoment deze status noemt."),
    Column(
        "rang", "Rang", "Plaats in de vooruitgang; leeg als de status erbuiten valt.", Type.INTEGER
    ),
    Column("kleur", "Kleur", "De kleur in het rapport, als #RRGGBB."),
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "meetmomenten",
        "Meetmomenten",
        "Eén rij per meetmoment waarvan er gegevens in staan.",
        (
            Column("nummer", "Nummer", MOMENT.description, Type.INTEGER, required=True),
            _named("naam", "Hoe het meetmoment heet, bijvoorbeeld april 2021."),
            Column(
                "peildatum",
                "Peildatum",
                "De dag waarop de stand gerapporteerd is.",
                Type.DATE,
                required=True,
            ),
            Column(
                "is_definitief",
                "Definitief",
                "Of het meetmoment gesloten is; anders zijn de gegevens voorlopig.",
                Type.BOOLEAN,
                required=True,
            ),
            Column(
                "controlecode",
                "Controlecode",
                "Dezelfde code als in het rapport: ze wijzigt zodra er iets in een fiche wijzigt.",
                required=True,
            ),
        ),
        ("nummer",),
    ),
    Table(
        "projecten",
        "Projecten",
        "Eén rij per project en meetmoment: wat de projectfiche zegt.",
        (MOMENT, PROJECT, CODE, *_columns_of(Fiche)),
        ("meetmoment", "project"),
        (_OF_MOMENT, *_references_of(Fiche)),
    ),
    Table(
        "financiering",
        "Projectfinanciering",
        "Eén rij per project en meetmoment: de bedragen, in hele euro. Leeg is niet ingevuld; "
        "dat is iets anders dan 0.",
        (MOMENT, PROJECT, *_columns_of(Financiering)),
        ("meetmoment", "project"),
        (_OF_PROJECT,),
    ),
    _of_fiche(
        "mijlpalen",
        "Mijlpalen",
        "Eén rij per beoogde realisatie en meetmoment.",
        Column(
            "mijlpaal",
            "Nummer van de mijlpaal",
            "Blijft hetzelfde over alle meetmomenten.",
            required=True,
        ),
        Mijlpaal,
    ),
    _of_fiche(
        "agenderingen",
        "Agenderingen",
        "Eén rij per document op de agenda van de Vlaamse Regering en meetmoment.",
        Column(
            "agendering",
            "Nummer van de agendering",
            "Blijft hetzelfde over alle meetmomenten.",
            required=True,
        ),
        Agendering,
    ),
    _link(
        "projecten_ministers",
        "Ministers per project",
        "Eén rij per project, meetmoment en bevoegde minister.",
        Column("minister", "Minister", "De bevoegde minister.", required=True),
        "ministers",
    ),
    _link(
        "projecten_entiteiten",
        "Betrokken entiteiten per project",
        "Eén rij per project, meetmoment en entiteit die meewerkt; de trekkende entiteit staat in "
        "projecten.",
        Column("entiteit", "Entiteit", "De betrokken entiteit.", required=True),
        "entiteiten",
    ),
    _link(
        "projecten_themas",
        "Thema's per project",
        "Eén rij per project, meetmoment en thema.",
        Column("thema", "Thema", "Het thema waaronder het project getoond wordt.", required=True),
        "themas",
    ),
    _known("speerpunten", "Speerpunten", "De speerpunten van het plan.", "nummer", _named("titel")),
    _known("clusters", "Clusters", "De clusters van het plan.", "nummer", _named("titel")),
    _known(
        "entiteiten",
        "Entiteiten",
        "De departementen en agentschappen.",
        "naam",
        Column("afkorting", "Afkorting", "De gangbare afkorting, als die er is."),
    ),
    _known("ministers", "Ministers", "De leden van de Vlaamse Regering.", "naam"),
    _known("themas", "Thema's", "De thema's van het plan.", "naam"),
    _known(
        "projectstatussen", "Projectstatussen", "De statussen van een project.", "sleutel", *_LOOKS
    ),
    _known(
        "mijlpaalstatussen",
        "Mijlpaalstatussen",
        "De statussen van een mijlpaal.",
        "sleutel",
        *_LOOKS,
    ),
    _known(
        "documentsoorten",
        "Soorten documenten",
        "De soorten documenten.",
        "sleutel",
        _named("label"),
    ),
    _known(
        "loten",
        "Loten van mijlpalen",
        "Waarom een mijlpaal niet terugkomt.",
        "sleutel",
        _named("label"),
    ),
)
"""In the order in which people read them."""


def table_named(name: str) -> Table:
    """Return one of `TABLES`.

    Raises:
        KeyError: There is no such table.
    """
    return {table.name: table for table in TABLES}[name]
