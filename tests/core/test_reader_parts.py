"""The parts inside a workbook: what they may say, what is impossible, and what is tolerated."""

from pathlib import Path

import pytest

from tests.files.hostile import good_workbook
from tests.files.hostile_parts import DECLARATION, MAIN, Parts, pack
from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.reader.xmlparts import XmlReader


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workbook(tmp_path_factory.mktemp("goed") / "goed.xlsx")


def test_a_text_without_end_is_refused_before_it_is_in_memory() -> None:
    pieces = [b"<a>", *[b"x" * 1000] * 100]
    with pytest.raises(Refused, match="langer dan 1 MB"):
        XmlReader(Limits(token_bytes=50_000)).tree(pieces, "deel")


@pytest.mark.parametrize("pieces", [[], [b""], [b"<?xml version='1.0'?>"], [b"<a><b></a>"]])
def test_xml_that_is_not_whole_is_refused(pieces: list[bytes]) -> None:
    with pytest.raises(Refused):
        XmlReader(Limits()).tree(pieces, "deel")


def test_a_prolog_in_small_pieces_is_watched_too() -> None:
    text = b"<?xml version='1.0'?><!-- a --><!DOCTYPE a><a/>"
    with pytest.raises(Refused, match="DOCTYPE"):
        XmlReader(Limits()).tree([text[at : at + 1] for at in range(len(text))], "deel")


def changed(good: Path, target: Path, part: str, old: str, new: str) -> Path:
    parts = Parts(good)
    parts.replace(part, old, new)
    target.write_bytes(parts.packed())
    return target


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("_rels/.rels", "Relationships ", 'Relaties xmlns="x" '),
        ("_rels/.rels", 'Id="rId2"', 'Id="rId1"'),
        ("_rels/.rels", "relationships/officeDocument", "relationships/anders"),
        ("_rels/.rels", "relationships/metadata/core-properties", "relationships/metadata/x"),
        ("[Content_Types].xml", "<Types ", "<Soorten "),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1", "worksheets/sheet9"),
        ("xl/_rels/workbook.xml.rels", "/theme", "/styles"),
        ("xl/workbook.xml", 'state="veryHidden"', 'state="weg"'),
        ("xl/workbook.xml", "<sheets>.*</sheets>", "<sheets/>"),
        ("xl/sharedStrings.xml", "<si>", "<iets/><si>"),
        ("xl/worksheets/sheet1.xml", "<row ", "losse tekst<row "),
        ("xl/worksheets/sheet1.xml", '<c r="C2"[^>]*>.*?</c>', '<c r="C2">99</c>'),
        ("xl/worksheets/sheet1.xml", '<c r="C2"', '<c r="C02"'),
        ("xl/worksheets/sheet1.xml", "<v>144314.06</v>", '<f t="array" ref="X"/><v>1</v>'),
    ],
)
def test_a_part_that_says_something_impossible_is_refused_or_noted(
    good: Path, tmp_path: Path, part: str, old: str, new: str
) -> None:
    path = changed(good, tmp_path / "anders.xlsx", part, old, new)
    expected = read_workbook(good)
    try:
        found = read_workbook(path)
    except Refused as error:
        told = str(error)
    else:
        told = ""
        assert found.sheets == expected.sheets
        assert part in {"_rels/.rels", "xl/worksheets/sheet1.xml"}
    assert told == "" or told.endswith(".")


def test_a_cell_may_hold_additions_of_later_programs(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    path = changed(good, tmp_path / "a.xlsx", sheet, "</c></row>", "<extLst/></c><extLst/></row>")
    assert read_workbook(path).sheets == read_workbook(good).sheets


def test_an_empty_value_is_no_cell(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    path = changed(good, tmp_path / "a.xlsx", sheet, "<v>144314.06</v>", "<v></v>")
    assert (2, 3) not in read_workbook(path).sheets[0].cells


def test_a_text_as_result_of_nothing_is_a_text(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    new = '<c r="C2" t="str"><v>gewoon</v></c>'
    path = changed(good, tmp_path / "a.xlsx", sheet, '<c r="C2"[^>]*>.*?</c>', new)
    cell = read_workbook(path).sheets[0].cells[2, 3]
    assert (cell.kind, cell.value) == ("text", "gewoon")


def test_a_far_column_without_value_is_nothing(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    path = changed(good, tmp_path / "a.xlsx", sheet, "</c></row>", '</c><c r="XFD1" s="0"/></row>')
    assert read_workbook(path).sheets == read_workbook(good).sheets


def test_an_empty_text_is_no_cell(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    new = '<c r="C2" t="str"><v/></c>'
    path = changed(good, tmp_path / "a.xlsx", sheet, '<c r="C2"[^>]*>.*?</c>', new)
    assert (2, 3) not in read_workbook(path).sheets[0].cells


def test_a_link_without_target_is_told(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    links = '</sheetData><hyperlinks><hyperlink ref="A1"/><hyperlink ref="x"/></hyperlinks>'
    found = read_workbook(changed(good, tmp_path / "a.xlsx", sheet, "</sheetData>", links))
    assert [notice.subject for notice in found.notices] == ["link", "link"]


def test_links_over_everything_again_and_again_are_refused(good: Path, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    links = '<hyperlink ref="A1:XFD1048576" location="x"/>' * 30_000
    links = f"</sheetData><hyperlinks>{links}</hyperlinks>"
    path = changed(good, tmp_path / "a.xlsx", sheet, "</sheetData>", links)
    with pytest.raises(Refused, match="te veel koppelingen"):
        read_workbook(path)


def test_a_date_format_of_east_asia_is_a_date_format(good: Path, tmp_path: Path) -> None:
    styles = "xl/styles.xml"
    path = changed(good, tmp_path / "a.xlsx", styles, '<xf numFmtId="0"', '<xf numFmtId="31"')
    path = changed(
        path, path, styles, r'<cellXfs[^>]*><xf numFmtId="0"', '<cellXfs><xf numFmtId="31"'
    )
    assert read_workbook(path).sheets[0].cells[2, 1].number_format == "yyyy/m/d"


def test_a_workbook_of_charts_alone_is_refused(good: Path, tmp_path: Path) -> None:
    parts = Parts(good)
    listing = "xl/_rels/workbook.xml.rels"
    text = parts.text(listing).replace("relationships/worksheet", "relationships/chartsheet")
    parts.put(listing, text.encode())
    (tmp_path / "grafiek.xlsx").write_bytes(parts.packed())
    with pytest.raises(Refused, match="geen bladen met cellen"):
        read_workbook(tmp_path / "grafiek.xlsx")


def test_a_file_that_may_not_be_opened_is_unavailable(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(Unavailable, match="Sluit het in Excel"):
        read_workbook(good)


def test_a_minimal_workbook_without_styles_and_texts_is_read(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    def part(text: str) -> bytes:
        return DECLARATION + text.encode()

    def relation(kind: str, target: str) -> bytes:
        inside = f'<Relationship Id="a" Type="{office}/{kind}" Target="{target}"/>'
        return part(f'<Relationships xmlns="{package}/relationships">{inside}</Relationships>')

    types = (
        f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="xml" ContentType="{kind}"/></Types>'
    )
    sheets = '<sheets><sheet name="Blad" sheetId="1" r:id="a"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{office}">{sheets}</workbook>'
    data = '<sheetData><row><c><v>1</v></c><c t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    path = tmp_path / "klein.xlsx"
    path.write_bytes(
        pack(
            [
                ("[Content_Types].xml", part(types)),
                ("_rels/.rels", relation("officeDocument", "/map/boek.xml")),
                ("map/_rels/boek.xml.rels", relation("worksheet", "../blad.xml#x")),
                ("map/boek.xml", part(book)),
                ("blad.xml", part(f'<worksheet xmlns="{MAIN}">{data}</worksheet>')),
            ]
        )
    )
    cells = read_workbook(path).sheets[0].cells
    assert {at: str(cell.value) for at, cell in cells.items()} == {(1, 1): "1", (1, 2): "a"}
