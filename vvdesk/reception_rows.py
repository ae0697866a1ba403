"""What stands on the board of receptions: the words, the sums, one row, and all of it together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from vvdesk.model import Staat
from vvdesk.overgangen import DECIDED
from vvdesk.reception_reading import FicheStand, Ontvangen

_WHOLE = 100


class Ontvangst(StrEnum):
    """Where an entiteit or speerpunt stands; the value is the word that people read."""

    NIET_ONTVANGEN = "niet ontvangen"
    DEELS_ONTVANGEN = "deels ontvangen"
    TE_LAAT = "te laat"
    ONTVANGEN = "ontvangen"
    LAAT_ONTVANGEN = "laat ontvangen"
    TERUGGESTUURD = "teruggestuurd"
    AANVAARD = "aanvaard"


class Wens(StrEnum):
    """Which rows of the board somebody wants to see."""

    ALLES = "alles"
    ONTBREEKT = "ontbreekt"
    TE_LAAT = "te laat"
    NA_TE_KIJKEN = "na te kijken"


class Counted(Protocol):
    """What was counted of one fiche."""

    @property
    def fouten(self) -> int:
        """Fouten that block."""

    @property
    def waarschuwingen(self) -> int:
        """Waarschuwingen that nobody explained."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Fiches added up.

    Attributes:
        per_staat: How many are in each state; every state is present.
        answered: Required fields with a value.
        required: Required fields.
        conflicts: Open conflicts.
        vragen: Questions that wait for an entiteit.
        antwoorden: Answers that wait for who asked.
        uitzonderingen: Fiches approved with an exception.
    """

    per_staat: Mapping[str, int]
    answered: int
    required: int
    conflicts: int
    vragen: int
    antwoorden: int
    uitzonderingen: int

    @classmethod
    def of(cls, fiches: Iterable[FicheStand]) -> "Tally":
        """Add up fiches."""
        found = list(fiches)
        states = Counter(each.staat for each in found)
        return cls(
            {staat.value: states[staat.value] for staat in Staat},
            sum(each.answered for each in found),
            sum(each.required for each in found),
            sum(each.conflicts for each in found),
            sum(each.vragen for each in found),
            sum(each.antwoorden for each in found),
            sum(bool(each.uitzondering) for each in found),
        )

    @property
    def fiches(self) -> int:
        """How many fiches there are."""
        return sum(self.per_staat.values())

    @property
    def missing(self) -> int:
        """How many an entiteit still has to hand in, the ones that were sent back included."""
        return self.per_staat[Staat.CONCEPT.value] + self.per_staat[Staat.TERUGGESTUURD.value]

    @property
    def handed_in(self) -> int:
        """How many were handed in, the ones that were decided about included."""
        return self.fiches - self.missing

    @property
    def to_judge(self) -> int:
        """How many wait for the coordinator."""
        return self.per_staat[Staat.INGEDIEND.value]

    @property
    def decided(self) -> int:
        """How many were approved or published."""
        return sum(self.per_staat[staat] for staat in DECIDED)

    @property
    def percentage(self) -> int:
        """How complete they are together, in whole percent rounded down."""
        return _WHOLE * self.answered // self.required if self.required else _WHOLE


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One entiteit or one speerpunt.

    Attributes:
        key: The official name, or the number of the speerpunt; empty for fiches without.
        naam: What people read.
        kort: The abbreviation of an entiteit; empty without.
        deadline: The day by which its inzending is due; None without, and for a speerpunt.
        ontvangst: Where it stands.
        laatste: The last inzending that counts; None without, and for a speerpunt.
        inzendingen: How many count.
        uitvraag_op: When its uitvraag was last given; empty when it never was.
        fiches: Its fiches, by code.
        tally: Those added up.
    """

    key: str
    naam: str
    kort: str
    deadline: date | None
    ontvangst: Ontvangst
    laatste: Ontvangen | None
    inzendingen: int
    uitvraag_op: str
    fiches: tuple[FicheStand, ...]
    tally: Tally

    def fits(self, wens: Wens) -> bool:
        """Tell whether somebody who wishes `wens` wants to see it."""
        if wens is Wens.ONTBREEKT:
            return self.tally.missing > 0
        if wens is Wens.TE_LAAT:
            return self.ontvangst in {Ontvangst.TE_LAAT, Ontvangst.LAAT_ONTVANGEN}
        if wens is Wens.NA_TE_KIJKEN:
            return self.tally.to_judge > 0
        return True


@dataclass(frozen=True, slots=True)
class Board:
    """Who sent in what for one meetmoment.

    Attributes:
        meetmoment: Its name.
        deadline: For who has no day of its own; None when none was set.
        entiteiten: Those with fiches, in the plan's order; fiches without one come last.
        speerpunten: In the same way; each fiche stands in one.
        tally: All fiches.
        zonder_afzender: Inzendingen that name no entiteit, so that they stand in no row.
    """

    meetmoment: str
    deadline: date | None
    entiteiten: tuple[BoardRow, ...]
    speerpunten: tuple[BoardRow, ...]
    tally: Tally
    zonder_afzender: int

    def count(self, ontvangst: Ontvangst) -> int:
        """Count the entiteiten that stand there."""
        return sum(row.ontvangst is ontvangst for row in self.entiteiten)
