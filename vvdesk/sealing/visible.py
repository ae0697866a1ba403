"""Texts out of a file that may be forged, shown so that they hide and pretend nothing.

A sign that turns the direction of writing, steers a terminal or takes no room could make a false
sentence look like one of the program's own, and two different values look alike.
"""

from typing import Final

HIDDEN: Final = "\N{REPLACEMENT CHARACTER}"
_ENDS_OF_LINES: Final = "\n\r\t"


def visible(found: object) -> str:
    """Return a text in which every sign that does not show is replaced; lines stay lines.

    Args:
        found: A text, or what stands in its place in a file that was edited.
    """
    text = found if isinstance(found, str) else repr(found)
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each in _ENDS_OF_LINES else HIDDEN for each in text
    )


def one_line(text: str) -> str:
    """Return a text on one line, in which every sign that does not show is replaced."""
    return text if text.isprintable() else " ".join(visible(text).split())
