"""The consolidated workbook: sums by formula that agree with the fiches, and native charts."""

import zipfile

import openpyxl
import pytest
from workbook_sample import contents, envelope, fiche, referentie, row

from vvdesk.errors import Refused
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.consolidated import write_consolidated
from vvdesk.exchange.workbook.envelope import parse_meta


@pytest.fixture(scope="module")
def given():
    found = contents()
    found["VV001"] = fiche("VV001", "Nog zonder speerpunt", financiering__vak=5)
    row(found["VV001"], "mijlpalen", 1, titel="Eerste stap", status=None)
    return found


@pytest.fixture(scope="module")
def totaal(given, tmp_path_factory):
    path = tmp_path_factory.mktemp("totaal") / "totaal.xlsx"
    write_consolidated(path, given, referentie(), envelope(form="totaal", entiteit=None))
    return path


def values(path, sheet):
    return openpyxl.load_workbook(path, data_only=True)[sheet]


def found_row(sheet, label, column=2):
    return next(line for line in sheet.iter_rows(values_only=True) if line[column - 1] == label)


def test_the_sheets_stand_in_order(totaal):
    assert [sheet.name for sheet in read_workbook(totaal).sheets] == [
        "Samenvatting",
        "Speerpunt 04",
        "Speerpunt 05",
        "Zonder speerpunt",
        "Projecten",
        "Mijlpalen",
        "Agendering",
        "_meta",
    ]


def test_every_project_is_counted_once(totaal, given):
    sheet = values(totaal, "Samenvatting")
    total = found_row(sheet, "Totaal")
    assert total[-1] == len(given)
    assert sum(total[2:-1]) == len(given)
    assert found_row(sheet, "(niet ingevuld)")[-1] == 1


def test_amounts_add_up(totaal, given):
    sheet = values(totaal, "Samenvatting")
    lines = [line for line in sheet.iter_rows(values_only=True) if line[1] == "Totaal"]
    money = lines[1]
    for at, name in enumerate(("beleidsruimte", "vak", "vek"), start=2):
        expected = sum(each.values[f"financiering.{name}"] or 0 for each in given.values())
        assert money[at] == expected
    assert money[5] == pytest.approx(money[3] / money[2])


def test_mijlpalen_are_counted_per_status(totaal, given):
    rows = [each for one in given.values() for each in one.tables["mijlpalen"].values()]
    sheet = values(totaal, "Samenvatting")
    assert found_row(sheet, "Totaal, ook zonder status")[2] == len(rows)
    op_schema = sum(each.values["status"] == "op_schema" for each in rows)
    assert found_row(sheet, "Op schema")[2] == op_schema


def test_sums_are_formulas(totaal):
    book = openpyxl.load_workbook(totaal)
    formulas = [
        str(cell.value)
        for line in book["Samenvatting"].iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]
    assert sum("COUNTIFS(" in formula for formula in formulas) == 3 * 6
    assert sum("SUMIFS(" in formula for formula in formulas) == 3 * 3
    speerpunt = book["Speerpunt 04"]
    assert speerpunt["G11"].value == "=SUM(G5:G10)"


def test_a_project_without_amount_shows_none(totaal):
    sheet = values(totaal, "Zonder speerpunt")
    line = found_row(sheet, "VV001")
    assert line[6] is None
    assert line[7] == 5


def test_charts_are_native_and_have_a_text(totaal):
    with zipfile.ZipFile(totaal) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawings = [package.read(name) for name in package.namelist() if "drawings/drawing" in name]
    assert len(charts) == 2 + 3
    assert all(b'descr="' in drawing for drawing in drawings if b"graphicFrame" in drawing)


def test_colours_of_the_chart_are_those_of_the_statuses(totaal):
    with zipfile.ZipFile(totaal) as package:
        xml = package.read("xl/charts/chart1.xml").decode()
    for (name, _key), status in referentie().statussen.items():
        if name == "projectstatus":
            assert status.vulling.removeprefix("#") in xml


def test_it_is_an_overview_and_no_form(totaal):
    workbook = read_workbook(totaal)
    assert parse_meta(workbook).form == "totaal"
    book = openpyxl.load_workbook(totaal)
    assert not book["Projecten"].protection.sheet
    assert not book["Projecten"].data_validations.dataValidation


def test_the_same_content_gives_the_same_bytes(totaal, given, tmp_path):
    again = tmp_path / "again.xlsx"
    write_consolidated(again, given, referentie(), envelope(form="totaal", entiteit=None))
    assert again.read_bytes() == totaal.read_bytes()


def test_a_meetmoment_without_fiches_gives_empty_sheets(tmp_path):
    write_consolidated(tmp_path / "a.xlsx", {}, referentie(), envelope(form="totaal"))
    names = [sheet.name for sheet in read_workbook(tmp_path / "a.xlsx").sheets]
    assert names == ["Samenvatting", "Projecten", "Mijlpalen", "Agendering", "_meta"]


def test_a_value_that_fits_nowhere_is_refused(tmp_path):
    with pytest.raises(Refused):
        write_consolidated(
            tmp_path / "a.xlsx",
            {"VV015": fiche(titel="😀" * 20_000)},
            referentie(),
            envelope(form="totaal"),
        )
