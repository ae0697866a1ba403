"""What a foreign hand does to a workbook, and what is made of it: through real files."""

import json
import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from merge_sample import (
    FIRST_ROW,
    HEADER_ROW,
    add_row,
    central,
    change,
    column_of,
    fill_in,
    put,
    read,
    said,
    uitvraag,
)
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.formula import ArrayFormula
from stores import fiche

from vvdesk.errors import NewerFormat, Refused
from vvdesk.exchange.reader.model import Cell
from vvdesk.exchange.submission.rich import is_untouched

VAK = "Uitvoering VAK"
TIMING = "Geplande timing"
STATUS = "Status"
TITLE = "Beoogde realisaties"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file and its uitvraag, made once."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        uitvraag(central(folder), folder / "ov.xlsx")
    return folder


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def book(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "ov.xlsx", tmp_path))


def row(submission, project, row_id=""):
    return next(each for each in submission.rows if (each.project, each.id) == (project, row_id))


def cell(submission, project, key, row_id=""):
    return row(submission, project, row_id).cells.get(key)


def test_an_untouched_uitvraag_differs_in_nothing(book, store):
    found = read(book, store)
    assert [(each.project, each.id) for each in found.rows] == [
        ("VV015", ""), ("VV017", ""),
        ("VV015", "VV015-M01"), ("VV015", "VV015-M02"), ("VV015", "VV015-M03"),
        ("VV017", "VV017-M01"), ("VV017", "VV017-M02"),
        ("VV015", "VV015-A01"), ("VV015", "VV015-A02"), ("VV017", "VV017-A01"),
    ]  # fmt: skip
    assert all(each.exported and each.problem is None and not each.cells for each in found.rows)
    assert found.warnings == []
    assert found.refusal is None


def test_a_re_save_by_another_program_says_the_same(book, store, tmp_path):
    again = fill_in(book, lambda _: None, tmp_path / "again.xlsx")
    assert read(again, store).digest == read(book, store).digest
    assert read(again, store).sha256 != read(book, store).sha256


def test_the_envelope_comes_along(book, store):
    found = read(book, store)
    assert (found.plan, found.meetmoment) == ("vlaamse-veerkracht", "april 2021")
    assert found.entiteit == "Departement Onderwijs en Vorming"
    assert found.sequence > 0


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (375_000_000, 375_000_000),
        (375_000_000.0, 375_000_000),
        ("375.000.000", 375_000_000),
        ("375 000 000 EUR", 375_000_000),
        ("375.000.000,00", 375_000_000),
        ("375\u00a0000\u00a0000", 375_000_000),
        ("€ 12", 12),
    ],
)
def test_an_amount_is_read_in_every_sure_notation(book, store, typed, amount):
    found = read(put(book, "Projecten", VAK, 1, typed), store)
    assert cell(found, "VV015", "financiering.vak").value == amount
    was_told = f"gelezen als {amount:,} EUR".replace(",", ".") in said(found.warnings)
    assert was_told is isinstance(typed, str)


@pytest.mark.parametrize("typed", ["12,500", "1.5", "1_234", "375 mln", "n.v.t.", 1.5, 10**17])
def test_an_amount_that_is_not_sure_is_a_problem(book, store, typed):
    found = read(put(book, "Projecten", VAK, 1, typed), store)
    problem = cell(found, "VV015", "financiering.vak")
    assert problem.problem is not None
    assert problem.value is None
    assert [(each.sheet, each.cell) for each in found.warnings] == [("Projecten", problem.cell)]


@pytest.mark.parametrize(
    ("number_format", "taken"),
    [("dd/mm/yyyy", False), ("0%", False), ('#,##0," k"', True), ("0.00*d", True), ("@", True)],
)
def test_the_format_of_an_amount_is_looked_at(book, store, number_format, taken):
    found = read(put(book, "Projecten", VAK, 1, 46_000, number_format=number_format), store)
    assert (cell(found, "VV015", "financiering.vak").problem is None) is taken


def test_an_amount_that_shows_as_thousands_is_reported(book, store):
    found = read(put(book, "Projecten", VAK, 1, 46_000, number_format="#,##0,"), store)
    assert "gelezen als 46.000 EUR" in said(found.warnings)


@pytest.mark.parametrize(
    ("typed", "options", "day"),
    [
        (datetime(2024, 2, 29), {}, date(2024, 2, 29)),  # noqa: DTZ001 - as Excel stores a day
        (45_351, {"number_format": "General"}, date(2024, 2, 29)),
        ("29/02/2024", {}, date(2024, 2, 29)),
        ("29-2-24", {}, date(2024, 2, 29)),
        ("2024-02-29", {}, date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_in_every_sure_notation(book, store, typed, options, day):
    found = read(put(book, "Mijlpalen", TIMING, 1, typed, **options), store)
    assert cell(found, "VV015", "timing", "VV015-M01").value == day
    told = "gelezen als 29/02/2024" in said(found.warnings)
    assert told is not isinstance(typed, datetime)


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/05", "30/02/2024", "eind 2024", "Q4 2024", 20_240_229, 2024, 60, -1, 45_351.5,
        "31/12/1989", "01/01/2101", datetime(2024, 2, 29, 8, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_date_that_is_not_sure_is_a_problem(book, store, typed):
    found = read(put(book, "Mijlpalen", TIMING, 1, typed), store)
    assert cell(found, "VV015", "timing", "VV015-M01").problem is not None


def test_dates_from_1904_are_shifted(book, store):
    def write(opened):
        opened.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - openpyxl's way to say so
        page = opened["Mijlpalen"]
        page.cell(FIRST_ROW, column_of(page, TIMING)).value = datetime(2024, 2, 29)  # noqa: DTZ001

    found = read(fill_in(book, write), store)
    assert cell(found, "VV015", "timing", "VV015-M01").value == date(2024, 2, 29)
    assert "vanaf 1904" in said(found.warnings)


@pytest.mark.parametrize("typed", ["=1000+1", "=WEBSERVICE(A1)", "#N/A", True])
def test_a_formula_an_error_and_a_bool_are_never_taken(book, store, typed):
    found = read(put(book, "Projecten", VAK, 1, typed), store)
    assert cell(found, "VV015", "financiering.vak").problem is not None


def test_a_matrix_formula_is_never_taken(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        letter = page.cell(1, column_of(page, TITLE)).column_letter
        page[f"{letter}{FIRST_ROW}"] = ArrayFormula(f"{letter}4:{letter}5", "=A4:A5")

    found = read(fill_in(book, write), store)
    assert cell(found, "VV015", "titel", "VV015-M01").problem is not None


def test_a_choice_is_read_in_any_case_and_spacing(book, store):
    found = read(put(book, "Mijlpalen", STATUS, 1, "  NOG niet  gestart "), store)
    assert cell(found, "VV015", "status", "VV015-M01").value == "nog_niet_gestart"


def test_a_choice_that_is_not_in_the_list_names_those_that_are(book, store):
    found = read(put(book, "Mijlpalen", STATUS, 1, "Loopt goed"), store)
    assert "Op schema" in cell(found, "VV015", "status", "VV015-M01").problem


def test_a_choice_for_an_empty_field_that_is_not_in_the_list_is_a_problem(book, store):
    found = read(put(book, "Projecten", "Cluster Relanceplan", 1, "geen cluster"), store)
    assert cell(found, "VV015", "cluster").problem is not None


def test_a_number_in_a_text_column_is_a_problem(book, store):
    found = read(put(book, "Mijlpalen", "Eenheid", 1, 3.5), store)
    assert cell(found, "VV015", "eenheid", "VV015-M01").problem is not None


def test_a_number_among_names_is_a_problem(book, store):
    found = read(put(book, "Projecten", "Bevoegde minister(s)", 1, 7), store)
    assert cell(found, "VV015", "ministers").problem is not None


def test_an_exact_number_stays_exact(book, store):
    found = read(put(book, "Mijlpalen", "Streefwaarde", 1, 12.1), store)
    assert cell(found, "VV015", "streefwaarde", "VV015-M01").value == Decimal("12.1")


def test_a_percentage_is_ambiguous(book, store):
    found = read(put(book, "Mijlpalen", "Streefwaarde", 1, 0.25, number_format="0%"), store)
    assert cell(found, "VV015", "streefwaarde", "VV015-M01").problem is not None


def test_rich_text_keeps_bold_and_lists(book, store):
    text = CellRichText("Eerst ", TextBlock(InlineFont(b=True), "vet"), "\n\n• een\n• twee")
    found = read(put(book, "Projecten", "Beschrijving voortgang", 1, text), store)
    assert cell(found, "VV015", "voortgang").value == (
        "<p>Eerst <strong>vet</strong></p><ul><li>een</li><li>twee</li></ul>"
    )


def test_rich_text_that_went_out_comes_back_as_it_was(tmp_path):
    text = (
        '<p>Zie <a href="https://a.be">daar</a>, <em>schuin</em>.</p><p>- geen lijst</p>'
        "<ol><li>een<ul><li>twee</li></ul></li></ol>"
    )
    store = central(tmp_path, fiche("VV015", omschrijving=text, voortgang="<p>Kort &amp; goed</p>"))
    assert not row(read(uitvraag(store, tmp_path / "b.xlsx"), store), "VV015").cells


@pytest.mark.parametrize("text", ["</ul>", "<li>los</li>", "<p>" * 30_000, "a" * 90_000])
def test_a_base_that_vvdesk_did_not_write_only_fails_to_match(text):
    shown = Cell("text", "los", "@", None, None, exact=True)
    assert not is_untouched(shown, text)


def test_an_emptied_cell_is_an_edit(book, store):
    found = read(put(book, "Mijlpalen", TITLE, 1, None), store)
    emptied = cell(found, "VV015", "titel", "VV015-M01")
    assert (emptied.value, emptied.problem) == (None, None)


def test_names_are_read_one_by_one(book, store):
    found = read(
        put(book, "Projecten", "Bevoegde minister(s)", 1, "ben weyts; Hilde Crevits"), store
    )
    assert cell(found, "VV015", "ministers").value == ("Ben Weyts", "Hilde Crevits")


def test_columns_may_be_moved_hidden_and_added(book, store):
    def write(opened):
        page = opened["Projecten"]
        page.tables.clear()
        vak, vek = column_of(page, VAK), column_of(page, "Uitvoering VEK")
        for at in range(HEADER_ROW, FIRST_ROW + 2):
            left, right = page.cell(at, vak), page.cell(at, vek)
            left.value, right.value = right.value, left.value
        page.column_dimensions["C"].hidden = True
        page.cell(HEADER_ROW, 40).value = "Mijn kolom"
        page.cell(FIRST_ROW, 40).value = "eigen nota"

    found = read(fill_in(book, write), store)
    assert not row(found, "VV015").cells
    assert '"Mijn kolom" hoort niet bij de uitvraag' in said(found.warnings)
    assert "verborgen kolommen zijn wel gelezen" in said(found.warnings)


def test_former_labels_and_zero_width_signs_are_recognised(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        page.tables.clear()
        page.cell(HEADER_ROW, column_of(page, TITLE)).value = "\u200bMIJLPAAL "
        page.cell(FIRST_ROW, column_of(page, STATUS)).value = "Gerealiseerd"

    found = read(fill_in(book, write), store)
    assert set(row(found, "VV015", "VV015-M01").cells) == {"status"}


@pytest.mark.parametrize("label", ["Projectcode", "Mijlpaal-id", TIMING, STATUS])
def test_a_missing_required_column_refuses_that_sheet_by_name(book, store, label):
    def write(opened):
        page = opened["Mijlpalen"]
        page.tables.clear()
        page.cell(HEADER_ROW, column_of(page, label)).value = None

    found = read(fill_in(book, write), store)
    refused = [each for each in found.rows if each.problem]
    assert {each.sheet for each in refused} == {"Mijlpalen"}
    assert len(refused) == 5
    assert label in said(found.warnings)
    assert found.refusal is None


def test_a_missing_optional_column_is_reported_and_empties_nothing(tmp_path):
    store = central(tmp_path)
    change(store, "VV015", mijlpalen__VV015_M01__eenheid="scholen")

    def write(opened):
        page = opened["Mijlpalen"]
        page.tables.clear()
        page.cell(HEADER_ROW, column_of(page, "Eenheid")).value = None

    found = read(fill_in(uitvraag(store, tmp_path / "b.xlsx"), write), store)
    assert not row(found, "VV015", "VV015-M01").cells
    assert '"Eenheid" ontbreekt' in said(found.warnings)


def test_a_doubled_label_refuses_that_sheet(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        page.tables.clear()
        page.cell(HEADER_ROW, 40).value = STATUS

    found = read(fill_in(book, write), store)
    assert '"Status" staat er twee keer' in said(found.warnings)
    assert all(each.problem for each in found.rows if each.sheet == "Mijlpalen")


def test_a_sheet_without_labels_is_refused_and_the_others_are_read(book, store):
    def write(opened):
        opened["Mijlpalen"].tables.clear()
        opened["Mijlpalen"].delete_rows(HEADER_ROW)

    found = read(fill_in(book, write), store)
    assert "kolomkoppen van blad Mijlpalen" in said(found.warnings)
    assert {each.sheet for each in found.rows} == {"Projecten", "Agendering"}


def test_a_renamed_sheet_and_a_foreign_sheet_are_reported(book, store):
    def write(opened):
        opened["Agendering"].title = "Bijlage"
        opened.create_sheet("Kladblad")["A1"] = "nota"

    text = said(read(fill_in(book, write), store).warnings)
    assert "Blad Agendering ontbreekt" in text
    assert text.count("hoort niet bij de uitvraag en is niet gelezen") == 2


def test_a_workbook_without_any_of_the_sheets_is_refused(book, store):
    def write(opened):
        for name in ("Projecten", "Mijlpalen", "Agendering"):
            opened[name].title = f"x{name}"

    assert "geen enkel blad" in read(fill_in(book, write), store).refusal


def test_a_row_that_vanished_is_reported_and_nothing_is_deleted(book, store):
    def write(opened):
        opened["Mijlpalen"].delete_rows(FIRST_ROW)

    found = read(fill_in(book, write), store)
    assert "VV015-M01. Er wordt niets gewist" in said(found.warnings)
    assert found.refusal is None


def test_an_emptied_sheet_is_reported(book, store):
    def write(opened):
        opened["Mijlpalen"].delete_rows(FIRST_ROW, 10)

    found = read(fill_in(book, write), store)
    assert "5 van de 5 rijen ontbreken" in said(found.warnings)
    assert found.refusal is None


def test_a_sheet_that_lost_many_rows_refuses_the_workbook(book, store):
    def write(opened):
        opened["Mijlpalen"].delete_rows(FIRST_ROW, 3)

    assert "mist 3 van de 5 rijen" in read(fill_in(book, write), store).refusal


def test_a_row_without_a_projectcode_is_refused(book, store):
    found = read(add_row(book, "Mijlpalen", {TITLE: "Zonder project"}), store)
    assert "De projectcode ontbreekt" in row(found, "").problem


@pytest.mark.parametrize("code", [15, "=A4", True])
def test_a_code_that_is_no_text_is_refused(book, store, code):
    found = read(put(book, "Mijlpalen", "Projectcode", 1, code), store)
    assert "is geen tekst" in next(each.problem for each in found.rows if each.problem)


def test_a_code_may_be_spelled_loosely(book, store):
    found = read(put(book, "Mijlpalen", "Projectcode", 1, " vv\u200b015 "), store)
    assert row(found, "VV015", "VV015-M01").problem is None


def test_a_row_that_was_moved_to_another_project_is_refused(book, store):
    found = read(put(book, "Mijlpalen", "Projectcode", 1, "VV017"), store)
    assert "VV015-M01 hoort bij project VV015" in row(found, "VV017", "VV015-M01").problem


def test_a_doubled_id_refuses_all_its_rows(book, store):
    copy = {"Projectcode": "VV015", "Mijlpaal-id": "VV015-M01", TITLE: "Plakwerk"}
    found = read(add_row(book, "Mijlpalen", copy), store)
    doubled = [each for each in found.rows if each.id == "VV015-M01"]
    assert len(doubled) == 2
    assert all("2 keer" in each.problem for each in doubled)


def test_a_doubled_project_refuses_all_its_rows(book, store):
    found = read(add_row(book, "Projecten", {"Projectcode": "VV015", "Titel": "Nog eens"}), store)
    assert sum(each.problem is not None for each in found.rows) == 2


def test_a_row_typed_by_hand_has_no_id_and_an_empty_base(book, store):
    found = read(add_row(book, "Mijlpalen", {"Projectcode": "VV015", TITLE: "Nieuw"}), store)
    typed = row(found, "VV015", "")
    typed = next(each for each in found.rows if each.sheet == "Mijlpalen" and not each.id)
    assert (typed.exported, typed.base) == (False, {})
    assert {key: each.value for key, each in typed.cells.items()} == {"titel": "Nieuw"}


def test_under_a_merged_cell_nothing_is_taken(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        page.tables.clear()
        at = column_of(page, STATUS)
        page.merge_cells(start_row=FIRST_ROW, end_row=FIRST_ROW + 1, start_column=at, end_column=at)

    found = read(fill_in(book, write), store)
    assert not row(found, "VV015", "VV015-M01").cells
    assert "samengevoegd" in cell(found, "VV015", "status", "VV015-M02").problem


def test_hidden_and_filtered_rows_are_read_and_reported(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        page.row_dimensions[FIRST_ROW].hidden = True
        page.cell(FIRST_ROW, column_of(page, STATUS)).value = "Gerealiseerd"

    found = read(fill_in(book, write), store)
    assert cell(found, "VV015", "status", "VV015-M01").value == "gerealiseerd"
    assert "verborgen of weggefilterde rijen zijn wel gelezen" in said(found.warnings)


def test_a_stripped_workbook_knows_no_base(book, store):
    def write(opened):
        del opened["_basis"]

    found = read(fill_in(book, write), store)
    assert "_basis ontbreekt" in said(found.warnings)
    assert all(each.base is None for each in found.rows)
    assert cell(found, "VV015", "titel").value == "Project VV015"


def many(folder):
    return central(folder, fiche("VV015", 12, 1))


def test_a_column_sorted_alone_is_refused(tmp_path):
    store = many(tmp_path)

    def write(opened):
        page = opened["Mijlpalen"]
        at = column_of(page, TITLE)
        texts = [page.cell(FIRST_ROW + place, at).value for place in range(12)]
        for place, text in enumerate(reversed(texts)):
            page.cell(FIRST_ROW + place, at).value = text

    found = read(fill_in(uitvraag(store, tmp_path / "b.xlsx"), write), store)
    cells = [each.cells["titel"] for each in found.rows if each.collection == "mijlpalen"]
    assert len(cells) == 12
    assert all("apart gesorteerd" in each.problem for each in cells)


def test_rows_that_were_sorted_whole_say_the_same(book, store):
    def write(opened):
        page = opened["Mijlpalen"]
        lines = [[each.value for each in page[FIRST_ROW + place]] for place in range(5)]
        for place, line in enumerate(reversed(lines)):
            for at, value in enumerate(line, start=1):
                page.cell(FIRST_ROW + place, at).value = value

    assert all(not each.cells for each in read(fill_in(book, write), store).rows)


def test_two_rows_may_trade_their_dates(tmp_path):
    store = many(tmp_path)
    change(store, "VV015", mijlpalen__VV015_M02__timing=date(2024, 6, 30))

    def write(opened):
        page = opened["Mijlpalen"]
        at = column_of(page, TIMING)
        one, two = page.cell(FIRST_ROW, at), page.cell(FIRST_ROW + 1, at)
        one.value, two.value = two.value, one.value

    found = read(fill_in(uitvraag(store, tmp_path / "b.xlsx"), write), store)
    assert cell(found, "VV015", "timing", "VV015-M01").value == date(2024, 6, 30)


def test_a_column_that_changed_nearly_everywhere_is_pointed_out(tmp_path):
    store = many(tmp_path)

    def write(opened):
        page = opened["Mijlpalen"]
        for place in range(8):
            page.cell(FIRST_ROW + place, column_of(page, STATUS)).value = "Gerealiseerd"

    found = read(fill_in(uitvraag(store, tmp_path / "b.xlsx"), write), store)
    assert "LET OP" in said(found.warnings)
    assert cell(found, "VV015", "status", "VV015-M01").problem is None


def test_a_workbook_of_a_later_version_is_refused(book, store):
    def write(opened):
        page = opened["_meta"]
        line = next(each for each in page.iter_rows() if each[0].value == "formaatversie")
        line[1].value = "99"

    with pytest.raises(NewerFormat):
        read(fill_in(book, write), store)


def test_the_consolidated_workbook_is_no_inzending(book, store):
    def write(opened):
        page = opened["_meta"]
        line = next(each for each in page.iter_rows() if each[0].value == "vorm")
        line[1].value = "totaal"

    with pytest.raises(Refused, match="geen inzending"):
        read(fill_in(book, write), store)


def test_any_other_workbook_is_refused(store, book):
    def write(opened):
        del opened["_meta"]
        opened.custom_doc_props.props.clear()

    with pytest.raises(Refused, match="geen werkboek van vvdesk"):
        read(fill_in(book, write), store)


@pytest.mark.parametrize(
    ("base", "sheet"),
    [
        ({"titel": 5, "status": "op_schema"}, "Mijlpalen"),
        ({"timing": "ooit"}, "Mijlpalen"),
        ({"onbekend": "x"}, "Mijlpalen"),
        ({"basislijn": []}, "Mijlpalen"),
    ],
)
def test_a_spoilt_base_refuses_its_row(book, store, base, sheet):
    def write(opened):
        line = next(each for each in opened["_basis"].iter_rows() if each[0].value == "VV015-M01")
        line[3].value = json.dumps(base)

    found = read(fill_in(book, write), store)
    assert "_basis over deze rij" in row(found, "VV015", "VV015-M01").problem
    assert [each.sheet for each in found.rows if each.problem] == [sheet]
