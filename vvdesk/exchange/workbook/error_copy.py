"""The error copy: what was received, written anew, with every problem shown at its cell.

Nothing of the received file itself is kept but its values: no macro, no picture, no formula. What
vvdesk hid in it goes along, so that the corrected copy can be sent in like any other.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from vvdesk.choices import folded
from vvdesk.errors import Refused
from vvdesk.exchange.reader.model import ForeignWorkbook, Sheet
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, copy_base
from vvdesk.exchange.workbook.copied_sheet import CopiedSheet
from vvdesk.exchange.workbook.envelope import META_SHEET, Envelope, parse_meta
from vvdesk.exchange.workbook.explained_sheet import hide_fingerprints
from vvdesk.exchange.workbook.hidden_sheets import LIST_SHEET, write_lists, write_meta
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.problems_sheet import PROBLEMS_SHEET, Problem, write_problems
from vvdesk.exchange.workbook.readme_sheet import PLURALS, README_SHEET, write_readme
from vvdesk.exchange.workbook.sheets import (
    BLADEN,
    CODE,
    PROJECTEN,
    TOELICHTINGEN,
    Blad,
    find_header,
    find_sheet,
)
from vvdesk.jobs import Progress, silent
from vvdesk.plan.referentie import Referentie

_OWN: Final = {folded(name) for name in (PROBLEMS_SHEET, LIST_SHEET, BASE_SHEET, META_SHEET)}
_EXTRA: Final = (TOELICHTINGEN, VRAGEN)
"""Sheets that are there only when there is something on them."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_LONG_AGO: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, not a moment


def write_error_copy(
    target: Path,
    submitted: ForeignWorkbook,
    problems: Sequence[Problem],
    referentie: Referentie,
    progress: Progress = silent,
) -> None:
    """Write a received workbook anew with its problems made visible.

    Every value stands where it stood, so that a cell is still called what its sender calls it; what
    cannot be read as a value stands there as text, a formula too. Cells with a problem are red (or
    amber), with the sentence as a comment; the sheet Problemen lists them all.

    Args:
        target: The file to write or replace.
        submitted: As read by the strict reader.
        problems: What is wrong, in the order in which it has to be listed.
        referentie: Choices and statuses of the meetmoment, for validations and colours.
        progress: Called once per sheet.

    Raises:
        Unavailable: The file cannot be written; what stood there is unchanged.
        Cancelled: The user stopped; nothing was changed.
    """
    new = NewBook()
    problems_page = new.page(PROBLEMS_SHEET, "#B3261E")
    copied = [sheet for sheet in submitted.sheets if folded(sheet.name) not in _OWN]
    tabs = _tab_names(copied)
    envelope = _envelope(submitted)
    for number, sheet in enumerate(copied):
        progress(number, len(copied), sheet.name)
        page = new.page(tabs[sheet.name])
        if envelope is not None and folded(sheet.name) == folded(README_SHEET):
            write_readme(page, envelope, _counts(submitted), {})
        else:
            _copy(page, submitted, sheet, problems, referentie)
    write_problems(problems_page, problems, tabs)
    write_lists(new.book, new.hidden(LIST_SHEET), referentie.lists, _projects(submitted))
    for sheet in submitted.sheets:
        if folded(sheet.name) == folded(BASE_SHEET):
            copy_base(sheet, new.hidden(BASE_SHEET))
    new.book.set_properties({"created": _LONG_AGO})
    if envelope is not None:
        write_meta(new.book, new.hidden(META_SHEET), envelope)
    new.save(target, progress)


def _copy(
    page: Page,
    submitted: ForeignWorkbook,
    sheet: Sheet,
    problems: Sequence[Problem],
    referentie: Referentie,
) -> None:
    marks: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.cell and folded(problem.sheet) == folded(sheet.name):
            marks[problem.cell].append(problem)
    writer = CopiedSheet(page, sheet, dict(marks), date1904=submitted.date1904)
    blad = _blad_of(submitted, sheet)
    header = find_header(sheet, blad) if blad else None
    if blad and header:
        writer.write_blad(blad, header, referentie)
        hide_fingerprints(page.sheet, {at - 1: each.key for at, each in header.columns.items()})
    else:
        writer.write_plain()


def _blad_of(submitted: ForeignWorkbook, sheet: Sheet) -> Blad | None:
    known = (*BLADEN, *_EXTRA)
    return next((blad for blad in known if find_sheet(submitted.sheets, blad) is sheet), None)


def _projects(submitted: ForeignWorkbook) -> list[str]:
    """Return the project codes of the sheet Projecten, for the list in new rows."""
    return _column(submitted, PROJECTEN, CODE)


def _counts(submitted: ForeignWorkbook) -> list[tuple[str, str, int]]:
    sheets = (*BLADEN, *(blad for blad in _EXTRA if find_sheet(submitted.sheets, blad)))
    return [(blad.name, PLURALS[blad.name], len(_column(submitted, blad, CODE))) for blad in sheets]


def _column(submitted: ForeignWorkbook, blad: Blad, key: str) -> list[str]:
    """Return the texts of one column under its label; empty when it is not there."""
    sheet = find_sheet(submitted.sheets, blad)
    header = find_header(sheet, blad) if sheet else None
    if sheet is None or header is None:
        return []
    column = next((at for at, each in header.columns.items() if each.key == key), 0)
    cells = [cells[column] for row, cells in sheet.rows() if row > header.row and column in cells]
    return [str(cell.value) for cell in cells if cell.kind == "text"]


def _tab_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Give every sheet a name that Excel allows, its own where possible."""
    names: dict[str, str] = {}
    taken = set(_OWN)
    for sheet in sheets:
        bare = _NOT_IN_A_NAME.sub("_", sheet.name).strip("'")[:_LONGEST_NAME] or "Blad"
        name, number = bare, 2
        while folded(name) in taken or name.casefold() == "history":
            name = f"{bare[: _LONGEST_NAME - 5]} ({number})"
            number += 1
        taken.add(folded(name))
        names[sheet.name] = name
    return names


def _envelope(submitted: ForeignWorkbook) -> Envelope | None:
    """Return the envelope; None where there is none to keep, which the problems tell then."""
    try:
        return parse_meta(submitted)
    except Refused:
        return None
