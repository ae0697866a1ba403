"""How an auditor goes from the code of a figure on paper to the cell that was filled in, by key."""

import re
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from window_driver import Person

from ui.pages.inquiry import InquiryPage
from ui.pages.page_names import INQUIRY
from vvdesk.tracing.shown_lines import Doel

_UNSEEN = re.compile("[\u200b\u2060\u00ad]")
"""Where the paper may break a line; nobody sees it."""


def printed_code(report: Path) -> str:
    """Read the code of the total from the paper, as somebody would type it over."""
    text = "".join(page.extract_text() for page in PdfReader(report).pages)
    found = re.search(r"1/PLAN-\s*VAK\b", _UNSEEN.sub("", text))
    assert found, "the total has no code in the report"
    return found[0].lower()


def go_to(person: Person, code: str) -> InquiryPage:
    """Press the key for a code and type it."""
    person.press("Ctrl+G")
    person.wait(lambda: person.heard == "Referentiecode of projectcode")
    person.type(code)
    person.press("Return")
    page = person.program.shown.page.page(INQUIRY)
    person.wait(lambda: person.focus is page.parts)
    return page


def open_part(person: Person, page: InquiryPage, project: str) -> tuple[str, str]:
    """Walk to a part of the total and open it; return the sheet and the cell that it names."""
    person.press("Home")
    while f"/{project}-" not in page.parts.parts.code_at(page.parts.currentIndex().row()):
        person.press("Down")
    person.press("Return")
    person.wait(lambda: person.focus is page.trace)
    (place,) = (each.tekst for each in page.trace.lines if each.label == "Blad en cel")
    sheet, cell = place.split(" › ")
    return sheet, cell


def save_evidence(person: Person, page: InquiryPage) -> None:
    """Walk down the trace to the submitted file, and save a copy."""
    for _step in page.trace.lines:
        if page.trace.line is not None and page.trace.line.doel is Doel.BEWIJSSTUK:
            break
        person.press("Ctrl+Down")
    person.press("Return")


def read_cell(workbook: Path, sheet: str, cell: str) -> object:
    """Read one cell as any other program would."""
    book = load_workbook(workbook, data_only=True)
    try:
        return book[sheet][cell].value
    finally:
        book.close()
