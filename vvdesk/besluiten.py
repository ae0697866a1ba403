"""What a coordinator can decide about a fiche: from which states, to which one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vvdesk.model import Staat
from vvdesk.overgangen import DECIDED


class Besluit(StrEnum):
    """A decision about fiches; the value is its verb."""

    GOEDKEUREN = "goedkeuren"
    TERUGSTUREN = "terugsturen"
    HEROPENEN = "heropenen"
    PUBLICEREN = "publiceren"


@dataclass(frozen=True, slots=True)
class Regeling:
    """What holds for a decision.

    Attributes:
        done: What the fiches are afterwards, in a sentence: "3 fiches goedgekeurd".
        van: The states in which it can be taken.
        naar: The state that follows.
        only: When it can be taken, as the end of a sentence.
        asks_reason: It is not taken without a reason.
    """

    done: str
    van: frozenset[str]
    naar: Staat
    only: str
    asks_reason: bool


REGELINGEN: Final = {
    Besluit.GOEDKEUREN: Regeling(
        "goedgekeurd",
        frozenset({Staat.INGEDIEND.value}),
        Staat.GOEDGEKEURD,
        "alleen een ingediende fiche kan goedgekeurd worden.",
        asks_reason=False,
    ),
    Besluit.TERUGSTUREN: Regeling(
        "teruggestuurd",
        frozenset({Staat.INGEDIEND.value}),
        Staat.TERUGGESTUURD,
        "alleen een ingediende fiche kan teruggestuurd worden; heropen een goedgekeurde eerst.",
        asks_reason=True,
    ),
    Besluit.HEROPENEN: Regeling(
        "heropend",
        frozenset(DECIDED),
        Staat.INGEDIEND,
        "alleen een goedgekeurde of gepubliceerde fiche kan heropend worden.",
        asks_reason=True,
    ),
    Besluit.PUBLICEREN: Regeling(
        "gepubliceerd",
        frozenset({Staat.GOEDGEKEURD.value}),
        Staat.GEPUBLICEERD,
        "alleen een goedgekeurde fiche kan gepubliceerd worden.",
        asks_reason=False,
    ),
}
