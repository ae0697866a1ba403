"""Every kind of hostile or mangled workbook gets its verdict, here and in a worker process."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.files.hostile import Kind, good_workbook, load_kinds, make
from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.model import Cell, ForeignWorkbook
from vvdesk.exchange.reader.readers import read_many
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.reader.worker import Worker

KINDS = load_kinds()
HEAVY = ("zip_bomb", "xml_endless", "geo_endless", "geo_many", "zip_many")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as found:
        yield found


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workbook(tmp_path_factory.mktemp("goed") / "goed.xlsx")


def read(name: str, good: Path, folder: Path) -> ForeignWorkbook:
    return read_workbook(make(KINDS[name], good, folder / f"{name}.xlsx"))


def amount(name: str, good: Path, folder: Path) -> Cell:
    """The cell on which most damage is done: the amount of the first project."""
    return read(name, good, folder).sheets[0].cells[2, 3]


def test_there_are_at_least_sixty_kinds_of_every_sort() -> None:
    assert len(KINDS) >= 60
    for sort in ("geo", "zip", "xml", "val", "str", "meta"):
        assert sum(name.startswith(sort) for name in KINDS) >= 8
    assert sum(kind.verdict == "accepted" for kind in KINDS.values()) >= 20


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_gets_its_verdict(
    kind: Kind, worker: Worker, good: Path, tmp_path: Path
) -> None:
    path = make(kind, good, tmp_path / f"{kind.name}.xlsx")
    expected = read_workbook(good)
    try:
        is_heavy = kind.name.startswith(HEAVY)
        found = worker.run(read_workbook, path) if is_heavy else read_workbook(path)
    except Refused as error:
        assert kind.verdict == "refused"
        sentence = str(error)
        assert sentence.startswith(f"'{path.name}' is niet gelezen: ")
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
        assert "geheugen" not in sentence  # the counts refuse it before the process has to die
        return
    is_same = found.sheets == expected.sheets and not found.notices
    if kind.same:
        assert is_same
        assert found.custom_properties == expected.custom_properties
    else:
        properties = found.custom_properties == expected.custom_properties
        assert kind.verdict != "refused"
        assert not (is_same and properties)
    assert all(notice.text.endswith(".") for notice in found.notices)


def test_worker_processes_give_the_same_verdicts_in_order(good: Path, tmp_path: Path) -> None:
    kinds = [kind for kind in KINDS.values() if not kind.name.startswith(HEAVY)]
    paths = [make(kind, good, tmp_path / f"{kind.name}.xlsx") for kind in kinds]
    for kind, found in zip(kinds, read_many(read_workbook, paths), strict=True):
        assert isinstance(found, Refused) == (kind.verdict == "refused"), kind.name


def test_the_bound_on_the_process_is_under_the_goal_of_500_mb() -> None:
    assert Limits().memory < 500 * 10**6


@pytest.mark.parametrize("name", [name for name in KINDS if name.startswith("val_formula")])
def test_a_formula_is_never_its_last_result(name: str, good: Path, tmp_path: Path) -> None:
    cell = amount(name, good, tmp_path)
    assert cell.kind == "formula"
    assert cell.value not in {Decimal(5), "5", True}


def test_a_matrix_makes_formulas_of_all_the_cells_it_fills(good: Path, tmp_path: Path) -> None:
    sheet = read("val_formula_of_a_matrix", good, tmp_path).sheets[0]
    assert {cell.kind for cell in sheet.cells.values()} == {"formula"}


def test_a_comment_inside_a_number_does_not_shorten_it(good: Path, tmp_path: Path) -> None:
    cell = amount("xml_comment_inside_a_value", good, tmp_path)
    assert cell.value == Decimal("144314.06")


@pytest.mark.parametrize(("name", "code"), [("val_error_na", "#N/A"), ("val_error_div", "#DIV/0!")])
def test_an_error_is_an_error_not_empty_and_not_text(
    name: str, code: str, good: Path, tmp_path: Path
) -> None:
    cell = amount(name, good, tmp_path)
    assert (cell.kind, cell.value) == ("error", code)


@pytest.mark.parametrize(
    "name",
    [
        "val_nan",
        "val_infinite",
        "val_overflow",
        "val_underscore",
        "val_other_digits",
        "val_comma",
        "val_text_index_negative",
        "val_text_index_too_high",
        "val_unknown_type",
        "val_bool_that_is_neither",
        "val_iso_date_that_is_none",
        "val_two_values",
        "val_value_and_text",
        "xml_element_inside_a_value",
        "xml_text_beside_a_value",
    ],
)
def test_a_value_that_cannot_be_is_unreadable_and_told(
    name: str, good: Path, tmp_path: Path
) -> None:
    found = read(name, good, tmp_path)
    assert found.sheets[0].cells[2, 3].kind == "unreadable"
    assert ("Projecten", "C2") in {(notice.sheet, notice.cell) for notice in found.notices}


def test_one_bad_cell_costs_one_cell(good: Path, tmp_path: Path) -> None:
    found = read("val_nan", good, tmp_path).sheets[0].cells
    expected = read_workbook(good).sheets[0].cells
    assert {at for at in expected if found[at] != expected[at]} == {(2, 3)}


@pytest.mark.parametrize("name", ["val_seventeen_digits", "val_digits_behind_the_point"])
def test_more_than_fifteen_digits_are_told(name: str, good: Path, tmp_path: Path) -> None:
    found = read(name, good, tmp_path)
    assert not found.sheets[0].cells[2, 3].exact
    assert [notice.cell for notice in found.notices] == ["C2"]


def test_a_text_in_an_amount_stays_a_text(good: Path, tmp_path: Path) -> None:
    cell = amount("val_amount_as_text", good, tmp_path)
    assert (cell.kind, cell.value) == ("text", "375.000.000")


def test_a_code_that_is_a_number_stays_a_number(good: Path, tmp_path: Path) -> None:
    assert read("val_code_is_a_number", good, tmp_path).sheets[0].cells[2, 1].kind == "number"


def test_an_iso_date_is_a_date(good: Path, tmp_path: Path) -> None:
    cell = amount("val_iso_date", good, tmp_path)
    assert (cell.kind, cell.value) == ("date", "2021-03-31")


def test_dates_from_1904_are_told(good: Path, tmp_path: Path) -> None:
    found = read("meta_counts_from_1904", good, tmp_path)
    assert found.date1904
    assert [notice.subject for notice in found.notices] == ["dates"]


def test_a_text_in_another_unicode_form_is_the_same_text(good: Path, tmp_path: Path) -> None:
    cells = read("val_text_in_other_unicode_form", good, tmp_path).sheets[0].cells
    assert cells[2, 1].value == "één"


def test_a_link_on_the_whole_sheet_is_on_every_cell(good: Path, tmp_path: Path) -> None:
    cells = read("geo_link_on_whole_sheet", good, tmp_path).sheets[0].cells
    assert {cell.link for cell in cells.values()} == {"http://example.org/"}
