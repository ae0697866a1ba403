"""What a report says, whatever it is printed on: a tree of sections, tables, texts and figures.

PDF, Word and web are made from this tree and from nothing else, so that all of them say the same.
It holds no markup: a rich text is a tree too (`vvdesk.richtext`), and what a person typed can never
become an instruction to a typesetter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from vvdesk.charts.chart import Chart
from vvdesk.compare.wording import Part
from vvdesk.richtext import Block as RichBlock
from vvdesk.richtext import Run

NOT_FILLED_IN = "niet ingevuld"
"""What stands where nobody filled in anything; never 0, never nothing."""


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How a status is shown: word, shape and colour together, never colour alone.

    Attributes:
        key: Its key in the reference data; empty for "no status".
        label: Its word, as the meetmoment calls it.
        shape: One sign: ○ ◐ ● ▲ ◆ ✓ ×.
        fill: Of a swatch in a chart or legend, as `#RRGGBB`.
        border: Outline of a swatch; empty for none.
        background: Of a chip on white paper.
        ink: Of the words on `background`; at least 4.5 to 1.
    """

    key: str
    label: str
    shape: str
    fill: str
    border: str
    background: str
    ink: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value out of the store: one field of one fiche, or a count or sum over several.

    Attributes:
        text: In Belgian notation.
        code: Its reference code (`vvdesk.anchors`); empty for what has no origin of its own.
        is_source: Whether the field stands here, in its own fiche: a link to `code` leads here.
            Elsewhere, on a web page, the figure is a link to that place.
        is_empty: Whether `text` only says that nothing was filled in.
    """

    text: str
    code: str = ""
    is_source: bool = False
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A status as a chip.

    Attributes:
        look: Which.
        code: As that of a `Figure`.
        is_source: As that of a `Figure`.
    """

    look: StatusLook
    code: str = ""
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """Words of a text compared with its earlier wording.

    Attributes:
        text: The words; a newline is a line break.
        part: Whether they stayed, came in or were taken out.
    """

    text: str
    part: Part


Piece: TypeAlias = Run | Figure | Badge | Revision
Words: TypeAlias = tuple[Piece, ...]
"""What stands on one line or in one cell, in reading order."""


class Style(StrEnum):
    """What a paragraph is for."""

    PLAIN = "plain"
    LEAD = "lead"
    """The sentence that says the most important thing of a section first."""
    NOTE = "note"
    """How a table is to be read, or what it does not tell."""


class Align(StrEnum):
    """On which side the cells of a column are set."""

    LEFT = "left"
    RIGHT = "right"


class RowKind(StrEnum):
    """What a row of a grid is."""

    PLAIN = "plain"
    TOTAL = "total"
    DETAIL = "detail"
    """Says more of the row above; it has one cell, over the whole width."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report's own, with figures in it."""

    words: Words
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Prose:
    """A rich text that somebody typed; never empty.

    Attributes:
        blocks: In normal form.
        code: Where it comes from; empty for none.
    """

    blocks: tuple[RichBlock, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a fiche with its label.

    Attributes:
        label: As in the published report.
        content: What stands there.
        code: Its reference code, printed beside it; empty for none.
    """

    label: str
    content: "Words | Prose"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with their values, one under the other: a table of two columns.

    Attributes:
        caption: What they are about, for who cannot see where they stand.
        lines: At least one.
    """

    caption: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with a bullet for each item."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid.

    Attributes:
        label: Its head.
        weight: Its share of the width.
        align: Of its cells.
    """

    label: str
    weight: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid.

    Attributes:
        cells: One per column; a single one for a `DETAIL`.
        code: The reference code of the row, printed at its end; empty for none.
        kind: What row it is.
        lines: Of a `DETAIL`: labels with their values, in place of cells.
    """

    cells: tuple[Words, ...]
    code: str = ""
    kind: RowKind = RowKind.PLAIN
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head comes back on every page.

    Attributes:
        caption: What it shows, in one line.
        columns: From left to right; the column of reference codes is no part of them.
        rows: From top to bottom.
        is_titled: Whether the caption is printed above it; the heading says it otherwise.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    is_titled: bool = True

    @property
    def has_codes(self) -> bool:
        """Tell whether any row has a reference code, so that there is a column for them."""
        return any(row.code for row in self.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; its figures stand in a grid beside it, so that nobody depends on seeing it."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Legend:
    """Statuses with what they mean.

    Attributes:
        entries: The look of each, and one sentence.
    """

    entries: tuple[tuple[StatusLook, str], ...]


class SectionKind(StrEnum):
    """What a section is, for who lays it out."""

    CHAPTER = "chapter"
    SPEERPUNT = "speerpunt"
    PROJECT = "project"
    PART = "part"
    """One of the seven parts of a fiche, or a part of a chapter."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Levels follow from how sections lie in one another.

    Attributes:
        title: The heading.
        anchor: Its own name in the document: small letters, digits and hyphens, a letter first.
        blocks: What stands under it; sections last.
        kind: What it is.
        facets: Of a project: what a reader may filter on, facet to label (`status`, `entiteit`).
    """

    title: str
    anchor: str
    blocks: "tuple[Block, ...]"
    kind: SectionKind = SectionKind.PART
    facets: Mapping[str, str] = field(default_factory=dict)


Block: TypeAlias = Section | Paragraph | Prose | Fields | Listing | Grid | Picture | Legend


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes:
        title: As on the cover: "Voortgangsrapport".
        subtitle: What it is about: "Speerpunt 04. Investeren in mensen en talenten".
        plan: "Relanceplan Vlaamse Veerkracht".
        meetmoment: Its name, "april 2021".
        peildatum: The day on which the status is reported.
        controlecode: Of what all fiches of the meetmoment say: `Z3RQ-ZANS-BG14-H4EH`.
        is_final: Whether the meetmoment was closed; until then the report says that it is a draft.
        chapters: What stands in it.
        has_cover: Whether it begins with a page of its own and a list of contents.
        notices: What whoever publishes it should know, in Dutch; no part of the report.
    """

    title: str
    subtitle: str
    plan: str
    meetmoment: str
    peildatum: date
    controlecode: str
    is_final: bool
    chapters: tuple[Section, ...]
    has_cover: bool = True
    notices: tuple[str, ...] = ()

    def sections(self) -> "Iterator[tuple[int, Section]]":
        """Yield every section with its level (1 for a chapter), in reading order."""
        for chapter in self.chapters:
            yield from _with_levels(chapter, 1)


def _with_levels(section: Section, level: int) -> Iterator[tuple[int, Section]]:
    yield level, section
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _with_levels(block, level + 1)
