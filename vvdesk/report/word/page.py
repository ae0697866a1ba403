"""The page that a template chose: how much room it leaves, and what has to end at its margin."""

from itertools import chain
from typing import Final

from docx.document import Document as WordFile

from vvdesk.report.word.names import VAL, w
from vvdesk.report.word.template import parts_of

USUAL_WIDTH: Final = 9_638
"""Twips between the margins of the shipped template: A4 within 2 cm."""
_NARROWEST: Final = 4_000
"""7 cm."""
_EDGES: Final = ("/header", "/footer")


def text_width(word: WordFile) -> int:
    """Return the room between the margins of the pages of the report, in twips."""
    section = word.part.element.find(f"{w('body')}/{w('sectPr')}")
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    if size is None or margins is None:
        return USUAL_WIDTH
    try:
        sides = sum(int(margins.get(w(name), "0")) for name in ("left", "right", "gutter"))
        return max(int(size.get(w("w"), "0")) - sides, _NARROWEST)
    except ValueError:
        return USUAL_WIDTH


def fit_tabs(word: WordFile, width: int) -> None:
    """Move what ended at the margin of the shipped template to the margin of this page.

    Page numbers in the contents, header and footer stand at a tab, and Word does not move a tab
    when somebody chooses another page. A tab that was set by hand stays.
    """
    edges = (
        part.element
        for part in parts_of(word)
        if any(name in str(part.partname) for name in _EDGES) and hasattr(part, "element")
    )
    for root in chain([word.styles.element], edges):
        for tabs in root.iter(w("tabs")):
            for tab in tabs.iter(w("tab")):
                is_ours = tab.get(w("pos")) == str(USUAL_WIDTH)
                if tab.get(VAL) in {"right", "end"} and is_ours:
                    tab.set(w("pos"), str(width))
