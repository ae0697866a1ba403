"""Error copies: only for what somebody has to mend, and what is refused is told as a fout."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from vvdesk.audit import Actor
from vvdesk.demo.playing import UNREADABLE_DAY, type_unreadable_day
from vvdesk.error_copies import problems_of, write_error_copies
from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.handing_out import consolidate, hand_out
from vvdesk.importing import import_report
from vvdesk.meetmomenten import create_store
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission, SubmittedCell, SubmittedRow, Warned

ANN = Actor("ann", "pc-1")


def submission(*rows: SubmittedRow, refusal: str | None = None) -> Submission:
    """An inzending with these rows, each warned about as the reader does."""
    found = Submission("x.xlsx", "", "", "p", "m", None, "", 0, "", "", "", list(rows))
    found.refusal = refusal
    found.warnings.append(Warned("Mijlpalen", "E5", "Gelezen als 5 EUR."))
    for row in rows:
        if row.problem:
            found.warnings.append(Warned(row.sheet, row.cell, row.problem))
        found.warnings += [
            Warned(row.sheet, cell.cell, cell.problem)
            for cell in row.cells.values()
            if cell.problem
        ]
    return found


def test_what_was_refused_is_a_fout_and_a_remark_an_aandachtspunt() -> None:
    cells = {"timing": SubmittedCell("D4", None, "geen datum"), "titel": SubmittedCell("C4", "x")}
    found = problems_of(
        submission(
            SubmittedRow("Mijlpalen", "A4", "mijlpalen", "VV015", "VV015-M01", cells=cells),
            SubmittedRow("Projecten", "A7", "", "VV999", problem="onbekend project"),
        )
    )
    assert [(each.sheet, each.cell, each.severity) for each in found] == [
        ("Mijlpalen", "E5", "aandachtspunt"),
        ("Mijlpalen", "D4", "fout"),
        ("Projecten", "A7", "fout"),
    ]


def test_a_file_that_is_refused_as_a_whole_says_so_first() -> None:
    first = problems_of(submission(refusal="Er ontbreken rijen."))[0]
    assert (first.sheet, first.cell, first.severity) == ("", "", "fout")


def test_only_workbooks_with_something_to_mend_get_a_copy(tmp_path: Path) -> None:
    central = tmp_path / "centraal.vvd"
    create_store(central, load_plan("vlaamse-veerkracht"), "april 2021", date(2021, 3, 31), ANN)
    good, bad, total = (tmp_path / f"{name}.xlsx" for name in ("goed", "slecht", "totaal"))
    broken = tmp_path / "kapot.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    with Workspace.open(central) as workspace:
        import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", ANN)
        for target in (good, bad):
            hand_out(workspace, None, "Departement WSE", target, ANN)
        consolidate(workspace, None, total, ANN)
        type_unreadable_day(bad)
        folder = tmp_path / "terug"
        told: list[str] = []
        written = write_error_copies(
            workspace,
            [good, bad, total, broken],
            folder,
            lambda _done, _total, label, /: told.append(label),
        )
        assert [path.name for path in written] == ["slecht-fouten.xlsx"]
        assert told == ["goed.xlsx", "slecht.xlsx", "totaal.xlsx", "kapot.xlsx", ""]
        copy = read_workbook(written[0])
        texts = {
            str(cell.value) for sheet in copy.sheets for cell in sheet.cells.values() if cell.value
        }
        assert UNREADABLE_DAY in texts
        assert any("VV-MIJ-01" in text for text in texts)
        (tmp_path / "bestand").write_text("x")
        with pytest.raises(Unavailable):
            write_error_copies(workspace, [bad], tmp_path / "bestand")
    with pytest.raises(Refused, match="Geplande timing"):
        type_unreadable_day(_without_dates(tmp_path))


def test_a_workbook_of_another_meetmoment_gets_a_copy_that_says_why(tmp_path: Path) -> None:
    store = tmp_path / "centraal.vvd"
    create_store(store, load_plan("vlaamse-veerkracht"), "april 2021", date(2021, 3, 31), ANN)
    asked = tmp_path / "gevraagd.xlsx"
    with Workspace.open(store) as workspace:
        import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", ANN)
        hand_out(workspace, None, "Departement WSE", asked, ANN)
    later = tmp_path / "later.vvd"
    create_store(later, load_plan("vlaamse-veerkracht"), "september 2021", date(2021, 8, 31), ANN)
    with Workspace.open(later) as workspace:
        (copy,) = write_error_copies(workspace, [asked], tmp_path)
    (problems,) = (sheet for sheet in read_workbook(copy).sheets if sheet.name == "Problemen")
    said = [str(cell.value) for cell in problems.cells.values()]
    told = [text for text in said if text.startswith('"gevraagd.xlsx" is voor meetmoment april')]
    assert len(told) == 1


def _without_dates(folder: Path) -> Path:
    """A workbook with the right sheet but without the column."""
    book = Workbook()
    book.create_sheet("Mijlpalen")
    path = folder / "zonder.xlsx"
    book.save(path)
    return path
