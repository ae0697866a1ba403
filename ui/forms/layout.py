"""Where every field of the fiche sits in the form; a test proves that each has one place.

What a field is stands in the data dictionary. This is only the order of the form: the seven
sections of the report, with the title at the head of the first, and the thematic overview last.
"""

from dataclasses import dataclass

from vvdesk.dictionary import Sectie


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table of rows.

    Attributes:
        collection: Its name in paths: `mijlpalen`.
        columns: Names of the fields that are columns.
        details: Names of the others, in the form under the table.
    """

    collection: str
    columns: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the section list, with its form.

    Attributes:
        number: As in the report; 0 for what the report does not number.
        title: Dutch, as the report's heading.
        secties: The sections of the dictionary that it shows.
        rows: Paths of fields, side by side in a row of the form.
        table: Under the rows; None for none.
    """

    number: int
    title: str
    secties: tuple[Sectie, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    table: TableLayout | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All single fields, in order."""
        return tuple(path for row in self.rows for path in row)


LAYOUT = (
    Part(
        1,
        Sectie.BETROKKENEN.value,
        (Sectie.PROJECT, Sectie.BETROKKENEN),
        (
            ("titel",),
            ("ministers",),
            ("trekkende_entiteit",),
            ("webpagina",),
            ("betrokken_entiteiten",),
            ("belanghebbenden",),
        ),
    ),
    Part(
        2,
        Sectie.PROJECTSITUERING.value,
        (Sectie.PROJECTSITUERING,),
        (("cluster",), ("speerpunt",)),
    ),
    Part(
        3,
        Sectie.PROJECTOMSCHRIJVING.value,
        (Sectie.PROJECTOMSCHRIJVING,),
        (("omschrijving",),),
    ),
    Part(
        4,
        Sectie.AGENDERING.value,
        (Sectie.AGENDERING,),
        table=TableLayout("agenderingen", ("titel", "datum", "soort", "url")),
    ),
    Part(
        5,
        Sectie.ALGEMENE_VOORTGANG.value,
        (Sectie.ALGEMENE_VOORTGANG,),
        (
            ("projectstatus", "streefdatum"),
            ("voortgang",),
            ("oorzaak",),
            ("bijsturing",),
        ),
    ),
    Part(
        6,
        Sectie.GEDETAILLEERDE_VOORTGANG.value,
        (Sectie.GEDETAILLEERDE_VOORTGANG,),
        table=TableLayout(
            "mijlpalen",
            ("titel", "timing", "status", "beslissingen", "reden"),
            (
                "indicator", "eenheid",
                "nulwaarde", "streefwaarde", "realisatie",
                "realisatiedatum", "realisatiecriterium", "bewijs",
                "lot", "lot_toelichting", "eu_mijlpaal",
            ),
        ),
    ),
    Part(
        7,
        Sectie.PROJECTFINANCIERING.value,
        (Sectie.PROJECTFINANCIERING,),
        (
            ("financiering.beleidsruimte",),
            ("financiering.vak",),
            ("financiering.vek",),
            ("financiering.verschuiving",),
            ("financiering.verschuiving_toelichting",),
        ),
    ),
    Part(
        0,
        Sectie.THEMATISCH_OVERZICHT.value,
        (Sectie.THEMATISCH_OVERZICHT,),
        (
            ("themas",),
            ("beleidsdomein", "doelgroep"),
            ("contactpersoon", "meer_weten"),
            ("doelstellingen",),
        ),
    ),
)  # fmt: skip


def part_of(path: str) -> int:
    """Return the place in `LAYOUT` of the part that shows `path`; 0 for the fiche as a whole."""
    collection = path.partition(".")[0]
    for place, part in enumerate(LAYOUT):
        if path in part.paths or (part.table and part.table.collection == collection):
            return place
    return 0
