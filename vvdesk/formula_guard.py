"""Texts in a CSV that no spreadsheet runs as a formula.

A spreadsheet runs a text that begins with =, +, - or @ as a formula. Where Excel takes a semicolon
for the separator, as in Belgium, it cuts a comma-separated line at every semicolon and line end,
quotes or not: each piece can become a formula then. So one space goes before such a sign at the
start of a text, after a semicolon and after a line end. Taking one space away at those places gives
back what was filled in, always: no sign is left out or replaced.

Source:
    OWASP, CSV Injection; LIBRARIES.md (an apostrophe stays in the value, and "- punt" is ordinary).
"""

import re
from typing import Final

_START: Final = r"(\A|[;\r\n])"
_FORMULA: Final = (
    r"[ \"]*[-=+@\t"
    "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
    "\N{FULLWIDTH COMMERCIAL AT}]"
)
"""What a spreadsheet may run, also behind quotes that it takes for its own."""
_RISKY: Final = re.compile(rf"{_START}(?={_FORMULA})")
_GUARDED: Final = re.compile(rf"{_START} (?={_FORMULA})")


def guarded(text: str) -> str:
    """Return a text as it stands in a CSV: one space more wherever a spreadsheet might run it."""
    return _RISKY.sub(r"\1 ", text)


def guarded_cell(cell: object) -> object:
    """Return a cell as it stands in a CSV: a text guarded, a figure or nothing as it is."""
    return guarded(cell) if isinstance(cell, str) else cell


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub(r"\1", text)
