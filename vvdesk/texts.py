"""What a text must be before anything keeps it: composed, with plain line ends, and storable."""

import re
import unicodedata
from typing import Final

from vvdesk.values import Unreadable

LONGEST_TEXT = 30_000
"""Characters; a cell of a workbook holds 32.767, and nothing may ever be cut on its way out."""
_UNKEEPABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|"
    "["
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def clean_text(text: str) -> str:
    """Return `text` in NFC with plain line ends and no byte order marks.

    Raises:
        Unreadable: It holds a sign that no file format carries, or it is too long.

    Source:
        RELIABILITY.md 2 (13, 14): such signs break workbooks and databases much later.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    # The mark goes first: between a letter and its accent it would keep them apart.
    tidy = unicodedata.normalize("NFC", tidy.replace("\ufeff", ""))
    if len(tidy) > LONGEST_TEXT:
        raise Unreadable(
            f"{tidy[:30]}…",
            f"is te lang ({len(tidy)} tekens).",
            f"Hou de tekst onder {LONGEST_TEXT} tekens.",
        )
    if sign := unkeepable_sign(tidy):
        raise Unreadable(
            _UNKEEPABLE.sub("�", f"{tidy[:30]}…"),
            f"bevat een teken dat geen bestand kan bewaren ({sign}).",
            "Haal dat teken weg, of plak de tekst opnieuw zonder opmaak.",
        )
    return tidy


def unkeepable_sign(text: str) -> str:
    """Return the first sign that no file format carries, as `U+0085`; empty when there is none."""
    if text.isprintable():  # nearly always, and far faster than looking for each
        return ""
    found = _UNKEEPABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
