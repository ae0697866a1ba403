"""Pieces that the chapter on what moved is written with: names, values, reasons, sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from vvdesk.charts.text import with_minus
from vvdesk.content import Inhoud, Rij, parse_path
from vvdesk.kinds import ChoiceLists
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Block,
    Column,
    Figure,
    Grid,
    GridRow,
    Line,
    Paragraph,
    Piece,
    RowKind,
    Section,
    Style,
    Words,
)
from vvdesk.report.moved.pairs import Paren
from vvdesk.richtext import Run

ANCHOR: Final = "verschuivingen"
"""Of the chapter; those of its parts begin with it."""
_LONGEST_TITLE, _LONGEST_NAME = 60, 46
"""Signs: beside a code, so much is enough to know a mijlpaal or a project again.

Titles of projects are often in capitals, which are wider.
"""


_LOOSE_ENDS: Final = " .,:;–-(/"
_MORE: Final = "\N{NO-BREAK SPACE}…"
"""Never alone on a line."""


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the chapter.

    Attributes:
        section: What it says.
        what: What it counts, for the list at the start of the chapter.
        count: How many there are.
        code: The reference code of that figure; empty for none.
        always: Whether it has a heading of its own, also when there is nothing to tell.
    """

    section: Section
    what: str
    count: int
    code: str = ""
    always: bool = False

    @property
    def is_quiet(self) -> bool:
        """Tell whether there is nothing to show: it says only that nothing moved."""
        has_more = any(not isinstance(each, Paragraph) for each in self.section.blocks)
        return not (self.count or has_more or self.always)


def part(title: str, name: str, *blocks: Block) -> Section:
    """Return a section of the chapter."""
    return Section(title, f"{ANCHOR}-{name}", blocks)


def lead(*pieces: Piece | str) -> Paragraph:
    """Return the sentence that a part begins with."""
    return Paragraph(words(*pieces), Style.LEAD)


def note(text: str) -> Paragraph:
    """Return how a table is to be read."""
    return Paragraph((Run(text),), Style.NOTE)


def words(*pieces: Piece | str) -> Words:
    """Return pieces in a row; plain texts become runs, empty ones fall away."""
    return tuple(Run(each) if isinstance(each, str) else each for each in pieces if each != "")


def grid(caption: str, columns: Sequence[Column], rows: Sequence[GridRow]) -> tuple[Grid, ...]:
    """Return a table, or nothing when it would be empty."""
    return (Grid(caption, tuple(columns), tuple(rows)),) if rows else ()


def named_fiche(code: str, inhoud: Inhoud) -> Words:
    """Return a project by its code, which leads to it, and its title."""
    titel = short_title(inhoud.values["titel"], _LONGEST_NAME)
    return words(Figure(inhoud.project, code), f" {titel}" if titel else "")


def named_row(code: str, row: Rij) -> Words:
    """Return a mijlpaal by its id, which leads to it, and its title."""
    titel = short_title(row.values["titel"])
    return words(Figure(row.id, code), f" {titel}" if titel else "")


def short_title(titel: str | None, longest: int = _LONGEST_TITLE) -> str:
    """Return a title on one line, as much of it as is needed to know it again."""
    flat = " ".join((titel or "").split())
    if len(flat) <= longest:
        return flat
    words_in_full = flat[: longest + 1].rpartition(" ")[0]
    return f"{words_in_full.rstrip(_LOOSE_ENDS) or flat[:longest]}{_MORE}"


def valued(path: str, value: Any, code: str, lists: ChoiceLists | None = None) -> Words:
    """Return the value of a field as people read it, with the code of where it stands."""
    text = parse_path(path).field.kind.to_text(value, lists)
    if isinstance(value, int | Decimal):
        text = with_minus(text)
    return (Figure(text or NOT_FILLED_IN, code, is_empty=not text),)


def told(text: str | None, code: str = "") -> Words:
    """Return a reason or explanation on one line; that there is none is said."""
    flat = " ".join((text or "").split())
    return (Figure(flat or NOT_FILLED_IN, code, is_empty=not flat),)


def explained(text: str | None, code: str = "") -> GridRow:
    """Return the reason under a row, over the whole width: sentences need room."""
    return GridRow((), "", RowKind.DETAIL, (Line("Reden", told(text, code)),))


def since(paren: Paren) -> str:
    """Return since when: "sinds april 2021"."""
    return f"sinds {paren.vorig.naam}"
