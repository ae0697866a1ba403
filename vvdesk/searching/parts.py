"""What searching works with: which texts there are, what is wished, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from vvdesk.anchors import PLAN as WHOLE_PLAN
from vvdesk.anchors import field_code, group_code
from vvdesk.content import SINGLE, TABLES
from vvdesk.dictionary import Field, fields_of
from vvdesk.kinds import ENTITEIT, ENTITEITEN, MINISTERS, OPMAAK, REGELS, TEKST, THEMAS, URL
from vvdesk.number_words import counted
from vvdesk.tracing.past import place_words

TEXTS: Final = (TEKST, REGELS, OPMAAK, URL, MINISTERS, ENTITEITEN, THEMAS, ENTITEIT)
"""The kinds of field that hold texts."""
PLAN: Final = ""
"""Stands where a project's code would, for what belongs to no project."""
PLAN_TITLE: Final = "Het hele plan"
BEVINDINGEN: Final = "Bevindingen"
VRAGEN: Final = "Vragen en antwoorden"
TOELICHTINGEN: Final = "Toelichtingen bij bevindingen"
BESLISSINGEN: Final = "Beslissingen en redenen"
BESTANDEN: Final = "Namen van bestanden"
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
        """Whether it stands beside the fiches: a question, a reason, a name of a file."""
        return self.veld is None

    def path(self, row: str) -> str:
        """Return where it stands in a fiche, as in a dump."""
        return ".".join(part for part in (self.bron, row, self.naam) if part)


def _of_fiches() -> list[Tekstsoort]:
    entities: Mapping[str, type[Any]] = {**SINGLE, **TABLES}
    found = []
    for collection, entity in entities.items():
        for field in fields_of(entity):
            if field.kind in TEXTS:
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
    Tekstsoort("bevinding", "melding", "Bevinding", BEVINDINGEN, _PLAIN),
    Tekstsoort("toelichting", "tekst", "Toelichting bij een bevinding", TOELICHTINGEN, _PLAIN),
    Tekstsoort("conflict", "nota", "Nota bij een beslissing", BESLISSINGEN, _PLAIN),
    Tekstsoort("conflict", "ontvangen", "Ontvangen, maar niet gekozen", BESLISSINGEN, _PLAIN),
    Tekstsoort("conflict", "centraal", "Vervangen door een beslissing", BESLISSINGEN, _PLAIN),
    Tekstsoort("overgang", "reden", "Reden van een overgang", BESLISSINGEN, _PLAIN),
    Tekstsoort("overgang", "uitzondering", "Uitzondering op vier ogen", BESLISSINGEN, _PLAIN),
    Tekstsoort("wijziging", "reden", "Reden van een wijziging", BESLISSINGEN, _PLAIN),
    Tekstsoort("inzending", "bestandsnaam", "Ingediend bestand", BESTANDEN, _PLAIN),
    Tekstsoort("inzending", "afzender", "Afzender van een ingediend bestand", BESTANDEN, _PLAIN),
    Tekstsoort("rapport", "naam", "Verzegeld rapport", BESTANDEN, _PLAIN),
)
"""Every place where texts stand, in the order in which they are listed within a project."""
GROEPEN: Final = tuple(dict.fromkeys(each.groep for each in SOORTEN))
"""The kinds of text that can be asked for."""


@cache
def columns_of(source: str) -> tuple[int, ...]:
    """Return the places in `SOORTEN` of the texts of one collection or ledger."""
    return tuple(place for place, each in enumerate(SOORTEN) if each.bron == source)


class Tekst(NamedTuple):
    """One text as long as it stays the same.

    Attributes:
        project: The project's code; `PLAN` for none.
        soort: Its place in `SOORTEN`.
        rij: The id of its row; empty for none.
        van: The place of the first meetmoment in the row of them, from 0.
        tot: That of the last.
        woorden: What can be searched for.
        pad: Of a ledger: the field that it is about.
    """

    project: str
    soort: int
    rij: str
    van: int
    tot: int
    woorden: str
    pad: str = ""


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
        project: The project's code; `PLAN` for none.
        titel: Its latest title; `PLAN_TITLE` for no project.
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
        """The reference code of the field, of the fiche, or of the figures of the whole plan."""
        if not self.project:
            return group_code(self.meetmoment_id, WHOLE_PLAN)
        return field_code(self.meetmoment_id, self.project, self.pad)

    @property
    def kop(self) -> str:
        """Whose it is: `VV015 – Digisprong`; `PLAN_TITLE` for no project."""
        told = self.titel or "zonder titel"
        return f"{self.project} – {told}" if self.project else told

    @property
    def plaats(self) -> str:
        """The field, with its row: `VV015-M01 › Bewijs`; or what it is, and at which field."""
        if self.soort.is_grootboek:
            return f"{self.soort.label} · {place_words(self.pad)}" if self.pad else self.soort.label
        return f"{self.rij} › {self.soort.label}" if self.rij else self.soort.label


@dataclass(frozen=True, slots=True)
class Vondst:
    """What was found.

    Attributes:
        treffers: In the order that was asked for.
        is_alles: Whether these are all; else there are more than were asked for.
        projecten: The codes of their projects, each once, sorted.
    """

    treffers: Sequence[Treffer] = ()
    is_alles: bool = True
    projecten: tuple[str, ...] = ()

    @property
    def telling(self) -> str:
        """How many, in words: "3 teksten in 2 projecten"."""
        said = counted(len(self.treffers), "tekst", "teksten")
        if not self.projecten:  # these belong to the plan as a whole
            return said
        return f"{said} in {counted(len(self.projecten), 'project', 'projecten')}"
