"""What LibreOffice makes of our workbooks: the same cells, and the same sums."""

import shutil
import subprocess

import openpyxl
import pytest
from workbook_sample import contents, envelope, fiche, referentie

from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, parse_base
from vvdesk.exchange.workbook.consolidated import write_consolidated
from vvdesk.exchange.workbook.digest import digest_of_visible
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.writer import write_workbook

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def saved_again(path, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    folder = tmp_path / "opnieuw"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / path.name


def test_a_workbook_that_was_only_saved_again_says_the_same(tmp_path):
    path = tmp_path / "uitvraag.xlsx"
    write_workbook(path, contents(), referentie(), envelope(), {"VV015": {"titel": "Digisprong"}})
    one, other = read_workbook(path), read_workbook(saved_again(path, tmp_path))
    assert parse_meta(one) == parse_meta(other)
    assert digest_of_visible(other.sheets) == parse_meta(one).digest
    for before, after in zip(one.sheets, other.sheets, strict=True):
        assert {at: (cell.value, cell.runs) for at, cell in before.cells.items()} == {
            at: (cell.value, cell.runs) for at, cell in after.cells.items()
        }
        if before.name == BASE_SHEET:
            assert parse_base(before) == parse_base(after)


def test_the_sums_are_what_a_spreadsheet_computes(tmp_path, monkeypatch):
    given = contents()
    given["VV001"] = fiche("VV001", "Nog zonder speerpunt", financiering__vak=5)
    known, unknown = tmp_path / "bekend.xlsx", tmp_path / "onbekend.xlsx"
    totaal = envelope(form="totaal", entiteit=None)
    write_consolidated(known, given, referentie(), totaal)
    real = Page.formula

    def without_value(page, row, column, formula, format_, _value=0):
        real(page, row, column, formula, format_, "")

    monkeypatch.setattr(Page, "formula", without_value)
    write_consolidated(unknown, given, referentie(), totaal)
    formulas = openpyxl.load_workbook(known)
    ours = openpyxl.load_workbook(known, data_only=True)
    theirs = openpyxl.load_workbook(saved_again(unknown, tmp_path), data_only=True)
    places = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]
    assert len(places) > 80
    for sheet, at in places:
        one, other = ours[sheet][at].value, theirs[sheet][at].value
        assert (one or 0) == pytest.approx(other or 0), (sheet, at, formulas[sheet][at].value)
