"""Where everything stands in a page: the id of each section and of each reference code.

A code has one place: the section of that name, else its field in the fiche where that is in the
page, else the line or row that carries it. Other figures with the code are links to that place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
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

_NOT_IN_ID: Final = re.compile("[^a-z0-9_-]+")


class Rank(IntEnum):
    """How well a place suits a code; the lowest is taken."""

    FIELD = 0
    """The field itself."""
    FICHE = 1
    """A line, text or row of its project."""
    ELSEWHERE = 2
    """A line, text or row of a chapter."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A section with where it stands.

    Attributes:
        section: The section.
        level: 1 for a chapter.
        anchor: Its id in the page.
    """

    section: Section
    level: int
    anchor: str


class Places:
    """The ids of one page; every id is given out once.

    Args:
        document: What the page says.
        taken: Ids that the page itself uses.

    Attributes:
        sections: All of them, in reading order.
    """

    def __init__(self, document: Document, taken: frozenset[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}
        self.sections = [
            Placed(section, level, self._unique(section.anchor))
            for level, section in document.sections()
        ]
        self._headings = {
            placed.section.anchor: placed.anchor for placed in reversed(self.sections)
        }
        self._best: dict[str, Rank] = {}
        for chapter in document.chapters:
            for code, rank in _codes(chapter, is_fiche=False):
                self._best[code] = min(rank, self._best.get(code, rank))
        self._ids = {
            code: self._unique(html_id(code))
            for code in self._best
            if html_id(code) not in self._headings
        }
        self._claimed: set[str] = set()

    def claim(self, code: str, rank: Rank) -> str | None:
        """Return the id for the place of `code` if it is here; None when it is elsewhere.

        Args:
            code: A reference code; empty for none.
            rank: Of the place that asks, as `line_rank` and `row_rank` tell it.
        """
        if self._best.get(code) != rank or code not in self._ids or code in self._claimed:
            return None
        self._claimed.add(code)
        return self._ids[code]

    def target(self, code: str) -> str | None:
        """Return the id of the place of `code`; None when it is not in this page."""
        return self._ids.get(code) or self._headings.get(html_id(code))

    def new_id(self, wished: str) -> str:
        """Return an id like `wished` that nothing else has."""
        return self._unique(wished)

    def _unique(self, wished: str) -> str:
        safe = _NOT_IN_ID.sub("-", wished.casefold()) or "plaats"
        found = safe
        while found in self._taken:
            # Counted per name: the thousandth table need not try nine hundred numbers.
            self._numbers[safe] = self._numbers.get(safe, 1) + 1
            found = f"{safe}-{self._numbers[safe]}"
        self._taken.add(found)
        return found


def line_rank(line: Line, *, is_fiche: bool) -> Rank:
    """Return how well a line suits its own code."""
    if isinstance(line.content, tuple) and line.code in _in_words(line.content):
        return Rank.FIELD
    return row_rank(is_fiche=is_fiche)


def row_rank(*, is_fiche: bool) -> Rank:
    """Return how well a row or text suits its own code."""
    return Rank.FICHE if is_fiche else Rank.ELSEWHERE


def _codes(block: Block, *, is_fiche: bool) -> Iterator[tuple[str, Rank]]:
    """Yield every code that `block` could be the place of."""
    match block:
        case Section():
            yield from _in_section(block, is_fiche=is_fiche)
        case Paragraph(words=words):
            yield from ((code, Rank.FIELD) for code in _in_words(words))
        case Listing(items=items):
            yield from ((code, Rank.FIELD) for item in items for code in _in_words(item))
        case Prose() if block.code:
            yield block.code, row_rank(is_fiche=is_fiche)
        case Fields():
            yield from _in_lines(block.lines, is_fiche=is_fiche)
        case Grid():
            yield from _in_grid(block, is_fiche=is_fiche)
        case _:
            pass


def _in_section(section: Section, *, is_fiche: bool) -> Iterator[tuple[str, Rank]]:
    is_fiche = is_fiche or section.kind is SectionKind.PROJECT
    for each in section.blocks:
        yield from _codes(each, is_fiche=is_fiche)


def _in_grid(grid: Grid, *, is_fiche: bool) -> Iterator[tuple[str, Rank]]:
    for row in grid.rows:
        if row.code:
            yield row.code, row_rank(is_fiche=is_fiche)
        for cell in row.cells:
            yield from ((code, Rank.FIELD) for code in _in_words(cell))
        yield from _in_lines(row.lines, is_fiche=is_fiche)


def _in_lines(lines: tuple[Line, ...], *, is_fiche: bool) -> Iterator[tuple[str, Rank]]:
    for line in lines:
        if line.code:
            yield line.code, line_rank(line, is_fiche=is_fiche)
        if isinstance(line.content, Prose):
            yield from _codes(line.content, is_fiche=is_fiche)
        else:
            yield from ((code, Rank.FIELD) for code in _in_words(line.content))


def _in_words(words: Words) -> Iterator[str]:
    for piece in words:
        if isinstance(piece, (Figure, Badge)) and piece.is_source and piece.code:
            yield piece.code
