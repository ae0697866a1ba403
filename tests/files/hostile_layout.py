"""Damage to the layout: places of rows and cells, sizes that lie, and what people do to a sheet."""

import copy
import random
import re
import xml.etree.ElementTree as ET

from tests.files.hostile import kind
from tests.files.hostile_parts import OFFICE, SHEET_TYPE, Parts, main

_BEFORE_MERGES = ("sheetData", "sheetProtection", "protectedRanges", "autoFilter", "sortState")
_BEFORE_LINKS = (*_BEFORE_MERGES, "mergeCells", "conditionalFormatting", "dataValidations")
_ROWS = 300_000
_STYLES = 64_000


def _dimension(parts: Parts, area: str | None) -> None:
    found = parts.root.find(main("dimension"))
    if found is not None:
        parts.root.remove(found)
    if area:
        parts.root.insert(0, ET.Element(main("dimension"), {"ref": area}))


def _add_row(parts: Parts, number: str, cell: str, value: str | None) -> None:
    row = ET.SubElement(parts.data, main("row"), {"r": number})
    found = ET.SubElement(row, main("c"), {"r": cell, "s": "0"})
    if value is not None:
        ET.SubElement(found, main("v")).text = value


@kind("accepted")
def geo_dimension_a1(parts: Parts) -> None:
    _dimension(parts, "A1")


@kind("accepted")
def geo_dimension_too_small(parts: Parts) -> None:
    _dimension(parts, "A1:B2")


@kind("accepted")
def geo_dimension_missing(parts: Parts) -> None:
    _dimension(parts, None)


@kind("accepted")
def geo_dimension_huge(parts: Parts) -> None:
    _dimension(parts, "A1:XFD1048576")


@kind("refused")
def geo_rows_out_of_order(parts: Parts) -> None:
    parts.data[:] = list(reversed(parts.data))


@kind("refused")
def geo_cells_out_of_order(parts: Parts) -> None:
    parts.row[:] = list(reversed(parts.row))


@kind("refused")
def geo_row_twice(parts: Parts) -> None:
    place = list(parts.data).index(parts.row)
    parts.data.insert(place + 1, copy.deepcopy(parts.row))


@kind("refused")
def geo_cell_twice(parts: Parts) -> None:
    row, number = parts.row, parts.number
    row.insert(list(row).index(number) + 1, copy.deepcopy(number))


@kind("refused")
def geo_row_number_huge(parts: Parts) -> None:
    _add_row(parts, "2147483647", "A2147483647", "1")


@kind("refused")
def geo_row_number_negative(parts: Parts) -> None:
    parts.row.set("r", "-1")


@kind("refused")
def geo_row_number_other_digits(parts: Parts) -> None:
    parts.row.set("r", "\u0663")


@kind("refused")
def geo_cell_in_another_row(parts: Parts) -> None:
    parts.number.set("r", "C999")


@kind("refused")
def geo_column_that_does_not_exist(parts: Parts) -> None:
    _add_row(parts, "1048576", "XFE1048576", "1")


@kind("refused")
def geo_far_value(parts: Parts) -> None:
    _add_row(parts, "1048576", "XFD1048576", "1")


@kind("accepted")
def geo_far_empty_cell_with_format(parts: Parts) -> None:
    _add_row(parts, "1048576", "XFD1048576", None)


@kind("accepted")
def geo_no_references(parts: Parts) -> None:
    for row in parts.data:
        columns = [re.sub("[0-9]", "", cell.get("r", "")) for cell in row]
        if columns == [chr(65 + index) for index in range(len(columns))]:
            for cell in row:
                del cell.attrib["r"]


@kind("refused")
def geo_endless_empty_rows(parts: Parts) -> None:
    last = int(parts.data[-1].get("r", "0"))
    rows = "".join(f'<row r="{n}" s="1" ht="15"/>' for n in range(last + 1, last + _ROWS))
    parts.replace(parts.sheet, "</sheetData>", f"{rows}</sheetData>")


@kind("accepted")
def geo_many_formats(parts: Parts) -> None:
    formats = parts.tree("xl/styles.xml").find(main("cellXfs"))
    assert formats is not None
    formats.extend(ET.Element(main("xf"), {"numFmtId": str(n % 40)}) for n in range(_STYLES))


@kind("accepted")
def geo_count_of_texts_huge(parts: Parts) -> None:
    root = parts.tree("xl/sharedStrings.xml")
    root.attrib.update({"count": "4294967295", "uniqueCount": "4294967295"})


@kind("flagged")
def geo_merged_whole_sheet(parts: Parts) -> None:
    merged = ET.Element(main("mergeCells"))
    ET.SubElement(merged, main("mergeCell"), {"ref": "A1:XFD1048576"})
    parts.add_after(_BEFORE_MERGES, merged)


@kind("refused")
def geo_merged_nowhere(parts: Parts) -> None:
    merged = ET.Element(main("mergeCells"))
    ET.SubElement(merged, main("mergeCell"), {"ref": "C9:A1"})
    parts.add_after(_BEFORE_MERGES, merged)


@kind("flagged")
def geo_link_on_whole_sheet(parts: Parts) -> None:
    listing = parts.sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    key = parts.add_relation(listing, "hyperlink", "http://example.org/", "External")
    links = ET.Element(main("hyperlinks"))
    ET.SubElement(links, main("hyperlink"), {"ref": "A1:XFD1048576", f"{{{OFFICE}}}id": key})
    parts.add_after(_BEFORE_LINKS, links)


@kind("flagged")
def str_hidden_rows(parts: Parts) -> None:
    parts.row.set("hidden", "1")


@kind("flagged")
def str_hidden_columns(parts: Parts) -> None:
    found = parts.root.find(main("cols"))
    if found is not None:
        parts.root.remove(found)
    columns = ET.Element(main("cols"))
    ET.SubElement(columns, main("col"), {"min": "1", "max": "16384", "hidden": "1"})
    parts.root.insert(list(parts.root).index(parts.data), columns)


@kind("flagged")
def str_filter_in_use(parts: Parts) -> None:
    found = parts.root.find(main("autoFilter"))
    if found is not None:
        parts.root.remove(found)
    used = ET.Element(main("autoFilter"), {"ref": "A1:F9"})
    ET.SubElement(used, main("filterColumn"), {"colId": "0"})
    parts.add_after(("sheetData", "sheetProtection"), used)


@kind("flagged")
def str_rows_deleted(parts: Parts) -> None:
    parts.data.remove(parts.row)


@kind("flagged")
def str_cells_cleared(parts: Parts) -> None:
    for cell in parts.row:
        cell[:] = []


@kind("flagged")
def str_column_sorted_alone(parts: Parts) -> None:
    letters = re.sub("[0-9]", "", parts.number.get("r", ""))
    cells = [
        c for c in parts.data.iter(main("c")) if re.sub("[0-9]", "", c.get("r", "")) == letters
    ]
    values = [cell.find(main("v")) for cell in cells if cell.get("t", "n") == "n"]
    filled = [value for value in values if value is not None]
    words = [value.text for value in filled]
    random.Random(1).shuffle(words)
    for value, text in zip(filled, words[1:] + words[:1], strict=True):
        value.text = text


@kind("flagged")
def str_sheet_renamed(parts: Parts) -> None:
    for sheet in parts.tree("xl/workbook.xml").iter(main("sheet")):
        if sheet.get("name") == next(n for n, part in parts.sheets.items() if part == parts.sheet):
            sheet.set("name", "Blad1")


@kind("flagged")
def str_sheet_made_visible(parts: Parts) -> None:
    for sheet in parts.tree("xl/workbook.xml").iter(main("sheet")):
        sheet.attrib.pop("state", None)


@kind("refused")
def str_two_sheets_of_one_name(parts: Parts) -> None:
    sheets = list(parts.tree("xl/workbook.xml").iter(main("sheet")))
    sheets[1].set("name", sheets[0].get("name", "").upper())


@kind("refused")
def str_two_sheets_of_one_part(parts: Parts) -> None:
    sheets = list(parts.tree("xl/workbook.xml").iter(main("sheet")))
    sheets[1].set(f"{{{OFFICE}}}id", sheets[0].get(f"{{{OFFICE}}}id", ""))


@kind("flagged")
def str_foreign_sheet(parts: Parts) -> None:
    _add_sheet(parts, "xl/worksheets/vreemd.xml", "worksheet")


@kind("flagged")
def str_chart_sheet(parts: Parts) -> None:
    _add_sheet(parts, "xl/chartsheets/sheet1.xml", "chartsheet")


@kind("refused")
def str_sheet_of_unknown_kind(parts: Parts) -> None:
    _add_sheet(parts, "xl/vreemd.xml", "xlMacrosheet")


def _add_sheet(parts: Parts, part: str, relation: str) -> None:
    sheet = f'<worksheet xmlns="{main("")[1:-1]}"><sheetData/></worksheet>'
    parts.add_part(part, sheet.encode(), SHEET_TYPE)
    listing = "xl/_rels/workbook.xml.rels"
    key = parts.add_relation(listing, relation, part.removeprefix("xl/"))
    sheets = parts.tree("xl/workbook.xml").find(main("sheets"))
    assert sheets is not None
    ET.SubElement(
        sheets, main("sheet"), {"name": "Vreemd", "sheetId": "99", f"{{{OFFICE}}}id": key}
    )
