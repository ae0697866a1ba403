"""An auditor goes from a figure in the printed report to the cell that a department filled in.

All that the auditor has is the report on paper and the momentopname. The keyboard is enough.
"""

import re
from pathlib import Path

import pytest
from merge_sample import central, merge, put, uitvraag
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from sealed_sample import sealed
from stores import DWSE, OV
from window_driver import Person, running

from ui.pages.inquiry import InquiryPage
from ui.pages.page_names import INQUIRY, SEAL
from ui.pages.seal_verifying import SealVerifying
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.publishing import publish
from vvdesk.report.request import Request, Vorm
from vvdesk.settings import Settings
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.shown_lines import Doel

SENT = {"VV015": 412_345, "VV017": 98_700, "VV016": 1_234_567}
"""The VAK that each project's entiteit filled in."""
_UNSEEN = re.compile("[\u200b\u2060\u00ad]")
"""Where the paper may break a line; nobody sees it."""


@pytest.fixture
def paper(tmp_path: Path) -> tuple[Path, Path]:
    """A published report as PDF, and the momentopname of the same meetmoment."""
    store = central(tmp_path)
    for entiteit, projects in ((OV, ("VV015", "VV017")), (DWSE, ("VV016",))):
        book = uitvraag(store, tmp_path / f"{entiteit}.xlsx", entiteit)
        for row, project in enumerate(projects, start=1):
            put(book, "Projecten", "Uitvoering VAK", row, SENT[project])
        merge(store, book)
        book.unlink()
    report = tmp_path / "rapport.pdf"
    with Workspace.open(store, read_only=True) as workspace:
        publish(workspace, Request(), Vorm.PDF, report)
    made = sealed(tmp_path, of=store, reports=[report])
    store.unlink()
    return report, made


@pytest.fixture
def _known() -> None:
    """The auditor worked with the program before."""
    settings.save(Settings(naam="Rekenhof"), settings_dir())


@pytest.mark.usefixtures("_known")
def test_from_a_figure_on_paper_to_the_cell_in_the_workbook(
    paper: tuple[Path, Path], tmp_path: Path, qapp: QApplication, qtbot, monkeypatch
) -> None:
    """From the code beside a total, through one of its parts, to the submitted workbook."""
    report, momentopname = paper
    code = printed_code(report)
    evidence = tmp_path / "bewijsstuk.xlsx"
    answers = {"file_to_open": [momentopname], "file_to_save": [evidence]}
    with running(qapp, qtbot.waitUntil, monkeypatch, **answers) as person:
        person.press("Ctrl+O")
        person.wait(lambda: person.program.shown is not None)
        page = go_to(person, code)
        assert page.parts.parts.rowCount() == len(SENT)
        for project, amount in SENT.items():
            sheet, cell = open_part(person, page, project)
            save_evidence(person, page)
            person.wait(evidence.exists)
            assert read_cell(evidence, sheet, cell) == amount
            evidence.unlink()
            person.messages.answers["file_to_save"] = [evidence]
            person.press("Alt+Left")
            person.wait(lambda: person.focus is page.parts)
        seal = person.program.shown.page.page(SEAL).findChild(SealVerifying)
        person.wait(lambda: not seal.is_busy)  # every bewijsstuk was read again meanwhile


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
