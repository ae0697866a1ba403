"""Reading back: what is not exactly what was meant never replaces anything."""

from decimal import Decimal

import pytest
import xlsxwriter
from workbook_sample import contents, envelope, referentie

from vvdesk.errors import Unavailable
from vvdesk.exchange.read_back import check_written
from vvdesk.exchange.workbook import new_book
from vvdesk.exchange.workbook.page import Formula
from vvdesk.exchange.workbook.writer import write_workbook

MEANT = {"Blad": {(1, 1): "tekst", (2, 1): 5, (3, 2): Decimal("0.1"), (4, 1): Formula("A2+1")}}


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad")
        sheet.write_string(0, 0, "tekst")
        sheet.write_number(1, 0, 5)
        sheet.write_number(2, 1, 0.1)
        sheet.write_formula(3, 0, "=A2+1")
    return path


def test_what_was_meant_is_accepted(written):
    assert check_written(written, MEANT).name == "a.xlsx"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ((1, 1), "Tekst"),
        ((1, 1), 5),
        ((2, 1), "5"),
        ((2, 1), 6),
        ((3, 2), Decimal("0.2")),
        ((4, 1), Formula("A2+2")),
        ((4, 1), "=A2+1"),
        ((9, 3), "ontbreekt"),
    ],
)
def test_a_cell_that_differs_is_named(written, at, value):
    place = f"{'ABC'[at[1] - 1]}{at[0]}"
    with pytest.raises(Unavailable, match=f"cel {place} van blad Blad"):
        check_written(written, {"Blad": {**MEANT["Blad"], at: value}})


def test_a_cell_too_many_is_named(written):
    without = {at: value for at, value in MEANT["Blad"].items() if at != (3, 2)}
    with pytest.raises(Unavailable, match="cel B3 van blad Blad hoort leeg te zijn"):
        check_written(written, {"Blad": without})


def test_a_missing_sheet_is_noticed(written):
    with pytest.raises(Unavailable, match="ontbreken bladen"):
        check_written(written, {**MEANT, "Nog een": {}})


def test_a_cut_file_is_noticed(written):
    written.write_bytes(written.read_bytes()[:-40])
    with pytest.raises(Unavailable, match="niet leesbaar"):
        check_written(written, MEANT)


def test_an_export_that_was_damaged_on_its_way_to_disk_replaces_nothing(tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    target.write_text("vorige", encoding="utf-8")
    real = new_book.check_written

    def damaged(path, written):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        return real(path, written)

    monkeypatch.setattr(new_book, "check_written", damaged)
    with pytest.raises(Unavailable):
        write_workbook(target, contents(), referentie(), envelope())
    assert target.read_text(encoding="utf-8") == "vorige"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
