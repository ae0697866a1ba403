"""How a sample is to be drawn: everything that decides which units come out."""

import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from vvdesk.errors import Misused

MOST: Final = 1_000_000
"""Units; more than any plan has."""
_LONGEST_SEED: Final = 200


class Eenheid(StrEnum):
    """Wat er getrokken wordt."""

    PROJECT = "project"
    MIJLPAAL = "mijlpaal"


class Indeling(StrEnum):
    """In welke strata de populatie eerst verdeeld wordt."""

    GEEN = "geen"
    SPEERPUNT = "speerpunt"
    BEDRAG = "bedrag"


class Bedrag(StrEnum):
    """Welk bedrag de strata bepaalt."""

    BELEIDSRUIMTE = "beleidsruimte"
    VAK = "vak"
    VEK = "vek"


@dataclass(frozen=True, slots=True)
class Opzet:
    """De opzet van een steekproef; use `checked` for one that somebody typed.

    Attributes:
        seed: Free text that decides the order; the same text gives the same order.
        omvang: How many units.
        eenheid: Which units.
        indeling: Which strata.
        bedrag: Of strata by amount: which amount; else it does not count.
        speerpunten: Only units of these speerpunten; empty for all. As is the case for the two
            others, what is listed is the key in the reference data.
        statussen: Only units with these statuses; of a mijlpaal its own.
        entiteiten: Only units of these trekkende entiteiten.
    """

    seed: str
    omvang: int
    eenheid: Eenheid = Eenheid.PROJECT
    indeling: Indeling = Indeling.GEEN
    bedrag: Bedrag = Bedrag.BELEIDSRUIMTE
    speerpunten: tuple[str, ...] = ()
    statussen: tuple[str, ...] = ()
    entiteiten: tuple[str, ...] = ()

    def checked(self) -> Self:
        """Return it with the seed in its one spelling (NFC, no spaces around it).

        Raises:
            Misused: Something of it cannot be drawn; the sentence says what to choose.
        """
        seed = unicodedata.normalize("NFC", self.seed).strip()
        if not seed or len(seed) > _LONGEST_SEED or not seed.isprintable():
            raise Misused(
                f"De startwaarde (seed) moet een tekst van 1 tot {_LONGEST_SEED} tekens op één "
                "regel zijn, bijvoorbeeld 48151623. Schrijf ze mee op: met dezelfde startwaarde "
                "trekt iedereen dezelfde steekproef."
            )
        if not 1 <= self.omvang <= MOST:
            raise Misused("De omvang moet een geheel getal van minstens 1 zijn.")
        if self.eenheid is Eenheid.MIJLPAAL and self.indeling is Indeling.BEDRAG:
            raise Misused(
                "Een bedrag hoort bij een project, niet bij een mijlpaal. Kies projecten als "
                "eenheid, of strata per speerpunt."
            )
        return replace(self, seed=seed)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        said = asdict(self)
        for name in ("eenheid", "indeling", "bedrag"):
            said[name] = said[name].value
        for name in ("speerpunten", "statussen", "entiteiten"):
            said[name] = list(said[name])
        return said

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Read what `to_json` gave.

        Raises:
            KeyError: Something is missing, as are the two others.
            TypeError: Something is of another type.
            ValueError: It names an unknown unit, division or amount.
        """
        return cls(
            seed=_text(said["seed"]),
            omvang=_number(said["omvang"]),
            eenheid=Eenheid(said["eenheid"]),
            indeling=Indeling(said["indeling"]),
            bedrag=Bedrag(said["bedrag"]),
            speerpunten=tuple(map(_text, said["speerpunten"])),
            statussen=tuple(map(_text, said["statussen"])),
            entiteiten=tuple(map(_text, said["entiteiten"])),
        )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
