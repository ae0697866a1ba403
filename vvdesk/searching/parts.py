"""What searching works with: which texts there are, what is wished, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from vvdesk.anchors import field_code
from vvdesk.content import SINGLE, TABLES
from vvdesk.dictionary import Field, fields_of
from vvdesk.kinds import ENTITEIT, ENTITEITEN, MINISTERS, OPMAAK, REGELS, TEKST, THEMAS, URL

_TEXTS: Final = (TEKST, REGELS, OPMAAK, URL, MINISTERS, ENTITEITEN, THEMAS, ENTITEIT)
VRAGEN: Final = "Vragen en antwoorden"
TOELICHTINGEN: Final = "Toelichtingen bij bevindingen"
BESLISSINGEN: Final = "Beslissingen en redenen"
_BEST, _GOOD, _PLAIN = RANKS = range(3)


class Volgorde(StrEnum):
    """In which order what was found is listed."""

    BESTE = "beste"
    """Titles of projects first, then titles of rows, then other texts."""
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Tekstsoort:
    """One place where texts stand.

    Attributes:
        bron: The collection of a fiche as in paths (`""`, `mijlpalen`), or the table of a ledger.
        naam: The column.
        label: What people call it.
        groep: The section of the fiche, or what kind of ledger it is; the filter goes by it.
        rang: Lower is listed earlier.
        veld: Its entry in the dictionary; None for a ledger.
    """

    bron: str
    naam: str
    label: str
    groep: str
    rang: int
    veld: Field | None = None

    @property
    def is_grootboek(self) -> bool:
        """Whether it stands beside the fiches: a question, a reason, a decision."""
        return self.veld is None

    def path(self, row: str) -> str:
        """Return where it stands in a fiche, as in a dump."""
        return ".".join(part for part in (self.bron, row, self.naam) if part)


def _of_fiches() -> list[Tekstsoort]:
    entities: Mapping[str, type[Any]] = {**SINGLE, **TABLES}
    found = []
    for collection, entity in entities.items():
        for field in fields_of(entity):
            if field.kind in _TEXTS:
                rank = _PLAIN
                if field.name == "titel":
                    rank = _GOOD if collection else _BEST
                label, section = field.about.label, field.about.section.value
                made = Tekstsoort(collection, field.name, label, section, rank, field)
                found.append(made)
    return found


SOORTEN: Final[tuple[Tekstsoort, ...]] = (
    *_of_fiches(),
    Tekstsoort("vraag", "tekst", "Vraag", VRAGEN, _PLAIN),
    Tekstsoort("vraag", "antwoord", "Antwoord", VRAGEN, _PLAIN),
    Tekstsoort("vraag", "slotnota", "Nota bij het sluiten van een vraag", VRAGEN, _PLAIN),
    Tekstsoort("toelichting", "tekst", "Toelichting bij een bevinding", TOELICHTINGEN, _PLAIN),
    Tekstsoort("conflict", "nota", "Nota bij een beslissing", BESLISSINGEN, _PLAIN),
    Tekstsoort("overgang", "reden", "Reden van een overgang", BESLISSINGEN, _PLAIN),
    Tekstsoort("overgang", "uitzondering", "Uitzondering op vier ogen", BESLISSINGEN, _PLAIN),
    Tekstsoort("wijziging", "reden", "Reden van een wijziging", BESLISSINGEN, _PLAIN),
)
"""Every place where texts stand, in the order in which they are listed within a project."""
GROEPEN: Final = tuple(dict.fromkeys(each.groep for each in SOORTEN))
"""The kinds of field that can be asked for."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which texts are wanted; an empty set asks for all.

    Attributes:
        meetmomenten: Ids.
        speerpunten: Their keys.
        entiteiten: Trekkende entiteiten.
        groepen: See `GROEPEN`.
        statussen: Keys of projectstatussen.
    """

    meetmomenten: frozenset[int] = frozenset()
    speerpunten: frozenset[str] = frozenset()
    entiteiten: frozenset[str] = frozenset()
    groepen: frozenset[str] = frozenset()
    statussen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Treffer:
    """One text in which everything occurs.

    Attributes:
        project: The project's code.
        titel: Its latest title.
        soort: Which place.
        rij: The id of the row of a table or ledger; empty for none.
        pad: The field that it is about, as in a dump; empty for a whole fiche.
        meetmoment_id: The latest meetmoment that was asked for at which it stands so.
        van: The first meetmoment of the row in which it stands so, unchanged.
        tot: The last of them.
    """

    project: str
    titel: str
    soort: Tekstsoort
    rij: str
    pad: str
    meetmoment_id: int
    van: int
    tot: int

    @property
    def code(self) -> str:
        """The reference code of the field, or of the fiche."""
        return field_code(self.meetmoment_id, self.project, self.pad)

    @property
    def plaats(self) -> str:
        """The field, with its row: `VV015-M01 › Bewijs`."""
        if self.rij and not self.soort.is_grootboek:
            return f"{self.rij} › {self.soort.label}"
        return self.soort.label


@dataclass(frozen=True, slots=True)
class Vondst:
    """What was found.

    Attributes:
        treffers: In the order that was asked for.
        is_alles: Whether these are all; else there are more than were asked for.
    """

    treffers: Sequence[Treffer] = ()
    is_alles: bool = True
