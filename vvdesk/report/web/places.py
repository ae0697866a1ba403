"""Where everything stands in a page: the id of each section and of each reference code.

A code has one place: the section of that name, else its field in the fiche where that is in the
page, else the line or row that carries it. Other figures with the code are links to that place.
"""

import re
from dataclasses import dataclass
from typing import Final

from vvdesk.anchors import html_id
from vvdesk.report.content import Document, Fields, Line, Section
from vvdesk.report.places import Rank, places_in, row_rank

_NOT_IN_ID: Final = re.compile("[^a-z0-9_-]+")


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
            for code, rank in places_in(chapter):
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
    """Return how well a line suits its own code: best where its words are the field itself."""
    is_field = any((line.code, Rank.FIELD) == each for each in places_in(Fields("", (line,))))
    return Rank.FIELD if is_field else row_rank(is_fiche=is_fiche)
