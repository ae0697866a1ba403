"""Words on paper: paragraphs, runs, links, bookmarks, chips and the marks of a compared text.

Everything is an element of a tree; no text is ever put between tags by hand.
"""

import re
from copy import copy
from typing import Final

from docx.document import Document as WordFile
from lxml import etree

from vvdesk.compare.wording import Part
from vvdesk.report.content import Badge, Figure, Piece, Revision, StatusLook, Words
from vvdesk.report.places import Rank
from vvdesk.report.word.addresses import Addresses
from vvdesk.report.word.elements import colour_run, fill_run, new_paragraph, new_run
from vvdesk.report.word.names import (
    OFFICE,
    ONLY_WORD,
    P,
    w,
    xml_safe,
)
from vvdesk.report.word.places import Places
from vvdesk.richtext import Run

_HYPERLINK: Final = w("hyperlink")
_ANCHOR: Final = w("anchor")
_TOOLTIP: Final = w("tooltip")
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_ID, _NAME = w("id"), w("name")
_ODD: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A carriage return, or what XML cannot hold."""
_ADDRESS: Final = re.compile(r"(https?://|mailto:).", re.IGNORECASE)
# A copy of what was made once costs a third of making it again.
_PLAIN: Final = new_run()
_INSIDE: Final = etree.Element(_HYPERLINK, {_ANCHOR: "", _TOOLTIP: ""}, nsmap=ONLY_WORD)
_EMPTY_START: Final = etree.Element(_START, {_ID: "", _NAME: ""}, nsmap=ONLY_WORD)
_EMPTY_END: Final = etree.Element(_END, {_ID: ""}, nsmap=ONLY_WORD)


class Text:
    """Writes the words of one report.

    Args:
        word: The opened template; addresses become relations of its document.
        styles: The ids of its styles by name.
        places: Where the bookmarks are.

    Attributes:
        replaced: How many signs Word cannot hold were replaced by �.
    """

    def __init__(self, word: WordFile, styles: dict[str, str], places: Places) -> None:
        self._addresses = Addresses(word)
        self._styles = styles
        self._places = places
        ids = (each.get(_ID, "") for each in word.part.element.iter(_START))
        self._paragraphs: dict[tuple[str, bool, bool], etree._Element] = {}
        self._runs: dict[tuple[str, bool, bool], etree._Element] = {}
        self._chips: dict[tuple[StatusLook, bool], etree._Element] = {}
        self._bookmarks = max((int(each) for each in ids if each.isdecimal()), default=0)
        self.replaced = 0

    def paragraph(
        self, parent: etree._Element, style: str = "", *, keep: bool = False, right: bool = False
    ) -> etree._Element:
        """Append an empty paragraph.

        Args:
            parent: What it comes in.
            style: The id of its style; empty for the ordinary one.
            keep: Whether it stays on the page of what follows.
            right: Whether it is set to the right.
        """
        if not (style or keep or right):
            return etree.SubElement(parent, P)
        known = self._paragraphs.get((style, keep, right))
        if known is None:
            known = self._paragraphs[style, keep, right] = new_paragraph(
                style, keep=keep, right=right
            )
        made = copy(known)
        parent.append(made)
        return made

    def run(
        self,
        parent: etree._Element,
        text: str,
        style: str = "",
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> etree._Element | None:
        """Append text; line breaks and tabs become Word's own. Return the run, None for no text.

        Args:
            parent: A paragraph or a link.
            text: Any text.
            style: The id of a character style; empty for none.
            bold: Whether it is set in bold.
            italic: Whether it is set in italics.
        """
        text = self.safe(text)
        if not text:
            return None
        if style or bold or italic:
            known = self._runs.get((style, bold, italic))
            if known is None:
                known = self._runs[style, bold, italic] = new_run(style, bold=bold, italic=italic)
            made = copy(known)
        else:
            made = copy(_PLAIN)
        parent.append(made)
        fill_run(made, text)
        return made

    def words(
        self,
        paragraph: etree._Element,
        words: Words,
        *,
        own: str = "",
        bold: bool = False,
        told: bool = False,
    ) -> None:
        """Append the pieces of one line or cell.

        Args:
            paragraph: What they come in.
            words: The pieces.
            own: A code printed beside them; a figure with that code is no link to itself.
            bold: Whether all of it is set in bold.
            told: Whether a code that leads nowhere in this report is printed after its figure, as
                nothing else beside it says it.
        """
        for piece in words:
            if isinstance(piece, Run):
                self.rich(paragraph, piece, bold=bold)
            elif isinstance(piece, Revision):
                self._revision(paragraph, piece)
            else:
                self._figure(paragraph, piece, own=own, bold=bold)
                if told and piece.code and not self._places.target(piece.code):
                    self.run(paragraph, "\u00a0")
                    style = self._styles["vvdesk referentiecode teken"]
                    self.run(paragraph, f"({piece.code})", style)

    def rich(self, paragraph: etree._Element, run: Run, *, bold: bool = False) -> None:
        """Append a run of a rich text, with its link."""
        heavy = bold or run.bold
        if run.href and run.text and _ADDRESS.match(run.href):
            link = etree.SubElement(paragraph, _HYPERLINK)
            link.set(f"{{{OFFICE}}}id", self._addresses.relation(run.href))
            style = self._styles["hyperlink"]
            self.run(link, run.text, style, bold=heavy, italic=run.italic)
        else:
            self.run(paragraph, run.text, bold=heavy, italic=run.italic)

    def code(self, paragraph: etree._Element, code: str, rank: Rank) -> None:
        """Append a reference code, small; its bookmark too if this is the place of the code."""
        if code:
            name = self._places.claim(code, rank)
            start = self._open(paragraph, name)
            self.run(paragraph, code, self._styles["vvdesk referentiecode teken"])
            self._close(paragraph, start)

    def chip(self, parent: etree._Element, look: StatusLook, *, bold: bool = False) -> None:
        """Append a status: shape and word, on its own colour."""
        label = self.safe(f"\u00a0{look.shape}\u00a0{look.label}\u00a0")
        known = self._chips.get((look, bold))
        if known is None:
            known = new_run(self._styles["vvdesk status"], bold=bold)
            colour_run(known, look.ink, look.background)
            fill_run(known, label)
            self._chips[look, bold] = known
        parent.append(copy(known))

    def bookmarked(self, paragraph: etree._Element, text: str, *names: str | None) -> None:
        """Append text that bookmarks lie around."""
        starts = [self._open(paragraph, name) for name in names]
        self.run(paragraph, text)
        for start in starts:
            self._close(paragraph, start)

    def safe(self, text: str) -> str:
        """Return the text without signs that Word cannot hold; they are counted."""
        if not _ODD.search(text):
            return text
        safe, replaced = xml_safe(text.replace("\r\n", "\n").replace("\r", "\n"))
        self.replaced += replaced
        return safe

    def _figure(
        self, paragraph: etree._Element, piece: Figure | Badge, *, own: str, bold: bool
    ) -> None:
        name = self._places.claim(piece.code, Rank.FIELD) if piece.is_source else None
        target = None
        if piece.code and not piece.is_source and piece.code != own:
            target = self._places.target(piece.code)
        start = self._open(paragraph, name)
        parent = self._link(paragraph, target, piece.code) if target else paragraph
        if isinstance(piece, Badge):
            self.chip(parent, piece.look, bold=bold)
        else:
            self.run(parent, piece.text, self._figure_style(piece, target), bold=bold)
        self._close(paragraph, start)

    def _figure_style(self, figure: Figure, target: str | None) -> str:
        if figure.is_empty:
            return self._styles["vvdesk niet ingevuld"]
        return self._styles["vvdesk verwijzing"] if target else ""

    def _link(self, paragraph: etree._Element, target: str, code: str) -> etree._Element:
        link = copy(_INSIDE)
        link.set(_ANCHOR, target)
        link.set(_TOOLTIP, self.safe(code))
        paragraph.append(link)
        return link

    def _revision(self, paragraph: etree._Element, piece: Revision) -> None:
        style = {Part.INSERTED: "vvdesk nieuw", Part.DELETED: "vvdesk geschrapt"}.get(piece.part)
        self.run(paragraph, piece.text, self._styles[style] if style else "")

    def _open(self, paragraph: etree._Element, name: str | None) -> str | None:
        if name is None:
            return None
        self._bookmarks += 1
        number = str(self._bookmarks)
        start = copy(_EMPTY_START)
        start.set(_ID, number)
        start.set(_NAME, name)
        paragraph.append(start)
        return number

    def _close(self, paragraph: etree._Element, number: str | None) -> None:
        if number is not None:
            end = copy(_EMPTY_END)
            end.set(_ID, number)
            paragraph.append(end)


def piece_text(piece: Piece) -> str:
    """Return the words of a piece as they are read."""
    return piece.look.label if isinstance(piece, Badge) else piece.text
