"""Writing what was found to a file: with what was asked, of which file, and when."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file
from vvdesk.errors import Misused
from vvdesk.exchange.workbook.plain_book import plain_book
from vvdesk.formula_guard import guarded
from vvdesk.jobs import Progress, silent
from vvdesk.plan.referentie import read_referentie
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.searching.excerpts import excerpts, whole_text
from vvdesk.searching.parts import Filter, Treffer, Vondst
from vvdesk.searching.query import Zoekvraag
from vvdesk.store.workspace import Workspace

KOLOMMEN: Final = (
    "Referentiecode",
    "Project",
    "Projecttitel",
    "Plaats",
    "Soort",
    "Meetmomenten",
    "Fragment",
    "Hele tekst",
)
_WIDTHS: Final = (26, 10, 40, 34, 30, 30, 60, 60)
_LONGEST: Final = 32_767
_PORTION: Final = 50
_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What was asked, to be told with what was found.

    Attributes:
        zoekvraag: The words.
        filter: Which texts.
    """

    zoekvraag: Zoekvraag
    filter: Filter


def write_results(
    workspace: Workspace,
    vondst: Vondst,
    asked: Gevraagd,
    target: Path,
    progress: Progress = silent,
) -> int:
    """Write what was found to a file.

    Args:
        workspace: The store that was searched.
        vondst: What was found there.
        asked: What was asked.
        target: Ending in `.csv` or `.xlsx`.
        progress: Called now and then.

    Returns:
        How many texts are in it.

    Raises:
        Misused: `target` ends otherwise.
        Cancelled: The user stopped; what stood there still does.
        Unavailable: The store cannot be read, or `target` not written.
    """
    write = {".csv": _write_csv, ".xlsx": _write_workbook}.get(target.suffix.lower())
    if write is None:
        raise Misused(f'"{target.name}" moet eindigen op .csv of .xlsx.')
    head = list(_head(workspace, vondst, asked))
    rows = list(_rows(workspace, vondst.treffers, asked.zoekvraag, progress))
    replace_file(target, partial(write, head, rows), Path.stat)
    return len(rows)


def span_words(treffer: Treffer, names: dict[int, str]) -> str:
    """Return from when to when a text stands so: "april 2021 – november 2021".

    Args:
        treffer: What was found.
        names: Of the meetmomenten, by id.
    """
    first, last = names[treffer.van], names[treffer.tot]
    return first if treffer.van == treffer.tot else f"{first} – {last}"


def filter_words(workspace: Workspace, wanted: Filter) -> str:
    """Return a filter in words: "meetmoment: april 2021; speerpunt: 4. Digitaal"; or "geen"."""
    names = {each.id: each.naam for each in workspace.meetmomenten()}
    with workspace.connection() as connection:
        lists = read_referentie(connection, max(names)).lists
    told = (
        ("meetmoment", [names[each] for each in sorted(wanted.meetmomenten)]),
        ("speerpunt", [lists["speerpunt"].label(key) for key in sorted(wanted.speerpunten)]),
        ("trekkende entiteit", sorted(wanted.entiteiten)),
        ("soort tekst", sorted(wanted.groepen)),
        ("status", [lists["projectstatus"].label(key) for key in sorted(wanted.statussen)]),
    )
    return "; ".join(f"{name}: {', '.join(words)}" for name, words in told if words) or "geen"


def _head(workspace: Workspace, vondst: Vondst, asked: Gevraagd) -> Iterator[_Row]:
    manifest = manifest_of(workspace)
    count = f"{len(vondst.treffers)}{'' if vondst.is_alles else ' (er zijn er meer)'}"
    yield "Gezocht", asked.zoekvraag.text
    yield "Filters", filter_words(workspace, asked.filter)
    yield "Gevonden teksten", count
    yield "Bestand", workspace.path.name
    yield "Controlecode", manifest.controlecode if manifest else "niet verzegeld"
    yield "Gemaakt op", f"{datetime.now().astimezone():%d/%m/%Y %H:%M}"


def _rows(
    workspace: Workspace, treffers: Sequence[Treffer], query: Zoekvraag, progress: Progress
) -> Iterator[_Row]:
    names = {each.id: each.naam for each in workspace.meetmomenten()}
    for start in range(0, len(treffers), _PORTION):
        progress(start, len(treffers), "Teksten lezen")
        for each in excerpts(workspace, treffers[start : start + _PORTION], query):
            found = each.treffer
            about = found.code, found.project, found.titel, found.plaats, found.soort.groep
            whole = whole_text(workspace, found)
            yield (*about, span_words(found, names), each.tekst, whole)


def _write_csv(head: list[_Row], rows: list[_Row], path: Path) -> None:
    """Write a table that opens in Excel by itself: semicolons, and a mark that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in (*head, (), KOLOMMEN, *rows):
        writer.writerow([guarded(cell) for cell in row])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _write_workbook(head: list[_Row], rows: list[_Row], path: Path) -> None:
    with plain_book(path) as book:
        bold = book.add_format({"bold": True, "bg_color": "#FFE615"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        found = book.add_worksheet("Gevonden")
        found.freeze_panes(1, 0)
        for column, (name, width) in enumerate(zip(KOLOMMEN, _WIDTHS, strict=True)):
            found.set_column(column, column, width)
            found.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                found.write_string(number, column, text[:_LONGEST], wrapped)
        about = book.add_worksheet("Zoekvraag")
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 80)
        for number, (name, text) in enumerate(head):
            about.write_string(number, 0, name, bold)
            about.write_string(number, 1, text[:_LONGEST], wrapped)
