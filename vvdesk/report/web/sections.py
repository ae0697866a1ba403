"""Sections of a page with everything that stands in them."""

from typing import Final

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
from vvdesk.report.web.charts import figure
from vvdesk.report.web.elements import Html, below, element
from vvdesk.report.web.filter import ProjectFilter
from vvdesk.report.web.places import Places
from vvdesk.report.web.style import PageStyle
from vvdesk.report.web.tables import TableWriter
from vvdesk.report.web.words import WordsWriter

_DEEPEST: Final = 6
"""HTML has no heading below h6; deeper ones tell their level in another way."""


class SectionWriter:
    """Writes the chapters of one document, in order and once.

    Args:
        document: What they say.
        places: The ids of the page.
        style: Its classes.
        projects: What can be chosen.
        progress: Told at every section.
    """

    def __init__(
        self,
        document: Document,
        places: Places,
        style: PageStyle,
        projects: ProjectFilter,
        progress: Progress,
    ) -> None:
        self._document, self._places, self._style = document, places, style
        self._projects, self._progress = projects, progress
        self._words = WordsWriter(places, style)
        self._tables = TableWriter(self._words, places, style)
        self._at = 0
        self._has_messages = False

    def chapters(self) -> Html:
        """Return all chapters.

        Raises:
            Cancelled: The user stopped.
        """
        return below(self._section(chapter, is_fiche=False) for chapter in self._document.chapters)

    def _section(self, section: Section, *, is_fiche: bool) -> Html:
        placed = self._places.sections[self._at]
        self._at += 1
        self._progress(self._at, len(self._places.sections), section.title)
        is_project = section.kind is SectionKind.PROJECT
        before = self._messages(section, placed.level)
        parts = [_heading(section.title, placed.level + 1)]
        parts += [self._block(block, is_fiche=is_fiche or is_project) for block in section.blocks]
        facets = self._projects.attributes(section) if is_project else {}
        shown = element(
            "section", below(parts), id=placed.anchor, class_=section.kind.value, **facets
        )
        return below([*before, shown])

    def _messages(self, section: Section, level: int) -> list[Html]:
        """Return the messages of the choice, before the first chapter that holds a project."""
        if self._has_messages or level > 1 or not self._projects.is_wanted:
            return []
        self._has_messages = _holds_projects(section)
        return [self._projects.messages()] if self._has_messages else []

    def _block(self, block: Block, *, is_fiche: bool) -> Html:
        match block:
            case Section():
                return self._section(block, is_fiche=is_fiche)
            case Fields():
                return self._tables.fields(block, is_fiche=is_fiche)
            case Grid():
                return self._tables.grid(block, is_fiche=is_fiche)
            case Picture():
                return figure(block.chart, self._places)
            case Legend():
                return self._legend(block)
            case _:
                return self._text(block, is_fiche=is_fiche)

    def _text(self, block: Paragraph | Listing | Prose, *, is_fiche: bool) -> Html:
        match block:
            case Paragraph():
                style = None if block.style is Style.PLAIN else block.style.value
                return element("p", self._words.words(block.words), class_=style)
            case Listing():
                items = (element("li", self._words.words(item)) for item in block.items)
                return element("ul", *items)
            case Prose():
                return self._prose(block, is_fiche=is_fiche)

    def _prose(self, prose: Prose, *, is_fiche: bool) -> Html:
        place = self._places.claim(prose.code, row_rank(is_fiche=is_fiche))
        parts = [self._words.prose(prose)]
        if prose.code:
            code = self._words.code(prose.code, prose.code if place else "")
            parts.append(element("p", code, class_="below"))
        return element("div", *parts, class_="prose", id=place)

    def _legend(self, legend: Legend) -> Html:
        entries = [
            element(
                "div",
                element(
                    "dt",
                    element("span", class_=f"swatch {self._style.of_status(look)}"),
                    self._words.chip(look),
                ),
                element("dd", meaning),
            )
            for look, meaning in legend.entries
        ]
        return element("dl", below(entries), class_="legend")


def _heading(title: str, level: int) -> Html:
    if level <= _DEEPEST:
        return element(f"h{level}", title)
    return element(f"h{_DEEPEST}", title, aria_level=str(level))


def _holds_projects(section: Section) -> bool:
    return section.kind is SectionKind.PROJECT or any(
        isinstance(block, Section) and _holds_projects(block) for block in section.blocks
    )
