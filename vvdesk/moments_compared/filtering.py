"""Which of the differences somebody wants to see."""

from collections.abc import Iterable
from dataclasses import dataclass

from vvdesk.moments_compared.parts import Verschil, Verschilsoort

_SEARCHED = 400
"""Signs of a long text in which words are looked for; a list shows no more of it."""


@dataclass(frozen=True, slots=True)
class Wens:
    """What is wished; what is left as it is asks for nothing.

    Attributes:
        soort: Only this kind.
        speerpunt: Only projects of this speerpunt; empty for those without one, None for all.
        cel: Only what is counted in this cell of a flow.
        tekst: Only where each of these words occurs, in any case.
    """

    soort: Verschilsoort | None = None
    speerpunt: str | None = None
    cel: str = ""
    tekst: str = ""


def filtered(verschillen: Iterable[Verschil], wens: Wens) -> list[Verschil]:
    """Return the differences that are wished, in their order."""
    words = wens.tekst.casefold().split()
    return [
        each
        for each in verschillen
        if (wens.soort is None or each.soort is wens.soort)
        and (wens.speerpunt is None or each.speerpunt == wens.speerpunt)
        and (not wens.cel or each.cel == wens.cel)
        and (not words or _holds(each, words))
    ]


def _holds(each: Verschil, words: list[str]) -> bool:
    searched = " ".join(
        (
            each.project,
            each.mijlpaal,
            each.titel,
            each.onderwerp,
            each.veld,
            each.maat,
            each.was[:_SEARCHED],
            each.nu[:_SEARCHED],
            each.reden[:_SEARCHED],
        )
    ).casefold()
    return all(word in searched for word in words)
