"""Which of the differences somebody wants to see."""

from collections.abc import Iterator, Sequence
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


class Filter:
    """Answers one wish after another about the same differences.

    Args:
        verschillen: All of them.
    """

    def __init__(self, verschillen: Sequence[Verschil]) -> None:
        self._verschillen = verschillen
        self._searched: list[str] = []
        """What words are looked for in, per difference; made when it is first asked for words."""

    def wished(self, wens: Wens) -> list[Verschil]:
        """Return the differences that are wished, in their order."""
        words = wens.tekst.casefold().split()
        found = self._holding(words) if words else self._verschillen
        return [
            each
            for each in found
            if (wens.soort is None or each.soort is wens.soort)
            and (wens.speerpunt is None or each.speerpunt == wens.speerpunt)
            and (not wens.cel or each.cel == wens.cel)
        ]

    def _holding(self, words: Sequence[str]) -> Iterator[Verschil]:
        if not self._searched:
            self._searched = [_searched(each) for each in self._verschillen]
        for each, searched in zip(self._verschillen, self._searched, strict=True):
            if all(word in searched for word in words):
                yield each


def _searched(each: Verschil) -> str:
    return " ".join(
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
