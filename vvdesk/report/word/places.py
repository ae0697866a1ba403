"""Where a Word report has a bookmark: for each heading, and for each reference code that is in it.

A code has one place: its field in the fiche where that is in the report, else the line or row that
carries it. Every other figure with the code is a link to that place.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from hashlib import sha256
from typing import Final

from vvdesk.anchors import html_id
from vvdesk.report.content import (
    Badge,
    Block,
    Document,
    Fields,
    Figure,
    Grid,
    Line,
    Listing,
    Paragraph,
    Prose,
    Section,
    SectionKind,
    Words,
)

LONGEST_NAME: Final = 40
"""Characters; Word cuts a longer bookmark off and then finds it no more."""
_NOT_IN_NAME: Final = re.compile("[^a-z0-9_]")
_CODE_ANCHOR: Final = re.compile("m(?P<moment>[1-9][0-9]*)-(?P<rest>.+)")
"""The anchor of a section that stands for a code, as `html_id` makes it."""
_FIRST_HEADING: Final = 90_000_000
"""Above what Word itself numbers, so that a template's own contents keep theirs."""


class Rank(IntEnum):
    """How well a place suits a code; the lowest is taken."""

    FIELD = 0
    """The field itself."""
    FICHE = 1
    """A line, text or row of its project."""
    ELSEWHERE = 2
    """A line, text or row of a chapter."""


class Places:
    """The bookmarks of one report; every place is given out once.

    Args:
        document: What the report says.
    """

    def __init__(self, document: Document) -> None:
        self._best: dict[str, Rank] = {}
        self._named: dict[str, str] = {}
        for chapter in document.chapters:
            self._learn(chapter, is_fiche=False)
        self._names = {code: bookmark_name(code) for code in self._best}
        self._claimed: set[str] = set()
        self._headings = 0

    def claim(self, code: str, rank: Rank) -> str | None:
        """Return the bookmark for the place of `code` if it is here; None when it is elsewhere."""
        if self._best.get(code) != rank or code in self._claimed:
            return None
        self._claimed.add(code)
        return self._names[code]

    def target(self, code: str) -> str | None:
        """Return the bookmark of `code`; None when its place is not in this report."""
        return self._names.get(code)

    def section(self, section: Section) -> str | None:
        """Return the bookmark of what a heading stands for: a fiche (`1/VV015`) or a group."""
        code = self._named.get(section.anchor, "")
        return self.claim(code, Rank.FIELD) if code else None

    def next_heading(self) -> str:
        """Return the bookmark of the next heading in reading order."""
        self._headings += 1
        return heading_name(self._headings)

    def _learn(self, block: Block, *, is_fiche: bool) -> None:
        if not isinstance(block, Section):
            for code, rank in _codes(block, is_fiche=is_fiche):
                self._note(code, rank)
            return
        is_project = block.kind is SectionKind.PROJECT
        for each in block.blocks:
            self._learn(each, is_fiche=is_fiche or is_project)
        code = _code_of(block)
        if code and code not in self._named.values():
            self._named[block.anchor] = code
            self._best[code] = Rank.FIELD

    def _note(self, code: str, rank: Rank) -> None:
        self._best[code] = min(rank, self._best.get(code, rank))


def bookmark_name(code: str) -> str:
    """Return the name of the bookmark of a reference code: `m1_vv015_vak`.

    Word knows letters, digits and underscores in such a name, and no difference between capitals
    and small letters. What had to be cut or changed gets a tail that keeps it apart.
    """
    wished = html_id(code).replace("-", "_")
    safe = _NOT_IN_NAME.sub("_", wished)
    if safe == wished and len(safe) <= LONGEST_NAME and code == code.upper():
        return safe
    tail = sha256(code.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{safe[: LONGEST_NAME - 9]}_{tail}"


def heading_name(number: int) -> str:
    """Return the bookmark of a heading, counted from 1: of the kind that Word's contents make."""
    return f"_Toc{_FIRST_HEADING + number}"


def _code_of(section: Section) -> str:
    """Return the code that a section as a whole stands for; empty for none."""
    named = _CODE_ANCHOR.fullmatch(section.anchor)
    if named:
        return f"{named['moment']}/{named['rest'].upper()}"
    if section.kind is not SectionKind.PROJECT:
        return ""
    return next((code.partition("-")[0] for code, _rank in _section_codes(section)), "")


def _section_codes(section: Section) -> Iterator[tuple[str, Rank]]:
    for each in section.blocks:
        if isinstance(each, Section):
            yield from _section_codes(each)
        else:
            yield from _codes(each, is_fiche=True)


def _codes(block: Block, *, is_fiche: bool) -> Iterator[tuple[str, Rank]]:
    """Yield every code that `block` could be the place of."""
    rank = Rank.FICHE if is_fiche else Rank.ELSEWHERE
    match block:
        case Paragraph():
            yield from _in_words(block.words)
        case Listing():
            for item in block.items:
                yield from _in_words(item)
        case Prose() if block.code:
            yield block.code, rank
        case Fields():
            yield from _in_lines(block.lines, rank)
        case Grid():
            yield from _in_grid(block, rank)


def _in_grid(grid: Grid, rank: Rank) -> Iterator[tuple[str, Rank]]:
    for row in grid.rows:
        if row.code:
            yield row.code, rank
        for cell in row.cells:
            yield from _in_words(cell)
        yield from _in_lines(row.lines, rank)


def _in_lines(lines: tuple[Line, ...], rank: Rank) -> Iterator[tuple[str, Rank]]:
    for line in lines:
        if line.code:
            yield line.code, rank
        if isinstance(line.content, tuple):
            yield from _in_words(line.content)


def _in_words(words: Words) -> Iterator[tuple[str, Rank]]:
    for piece in words:
        if isinstance(piece, Figure | Badge) and piece.is_source and piece.code:
            yield piece.code, Rank.FIELD
