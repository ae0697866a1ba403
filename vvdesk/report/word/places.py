"""Where a Word report has a bookmark: for each heading, and for each reference code that is in it.

A code has one place: its field in the fiche where that is in the report, else the line or row that
carries it. Every other figure with the code is a link to that place.
"""

import re
from hashlib import sha256
from typing import Final

from vvdesk.anchors import html_id
from vvdesk.report.content import Document, Section, SectionKind
from vvdesk.report.places import Rank, places_in

LONGEST_NAME: Final = 40
"""Characters; Word cuts a longer bookmark off and then finds it no more."""
_NOT_IN_NAME: Final = re.compile("[^a-z0-9_]")
_CODE_ANCHOR: Final = re.compile("m(?P<moment>[1-9][0-9]*)-(?P<rest>.+)")
"""The anchor of a section that stands for a code, as `html_id` makes it."""
_FIRST_HEADING: Final = 90_000_000
"""Above what Word itself numbers, so that a template's own contents keep theirs."""


class Places:
    """The bookmarks of one report; every place is given out once.

    Args:
        document: What the report says.
    """

    def __init__(self, document: Document) -> None:
        self._best: dict[str, Rank] = {}
        self._named: dict[str, str] = {}
        for chapter in document.chapters:
            for code, rank in places_in(chapter):
                self._best[code] = min(rank, self._best.get(code, rank))
        for _, section in document.sections():
            code = _code_of(section)
            if code and code not in self._named.values():
                self._named[section.anchor] = code
                self._best[code] = Rank.FIELD
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
    return next((code.partition("-")[0] for code, _rank in places_in(section)), "")
