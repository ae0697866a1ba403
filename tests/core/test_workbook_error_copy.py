"""The error copy: every value at its own place, every problem at its cell."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from workbook_sample import contents, envelope, referentie

from vvdesk.exchange.reader.model import Cell, CellRun, ForeignWorkbook, Sheet
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, parse_base
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.exchange.workbook.error_copy import write_error_copy
from vvdesk.exchange.workbook.problems_sheet import Problem
from vvdesk.exchange.workbook.sheets import BLADEN, find_header, find_sheet
from vvdesk.exchange.workbook.writer import write_workbook

WRONG_DATE = Problem(
    "Mijlpalen", "D5", "VV-MIJ-01", "fout", '"morgen" is geen datum. Gebruik dd/mm/jjjj.', "morgen"
)
EMPTY = Problem("Projecten", "M8", "VV-PRJ-07", "waarschuwing", "De voortgang is leeg.")
WHOLE = Problem("Agendering", "", "", "aandachtspunt", "Er ontbreekt een rij.")
FORMULA = Problem("Mijlpalen", "C6", "", "fout", "Hier staat een formule.", "=TODAY()")


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    """Return an inzending in which somebody typed what cannot be read."""
    path = tmp_path_factory.mktemp("inzending") / "inzending.xlsx"
    bases = {"VV015": {"titel": "Digisprong"}}
    write_workbook(path, contents(), referentie(), envelope(form="inzending"), bases)
    book = openpyxl.load_workbook(path, rich_text=True)
    mijlpalen = book["Mijlpalen"]
    mijlpalen["D5"] = "morgen"
    mijlpalen["C6"] = "=TODAY()"
    mijlpalen["I7"] = 12345678901234567
    mijlpalen["I8"] = True
    mijlpalen["J8"] = "#N/A"
    own = book.create_sheet("Onze nota")
    own["B2"] = "=1+1"
    own["C3"] = date(2024, 1, 31)
    book.save(path)
    return read_workbook(path)


@pytest.fixture(scope="module")
def copy(submitted, tmp_path_factory):
    path = tmp_path_factory.mktemp("kopie") / "kopie.xlsx"
    write_error_copy(path, submitted, [WRONG_DATE, EMPTY, WHOLE, FORMULA], referentie())
    return path


def test_every_cell_stands_where_it_stood(submitted, copy):
    found = read_workbook(copy)
    for blad in BLADEN:
        before, after = find_sheet(submitted.sheets, blad), find_sheet(found.sheets, blad)
        assert before.cells.keys() == after.cells.keys()
        for at, cell in before.cells.items():
            if cell.kind in {"number", "text"} and cell.exact:
                assert (after.cells[at].kind, after.cells[at].value) == (cell.kind, cell.value)
                assert after.cells[at].runs == cell.runs or at[0] <= 3
        assert find_header(after, blad) == find_header(before, blad)


def test_what_cannot_be_read_is_a_text(copy):
    cells = {sheet.name: sheet for sheet in read_workbook(copy).sheets}["Mijlpalen"].cells
    assert cells[6, 3].value == "=TODAY()"
    assert cells[7, 9].value == "12345678901234570", "openpyxl keeps sixteen digits"
    assert cells[8, 9].value == "WAAR"
    assert cells[8, 10].value == "#N/A"
    assert {cell.kind for cell in cells.values()} == {"number", "text"}


def test_sheets_of_the_department_are_copied_too(copy):
    cells = {sheet.name: sheet for sheet in read_workbook(copy).sheets}["Onze nota"].cells
    assert cells[2, 2].value == "=1+1"
    assert cells[3, 3].number_format == "dd/mm/yyyy"


def test_a_problem_is_red_with_its_sentence(copy):
    sheet = openpyxl.load_workbook(copy)["Mijlpalen"]
    assert sheet["D5"].fill.start_color.rgb == "FFFCDEDB"
    assert sheet["D5"].comment.text == WRONG_DATE.text
    assert sheet["D4"].fill.start_color.rgb == "FFFFFFFF"


def test_a_warning_on_an_empty_cell_is_amber(copy):
    sheet = openpyxl.load_workbook(copy)["Projecten"]
    assert sheet["M8"].fill.start_color.rgb == "FFFFE9C7"
    assert "voortgang" in sheet["M8"].comment.text


def test_problemen_lists_all_and_links_to_the_cells(copy):
    sheet = openpyxl.load_workbook(copy)["Problemen"]
    lines = [[cell.value for cell in line] for line in sheet["B6:F9"]]
    assert lines[0] == ["Fout", "Mijlpalen D5", "morgen", WRONG_DATE.text, "VV-MIJ-01"]
    assert lines[2][:2] == ["Aandachtspunt", "Agendering"]
    assert lines[3][2] == "=TODAY()"
    assert sheet["C6"].hyperlink.location == "'Mijlpalen'!D5"
    assert sheet["C8"].hyperlink is None
    assert sheet["B1"].value == "Er zijn nog 4 punten om na te kijken"


def test_what_was_hidden_goes_along(submitted, copy):
    found = read_workbook(copy)
    assert parse_meta(found) == parse_meta(submitted)
    bases = [
        parse_base(next(sheet for sheet in each.sheets if sheet.name == BASE_SHEET))
        for each in (submitted, found)
    ]
    assert bases[0] == bases[1]


def test_the_copy_has_dropdowns_again(copy):
    rules = openpyxl.load_workbook(copy)["Mijlpalen"].data_validations.dataValidation
    assert "lijst_mijlpaalstatus" in {rule.formula1 for rule in rules}


def test_a_copy_of_a_copy_has_one_list_of_problems(copy, tmp_path):
    write_error_copy(tmp_path / "b.xlsx", read_workbook(copy), [WRONG_DATE], referentie())
    names = [sheet.name for sheet in read_workbook(tmp_path / "b.xlsx").sheets]
    assert names.count("Problemen") == 1
    assert "Lees mij" in names


def cell(kind, value, number_format="General", runs=None):
    return Cell(kind, value, number_format, runs, None, exact=kind != "unreadable")


def strange(**changes):
    """Return a workbook as a stranger could have made it."""
    labels = {1: "Projectcode", 2: "Mijlpaal-id", 3: "Geplande timing", 7: "Status", 9: "Nota"}
    cells = {(2, at): cell("text", label) for at, label in labels.items()}
    cells |= {
        (3, 1): cell("text", "VV015"),
        (3, 3): cell("number", Decimal(44000), "dd/mm/yyyy"),
        (3, 7): cell("error", "#REF!"),
        (4, 3): cell("date", "2023-12-31"),
        (4, 7): cell("unreadable", "1_2"),
        (4, 9): cell("text", "<r><t>x</t></r>", runs=(CellRun("<r><t>x</t></r>", True, False),)),
        (90, 1): cell("text", "x", runs=(CellRun("x", True, False),)),
        (91, 3): cell("number", Decimal("1E+300")),
    }
    sheets = (
        Sheet("mijlpalen", "visible", cells),
        Sheet("Nota: [1]/2?", "visible", {(1, 1): cell("text", "=1")}),
        Sheet("'een heel lange naam voor een blad in Excel'", "hidden", {}),
        Sheet("Problemen", "visible", {(1, 1): cell("text", "oud")}),
    )
    return ForeignWorkbook("x.xlsx", "0" * 64, sheets, **changes)


def test_a_strange_workbook_is_copied_all_the_same(tmp_path):
    problems = [
        Problem("Mijlpalen", "C3", "", "fout", "Te vroeg."),
        Problem("Nota: [1]/2?", "A1", "", "fout", "Wat is dit?"),
        Problem("bestaat niet", "A1", "", "fout", "Weg."),
        Problem("Mijlpalen", "ZZ", "", "fout", "Geen cel."),
    ]
    write_error_copy(tmp_path / "a.xlsx", strange(), problems, referentie())
    sheets = {sheet.name: sheet for sheet in read_workbook(tmp_path / "a.xlsx").sheets}
    assert list(sheets)[:4] == [
        "Problemen",
        "mijlpalen",
        "Nota_ _1__2_",
        "een heel lange naam voor een bl",
    ]
    cells = sheets["mijlpalen"].cells
    assert cells[3, 7].value == "#REF!"
    assert cells[4, 3].value == "2023-12-31"
    assert cells[4, 9].value == "<r><t>x</t></r>"
    assert cells[90, 1].runs == (CellRun("x", True, False),)


def test_dates_from_1904_stay_the_same_days(tmp_path):
    write_error_copy(tmp_path / "a.xlsx", strange(date1904=True), [], referentie())
    sheets = {sheet.name: sheet for sheet in read_workbook(tmp_path / "a.xlsx").sheets}
    assert sheets["mijlpalen"].cells[3, 3].value == 44000 + 1462
