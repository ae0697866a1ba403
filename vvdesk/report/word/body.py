"""The body of a Word report: sections and blocks, one after the other, in pieces."""

from collections.abc import Iterator
from typing import Final

from docx.document import Document as WordFile
from lxml import etree

from vvdesk.jobs import Progress
from vvdesk.report.content import (
    Block,
    Document,
    Fields,
    Grid,
    Legend,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Section,
    SectionKind,
    Style,
)
from vvdesk.report.places import row_rank
from vvdesk.report.word.lists import Lists
from vvdesk.report.word.names import NAMESPACES, PPR, PSTYLE, TBL, VAL, child, w
from vvdesk.report.word.pictures import Pictures
from vvdesk.report.word.places import Places
from vvdesk.report.word.tables import Tables
from vvdesk.report.word.text import Text
from vvdesk.richtext import numbers

_DEEPEST: Final = 4
"""Levels of headings that the template has styles for."""
_BELOW_TITLE: Final = "480"
"""Twips between the title of a report without cover and its first heading."""
_PIECE: Final = 60
"""Blocks after which what is ready is written away."""
_PARAGRAPHS: Final = {Style.PLAIN: "", Style.LEAD: "vvdesk kernzin", Style.NOTE: "vvdesk noot"}


class Body:
    """Writes the chapters of one report.

    Args:
        word: The opened template.
        document: What the report says.
        styles: The ids of the template's styles by name.
        text: Writes words.
        places: Where the bookmarks are.
        width: Between the margins of the page, in twips.
    """

    def __init__(
        self,
        word: WordFile,
        document: Document,
        styles: dict[str, str],
        text: Text,
        places: Places,
        width: int,
    ) -> None:
        self._document = document
        self._styles = styles
        self._text = text
        self._places = places
        self._lists = Lists(word, styles)
        self._pictures = Pictures(word, width)
        self._tables = Tables(text, self._rich, styles, width)
        self._root = _new_root()

    def pieces(self, progress: Progress) -> Iterator[bytes]:
        """Yield the report as pieces of the document, each a row of whole elements.

        Args:
            progress: Called before each chapter and project.

        Raises:
            Cancelled: The user stopped.
        """
        sections = list(self._document.sections())
        steps = [each for level, each in sections if _is_step(level, each)]
        done, fiche_level, above = 0, 0, None
        for level, section in sections:
            if _is_step(level, section):
                progress(done, len(steps), section.title)
                done += 1
            if fiche_level and level <= fiche_level:
                fiche_level = 0
            if section.kind is SectionKind.PROJECT:
                fiche_level = fiche_level or level
            self._tables.rank = row_rank(is_fiche=bool(fiche_level))
            self._heading(level, section, above)
            self._blocks(section)
            above = section
            if len(self._root) > _PIECE:
                yield self._taken()
        if len(self._root) and self._root[-1].tag == TBL:
            self._gap()
        yield self._taken()
        progress(len(steps), len(steps), "")

    def _heading(self, level: int, section: Section, above: Section | None) -> None:
        style = self._styles[f"heading {min(level, _DEEPEST)}"]
        paragraph = self._text.paragraph(self._root, style)
        properties = paragraph[0]
        if _is_whole_fiche(section) and above is not None and _has_text(above):
            child(properties, "pageBreakBefore")
        elif above is None and not self._document.has_cover:
            child(properties, "pageBreakBefore", val="0")
            child(properties, "spacing", before=_BELOW_TITLE)
        title = " ".join(section.title.split())
        names = self._places.next_heading(), self._places.section(section)
        self._text.bookmarked(paragraph, title, *names)

    def _blocks(self, section: Section) -> None:
        for block in section.blocks:
            if isinstance(block, Section):
                return
            if len(self._root) and self._root[-1].tag == TBL:
                self._gap()
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                style = _PARAGRAPHS[block.style]
                made = self._text.paragraph(self._root, self._styles[style] if style else "")
                self._text.words(made, block.words, told=True)
            case Prose():
                self._prose(block)
            case Listing():
                for item in block.items:
                    style = self._lists.style("ul", 0)
                    self._text.words(self._text.paragraph(self._root, style), item, told=True)
            case Picture():
                self._picture(block)
            case _:
                self._table(block)

    def _table(self, block: Block) -> None:
        match block:
            case Fields():
                self._tables.fields(self._root, block)
            case Grid():
                if block.is_titled:
                    caption = self._text.paragraph(self._root, self._styles["caption"])
                    self._text.run(caption, block.caption)
                self._tables.grid(self._root, block)
            case Legend() if block.entries:
                self._tables.legend(self._root, block)

    def _picture(self, picture: Picture) -> None:
        caption = self._text.paragraph(self._root, self._styles["caption"])
        self._text.run(caption, picture.chart.title)
        self._pictures.add(self._text.paragraph(self._root), picture.chart)

    def _prose(self, prose: Prose) -> None:
        self._rich(self._root, prose)
        if prose.code:
            style = self._styles["vvdesk referentiecode"]
            made = self._text.paragraph(self._root, style, right=True)
            self._text.code(made, prose.code, self._tables.rank)

    def _rich(self, parent: etree._Element, prose: Prose) -> None:
        """Write a rich text; every numbered list in it begins at its own 1."""
        running: dict[int, tuple[str, str]] = {}
        following = [*(block.kind for block in prose.blocks[1:]), "p"]
        for block, number, below in zip(
            prose.blocks, numbers(prose.blocks), following, strict=True
        ):
            if block.kind == "p":
                # What announces a list stays on the page of its first item.
                made = self._text.paragraph(parent, keep=below != "p")
            else:
                if number == 1:
                    running[block.level] = self._lists.started(block.level)
                made = self._item(parent, block.kind, block.level, running if number else {})
            for run in block.runs:
                self._text.rich(made, run)

    def _item(
        self,
        parent: etree._Element,
        kind: str,
        level: int,
        running: dict[int, tuple[str, str]],
    ) -> etree._Element:
        made = self._text.paragraph(parent, self._lists.style(kind, level))
        properties = made[0]
        if level in running:
            depth, number = running[level]
            numbering = child(properties, "numPr")
            child(numbering, "ilvl", val=depth)
            child(numbering, "numId", val=number)
        indent = self._lists.indent(level)
        if indent:
            child(properties, "ind", left=str(indent))
        return made

    def _gap(self) -> None:
        """Keep two tables apart, and a table from the text below it; Word would join them."""
        made = self._text.paragraph(self._root)
        etree.SubElement(
            etree.SubElement(made, PPR), PSTYLE, {VAL: self._styles["vvdesk tussenruimte"]}
        )

    def _taken(self) -> bytes:
        """Return what is ready, without the element around it, and begin anew."""
        last = self._root[-1] if len(self._root) else None
        made = etree.tostring(self._root, encoding="utf-8") if last is not None else b""
        self._root = _new_root()
        if last is None:
            return b""
        return made[made.index(b">") + 1 : made.rindex(b"</")]


def _new_root() -> etree._Element:
    """Return an empty body that knows the same prefixes as the document."""
    return etree.Element(w("body"), nsmap=NAMESPACES)


def _is_step(level: int, section: Section) -> bool:
    return level == 1 or section.kind is SectionKind.PROJECT


def _is_whole_fiche(section: Section) -> bool:
    """Tell whether a project has sections of its own; in an overview it is only a few lines."""
    has_parts = any(isinstance(block, Section) for block in section.blocks)
    return section.kind is SectionKind.PROJECT and has_parts


def _has_text(section: Section) -> bool:
    """Tell whether anything of its own stands under the heading of a section."""
    return any(not isinstance(block, Section) for block in section.blocks)
