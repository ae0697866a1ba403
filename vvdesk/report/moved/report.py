"""What slipped and changed: a chapter of the progress report, and a report by itself.

Each part begins with the sentence that matters, shows it in a table, and leads with reference codes
to the fields it comes from.

Source:
    Rekenhof 2022–2024: delays, reworded mijlpalen and lowered streefwaarden could not be followed
    from one report to the next.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress, silent
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Grid,
    GridRow,
    Listing,
    Paragraph,
    Section,
    SectionKind,
)
from vvdesk.report.cover_words import scope_words
from vvdesk.report.moved.computed import computed_statuses
from vvdesk.report.moved.money import amounts
from vvdesk.report.moved.pairs import Paren
from vvdesk.report.moved.rows import new_rows, other_projects, vanished_rows
from vvdesk.report.moved.statuses import status_changes
from vvdesk.report.moved.texts import unchanged_texts
from vvdesk.report.moved.timing import since_first, since_previous
from vvdesk.report.moved.wording import lowered_targets, rewordings
from vvdesk.report.moved.words import ANCHOR, Deel, lead, note, words
from vvdesk.report.reading import Source, read_source
from vvdesk.report.request import Request
from vvdesk.richtext import Run
from vvdesk.store.workspace import Workspace
from vvdesk.values import dag_to_text

TITLE: Final = "Verschuivingen en wijzigingen"
_FIRST_MEETMOMENT: Final = (
    "Dit is het eerste meetmoment: er is nog niets om mee te vergelijken. Alleen de berekende "
    "status staat hier, naast de gemelde."
)
_SAME: Final = "Niet veranderd:"


def moved_chapter(source: Source, progress: Progress = silent) -> Section:
    """Return the chapter on what moved.

    Args:
        source: What was read, the texts of the previous meetmoment included.
        progress: Called once per part.

    Raises:
        Cancelled: The user stopped.
    """
    paren = Paren.of(source)
    if paren is None:
        blocks: tuple[Block, ...] = (lead(_FIRST_MEETMOMENT), computed_statuses(source).section)
        return Section(TITLE, ANCHOR, blocks, SectionKind.CHAPTER)
    delen = _delen(paren, progress)
    told = [each for each in delen if not each.is_quiet]
    now, day = dag_to_text(source.moment.peildatum), dag_to_text(paren.vorig.peildatum)
    opening = (
        lead(
            f"Wat er op {now} anders is dan op het vorige meetmoment, {paren.vorig.naam} ({day})."
        ),
        note("Elke code noemt het veld of het totaal waar de waarde vandaan komt."),
        _in_short(told),
        *_quiet(each for each in delen if each.is_quiet),
    )
    sections = tuple(each.section for each in told)
    return Section(TITLE, ANCHOR, (*opening, *sections), SectionKind.CHAPTER)


def build_moved(workspace: Workspace, request: Request, progress: Progress = silent) -> Document:
    """Return the report on what moved, by itself.

    Args:
        workspace: The open file.
        request: Which meetmoment, of which speerpunten.
        progress: Called per query and per part.

    Raises:
        Misused: There is no such meetmoment or speerpunt.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    with collector_paused():
        source = read_source(workspace, request, progress)
        chapter = moved_chapter(source, progress)
    return Document(
        TITLE,
        scope_words(source.referentie, source.speerpunten),
        source.plan,
        source.moment.naam,
        source.moment.peildatum,
        source.controlecode,
        source.moment.is_closed,
        (chapter,),
    )


def _delen(paren: Paren, progress: Progress) -> list[Deel]:
    source = paren.source
    makers: tuple[Callable[[], Deel], ...] = (
        partial(since_previous, paren),
        partial(since_first, paren),
        partial(rewordings, paren),
        partial(lowered_targets, paren),
        partial(vanished_rows, paren),
        partial(new_rows, paren),
        partial(other_projects, paren),
        partial(unchanged_texts, paren),
        partial(status_changes, paren),
        partial(amounts, paren),
        partial(computed_statuses, source),
    )
    delen = []
    for done, make in enumerate(makers):
        progress(done, len(makers), "Verschuivingen zoeken")
        delen.append(make())
    return delen


def _in_short(delen: list[Deel]) -> Grid:
    """Return how many there are of each, so that a reader knows where to look."""
    rows = tuple(
        GridRow((words(_capital(each.what)), (Figure(str(each.count), each.code),)), each.code)
        for each in delen
    )
    columns = (Column("Wat", 80), Column("Aantal", 20, Align.RIGHT))
    return Grid("In het kort", columns, rows)


def _quiet(delen: Iterable[Deel]) -> Iterator[Block]:
    """Yield what stayed as it was, a line each: a heading for each would hide what did move."""
    items = tuple(
        tuple(
            piece
            for place, each in enumerate(deel.section.blocks)
            if isinstance(each, Paragraph)
            for piece in ((Run(" "),) if place else ()) + each.words
        )
        for deel in delen
    )
    if items:
        yield Paragraph((Run(_SAME, bold=True),))
        yield Listing(items)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
