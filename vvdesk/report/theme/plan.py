"""One relanceplan in the thematic overview: what a reader who is no civil servant wants to know."""

from collections.abc import Iterator
from typing import Final

from vvdesk import richtext
from vvdesk.anchors import field_code, html_id
from vvdesk.charts.text import in_euro
from vvdesk.content import Inhoud
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Block,
    Fields,
    Figure,
    Line,
    Paragraph,
    Piece,
    Prose,
    Section,
    SectionKind,
    Words,
)
from vvdesk.report.fiche.field_words import prose_blocks
from vvdesk.report.theme.words import MILLION, amount_in_words, linked
from vvdesk.richtext import Run

BUDGET: Final = "financiering.beleidsruimte"
AIMS: Final = "Dit zijn de doelstellingen:"
MORE: Final = "Meer weten? "
_EXPECTED: Final = {
    BUDGET: "budget",
    "beleidsdomein": "beleidsdomein",
    "ministers": "bevoegde minister",
    "doelgroep": "doelgroep",
    "contactpersoon": "contactpersoon",
    "omschrijving": "omschrijving",
    "doelstellingen": "doelstellingen",
    "meer_weten": "meer weten",
}
"""What a complete plan says, in the order of the overview."""
WITHOUT_TITLE: Final = "Plan zonder titel"


def plan_section(inhoud: Inhoud, meetmoment_id: int) -> Section:
    """Return what the overview says of one plan; it needs no headings within it.

    Budget, beleidsdomein and minister always stand there: a reader asks who pays what. The rest
    does when somebody filled it in.
    """
    written = _Plan(inhoud, meetmoment_id)
    return Section(
        title_of(inhoud),
        html_id(field_code(meetmoment_id, inhoud.project)),
        tuple(written.blocks()),
        SectionKind.PROJECT,
        facets_of(inhoud),
    )


def facets_of(inhoud: Inhoud) -> dict[str, str]:
    """Return by what a reader may choose plans; what was not filled in says so."""
    return {
        "beleidsdomein": inhoud.values["beleidsdomein"] or NOT_FILLED_IN,
        "minister": "; ".join(inhoud.values["ministers"]) or NOT_FILLED_IN,
    }


def title_of(inhoud: Inhoud) -> str:
    """Return the name of a plan on one line."""
    return " ".join((inhoud.values["titel"] or "").split()) or WITHOUT_TITLE


def missing_of(inhoud: Inhoud) -> list[str]:
    """Return what nobody filled in, in Dutch; for whoever publishes the overview."""
    empty = [None, "", ()]
    return [what for path, what in _EXPECTED.items() if inhoud.values[path] in empty]


class _Plan:
    def __init__(self, inhoud: Inhoud, meetmoment_id: int) -> None:
        self._inhoud, self._moment_id = inhoud, meetmoment_id

    def blocks(self) -> Iterator[Block]:
        yield Fields(f"{title_of(self._inhoud)} in het kort", tuple(self._lines()))
        if blocks := self._prose("omschrijving"):
            yield Prose(blocks)
        if blocks := self._prose("doelstellingen"):
            yield Paragraph((Run(AIMS),))
            yield Prose(blocks)
        if text := self._inhoud.values["meer_weten"]:
            yield Paragraph((Run(MORE), *self._linked("meer_weten", text)))

    def _lines(self) -> Iterator[Line]:
        yield Line("Budget", self._budget(), self._code(BUDGET))
        yield Line("Beleidsdomein en bevoegde minister", self._competent())
        for path, label in (("doelgroep", "Doelgroep"), ("contactpersoon", "Contactpersoon")):
            if text := self._inhoud.values[path]:
                yield Line(label, self._linked(path, text))

    def _budget(self) -> Words:
        amount, code = self._inhoud.values[BUDGET], self._code(BUDGET)
        if amount is None:
            return (Figure(NOT_FILLED_IN, code, is_source=True, is_empty=True),)
        if amount == 0:
            return (Run("geen eigen middelen ("), self._amount(amount, code), Run(")"))
        if abs(amount) < MILLION:  # in words it would read the same
            return (self._amount(amount, code),)
        return (Run(f"{amount_in_words(amount)} ("), self._amount(amount, code), Run(")"))

    def _amount(self, amount: int, code: str) -> Figure:
        return Figure(in_euro(amount), code, is_source=True)

    def _competent(self) -> Words:
        pieces: list[Piece] = []
        for path in ("beleidsdomein", "ministers"):
            value = self._inhoud.values[path]
            text = value if isinstance(value, str) else ", ".join(value or ())
            shown = text or NOT_FILLED_IN
            pieces += [Run(" – ")] if pieces else []
            pieces.append(Figure(shown, self._code(path), is_source=True, is_empty=not text))
        return tuple(pieces)

    def _linked(self, path: str, text: str) -> Words:
        """Return a text with its addresses as links; as a figure when it holds none."""
        words = linked(text)
        if any(isinstance(each, Run) and each.href for each in words):
            return words
        return (Figure(text, self._code(path), is_source=True),)

    def _prose(self, path: str) -> tuple[richtext.Block, ...]:
        value = self._inhoud.values[path]
        return prose_blocks(value) if value else ()

    def _code(self, path: str) -> str:
        return field_code(self._moment_id, self._inhoud.project, path)
