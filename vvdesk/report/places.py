"""Where a report names its codes: which places there are for each, and how well each of them suits.

A code has one place: its field in the fiche where that is in the report, else the line or row that
carries it. Other figures with the code lead there.
"""

from collections.abc import Iterator
from enum import IntEnum

from vvdesk.report.content import (
    Badge,
    Block,
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


class Rank(IntEnum):
    """How well a place suits a code; the lowest is taken."""

    FIELD = 0
    """The field itself."""
    FICHE = 1
    """A line, text or row of its project."""
    ELSEWHERE = 2
    """A line, text or row of a chapter."""


def row_rank(*, is_fiche: bool) -> Rank:
    """Return how well a row, line or text suits the code that stands at its end."""
    return Rank.FICHE if is_fiche else Rank.ELSEWHERE


def places_in(block: Block, *, is_fiche: bool = False) -> Iterator[tuple[str, Rank]]:
    """Yield every code that a block, or a section with all in it, could be the place of.

    Args:
        block: What stands in the report.
        is_fiche: Whether it stands in the section of a project.
    """
    if isinstance(block, Section):
        is_fiche = is_fiche or block.kind is SectionKind.PROJECT
        for each in block.blocks:
            yield from places_in(each, is_fiche=is_fiche)
    else:
        yield from _in_block(block, row_rank(is_fiche=is_fiche))


def _in_block(block: Block, rank: Rank) -> Iterator[tuple[str, Rank]]:
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
        if not isinstance(line.content, Prose):
            yield from _in_words(line.content)


def _in_words(words: Words) -> Iterator[tuple[str, Rank]]:
    for piece in words:
        if isinstance(piece, Figure | Badge) and piece.is_source and piece.code:
            yield piece.code, Rank.FIELD
