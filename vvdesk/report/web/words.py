"""What stands on one line or in one text: words, figures, statuses, links, lists."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from vvdesk.compare.wording import Part
from vvdesk.report.content import Badge, Figure, Prose, Revision, StatusLook, Words
from vvdesk.report.places import Rank
from vvdesk.report.web.elements import Content, Html, element, together, with_breaks
from vvdesk.report.web.places import Places
from vvdesk.report.web.style import PageStyle
from vvdesk.richtext import Block, Run, clean_href

_REVISED: Final = {
    Part.INSERTED: ("ins", "toegevoegd: "),
    Part.DELETED: ("del", "geschrapt: "),
}


class WordsWriter:
    """Writes words.

    Args:
        places: The ids of the page.
        style: Its classes.
    """

    def __init__(self, places: Places, style: PageStyle) -> None:
        self._places, self._style = places, style

    def words(self, words: Words, here: str = "") -> Html:
        """Return what stands on one line or in one cell.

        Args:
            words: In reading order.
            here: The code of which this is the place, so that nothing links to itself.
        """
        parts: list[Content] = []
        for is_run, group in groupby(words, lambda piece: isinstance(piece, Run)):
            if is_run:
                parts.append(_runs([run for run in group if isinstance(run, Run)]))
            else:
                parts += [self._piece(piece, here) for piece in group]
        return together(parts)

    def prose(self, prose: Prose) -> Html:
        """Return a rich text: paragraphs and real lists."""
        parts: list[Content] = []
        for is_list, group in groupby(prose.blocks, lambda block: block.kind != "p"):
            if is_list:
                parts += _lists(list(group), 0)
            else:
                parts += [element("p", _runs(block.runs)) for block in group]
        return together(parts)

    def chip(self, look: StatusLook) -> Html:
        """Return a status as shape and word; the shape is not read out, the word says it."""
        return element(
            "span",
            element("span", look.shape, aria_hidden="true"),
            f" {look.label}",
            class_=f"chip {self._style.of_status(look)}",
        )

    def code(self, code: str, here: str = "") -> Html:
        """Return a reference code as it is printed; a link where its place is elsewhere.

        Args:
            code: Never empty.
            here: As for `words`.
        """
        target = None if code == here else self._places.target(code)
        shown = _breakable(code)
        if target is None:
            return element("span", shown, class_="code")
        return element("a", shown, class_="code", href=f"#{target}")

    def _piece(self, piece: object, here: str) -> Html:
        match piece:
            case Revision():
                return _revision(piece)
            case Badge():
                return self._figure(piece, self.chip(piece.look), "", here)
            case Figure():
                kind = "empty" if piece.is_empty else "figure"
                return self._figure(piece, with_breaks(piece.text), kind, here)
            case _:
                raise TypeError(piece)

    def _figure(self, piece: Figure | Badge, shown: Html, kind: str, here: str) -> Html:
        """Return a figure: the place of its code, a link to that place, or just what it says."""
        code = piece.code
        if not code:
            return element("span", shown, class_=kind) if kind else shown
        if piece.is_source:
            found = self._places.claim(code, Rank.FIELD)
            return element("span", shown, id=found, class_=kind or None, title=code)
        target = None if code == here else self._places.target(code)
        if target is None:
            return element("span", shown, class_=kind or None, title=code)
        return element("a", shown, class_=kind or "chip-link", href=f"#{target}", data_code=code)


def _breakable(code: str) -> Html:
    """Return a code that may go on in the next line behind each of its words."""
    first, *others = code.split("_")
    parts: list[Content] = [first]
    for other in others:
        parts += ["_", element("wbr"), other]
    return together(parts)


def _runs(runs: Sequence[Run]) -> Html:
    """Return runs; neighbours with the same address are one link."""
    parts: list[Content] = []
    for href, group in groupby(runs, lambda run: clean_href(run.href)):
        same = list(group)
        inside = together(_styled(run) for run in same)
        if href is None:
            parts.append(inside)
        else:
            is_bare = "".join(run.text for run in same).strip() == href
            parts.append(
                element(
                    "a", inside, href=href, rel="noreferrer", class_="bare" if is_bare else None
                )
            )
    return together(parts)


def _styled(run: Run) -> Html:
    shown = with_breaks(run.text)
    if run.italic:
        shown = element("em", shown)
    return element("strong", shown) if run.bold else shown


def _revision(revision: Revision) -> Html:
    shown = with_breaks(revision.text)
    if revision.part not in _REVISED:
        return shown
    name, spoken = _REVISED[revision.part]
    return element(name, element("span", spoken, class_="spoken"), shown)


def _lists(items: list[Block], level: int) -> list[Html]:
    """Return the items of one level as lists, deeper ones within the item above them.

    HTML counts the items of a list as `richtext.numbers` does, so no number is written.
    """
    found: list[Html] = []
    at = 0
    while at < len(items):
        kind, entries = items[at].kind, []
        while at < len(items) and items[at].kind == kind:
            end = at + 1
            while end < len(items) and items[end].level > level:
                end += 1
            within = _lists(items[at + 1 : end], level + 1)
            entries.append(element("li", _runs(items[at].runs), *within))
            at = end
        found.append(element(kind, *entries))
    return found
