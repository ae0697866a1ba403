"""The colours of a chart, for light and for dark; contrast is computed, not hoped for."""

from dataclasses import dataclass
from functools import lru_cache

_BLACK, _WHITE = "#000000", "#FFFFFF"
_HALF_LIT = 0.04045


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as `#RRGGBB`.

    Attributes:
        surface: Behind the chart.
        text: Values and labels.
        muted: Less important text.
        line: Axes; decoration only.
        edge: Around marks whose own colour would sink into `surface`, 3:1 to it.
        first: Marks without a colour of their own (VAK, days): 3:1 to `surface`.
        second: As `first`, for what stands beside it (VEK).
        is_dark: Whether light text stands on a dark ground.
        font: The family in which text is set.
    """

    surface: str
    text: str
    muted: str
    line: str
    edge: str
    first: str
    second: str
    is_dark: bool = False
    font: str = "sans-serif"


LIGHT = Palette(
    surface="#FFFFFF",
    text="#1B1D1F",
    muted="#565C62",
    line="#D5D9DC",
    edge="#868C92",
    first="#0B4F8A",
    second="#B25A00",
)
DARK = Palette(
    surface="#26292C",
    text="#ECEDEE",
    muted="#AEB4BA",
    line="#3C4146",
    edge="#8F979E",
    first="#7DB3E8",
    second="#F0A04B",
    is_dark=True,
)


@lru_cache(maxsize=512)
def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, as WCAG counts it: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(fill: str) -> str:
    """Return black or white, whichever is read best on `fill`."""
    return max(_BLACK, _WHITE, key=lambda ink: contrast(ink, fill))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= _HALF_LIT else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
