"""A good workbook gives everything in it, whoever wrote it; a damaged one never something else."""

import gc
import pickle
import random
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.files.hostile import good_workbook
from tests.files.hostile_parts import Parts, pack
from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.reader.dates import is_date_format, serial_to_date
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.model import CellRun, ForeignWorkbook, reference
from vvdesk.exchange.reader.notices import MOST
from vvdesk.exchange.reader.workbook import read_workbook

ROWS = 6


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workbook(tmp_path_factory.mktemp("goed") / "inzending.xlsx", ROWS)


def content(workbook: ForeignWorkbook) -> object:
    """Everything but formats and order of properties."""
    return [
        (
            sheet.name,
            {at: (cell.kind, cell.value, cell.runs, cell.link) for at, cell in sheet.cells.items()},
        )
        for sheet in workbook.sheets
    ], {name: value for name, value in workbook.custom_properties.items() if "vvdesk" in name}


def test_a_good_workbook_gives_every_cell(good: Path) -> None:
    found = read_workbook(good)
    assert [(s.name, s.state) for s in found.sheets] == [
        ("Projecten", "visible"),
        ("Mijlpalen", "visible"),
        ("_basis", "veryHidden"),
    ]
    assert [len(sheet.cells) for sheet in found.sheets] == [6 * 7, 6 * 7, 2 * ROWS]
    assert found.custom_properties == {"vvdesk-versie": "1"}
    assert found.notices == ()
    assert not found.date1904
    assert found.name == "inzending.xlsx"
    assert len(found.sha256) == 64
    assert "created" in found.core_properties


def test_each_cell_is_exactly_what_was_written(good: Path) -> None:
    cells = read_workbook(good).sheets[0].cells
    assert cells[2, 1].value == "VV001"
    assert cells[2, 2].value == "Projecten nummer 1 één"
    assert (cells[2, 3].kind, cells[2, 3].value) == ("number", Decimal("144314.06"))
    assert cells[2, 3].number_format == '#,##0 "EUR"'
    assert is_date_format(cells[2, 4].number_format)
    assert isinstance(cells[2, 4].value, Decimal)
    assert serial_to_date(cells[2, 4].value, date1904=False) == date(2021, 3, 1)
    assert cells[2, 5].runs == (
        CellRun("gewoon ", bold=False, italic=False),
        CellRun("vet 1", bold=True, italic=False),
        CellRun(" en weer gewoon", bold=False, italic=False),
    )
    assert cells[1, 1].runs == (CellRun("Code", bold=True, italic=False),)
    assert all(cell.exact and cell.link is None for cell in cells.values())


def test_rows_come_from_the_top(good: Path) -> None:
    rows = list(read_workbook(good).sheets[0].rows())
    assert [number for number, _ in rows] == list(range(1, ROWS + 2))
    assert [list(cells) for _, cells in rows] == [[1, 2, 3, 4, 5, 6]] * (ROWS + 1)
    assert next(iter(read_workbook(good).sheets[0].rows()))[1][2].value == "Titel"


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "leeg.xlsx"))
    book.add_worksheet()
    book.close()
    sheet = read_workbook(tmp_path / "leeg.xlsx").sheets[0]
    assert sheet.cells == {}
    assert list(sheet.rows()) == []


def test_empty_first_rows_and_columns_move_nothing(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "verschoven.xlsx"))
    book.add_worksheet().write_number("D14", 7)
    book.close()
    cells = read_workbook(tmp_path / "verschoven.xlsx").sheets[0].cells
    assert {at: cell.value for at, cell in cells.items()} == {(14, 4): 7}


def test_an_amount_that_looks_like_a_date_stays_a_number(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "bedrag.xlsx"))
    format_of_a_date = book.add_format({"num_format": "0.00*d"})
    book.add_worksheet().write_number("A1", 104_313.06, format_of_a_date)
    book.close()
    cell = read_workbook(tmp_path / "bedrag.xlsx").sheets[0].cells[1, 1]
    assert (cell.kind, cell.value, cell.number_format) == (
        "number",
        Decimal("104313.06"),
        "0.00*d",
    )


def test_a_workbook_by_openpyxl_reads_the_same(good: Path, tmp_path: Path) -> None:
    openpyxl.load_workbook(good, rich_text=True).save(tmp_path / "anders.xlsx")
    assert content(read_workbook(tmp_path / "anders.xlsx")) == content(read_workbook(good))


def test_a_workbook_resaved_by_libreoffice_reads_the_same(good: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path),
            str(good),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert content(read_workbook(tmp_path / good.name)) == content(read_workbook(good))


def test_links_merges_hidden_things_and_kinds_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "alles.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Blad")
    sheet.write_url("A1", "https://www.vlaanderen.be/x", string="site")
    sheet.write_url("A2", "internal:Blad!B9", string="plaats")
    sheet.write_formula("B1", "=1000+1", None, 5)
    sheet.write_boolean("C1", 1)
    sheet.write_string("D1", "=geen formule")
    sheet.merge_range("A5:B6", "samen")
    sheet.write_string("A8", "verborgen")
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    book.close()
    found = read_workbook(path)
    cells = found.sheets[0].cells
    assert cells[1, 1].link == "https://www.vlaanderen.be/x"
    assert cells[2, 1].link == "#Blad!B9"
    assert (cells[1, 2].kind, cells[1, 2].value) == ("formula", "1000+1")
    assert (cells[1, 3].kind, cells[1, 3].value) == ("bool", True)
    assert (cells[1, 4].kind, cells[1, 4].value) == ("text", "=geen formule")
    assert found.sheets[0].merged == ((5, 1, 6, 2),)
    assert found.sheets[0].hidden_rows == {8}
    assert found.sheets[0].hidden_columns == {4}
    assert {notice.subject for notice in found.notices} == {"merged", "hidden"}
    assert next(n.cell for n in found.notices if n.subject == "merged") == "A5"


def test_a_workbook_travels_between_processes_unchanged(good: Path) -> None:
    found = read_workbook(good)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - of our own making


def test_reading_leaves_no_cycles_behind(good: Path) -> None:
    read_workbook(good)
    gc.collect()
    gc.disable()
    try:
        read_workbook(good)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_file_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"weg\.xlsx"):
        read_workbook(tmp_path / "weg.xlsx")
    with pytest.raises(Unavailable):
        read_workbook(tmp_path)


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_bytes=1000),
        Limits(entries=3),
        Limits(unpacked_bytes=1000),
        Limits(part_bytes=1000),
        Limits(ratio=1, ratio_above=1000),
        Limits(depth=2),
        Limits(markup=100),
        Limits(pending_markup=10),
        Limits(sheets=2),
        Limits(rows=3),
        Limits(columns=3),
        Limits(cells=20),
        Limits(texts=50),
    ],
)
def test_every_limit_refuses_with_the_name_of_the_file(good: Path, limits: Limits) -> None:
    with pytest.raises(Refused, match=r"^'inzending\.xlsx' is niet gelezen: .+\.$"):
        read_workbook(good, limits)


def test_a_text_over_the_limit_costs_only_its_cell(good: Path) -> None:
    found = read_workbook(good, Limits(text=20))
    kinds = {cell.kind for cell in found.sheets[0].cells.values()}
    assert kinds == {"text", "number", "unreadable"}


def test_too_many_notices_are_counted(good: Path, tmp_path: Path) -> None:
    parts = Parts(good)
    for number in range(ROWS + 2, ROWS + 2 + MOST + 30):
        row = f'<row r="{number}"><c r="A{number}"><v>NaN</v></c></row></sheetData>'
        text = parts.text(parts.sheet).replace("</sheetData>", row)
        parts.put(parts.sheet, text.encode())
    (tmp_path / "veel.xlsx").write_bytes(parts.packed())
    found = read_workbook(tmp_path / "veel.xlsx")
    assert len(found.notices) == MOST + 1
    assert "30 andere" in found.notices[-1].text


def test_flipped_bits_never_crash_and_never_shrink_a_sheet_in_silence(
    good: Path, tmp_path: Path
) -> None:
    """Damage with a right checksum, as a bad program makes it: 200 flips over all parts."""
    chance = random.Random(20210331)
    with zipfile.ZipFile(good) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    sizes = [len(sheet.cells) for sheet in read_workbook(good).sheets]
    refused: list[str] = []
    for _ in range(200):
        index = chance.randrange(len(members))
        name, data = members[index]
        damaged = bytearray(data)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path = tmp_path / "geflipt.xlsx"
        path.write_bytes(pack([*members[:index], (name, bytes(damaged)), *members[index + 1 :]]))
        try:
            found = read_workbook(path)
        except Refused as error:
            refused.append(str(error))
        else:
            assert [len(sheet.cells) for sheet in found.sheets] == sizes
    assert len(refused) > 50
    assert all(told.startswith("'geflipt.xlsx' is niet gelezen: ") for told in refused)


def test_a_reference_helps_people_to_find_the_cell(good: Path) -> None:
    assert reference(*max(read_workbook(good).sheets[0].cells)) == "F7"
