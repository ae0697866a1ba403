"""Texts for a terminal that steer nothing on it.

What somebody wrote in a file may hold signs that move the cursor, recolour or retitle the terminal,
or turn the direction of writing. On a terminal such a sign is shown as one that cannot be read; a
program or file that is written to gets every text as it is.

Source:
    ECMA-48 (control functions); UAX #9 (explicit directional formatting).
"""

import re
from typing import Final

_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}]"
)
"""All control signs but the tab and the line feed, and what turns the direction of writing."""
_INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"


def unsteered(text: str) -> str:
    """Return a text in which every sign that steers a terminal is replaced; lines stay lines."""
    return _STEERING.sub(_INSTEAD, text)
