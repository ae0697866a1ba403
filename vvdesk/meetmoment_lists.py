"""What a coordinator can settle of a meetmoment: the one table from which page and checks are made.

Reference data is data, not code. Of each list it is described here once what it is called, which
of its columns stay as they are, which can be typed in, and who uses its rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from vvdesk.errors import Misused
from vvdesk.model import (
    Cluster,
    Drempel,
    Entiteit,
    Fiche,
    Meetmoment,
    Mijlpaal,
    Minister,
    Speerpunt,
    Status,
)
from vvdesk.settled_values import Soort

SWITCH: Final = "schakelaar"
"""How the unit of a Drempel begins that is a rule to switch on."""


@dataclass(frozen=True, slots=True)
class Veld:
    """One thing of a row that can be changed.

    Attributes:
        kolom: The column that holds it.
        label: Its heading.
        soort: What may stand there, and how it is typed.
        hint: One sentence for who fills it in.
        verplicht: It may not be empty.
        kenmerk: Which line of `kenmerken` it is, for `Soort.KENMERK`.
    """

    kolom: str
    label: str
    soort: Soort
    hint: str = ""
    verplicht: bool = False
    kenmerk: str = ""

    @property
    def naam(self) -> str:
        """What it is called in the code and on the command line."""
        return self.kenmerk or self.kolom

    @property
    def is_tick(self) -> bool:
        """Whether it is yes or no."""
        return self.soort in {Soort.JA_NEE, Soort.KENMERK}


class Groei(StrEnum):
    """How rows are added to a list."""

    NIET = "niet"
    NAAM = "naam"
    STATUS = "status"
    """By a label and the status that it looks like."""


@dataclass(frozen=True, slots=True)
class Lijst:
    """One list of reference data.

    Attributes:
        naam: What it is called in the code.
        titel: Its heading.
        hint: What it is for.
        entity: Whose rows.
        sleutel: The column that tells its rows apart.
        vast: Columns that are shown and cannot change: heading and column.
        velden: What can change, in the order of showing.
        deel: Column and value that all its rows share; None for the whole table.
        groei: How rows are added; rows that nothing uses can then be taken away too.
        gebruik: Entity and column of the fiches that name its rows.
        enkelvoud: One row, in a sentence: "De entiteit".
    """

    naam: str
    titel: str
    hint: str
    entity: type[Any]
    sleutel: str
    vast: tuple[tuple[str, str], ...]
    velden: tuple[Veld, ...]
    deel: tuple[str, str] | None = None
    groei: Groei = Groei.NIET
    gebruik: tuple[tuple[type[Any], str], ...] = ()
    enkelvoud: str = "De regel"
    hoort_erbij: Callable[[Any], bool] = lambda _row: True

    def veld(self, naam: str) -> Veld:
        """Return a field by its name.

        Raises:
            Misused: It has no such field.
        """
        for each in self.velden:
            if each.naam == naam:
                return each
        known = ", ".join(each.naam for each in self.velden)
        raise Misused(f'"{naam}" kan bij {self.titel.lower()} niet ingesteld worden; wel: {known}.')


_SPELLINGS: Final = "Andere schrijfwijzen, gescheiden door een puntkomma."
_VERIFIED: Final = Veld("geverifieerd", "Nagekeken", Soort.JA_NEE, "Staat zo in een bron.")
_LABEL: Final = Veld("label", "Naam", Soort.REGEL, "Zoals in fiches en rapport.", verplicht=True)
_OTHERS: Final = Veld("andere_labels", "Ook bekend als", Soort.REGELS, _SPELLINGS)
_RANG: Final = Veld(
    "rang", "Rang", Soort.RANG, "Volgorde van vooruitgang; leeg als de status erbuiten staat."
)
_TITEL: Final = Veld("titel", "Titel", Soort.REGEL, "Zonder nummer.", verplicht=True)
_NAAM: Final = (("Naam", "naam"),)
_NUMMER: Final = (("Nummer", "nummer"),)


def _mark(kenmerk: str, label: str, hint: str) -> Veld:
    return Veld("kenmerken", label, Soort.KENMERK, hint, kenmerk=kenmerk)


_OPEN: Final = _mark("open", "Loopt nog", "Het werk gaat door of moet nog beginnen.")

MEETMOMENT: Final = Lijst(
    "meetmoment",
    "Meetmoment",
    "De dag waarover gerapporteerd wordt, en tegen wanneer iedereen indient.",
    Meetmoment,
    "id",
    (),
    (
        Veld("naam", "Naam", Soort.REGEL, "Ligt vast zodra er iets uitgedeeld is.", verplicht=True),
        Veld("peildatum", "Peildatum", Soort.DAG, "De stand van zaken die dag.", verplicht=True),
        Veld("deadline", "Deadline", Soort.DAG, "Voor wie geen eigen deadline heeft."),
    ),
)
ENTITEITEN: Final = Lijst(
    "entiteit",
    "Entiteiten en deadlines",
    "Wie projecten trekt of eraan meewerkt. Een eigen deadline gaat voor die van het meetmoment.",
    Entiteit,
    "naam",
    _NAAM,
    (
        Veld("deadline", "Eigen deadline", Soort.DAG, "Zonder dag geldt die van het meetmoment."),
        Veld("afkorting", "Afkorting", Soort.REGEL, "Komt ook in bestandsnamen."),
        Veld("synoniemen", "Ook bekend als", Soort.REGELS, _SPELLINGS),
    ),
    groei=Groei.NAAM,
    gebruik=((Fiche, "trekkende_entiteit"), (Fiche, "betrokken_entiteiten")),
    enkelvoud="De entiteit",
)
PROJECTSTATUSSEN: Final = Lijst(
    "projectstatus",
    "Projectstatussen",
    "Hoever een project staat. Fiches volgen een nieuwe naam vanzelf.",
    Status,
    "sleutel",
    (),
    (
        _LABEL,
        _RANG,
        _OPEN,
        _mark("groen", "Groen", "Verdient een woord uitleg als de mijlpalen verschuiven."),
        _mark("gestart", "Gestart", "Er mag geld bewegen."),
        _mark("vraagt_verklaring", "Vraagt uitleg", "Oorzaak, bijsturing en streefdatum nodig."),
        _mark("vraagt_agendering", "Vraagt agendering", "Minstens één agendering nodig."),
        _OTHERS,
    ),
    deel=("lijst", "projectstatus"),
    groei=Groei.STATUS,
    gebruik=((Fiche, "projectstatus"),),
    enkelvoud="De status",
)
MIJLPAALSTATUSSEN: Final = Lijst(
    "mijlpaalstatus",
    "Mijlpaalstatussen",
    "Hoever een mijlpaal staat. Mijlpalen volgen een nieuwe naam vanzelf.",
    Status,
    "sleutel",
    (),
    (_LABEL, _RANG, _OPEN, _OTHERS),
    deel=("lijst", "mijlpaalstatus"),
    groei=Groei.STATUS,
    gebruik=((Mijlpaal, "status"),),
    enkelvoud="De status",
)
DREMPELS: Final = Lijst(
    "drempel",
    "Drempels",
    "Vanaf welke waarde een regel iets zegt.",
    Drempel,
    "sleutel",
    (("Waarvoor", "uitleg"), ("Regel", "regel"), ("Eenheid", "eenheid")),
    (Veld("waarde", "Waarde", Soort.WAARDE, verplicht=True),),
    enkelvoud="De drempel",
    hoort_erbij=lambda row: not row["eenheid"].startswith(SWITCH),
)
SCHAKELAARS: Final = Lijst(
    "schakelaar",
    "Regels aan of uit",
    "Wat de coördinator voor dit meetmoment aanzet.",
    Drempel,
    "sleutel",
    (("Waarvoor", "uitleg"), ("Regel", "regel")),
    (Veld("waarde", "Aan", Soort.JA_NEE),),
    hoort_erbij=lambda row: row["eenheid"].startswith(SWITCH),
)
MINISTERS: Final = Lijst(
    "minister",
    "Ministers",
    "Wie op de peildatum voor een project bevoegd kan zijn.",
    Minister,
    "naam",
    _NAAM,
    (Veld("synoniemen", "Ook bekend als", Soort.REGELS, _SPELLINGS), _VERIFIED),
    groei=Groei.NAAM,
    gebruik=((Fiche, "ministers"),),
    enkelvoud="De minister",
)
SPEERPUNTEN: Final = Lijst(
    "speerpunt", "Speerpunten", "De hoofdlijnen van het plan.", Speerpunt, "nummer", _NUMMER,
    (_TITEL, _VERIFIED),
)  # fmt: skip
CLUSTERS: Final = Lijst(
    "cluster", "Clusters", "De groepen van projecten.", Cluster, "nummer", _NUMMER,
    (_TITEL, _VERIFIED),
)  # fmt: skip

LIJSTEN: Final = (
    ENTITEITEN, PROJECTSTATUSSEN, MIJLPAALSTATUSSEN, DREMPELS, SCHAKELAARS, MINISTERS, SPEERPUNTEN,
    CLUSTERS,
)  # fmt: skip
"""Every list with rows, in the order in which the page shows them."""
