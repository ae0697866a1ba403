"""Telling quickly that nobody touched a rich text, without taking it apart.

Most rich texts of an inzending come back as they went out. Writing the cell of a text without
links and styles is simple enough to do by itself; whatever is not simple takes the long way.
"""

import html
import re

from vvdesk.exchange.reader.model import Cell
from vvdesk.exchange.rich_cells import SIGN
from vvdesk.kinds import JsonValue
from vvdesk.richtext.plain import INDENT

_SIMPLE = re.compile(r"(?:[^<]|</?(?:p|ul|ol|li)>)*")
_PIECES = re.compile(r"<(/?)(p|ul|ol|li)>|([^<]+)")
_LIKE_ITEM = re.compile(r"[ ]*(?:[-*•·▪–]|\d{1,4}[.)])(?:[ ]|$)")


def is_untouched(cell: Cell, remembered: JsonValue) -> bool:
    """Tell whether a cell holds exactly what writing `remembered` puts there.

    Args:
        cell: As read.
        remembered: Canonical HTML, or None for an empty text.

    Returns:
        False also when it takes the long way to find out.
    """
    if cell.kind != "text" or cell.runs is not None or not isinstance(remembered, str):
        return False
    return cell.value == _simple_cell_text(remembered)


def _simple_cell_text(text: str) -> str | None:
    """Return what a cell shows of a text of paragraphs and lists; None when that is not simple."""
    if SIGN in text or not _SIMPLE.fullmatch(text):
        return None
    parts: list[str] = []
    lists: list[list[int]] = []
    fresh = False  # a paragraph has begun and shows nothing yet
    for closing, tag, words in _PIECES.findall(text):
        if words:
            shown = html.unescape(words)
            if fresh and _LIKE_ITEM.match(shown):
                return None
            parts.append(shown)
            fresh = False
        elif tag in {"ul", "ol"}:
            if closing:
                lists.pop()
            else:
                lists.append([0 if tag == "ol" else -1])
        elif not closing:
            fresh = tag == "p"
            parts.append(_beginning(lists, first=not parts) if tag == "li" else "\n\n")
            if fresh and len(parts) == 1:
                parts[0] = ""
    return "".join(parts)


def _beginning(lists: list[list[int]], *, first: bool) -> str:
    """Return the line end, indentation and mark that begin an item."""
    counter = lists[-1]
    if counter[0] >= 0:
        counter[0] += 1
    mark = "• " if counter[0] < 0 else f"{counter[0]}. "
    return ("" if first else "\n") + INDENT * (len(lists) - 1) + mark
