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
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    tidy = tidy.replace("\t", " ").replace("\ufeff", "")
    if len(tidy) > LONGEST_TEXT:
        raise Unreadable(
            f"{tidy[:30]}…",
            f"is te lang ({len(tidy)} tekens).",
            f"Hou de tekst onder {LONGEST_TEXT} tekens.",
        )
    if sign := _UNKEEPABLE.search(tidy):
        raise Unreadable(
            _UNKEEPABLE.sub("�", f"{tidy[:30]}…"),
            f"bevat een teken dat geen bestand kan bewaren (U+{ord(sign[0]):04X}).",
            "Haal dat teken weg, of plak de tekst opnieuw zonder opmaak.",
        )
    return tidy
