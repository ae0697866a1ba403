"""Every word of a report in reading order, for who searches or compares it."""

from collections.abc import Iterator

from vvdesk.report.content import (
    Badge,
    Block,
    Document,
    Fields,
    Grid,
    GridRow,
    Legend,
    Line,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Section,
    Words,
)
from vvdesk.values import dag_to_text


def plain_text(document: Document) -> str:
    """Return what a report says, a line per paragraph, item, heading or cell.

    Reference codes, marks of lists and addresses of links are no part of it.
    """
    head = (
        document.title,
        document.subtitle,
        document.plan,
        f"Meetmoment {document.meetmoment}",
        f"Peildatum {dag_to_text(document.peildatum)}",
        f"Controlecode {document.controlecode}",
    )
    return "\n".join((*head, *(line for each in document.chapters for line in block_lines(each))))


def block_lines(block: Block) -> Iterator[str]:
    """Yield the lines of one block, and of the blocks in it."""
    match block:
        case Section(title=title, blocks=blocks):
            yield title
            for each in blocks:
                yield from block_lines(each)
        case Prose(blocks=blocks):
            yield from (each.text for each in blocks)
        case Fields(lines=lines):
            for line in lines:
                yield from _line(line)
        case Grid():
            yield from _grid(block)
        case _:
            yield from _short(block)


def _short(block: Block) -> Iterator[str]:
    """Yield the lines of a block that consists of single lines."""
    match block:
        case Paragraph(words=words):
            yield words_text(words)
        case Listing(items=items):
            yield from map(words_text, items)
        case Picture(chart=chart):
            yield chart.alt
        case Legend(entries=entries):
            yield from (f"{look.label}: {sentence}" for look, sentence in entries)


def words_text(words: Words) -> str:
    """Return what stands on one line or in one cell."""
    return "".join(each.look.label if isinstance(each, Badge) else each.text for each in words)


def _grid(grid: Grid) -> Iterator[str]:
    if grid.is_titled:
        yield grid.caption
    yield from (column.label for column in grid.columns)
    for row in grid.rows:
        yield from _row(row)


def _row(row: GridRow) -> Iterator[str]:
    yield from map(words_text, row.cells)
    for line in row.lines:
        yield from _line(line)


def _line(line: Line) -> Iterator[str]:
    yield line.label
    if isinstance(line.content, Prose):
        yield from block_lines(line.content)
    else:
        yield words_text(line.content)
