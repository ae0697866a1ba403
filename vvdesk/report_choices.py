"""What can be asked of the reports of a file, what stands in the way, and what is remembered of it.

A choice is more than a `Request`: it says also in which forms the report is made, and it may be of
the two publications that are no pages, the consolidated workbook and the open data.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select

from vvdesk.model import Fiche
from vvdesk.plan.referentie import read_referentie
from vvdesk.report.request import ALL_CHAPTERS, Hoofdstuk, Request, Soort, Vorm
from vvdesk.store.workspace import Workspace


class Uitgave(StrEnum):
    """Wat er gepubliceerd kan worden; the value is what is remembered."""

    VOORTGANG = "voortgang"
    VERSCHUIVINGEN = "verschuivingen"
    THEMA = "thema"
    WERKBOEK = "werkboek"
    OPENDATA = "opendata"

    @property
    def soort(self) -> Soort | None:
        """Which report it is; None for what is no pages."""
        return _SOORTEN.get(self)

    @property
    def label(self) -> str:
        """What it is called."""
        return _TOLD[self][0]

    @property
    def sentence(self) -> str:
        """What is in it, in one sentence."""
        return _TOLD[self][1]


_SOORTEN: Final = {
    Uitgave.VOORTGANG: Soort.VOORTGANG,
    Uitgave.VERSCHUIVINGEN: Soort.VERSCHUIVINGEN,
    Uitgave.THEMA: Soort.THEMA,
}
_TOLD: Final = {
    Uitgave.VOORTGANG: ("Voortgangsrapport", "Elk project in zeven delen, met samenvatting."),
    Uitgave.VERSCHUIVINGEN: ("Verschoven en gewijzigd", "Alleen wat er sinds vorige keer bewoog."),
    Uitgave.THEMA: ("Thematisch overzicht", "De relanceplannen van één thema."),
    Uitgave.WERKBOEK: ("Geconsolideerd werkboek", "Alle fiches in één Excel-bestand."),
    Uitgave.OPENDATA: ("Open data", "Alle gegevens als CSV en JSON, beschreven."),
}
FORMS: Final = (Vorm.PDF, Vorm.WORD, Vorm.WEB)
"""In which forms pages are made."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that somebody chose.

    Attributes:
        uitgave: What is published.
        meetmoment: Its name.
        speerpunten: Numbers; None for the whole plan, empty while none is chosen yet.
        thema: Which theme; None while none is chosen.
        hoofdstukken: Chapters of the voortgangsrapport.
        vormen: In which forms.
    """

    uitgave: Uitgave
    meetmoment: str
    speerpunten: tuple[str, ...] | None = None
    thema: str | None = None
    hoofdstukken: frozenset[Hoofdstuk] = field(default=ALL_CHAPTERS)
    vormen: frozenset[Vorm] = field(default=frozenset({Vorm.PDF}))

    @property
    def has_scope(self) -> bool:
        """Whether speerpunten can be chosen."""
        return self.uitgave in {Uitgave.VOORTGANG, Uitgave.VERSCHUIVINGEN}

    def request(self) -> Request:
        """Return what is asked of the report; of the workbook it is the whole meetmoment."""
        return Request(
            self.uitgave.soort or Soort.VOORTGANG,
            self.meetmoment,
            (self.speerpunten or ()) if self.has_scope else (),
            self.thema if self.uitgave is Uitgave.THEMA else None,
            self.hoofdstukken if self.uitgave is Uitgave.VOORTGANG else ALL_CHAPTERS,
        )

    def forms(self) -> tuple[Vorm, ...]:
        """Return the forms to make, in the order of the window."""
        if self.uitgave is Uitgave.WERKBOEK:
            return (Vorm.EXCEL,)
        if self.uitgave is Uitgave.OPENDATA:
            return ()
        return tuple(each for each in FORMS if each in self.vormen)


@dataclass(frozen=True, slots=True)
class Offered:
    """What one meetmoment has to report on.

    Attributes:
        meetmoment: Its name.
        is_final: Whether it was closed.
        vorig: The meetmoment before it; empty when it is the first.
        fiches: How many it has.
        speerpunten: Number, label and count of fiches of each that has any, in order.
        themas: Name and count of fiches of each that has any, by name.
    """

    meetmoment: str
    is_final: bool
    vorig: str
    fiches: int
    speerpunten: tuple[tuple[str, str, int], ...]
    themas: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why there is nothing to show or to make.

    Attributes:
        title: What is the matter.
        text: What to do.
    """

    title: str
    text: str


def offered(workspace: Workspace, meetmoment: str | None = None) -> Offered:
    """Read what one meetmoment (None for the latest) has to report on.

    Raises:
        Misused: There is no such meetmoment.
        Unavailable: The file cannot be read any more.
    """
    moment = workspace.meetmoment(meetmoment)
    earlier = [each.naam for each in workspace.meetmomenten() if each.id < moment.id]
    columns = Fiche.__table__.c
    query = select(columns.speerpunt, columns.themas).where(columns.meetmoment_id == moment.id)
    with workspace.connection() as connection:
        rows = connection.execute(query).all()
        labels = read_referentie(connection, moment.id).lists["speerpunt"].entries
    speerpunten = Counter(row.speerpunt for row in rows)
    themas = Counter(name for row in rows for name in row.themas)
    return Offered(
        moment.naam,
        moment.is_closed,
        earlier[-1] if earlier else "",
        len(rows),
        tuple((key, label, speerpunten[key]) for key, label in labels if speerpunten[key]),
        tuple(sorted(themas.items(), key=lambda each: each[0].casefold())),
    )


def hindrance(choice: Choice, found: Offered) -> Hindrance | None:
    """Tell why a choice has nothing to show; None when it has."""
    if not found.fiches:
        return Hindrance(
            f"Meetmoment {found.meetmoment} heeft nog geen fiches.",
            "Voeg fiches toe of neem inzendingen over. Daarna maak je hier het rapport.",
        )
    if choice.uitgave is Uitgave.VERSCHUIVINGEN and not found.vorig:
        return Hindrance(
            f"Meetmoment {found.meetmoment} is het eerste.",
            "Er is geen vorig meetmoment om mee te vergelijken. Kies een later meetmoment of een "
            "ander rapport.",
        )
    if choice.uitgave is Uitgave.THEMA and not found.themas:
        return Hindrance(
            "Nog geen thema's ingevuld.",
            "Vul in een fiche bij “Thematisch overzicht” een thema in. Daarna kies je het hier.",
        )
    return _unfinished(choice)


def _unfinished(choice: Choice) -> Hindrance | None:
    """Tell what is still to be chosen."""
    if choice.has_scope and choice.speerpunten == ():
        return Hindrance("Kies minstens één speerpunt.", "Of kies het hele plan.")
    if choice.uitgave is Uitgave.VOORTGANG and not choice.hoofdstukken:
        return Hindrance("Kies minstens één hoofdstuk.", "Zonder hoofdstukken is er geen rapport.")
    return None


def standing(found: Offered) -> str:
    """Say whether what is made is a draft."""
    if found.is_final:
        return "Dit meetmoment is gesloten: het rapport is definitief."
    return "Dit meetmoment is nog open: op het rapport staat “voorlopig”."


def as_memory(choice: Choice) -> dict[str, Any]:
    """Return a choice as plain data to keep; the meetmoment is always that of the file at hand."""
    return {
        "uitgave": choice.uitgave.value,
        "speerpunten": None if choice.speerpunten is None else list(choice.speerpunten),
        "thema": choice.thema,
        "hoofdstukken": sorted(choice.hoofdstukken),
        "vormen": sorted(choice.vormen),
    }


def from_memory(kept: Mapping[str, Any], meetmoment: str) -> Choice:
    """Return the choice that was kept; what does not fit is as in the beginning."""
    known = {each.value for each in Uitgave}
    uitgave, speerpunten = kept.get("uitgave"), kept.get("speerpunten")
    thema = kept.get("thema")
    hoofdstukken = {each.value for each in Hoofdstuk} & _words(kept.get("hoofdstukken"))
    vormen = {each.value for each in FORMS} & _words(kept.get("vormen"))
    return Choice(
        Uitgave(uitgave) if isinstance(uitgave, str) and uitgave in known else Uitgave.VOORTGANG,
        meetmoment,
        tuple(sorted(_words(speerpunten))) or None,
        thema if isinstance(thema, str) else None,
        frozenset(Hoofdstuk(each) for each in hoofdstukken) or ALL_CHAPTERS,
        frozenset(Vorm(each) for each in vormen) or frozenset({Vorm.PDF}),
    )


def of_request(request: Request, now: Choice) -> Choice:
    """Return the choice that asks for `request`; what it does not say stays as it is now."""
    return Choice(
        Uitgave(request.soort.value),
        request.meetmoment or now.meetmoment,
        request.speerpunten or None,
        request.thema or now.thema,
        request.hoofdstukken,
        now.vormen,
    )


def fitting(choice: Choice, found: Offered) -> Choice:
    """Return a choice without the speerpunten and the theme that a meetmoment does not have."""
    numbers = {number for number, _label, _count in found.speerpunten}
    names = [name for name, _count in found.themas]
    speerpunten = choice.speerpunten
    if speerpunten:
        speerpunten = tuple(each for each in speerpunten if each in numbers) or None
    thema = choice.thema if choice.thema in names else next(iter(names), None)
    return Choice(
        choice.uitgave, found.meetmoment, speerpunten, thema, choice.hoofdstukken, choice.vormen
    )


def _words(value: Any) -> set[str]:
    return {each for each in value if isinstance(each, str)} if isinstance(value, list) else set()
