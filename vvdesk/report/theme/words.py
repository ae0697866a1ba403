"""What a wide public reads: amounts as people say them, and addresses in a text as links."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from vvdesk.report.content import Words
from vvdesk.richtext import Run, typed_address
from vvdesk.rules.wording import listed
from vvdesk.values import euro_to_text

MILLION: Final = 10**6
_SCALES: Final = ((10**9, "miljard", 3), (MILLION, "miljoen", 2))
"""What large amounts are counted in, and with how many decimals an exact one is still said."""
_ROUNDED: Final = Decimal("0.1")
_CLOSING: Final = ".,;:!?)]»”’\"'"
_TOKEN: Final = re.compile(r"\S+")


def amount_in_words(amount: int) -> str:
    """Say an amount of whole euro as people do: "375 miljoen euro", "250.000 euro".

    Args:
        amount: Whole euro.

    Returns:
        With "ongeveer" where the exact amount has more decimals than anybody would say.
    """
    sign, size = ("min " if amount < 0 else ""), abs(amount)
    if size < MILLION:
        return f"{sign}{euro_to_text(size).removesuffix(' EUR')} euro"
    # What would be rounded to a thousand million is said as one billion.
    scale, name, decimals = next(
        each for each in _SCALES if (Decimal(size) / each[0]).quantize(_ROUNDED) >= 1
    )
    number = Decimal(size) / scale
    exact = number.quantize(Decimal(1).scaleb(-decimals))
    if exact == number:
        return f"{sign}{_written(exact)} {name} euro"
    return f"ongeveer {sign}{_written(number.quantize(_ROUNDED))} {name} euro"


def linked(text: str) -> Words:
    """Return a text in which mail and web addresses are links.

    Args:
        text: As typed; line breaks stay.
    """
    pieces: list[Run] = []
    rest = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lstrip("([«“‘\"'")
        bare = word.rstrip(_CLOSING)
        address = typed_address(bare) if _is_address(bare) else None
        if address is None:
            continue
        start = token.end() - len(word)
        if start > rest:
            pieces.append(Run(text[rest:start]))
        pieces.append(Run(bare, href=address))
        rest = start + len(bare)
    if rest < len(text):
        pieces.append(Run(text[rest:]))
    return tuple(pieces)


def enumerated(parts: Sequence[str]) -> str:
    """Write parts as a Dutch enumeration: a, b en c; with semicolons when one looks like one."""
    if len(parts) > 1 and any("," in part or " en " in part for part in parts):
        return "; ".join(parts)
    return listed(parts) if parts else ""


def _written(number: Decimal) -> str:
    whole, _dot, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    grouped = euro_to_text(int(whole)).removesuffix(" EUR")
    return f"{grouped},{decimals}" if decimals else grouped


def _is_address(word: str) -> bool:
    """Tell whether a word means to be an address; "enz.en" and "b.v" do not."""
    return "@" in word or word.lower().startswith(("http://", "https://", "www.", "mailto:"))
