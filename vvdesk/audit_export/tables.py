"""The tables of an audit export: the same in the workbook and in the folder of CSV files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from vvdesk.dictionary import fields_of
from vvdesk.model import Agendering, Mijlpaal

Cell: TypeAlias = str | int | Decimal | date | None
"""A text, an amount or number, a day, or nothing."""
Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        label: Its head.
        width: In characters.
        is_plain: Whether numbers in it are numbers of something, so that 1234 stays 1234.
    """

    label: str
    width: int
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: As on the tab of its sheet.
        columns: From left to right.
        about: What it holds, in one Dutch sentence.
    """

    name: str
    columns: tuple[Column, ...]
    about: str

    @property
    def file_name(self) -> str:
        """The name of its CSV."""
        return f"{self.name.lower()}.csv"


_PROJECT: Final = Column("Project", 10)
_CODE: Final = Column("Referentiecode", 26)
_FIELD: Final = Column("Veld", 32)
_MOMENT: Final = Column("Meetmoment", 18)
_SOURCE: Final = (
    Column("Bestand", 30),
    Column("Blad", 14),
    Column("Cel", 10),
    Column("Afzender", 24),
    Column("Geëxporteerd op (UTC)", 22),
    Column("SHA-256 van het bestand", 66),
)


def _of_rows(entity: type) -> tuple[Column, ...]:
    return tuple(Column(each.about.label, min(each.about.width, 60)) for each in fields_of(entity))


SEAL: Final = Table(
    "Zegel",
    (Column("Gegeven", 34), Column("Waarde", 90)),
    "Uit welk bestand dit komt, en wat het zegel ervan zegt.",
)
SAMPLE: Final = Table(
    "Steekproef",
    (Column("Gegeven", 34), Column("Waarde", 90)),
    "Hoe de steekproef getrokken is, of dat de projecten met de hand gekozen zijn.",
)
STRATA: Final = Table(
    "Strata",
    (
        Column("Stratum", 14),
        Column("Naam", 44),
        Column("Aantal", 10),
        Column("Bedrag", 18),
        Column("Getrokken", 10),
    ),
    "De delen van de populatie, met hoeveel er uit elk getrokken zijn.",
)
DRAWN: Final = Table(
    "Getrokken",
    (
        Column("Stratum", 14),
        Column("Rang", 8, is_plain=True),
        Column("Code", 14),
        _CODE,
        _PROJECT,
        Column("Naam", 60),
        Column("Bedrag", 18),
        Column("SHA-256 van startwaarde:code", 66),
    ),
    "De getrokken eenheden, in de volgorde van het trekken.",
)
FIELDS: Final = Table(
    "Fiches",
    (
        _PROJECT,
        Column("Sectie", 24),
        _FIELD,
        Column("Waarde", 60),
        Column("Is ingevuld", 12),
        _CODE,
    ),
    "Elk veld van elke fiche, zonder de tabellen.",
)
MIJLPALEN: Final = Table(
    "Mijlpalen",
    (
        _PROJECT,
        Column("Mijlpaal", 14),
        Column("Eerste planning", 14),
        *_of_rows(Mijlpaal),
        _CODE,
    ),
    "De mijlpalen, één per rij.",
)
AGENDERINGEN: Final = Table(
    "Agenderingen",
    (_PROJECT, Column("Agendering", 14), *_of_rows(Agendering), _CODE),
    "De agenderingen, één per rij.",
)
ORIGIN: Final = Table(
    "Herkomst",
    (
        _PROJECT,
        _FIELD,
        Column("Waarde", 40),
        _CODE,
        Column("Hoe de waarde er kwam", 60),
        Column("Ingevuld op meetmoment", 18),
        *_SOURCE,
        Column("Ontvangen op (UTC)", 22),
        Column("Ontvangen door", 18),
    ),
    "Van elke waarde: het bestand, het blad en de cel waar ze stond, of wie ze invulde.",
)
DECISIONS: Final = Table(
    "Beslissingen",
    (
        Column("Nummer", 9, is_plain=True),
        _PROJECT,
        Column("Waar", 32),
        _CODE,
        Column("Meegegeven", 30),
        Column("Centraal", 30),
        Column("Ontvangen", 30),
        Column("Keuze", 14),
        Column("Gekozen", 30),
        Column("Nota", 50),
        Column("Beslist door", 18),
        Column("Beslist op (UTC)", 22),
        *_SOURCE,
    ),
    "Elk conflict bij het samenvoegen, met wat gekozen werd en waarom.",
)
FINDINGS: Final = Table(
    "Bevindingen",
    (
        _PROJECT,
        Column("Waar", 32),
        _CODE,
        Column("Regel", 10),
        Column("Melding", 60),
        Column("Staat", 16),
        Column("Toelichting", 60),
        Column("Toegelicht door", 18),
        Column("Toegelicht op (UTC)", 22),
    ),
    "Wat de regels vonden, en waarom het mag blijven staan.",
)
HISTORY: Final = Table(
    "Geschiedenis",
    (_PROJECT, _FIELD, _MOMENT, Column("Waarde", 60), Column("Bestond", 10), _CODE),
    "Elke waarde op elk meetmoment.",
)
CHANGES: Final = Table(
    "Wijzigingen",
    (
        Column("Nummer", 10, is_plain=True),
        Column("Stap", 8, is_plain=True),
        Column("Stapnaam", 30),
        Column("Tijd (UTC)", 22),
        Column("Wie", 18),
        Column("Handeling", 14),
        _MOMENT,
        _PROJECT,
        Column("Plaats", 34),
        Column("Oud", 40),
        Column("Nieuw", 40),
        Column("Reden", 40),
        Column("Bestand", 30),
        Column("Blad", 14),
        Column("Cel", 10),
        Column("Hash", 66),
    ),
    "Het wijzigingsspoor van de projecten, zoals het bewaard is.",
)
TABLES: Final = (
    SEAL,
    SAMPLE,
    STRATA,
    DRAWN,
    FIELDS,
    MIJLPALEN,
    AGENDERINGEN,
    ORIGIN,
    DECISIONS,
    FINDINGS,
    HISTORY,
    CHANGES,
)
"""In the order of the sheets."""
