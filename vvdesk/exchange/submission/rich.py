"""Telling quickly that nobody touched a rich text, without taking it apart.

Most rich texts of an inzending come back as they went out. What the cell of a canonical text looks
like is simple enough to say by itself, unless it breaks lines within a paragraph or holds signs
that characters alone cannot tell; such a text takes the long way.
"""

import html
import re

from vvdesk.exchange.reader.model import Cell
from vvdesk.exchange.rich_cells import SIGN
from vvdesk.kinds import JsonValue
from vvdesk.richtext.plain import INDENT
from vvdesk.texts import LONGEST_TEXT

_Run = tuple[str, bool, bool]

_PIECES = re.compile(r'<(/?)(p|ul|ol|li|strong|em|a)(?: href="([^"<]*)")?>|([^<]+)')
_SIMPLE = re.compile(
    r'(?:</?(?:p|ul|ol|li|strong|em)>|<a href="[^"<]*">|</a>|[^<]++)*+'  # never goes back
)
_LIKE_ITEM = re.compile(r"[ ]*(?:[-*•·▪–]|\d{1,4}[.)])[ ]")
_BULLET = -1
LONGEST = 2 * LONGEST_TEXT
"""Characters, marks included; no text of ours is longer, and a foreign one may be endless."""


def is_untouched(cell: Cell, remembered: JsonValue) -> bool:
    """Tell whether a cell holds exactly what writing `remembered` puts there.

    Args:
        cell: As read.
        remembered: Canonical HTML, or None for an empty text.

    Returns:
        False also when it takes the long way to find out.
    """
    if cell.kind != "text" or not isinstance(remembered, str):
        return False
    meant = _simple_runs(remembered)
    if meant is None:
        return False
    if cell.runs is None:
        return len(meant) == 1 and meant[0] == (cell.value, False, False)
    return meant == _joined([(run.text, run.bold, run.italic) for run in cell.runs])


def _simple_runs(text: str) -> list[_Run] | None:
    """Return what a cell shows of a text, equal styles joined; None when that is not simple."""
    if len(text) > LONGEST or SIGN in text or not _SIMPLE.fullmatch(text):
        return None
    writing = _Writing()
    for closing, tag, href, words in _PIECES.findall(text):
        if words:
            writing.words(html.unescape(words))
        elif closing:
            writing.close(tag)
        else:
            writing.open(tag, href)
    return _joined(writing.runs) if writing.is_simple else None


class _Writing:
    """The text of one cell while it grows.

    Attributes:
        runs: What was written.
        is_simple: False from where characters alone would be ambiguous.
    """

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self.is_simple = True
        self._counters: list[int] = []
        self._bold = self._italic = False
        self._paragraph = 0
        self._link = (0, "")

    def words(self, shown: str) -> None:
        """Write a stretch of text."""
        self.runs.append((shown, self._bold, self._italic))

    def open(self, tag: str, href: str) -> None:
        """Begin an element."""
        if tag in {"ul", "ol"}:
            self._counters.append(0 if tag == "ol" else _BULLET)
        elif tag == "a":
            self._mark(SIGN)
            self._link = (len(self.runs), html.unescape(href))
        elif tag in {"strong", "em"}:
            self._style(tag, on=True)
        else:
            ends = "\n" if tag == "li" else "\n\n"
            self._mark((ends if self.runs else "") + (self._item() if tag == "li" else ""))
            self._paragraph = len(self.runs)

    def close(self, tag: str) -> None:
        """End an element."""
        if tag in {"ul", "ol"}:
            self.is_simple = self.is_simple and bool(self._counters)
            del self._counters[-1:]
        elif tag == "a":
            start, href = self._link
            self._mark(SIGN if self._text(start) == href else f" ({href}){SIGN}")
        elif tag in {"strong", "em"}:
            self._style(tag, on=False)
        elif tag == "p":
            line = self._text(self._paragraph).lstrip(SIGN)
            self.is_simple = self.is_simple and not _LIKE_ITEM.match(f"{line} ")

    def _style(self, tag: str, *, on: bool) -> None:
        if tag == "strong":
            self._bold = on
        else:
            self._italic = on

    def _mark(self, signs: str) -> None:
        self.runs.append((signs, False, False))

    def _text(self, start: int) -> str:
        return "".join([text for text, _, _ in self.runs[start:]])

    def _item(self) -> str:
        if not self._counters:  # only in a text that vvdesk did not write
            self.is_simple = False
            return ""
        if self._counters[-1] != _BULLET:
            self._counters[-1] += 1
        mark = "• " if self._counters[-1] == _BULLET else f"{self._counters[-1]}. "
        return INDENT * (len(self._counters) - 1) + mark


def _joined(runs: list[_Run]) -> list[_Run]:
    """Make one run of neighbours in the same style; leave out what is empty."""
    result: list[_Run] = []
    for text, bold, italic in runs:
        if result and result[-1][1:] == (bold, italic):
            result[-1] = (result[-1][0] + text, bold, italic)
        elif text:
            result.append((text, bold, italic))
    return result
