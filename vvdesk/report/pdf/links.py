"""Links within the PDF: which codes are pointed at, and where each of them stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vvdesk.anchors import html_id
from vvdesk.report.content import (
    Badge,
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


@dataclass(frozen=True, slots=True)
class Links:
    """What links within the report lead to.

    Attributes:
        places: Codes that are pointed at and stand somewhere.
        headings: Those of whole fiches and groups: the anchor of the section, with its code.
    """

    places: frozenset[str]
    headings: Mapping[str, str]


def links_of(document: Document) -> Links:
    """Find out which figures can be links, and to where."""
    wanted: set[str] = set()
    standing: set[str] = set()
    for chapter in document.chapters:
        _look(chapter, wanted, standing, in_project=False)
    named = {html_id(code): code for code in sorted(wanted) if code}
    headings = {
        section.anchor: named[section.anchor]
        for _, section in document.sections()
        if section.anchor in named
    }
    return Links(frozenset((wanted & (standing | set(headings.values()))) - {""}), headings)


def _look(section: Section, wanted: set[str], standing: set[str], *, in_project: bool) -> None:
    in_project = in_project or section.kind is SectionKind.PROJECT
    for block in section.blocks:
        if isinstance(block, Section):
            _look(block, wanted, standing, in_project=in_project)
            continue
        for words in _words(block):
            for piece in words:
                if isinstance(piece, Figure | Badge):
                    (standing if piece.is_source else wanted).add(piece.code)
        if in_project:
            standing.update(_printed(block))


def _words(block: object) -> Iterator[Words]:
    match block:
        case Paragraph():
            yield block.words
        case Listing():
            yield from block.items
        case Fields():
            yield from _of_lines(block.lines)
        case Grid():
            for row in block.rows:
                yield from row.cells
                yield from _of_lines(row.lines)


def _of_lines(lines: tuple[Line, ...]) -> Iterator[Words]:
    for line in lines:
        if not isinstance(line.content, Prose):
            yield line.content


def _printed(block: object) -> Iterator[str]:
    """Yield the codes printed at the end of a row of a fiche: that is where its field stands."""
    match block:
        case Prose():
            yield block.code
        case Fields():
            yield from (line.code for line in block.lines)
        case Grid():
            for row in block.rows:
                yield row.code
                yield from (line.code for line in row.lines)
