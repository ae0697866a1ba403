"""How wide text is in a chart, and how it is broken off and written down.

Widths are those of a broad face (DejaVu Sans), by letter: whatever face is used in the end, text
takes no more room than was kept for it.
"""

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import escape as _escape

_WIDTHS: dict[str, float] = {
    letter: width
    for letters, width in (
        ("iljI'|", 0.30),
        ("!.,:;`·’", 0.36),
        (" ft/\\-()[]{}rJ", 0.42),
        ('"*sczxvky?^°', 0.60),
        ("abdeghnopquL<>=+_#€$0123456789", 0.65),
        ("EFKPRSTXYZABCV&~", 0.72),
        ("DGHNOQU", 0.79),
        ("w", 0.82),
        ("M%–−", 0.96),
        ("mW…—@", 1.01),
    )
    for letter in letters
}
_USUAL, _WIDE, _BOLD = 0.70, 1.1, 1.13
_LAST_LATIN = 0x24F
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the most that `text` can take on one line, in the unit of `size`."""
    width = sum(_WIDTHS.get(letter) or _other(letter) for letter in text)
    return width * size * (_BOLD if bold else 1.0)


def elided(text: str, room: float, size: float) -> str:
    """Return `text`, or as much of it as fits, with an ellipsis; at least the ellipsis."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """Break `text` into lines at spaces; what does not fit in the last line is elided.

    Args:
        text: On one line.
        room: How wide a line may be.
        size: Of the letters, in the unit of `room`.
        most: How many lines there may be, at least one.

    Returns:
        At least one line, none wider than `room`, unless even an ellipsis is.
    """
    lines: list[str] = []
    words = text.split()
    line = ""
    for place, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if not line or text_width(longer, size) <= room:
            line = longer
        elif len(lines) == most - 1:
            return [*lines, elided(" ".join((line, *words[place:])), room, size)]
        else:
            lines.append(elided(line, room, size))
            line = word
    return [*lines, elided(line, room, size)]


def escape(text: str) -> str:
    """Return `text` as it may stand in XML, in an element or in an attribute between quotes."""
    return _escape(_NOT_IN_XML.sub("\ufffd", text), {'"': "&quot;"})


def in_dutch(number: int) -> str:
    """Return "1.753"; a negative one with a true minus."""
    return f"{number:,}".replace(",", ".").replace("-", "−")


def signed(number: int) -> str:
    """Return "+3", "−2" or "±0"."""
    return "±0" if number == 0 else ("+" if number > 0 else "") + in_dutch(number)


def in_euro(amount: int) -> str:
    """Return whole euro as "1.054.000 EUR"; a negative amount with a true minus."""
    return f"{in_dutch(amount)} EUR"


def with_minus(number: str) -> str:
    """Return a number as text with a true minus: a hyphen is lost at the end of a line."""
    return f"−{number[1:]}" if number.startswith("-") else number


def share_words(tenths: int) -> str:
    """Return a share as "57,3 %", given in tenths of a percent."""
    return f"{in_dutch(tenths // 10)},{tenths % 10} %"


def in_millions(amount: int) -> str:
    """Return an amount of whole euro as "1.054,0 mln EUR"; small ones whole: "801 EUR"."""
    if abs(amount) < 100_000:  # noqa: PLR2004 - from here on a tenth of a million says enough
        return f"{in_dutch(amount)} EUR"
    tenths = (abs(amount) + 50_000) // 100_000
    sign = "−" if amount < 0 else ""
    return f"{sign}{in_dutch(tenths // 10)},{tenths % 10} mln EUR"


def _other(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return _WIDE if ord(letter) > _LAST_LATIN else _USUAL  # rather too wide than too narrow
