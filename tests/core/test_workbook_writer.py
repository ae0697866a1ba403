"""The uitvraag and the inzending: what is written comes back, and is what Excel expects."""

import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_sample import contents, envelope, fiche, referentie, row

from vvdesk.errors import Refused
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.rich_cells import CellRun, from_cell
from vvdesk.exchange.workbook.digest import digest_of_visible
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.exchange.workbook.sheets import BLADEN, MIJLPALEN, find_header, find_sheet
from vvdesk.exchange.workbook.writer import write_workbook
from vvdesk.jobs import Cancelled
from vvdesk.kinds import Kind
from vvdesk.texts import LONGEST_TEXT, clean_text
from vvdesk.values import Unreadable


def write(path, *fiches, bases=None, **changes):
    write_workbook(
        path, {each.project: each for each in fiches}, referentie(), envelope(**changes), bases
    )
    return read_workbook(path)


def cell_of(workbook, name, key, at=0):
    """Return the cell of one field in the row `at` (from 0) of a sheet, None for an empty one."""
    blad = next(blad for blad in BLADEN if blad.name == name)
    sheet = find_sheet(workbook.sheets, blad)
    header = find_header(sheet, blad)
    column = next(number for number, each in header.columns.items() if each.key == key)
    return sheet.cells.get((header.row + 1 + at, column))


def with_openpyxl(path):
    return openpyxl.load_workbook(path, rich_text=True)


@pytest.fixture(scope="module")
def uitvraag(tmp_path_factory):
    path = tmp_path_factory.mktemp("uitvraag") / "uitvraag.xlsx"
    write_workbook(path, contents(), referentie(), envelope(), {})
    return path


def test_the_sheets_stand_in_the_order_of_the_design(uitvraag):
    sheets = read_workbook(uitvraag).sheets
    assert [(sheet.name, sheet.state) for sheet in sheets] == [
        ("Lees mij", "visible"),
        ("Projecten", "visible"),
        ("Mijlpalen", "visible"),
        ("Agendering", "visible"),
        ("_lijsten", "veryHidden"),
        ("_basis", "veryHidden"),
        ("_meta", "veryHidden"),
    ]


def test_the_same_content_gives_the_same_bytes(uitvraag, tmp_path):
    again = tmp_path / "again.xlsx"
    write_workbook(again, contents(), referentie(), envelope(), {})
    assert again.read_bytes() == uitvraag.read_bytes()


def test_every_label_is_found_again(uitvraag):
    workbook = read_workbook(uitvraag)
    for blad in BLADEN:
        header = find_header(find_sheet(workbook.sheets, blad), blad)
        assert list(header.columns.values()) == list(blad.columns)
        assert not header.unknown
        assert not header.doubled


def test_the_reader_has_nothing_to_remark(uitvraag):
    assert read_workbook(uitvraag).notices == ()


def test_amounts_and_days_are_numbers_with_their_formats(tmp_path):
    one = fiche(financiering__beleidsruimte=375_000_000, streefdatum=date(2021, 12, 31))
    workbook = write(tmp_path / "a.xlsx", one)
    amount = cell_of(workbook, "Projecten", "financiering.beleidsruimte")
    assert (amount.kind, amount.value) == ("number", 375_000_000)
    assert amount.number_format == '#,##0" EUR"'
    day = cell_of(workbook, "Projecten", "streefdatum")
    assert (day.kind, day.number_format) == ("number", "dd/mm/yyyy")
    assert day.value == (date(2021, 12, 31) - date(1899, 12, 30)).days


def test_a_day_that_programs_disagree_about_is_a_text(tmp_path):
    workbook = write(tmp_path / "a.xlsx", fiche(streefdatum=date(1899, 7, 1)))
    assert cell_of(workbook, "Projecten", "streefdatum").value == "01/07/1899"


def test_a_number_is_a_number_only_when_a_cell_keeps_all_its_digits(tmp_path):
    one = fiche()
    row(one, "mijlpalen", 1, nulwaarde=Decimal("12.5"), streefwaarde=Decimal("1234567890.1234567"))
    workbook = write(tmp_path / "a.xlsx", one)
    assert cell_of(workbook, "Mijlpalen", "nulwaarde").value == Decimal("12.5")
    long = cell_of(workbook, "Mijlpalen", "streefwaarde")
    assert (long.kind, long.value) == ("text", "1234567890,1234567")


def test_choices_are_labels_and_names_stand_in_one_cell(tmp_path):
    one = fiche(
        projectstatus="na_agendering", speerpunt="04", ministers=("Ben Weyts", "Hilde Crevits")
    )
    workbook = write(tmp_path / "a.xlsx", one)
    assert cell_of(workbook, "Projecten", "projectstatus").value == "Opgestart na agendering VR"
    speerpunt = cell_of(workbook, "Projecten", "speerpunt")
    assert speerpunt.value == "04. Investeren in mensen en talenten"
    assert cell_of(workbook, "Projecten", "ministers").value == "Ben Weyts; Hilde Crevits"


def test_a_choice_of_another_meetmoment_is_refused_by_name(tmp_path):
    with pytest.raises(Refused, match=r'VV015: .*"Projectstatus".*"verzonnen"'):
        write(tmp_path / "a.xlsx", fiche(projectstatus="verzonnen"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+32 2 553", "- punt", "@naam", "'citaat", "=cmd|'/C'!A1"]
)
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path, text):
    one = fiche(titel=text, omschrijving=f"<p>{text} <strong>vet</strong></p>")
    workbook = write(tmp_path / "a.xlsx", one)
    found = cell_of(workbook, "Projecten", "titel")
    assert (found.kind, found.value) == ("text", text)
    sheet = with_openpyxl(tmp_path / "a.xlsx")["Projecten"]
    assert sheet["B4"].data_type == "s"
    assert sheet["B4"].quotePrefix
    for name in zipfile.ZipFile(tmp_path / "a.xlsx").namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in zipfile.ZipFile(tmp_path / "a.xlsx").read(name)


@pytest.mark.parametrize(
    "text", ["<r><t>x</t></r>", "<r></r>", "_x0041_ blijft", "a & b < c", "😀"]
)
def test_a_text_never_becomes_markup(tmp_path, text):
    workbook = write(tmp_path / "a.xlsx", fiche(titel=text, belanghebbenden=f"{text}\n{text}"))
    assert cell_of(workbook, "Projecten", "titel").value == text
    assert cell_of(workbook, "Projecten", "belanghebbenden").value == f"{text}\n{text}"


def test_bold_and_lists_stay(tmp_path):
    html = "<p>Eén <strong>vet</strong> woord</p><ul><li>punt</li></ul>"
    found = cell_of(
        write(tmp_path / "a.xlsx", fiche(omschrijving=html)), "Projecten", "omschrijving"
    )
    assert found.value == "Eén vet woord\n• punt"
    assert from_cell(found.runs) == html


def test_an_address_can_be_clicked_and_a_strange_one_is_just_text(tmp_path):
    one = fiche()
    row(one, "agenderingen", 1, url="https://vlaanderen.be/a?b=c&d=é")
    row(one, "agenderingen", 2, url="MAILTO:info@vlaanderen.be")
    row(one, "agenderingen", 3, url="https://vlaanderen.be/{x}")
    workbook = write(tmp_path / "a.xlsx", one)
    cells = [cell_of(workbook, "Agendering", "url", at) for at in range(3)]
    assert [cell.value for cell in cells] == [
        "https://vlaanderen.be/a?b=c&d=é",
        "MAILTO:info@vlaanderen.be",
        "https://vlaanderen.be/{x}",
    ]
    assert cells[0].link
    assert cells[1].link is None
    assert cells[2].link is None


def test_nothing_is_cut_and_the_field_is_named(tmp_path):
    long = "x" * LONGEST_TEXT
    workbook = write(tmp_path / "a.xlsx", fiche(belanghebbenden=long))
    assert cell_of(workbook, "Projecten", "belanghebbenden").value == long
    with pytest.raises(Refused, match=r'VV015: .*"Belanghebbenden".*te lang'):
        write(tmp_path / "b.xlsx", fiche(belanghebbenden="😀" * 20_000))
    assert not (tmp_path / "b.xlsx").exists()


def test_a_sheet_without_rows_can_still_be_filled_in(tmp_path):
    workbook = write(tmp_path / "a.xlsx", fiche())
    header = find_header(find_sheet(workbook.sheets, MIJLPALEN), MIJLPALEN)
    assert list(header.columns.values()) == list(MIJLPALEN.columns)
    sheet = with_openpyxl(tmp_path / "a.xlsx")["Mijlpalen"]
    assert sheet.tables["tblMijlpalen"].ref == "A3:S23"
    assert not sheet.column_dimensions["C"].protection.locked


def test_the_envelope_comes_back_from_sheet_and_properties(uitvraag):
    workbook = read_workbook(uitvraag)
    found = parse_meta(workbook)
    assert found == envelope(digest=found.digest)
    assert found.digest == digest_of_visible(workbook.sheets)
    assert workbook.custom_properties["vvdesk_export_id"] == str(found.export_id)


def test_input_is_open_and_the_rest_is_protected_without_password(uitvraag):
    sheet = with_openpyxl(uitvraag)["Mijlpalen"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for free in ("sort", "autoFilter", "insertRows", "formatCells", "formatColumns", "formatRows"):
        assert getattr(sheet.protection, free) is False, free
    assert sheet["A3"].protection.locked
    assert not sheet["C4"].protection.locked
    assert not sheet["A4"].protection.locked, "a locked cell would stop sorting"


def test_what_identifies_a_row_takes_no_typing(uitvraag):
    rules = with_openpyxl(uitvraag)["Mijlpalen"].data_validations.dataValidation
    on_id = [rule for rule in rules if "B4" in rule.sqref]
    assert [(rule.type, rule.formula1) for rule in on_id] == [("custom", "FALSE")]
    assert "ligt vast" in on_id[0].error


def test_dropdowns_come_from_the_lists_of_the_meetmoment(uitvraag):
    book = with_openpyxl(uitvraag)
    rules = book["Projecten"].data_validations.dataValidation
    formulas = {rule.formula1 for rule in rules if rule.type == "list"}
    assert {
        "lijst_projectstatus",
        "lijst_speerpunt",
        "lijst_entiteit",
        "lijst_minister",
    } <= formulas
    target = book.defined_names["lijst_projectstatus"].attr_text
    name, area = target.split("!")
    cells = [cell.value for line in book[name.strip("'")][area.replace("$", "")] for cell in line]
    assert cells == list(referentie().lists["projectstatus"].labels())


def test_messages_of_validations_fit_and_are_dutch(uitvraag):
    book = with_openpyxl(uitvraag)
    rules = [rule for blad in BLADEN for rule in book[blad.name].data_validations.dataValidation]
    assert len(rules) > 20
    for rule in rules:
        assert len(rule.errorTitle or "") <= 32
        assert (rule.error or rule.prompt).endswith(".")


def test_a_list_of_names_takes_more_than_one(uitvraag):
    rules = with_openpyxl(uitvraag)["Projecten"].data_validations.dataValidation
    names = next(rule for rule in rules if rule.formula1 == "lijst_minister")
    assert not names.showErrorMessage
    assert "puntkomma" in names.prompt


def test_every_column_has_its_hint_as_comment(uitvraag):
    book = with_openpyxl(uitvraag)
    for blad in BLADEN:
        for at, column in enumerate(blad.columns, start=1):
            comment = book[blad.name].cell(3, at).comment
            assert comment.text.startswith(column.hint)


def test_a_sheet_is_ready_to_be_printed(uitvraag):
    for blad in BLADEN:
        sheet = with_openpyxl(uitvraag)[blad.name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$3"
        assert "april 2021" in sheet.oddFooter.left.text
        assert sheet.freeze_panes is not None
        assert sheet.tables[blad.table].autoFilter is not None


def test_rows_open_high_enough_and_still_grow(uitvraag):
    with zipfile.ZipFile(uitvraag) as package:
        xml = package.read("xl/worksheets/sheet2.xml").decode()
    assert ' ht="' in xml
    assert "customHeight" not in xml
    heights = [row.height for row in with_openpyxl(uitvraag)["Projecten"].row_dimensions.values()]
    assert max(height for height in heights if height) <= 409
    assert max(height for height in heights if height) > 60


def test_simple_rules_are_shown_by_colour(uitvraag):
    book = with_openpyxl(uitvraag)
    formulas = {
        blad.name: [
            rule.formula[0]
            for ranges in book[blad.name].conditional_formatting
            for rule in ranges.rules
        ]
        for blad in BLADEN
    }
    assert any("DATE(2021,3,31)" in formula for formula in formulas["Mijlpalen"])
    assert sum(">" in formula and "ISNUMBER" in formula for formula in formulas["Projecten"]) >= 4
    assert any("LEN(TRIM(" in formula for formula in formulas["Agendering"])
    assert any('"Opgestart na agendering VR"' in formula for formula in formulas["Projecten"])


def test_a_cancelled_export_leaves_nothing(tmp_path):
    def cancel(_done, _total, label, /):
        if label == "Nalezen":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(tmp_path / "a.xlsx", contents(), referentie(), envelope(), None, cancel)
    assert list(tmp_path.iterdir()) == []


def is_keepable(text):
    try:
        return bool(clean_text(text).strip())
    except Unreadable:
        return False


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.text(min_size=1, max_size=60).filter(is_keepable), min_size=1, max_size=15)
)
def test_every_text_that_can_be_kept_comes_back(texts, tmp_path):
    plain = Kind("text")
    values = [plain.read(text) for text in texts]
    one = fiche()
    for number, value in enumerate(values, start=1):
        row(one, "mijlpalen", number, indicator=value, titel=value)
    workbook = write(tmp_path / "a.xlsx", one)
    found = [cell_of(workbook, "Mijlpalen", "indicator", at).value for at in range(len(values))]
    assert found == values


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    numbers=st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17),
        min_size=1,
        max_size=15,
    )
)
def test_every_number_comes_back_exactly(numbers, tmp_path):
    one = fiche()
    for at, value in enumerate(numbers, start=1):
        row(one, "mijlpalen", at, realisatie=value)
    workbook = write(tmp_path / "a.xlsx", one)
    for at, value in enumerate(numbers):
        cell = cell_of(workbook, "Mijlpalen", "realisatie", at)
        said = cell.value if cell.kind == "number" else Decimal(cell.value.replace(",", "."))
        assert said == value


def test_a_run_keeps_its_blanks(tmp_path):
    html = "<p><strong>a</strong> b <em>c</em> d</p>"
    found = cell_of(
        write(tmp_path / "a.xlsx", fiche(omschrijving=html)), "Projecten", "omschrijving"
    )
    assert [CellRun(*run) for run in found.runs] == [
        CellRun("a", bold=True),
        CellRun(" b "),
        CellRun("c", italic=True),
        CellRun(" d"),
    ]
