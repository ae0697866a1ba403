"""Texts exactly as they are, where XlsxWriter would take something in them for markup.

A workbook writes `_x0041_` for the sign U+0041. A text that holds such letters itself is written
with `_x005F_` for its first underscore; and where two such groups share an underscore, each.

WORKAROUND: XlsxWriter forgets the second group of `_x0041_x0042_`, and escapes stretches with
formatting twice (https://github.com/jmcnamara/XlsxWriter, XMLwriter._escape_control_characters,
called by _xml_data_element and by SharedStrings._write_si). So it never gets to see these
underscores: a sign that no text may hold stands for them until the table of texts is written.

Source:
    ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
"""

import re
from typing import Final

from xlsxwriter.sharedstrings import SharedStringTable

_UNDERSCORE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_STANDS_FOR_IT: Final = "\ufdd0"
"""A noncharacter: `vvdesk.texts` refuses it, so no text of a fiche has it."""
_WRITTEN: Final = "&#95;x005F&#95;"
"""`_x005F_` for whoever reads XML; not for XlsxWriter, which looks for underscores."""


def is_like_markup(text: str) -> bool:
    """Tell whether XlsxWriter cannot write this text as it is; see `shielded`."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return True  # WORKAROUND: it takes such a text for XML of its own (the same, _write_si)
    return "_x" in text and _UNDERSCORE.search(text) is not None


def escaped(text: str) -> str:
    """Return a text with control signs, and what looks like one, as a workbook says them."""
    text = _UNDERSCORE.sub("_x005F_", text) if "_x" in text else text
    return text if text.isprintable() else _CONTROL.sub(_said, text)


def _said(sign: re.Match[str]) -> str:
    return f"_x{ord(sign[0]):04X}_"


def shielded(text: str) -> str:
    """Return a text for `write_rich_string` on a sheet whose texts are in an `ExactTexts`."""
    return _UNDERSCORE.sub(_STANDS_FOR_IT, text) if "_x" in text else text


class ExactTexts(SharedStringTable):  # type: ignore[misc] # XlsxWriter comes without types
    """The table of texts of a workbook, which writes shielded texts as they were meant."""

    def _get_shared_string_index(self, string: str) -> int:
        if _STANDS_FOR_IT in string:
            string = string.replace(_STANDS_FOR_IT, _WRITTEN)
        return int(super()._get_shared_string_index(string))
