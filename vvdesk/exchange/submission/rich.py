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
_BULLET = -1
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
    writing = _Writing()
    for closing, tag, words in _PIECES.findall(text):
        if words:
            writing.words(html.unescape(words))
        elif closing:
            writing.close(tag)
        else:
            writing.open(tag)
    return "".join(writing.parts) if writing.is_simple else None


class _Writing:
    """The text of one cell while it grows.

    Attributes:
        parts: What was written.
        is_simple: False from where characters alone would be ambiguous.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_simple = True
        self._counters: list[int] = []
        self._begins_paragraph = False

    def words(self, shown: str) -> None:
        if self._begins_paragraph and _LIKE_ITEM.match(shown):
            self.is_simple = False
        self._begins_paragraph = False
        self.parts.append(shown)

    def open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._counters.append(0 if tag == "ol" else _BULLET)
            return
        ends = "\n" if tag == "li" else "\n\n"
        self.parts.append((ends if self.parts else "") + (self._mark() if tag == "li" else ""))
        self._begins_paragraph = tag == "p"

    def close(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._counters.pop()

    def _mark(self) -> str:
        if self._counters[-1] != _BULLET:
            self._counters[-1] += 1
        mark = "• " if self._counters[-1] == _BULLET else f"{self._counters[-1]}. "
        return INDENT * (len(self._counters) - 1) + mark
