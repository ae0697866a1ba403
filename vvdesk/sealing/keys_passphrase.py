"""What a passphrase must be: long, because whoever takes the laptop may guess as long as he likes.

What is typed goes nowhere else: not into a message, not into a log.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FEWEST_SIGNS: Final = 14
FEWEST_WORDS: Final = 4
_STRONG_SIGNS: Final = 20
_STRONG_WORDS: Final = 5
_SHORTEST_WORD: Final = 3
_FEWEST_DIFFERENT: Final = 6
_MOST_BYTES: Final = 1_000
"""The stock program reads 1,024."""
RULE: Final = (
    f"Neem minstens {FEWEST_WORDS} verschillende woorden, of minstens {FEWEST_SIGNS} tekens. "
    "Woorden die niets met elkaar te maken hebben, onthoud je het best."
)


class Strength(StrEnum):
    """How good a passphrase is."""

    EMPTY = "leeg"
    WEAK = "te zwak"
    ENOUGH = "voldoende"
    STRONG = "sterk"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What there is to say of a passphrase while it is typed.

    Attributes:
        strength: How good it is.
        sentence: What it is and what is still missing, in Dutch; never what was typed.
    """

    strength: Strength
    sentence: str

    @property
    def is_enough(self) -> bool:
        """Whether it may be used."""
        return self.strength in {Strength.ENOUGH, Strength.STRONG}


def judge(passphrase: str) -> Judgement:
    """Tell how good a passphrase is."""
    if not passphrase.strip():
        return Judgement(Strength.EMPTY, RULE)
    if len(passphrase.encode()) > _MOST_BYTES:
        return Judgement(Strength.WEAK, f"Te lang: neem minder dan {_MOST_BYTES} tekens.")
    words = {each.casefold() for each in passphrase.split() if len(each) >= _SHORTEST_WORD}
    signs = len(passphrase.strip())
    different = len(set(passphrase.casefold()) - {" "})
    if different < _FEWEST_DIFFERENT and (signs >= FEWEST_SIGNS or len(words) >= FEWEST_WORDS):
        return Judgement(
            Strength.WEAK, "Te zwak: dezelfde tekens komen telkens terug. Neem er andere bij."
        )
    if signs >= _STRONG_SIGNS or len(words) >= _STRONG_WORDS:
        return Judgement(Strength.STRONG, f"Sterk: {_size(signs, len(words))}.")
    if signs >= FEWEST_SIGNS or len(words) >= FEWEST_WORDS:
        return Judgement(Strength.ENOUGH, f"Voldoende: {_size(signs, len(words))}.")
    missing = FEWEST_SIGNS - signs
    more = "nog 1 teken" if missing == 1 else f"nog {missing} tekens"
    return Judgement(
        Strength.WEAK, f"Te kort: {more}, of minstens {FEWEST_WORDS} verschillende woorden."
    )


def _size(signs: int, words: int) -> str:
    return f"{signs} tekens, {words} woorden" if words > 1 else f"{signs} tekens"
