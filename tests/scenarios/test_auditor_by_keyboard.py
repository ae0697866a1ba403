"""An auditor goes from a figure in the printed report to the cell that a department filled in.

All that the auditor has is the report on paper and the momentopname. The keyboard is enough.
"""

from pathlib import Path

import pytest
from auditor_walk import go_to, open_part, printed_code, read_cell, save_evidence
from merge_sample import central, merge, put, uitvraag
from PySide6.QtWidgets import QApplication
from sealed_sample import sealed
from stores import DWSE, OV
from window_driver import running

from ui.pages.page_names import SEAL
from ui.pages.seal_verifying import SealVerifying
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.publishing import publish
from vvdesk.report.request import Request, Vorm
from vvdesk.settings import Settings
from vvdesk.store.workspace import Workspace

SENT = {"VV015": 412_345, "VV017": 98_700, "VV016": 1_234_567}
"""The VAK that each project's entiteit filled in."""


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
