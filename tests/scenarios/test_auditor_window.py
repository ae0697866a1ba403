"""A coordinator publishes and seals; an auditor checks it; both at the keyboard of the window."""

from pathlib import Path

import pytest
from auditor_walk import go_to, open_part, printed_code, read_cell, save_evidence
from merge_sample import central, merge, put, uitvraag
from PySide6.QtWidgets import QApplication
from stores import DWSE, OV
from window_driver import Person, running

from ui.pages.page_names import INQUIRY, REPORT, SEAL, SEALING
from ui.pages.seal_verifying import SealVerifying
from vvdesk import settings
from vvdesk.paths import settings_dir
from vvdesk.settings import Settings

SENT = {"VV015": 412_345, "VV017": 98_700, "VV016": 1_234_567}
"""The VAK that each project's entiteit filled in."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A central file into which the inzendingen of two entiteiten were merged."""
    made = central(tmp_path)
    for entiteit, projects in ((OV, ("VV015", "VV017")), (DWSE, ("VV016",))):
        book = uitvraag(made, tmp_path / f"{entiteit}.xlsx", entiteit)
        for row, project in enumerate(projects, start=1):
            put(book, "Projecten", "Uitvoering VAK", row, SENT[project])
        merge(made, book)
        book.unlink()
    return made


def test_from_publishing_and_sealing_to_the_cell_that_was_filled_in(
    store: Path, tmp_path: Path, qapp: QApplication, qtbot, monkeypatch
) -> None:
    """All that goes from one to the other: the paper, the momentopname, and a code by telephone."""
    settings.save(Settings(naam="An Peeters"), settings_dir())
    report, momentopname = tmp_path / "rapport.pdf", tmp_path / "april.vvs"
    answers = {"file_to_save": [report, momentopname]}
    with running(qapp, qtbot.waitUntil, monkeypatch, store, **answers) as coordinator:
        coordinator.wait(lambda: coordinator.program.file is not None)
        publish(coordinator, report)
        told = seal(coordinator, momentopname)
    store.unlink()
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path / "rekenhof"))  # on another computer
    settings.save(Settings(naam="Rekenhof"), settings_dir())
    evidence = tmp_path / "bewijsstuk.xlsx"
    saves = {"file_to_save": [evidence]}
    with running(qapp, qtbot.waitUntil, monkeypatch, momentopname, **saves) as auditor:
        auditor.wait(lambda: auditor.program.shown is not None)
        compare_told_code(auditor, told)
        page = go_to(auditor, printed_code(report))
        assert page.parts.parts.rowCount() == len(SENT)
        for project, amount in SENT.items():
            sheet, cell = open_part(auditor, page, project)
            save_evidence(auditor, page)
            auditor.wait(evidence.exists)
            assert read_cell(evidence, sheet, cell) == amount
            evidence.unlink()
            auditor.messages.answers["file_to_save"] = [evidence]
            auditor.press("Alt+Left")
            auditor.wait(lambda: auditor.focus is page.parts)
        leave(auditor, momentopname)


def publish(person: Person, report: Path) -> None:
    """Make the report as PDF on the page Rapport."""
    person.press("Ctrl+Shift+R")
    page = person.file.page.page(REPORT)
    person.wait(page.panel.make.isEnabled)
    person.tab_to("Rapport maken…", most=60)
    person.press("Space")
    person.wait(report.is_file)
    person.wait(lambda: page.results.text)


def seal(person: Person, target: Path) -> str:
    """Make a momentopname on the page of that name; return the code to tell by telephone."""
    person.press("Ctrl+Shift+S")
    page = person.file.page.page(SEALING)
    person.wait(lambda: page.make.text() == "Tussentijdse stand maken…")
    person.tab_to("Tussentijdse stand maken…", most=60)
    person.press("Space")
    person.wait(target.is_file)
    person.wait(page.result.isVisible)
    person.wait(lambda: person.heard == "Controlecode kopiëren")
    return page.result.code


def compare_told_code(person: Person, code: str) -> None:
    """Type what was told by telephone on the page Zegel, and hear that it fits."""
    page = person.program.shown.page.page(SEAL)
    person.wait(lambda: page.verdict is not None)
    verifying = page.findChild(SealVerifying)
    person.wait(lambda: not verifying.is_busy)
    person.press("Alt+1")
    person.tab_to(page.code.line.accessibleName(), most=60)
    person.type(code)
    assert page.code.said.startswith("Deze code hoort bij dit zegel")


def leave(person: Person, momentopname: Path) -> None:
    """Close it, find its card on the start screen, look into it once more, and leave."""
    person.press("Ctrl+W")
    person.wait(lambda: person.program.shown is None)
    person.wait(lambda: person.focus is person.program.start.list)
    person.wait(lambda: person.program.start.list.currentIndex().isValid())
    person.press("Return")
    person.wait(lambda: person.program.shown is not None)
    assert person.program.shown.is_of(momentopname)
    person.press("Alt+2")
    person.wait(lambda: person.program.shown.page.at_hand == INQUIRY)
