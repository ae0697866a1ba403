"""What people and other programs do to a workbook that changes nothing of what it says."""

import copy
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.files.hostile_parts import Parts, main, pack

Change = Callable[[Path, Path], None]
CHANGES: list[Change] = []
_HEAD = 3
"""The row with the labels."""
WRONG_CELLS = (
    ("formula", "1+1"), ("e", "#N/A"), ("b", "1"), ("n", "NaN"), ("n", "-7.25"), ("n", "44286"),
    ("n", "1E400"), ("d", "2021-03-31"), ("inlineStr", "zoiets"), ("inlineStr", "Een\u200b_x0007_"),
    ("inlineStr", "12,500"), ("s", "99999"), ("bedrag", "1"),
)  # fmt: skip
"""Type and content of cells that fit few columns or none."""
_KEYS = {"Projectcode", "Mijlpaal-id", "Agendering-id", "Eerste planning"}


def change(function: Change) -> Change:
    """Register a function."""
    CHANGES.append(function)
    return function


def _parts_of(source: Path, sheet: str = "Projecten") -> tuple[Parts, str]:
    parts = Parts(source)
    return parts, parts.sheets[sheet]


@change
def stored_without_compression(source: Path, target: Path) -> None:
    target.write_bytes(Parts(source).packed(zipfile.ZIP_STORED))


@change
def packed_in_another_order(source: Path, target: Path) -> None:
    target.write_bytes(pack(list(reversed(Parts(source).parts().items()))))


@change
def saved_again_by_another_program(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source, rich_text=True)
    book.save(target)


@change
def sheets_in_another_order(source: Path, target: Path) -> None:
    parts = Parts(source)
    sheets = parts.tree("xl/workbook.xml").find(main("sheets"))
    assert sheets is not None
    names = parts.tree("xl/workbook.xml").find(main("definedNames"))
    if names is not None:  # they count sheets by place
        parts.tree("xl/workbook.xml").remove(names)
    sheets[:] = list(reversed(sheets))
    target.write_bytes(parts.packed())


@change
def texts_in_the_cells_themselves(source: Path, target: Path) -> None:
    parts = Parts(source)
    texts = list(parts.tree("xl/sharedStrings.xml"))
    for part in parts.sheets.values():
        for cell in parts.tree(part).iter(main("c")):
            value = cell.find(main("v"))
            if cell.get("t") == "s" and value is not None:
                inline = ET.Element(main("is"))
                inline[:] = copy.deepcopy(list(texts[int(value.text or "")]))
                cell.remove(value)
                cell.append(inline)
                cell.set("t", "inlineStr")
    target.write_bytes(parts.packed())


@change
def columns_from_right_to_left(source: Path, target: Path) -> None:
    parts, part = _parts_of(source)
    root = parts.tree(part)
    for name in ("cols", "mergeCells", "conditionalFormatting", "dataValidations", "tableParts"):
        for found in root.findall(main(name)):
            root.remove(found)
    for row in root.iter(main("row")):
        if int(row.get("r", "0")) < _HEAD:
            row[:] = []
            continue
        for cell in row:
            letter = chr(64 + 26 - (ord(cell.get("r", "")[0]) - 65))
            cell.set("r", f"{letter}{row.get('r')}")
        row[:] = list(reversed(row))
    target.write_bytes(parts.packed())


@change
def rows_sorted_the_other_way(source: Path, target: Path) -> None:
    parts, part = _parts_of(source, "Mijlpalen")
    data = parts.tree(part).find(main("sheetData"))
    assert data is not None
    rows = [row for row in data if int(row.get("r", "0")) > _HEAD]
    numbers = [row.get("r", "") for row in rows]
    data[:] = [row for row in data if row not in rows] + list(reversed(rows))
    for number, row in zip(numbers, reversed(rows), strict=True):
        row.set("r", number)
        for cell in row:
            cell.set("r", re.sub("[0-9]", "", cell.get("r", "")) + number)
    target.write_bytes(parts.packed())


@change
def columns_hidden(source: Path, target: Path) -> None:
    parts, part = _parts_of(source)
    for column in parts.tree(part).iter(main("col")):
        if int(column.get("min", "0")) > 2:
            column.set("hidden", "1")
    target.write_bytes(parts.packed())


@change
def filtered_on_a_status(source: Path, target: Path) -> None:
    parts, part = _parts_of(source)
    for row in parts.tree(part).iter(main("row")):
        if int(row.get("r", "0")) % 2 and int(row.get("r", "0")) > _HEAD:
            row.set("hidden", "1")
    table = ET.Element(main("filterColumn"), {"colId": "10"})
    found = parts.tree("xl/tables/table1.xml").find(main("autoFilter"))
    assert found is not None
    found.append(table)
    target.write_bytes(parts.packed())


@change
def a_sheet_of_ones_own(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source, rich_text=True)
    sheet = book.create_sheet("Kladblad", 0)
    sheet["A1"] = "Nog navragen"
    sheet["B2"] = 42
    book.save(target)


@change
def a_column_of_ones_own(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source, rich_text=True)
    sheet = book["Projecten"]
    at = sheet.max_column + 1
    sheet.cell(_HEAD, at, "Eigen nota")
    sheet.cell(_HEAD + 1, at, "Bellen")
    book.save(target)


@change
def labels_in_capitals_with_blanks(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source, rich_text=True)
    for cell in book["Projecten"][_HEAD]:
        cell.value = f" {str(cell.value).upper()}\u00a0 " if cell.value else None
    book.save(target)


@change
def a_title_above_the_table(source: Path, target: Path) -> None:
    parts, part = _parts_of(source, "Agendering")
    root = parts.tree(part)
    for name in ("mergeCells", "conditionalFormatting", "dataValidations", "tableParts"):
        for found in root.findall(main(name)):
            root.remove(found)
    for row in root.iter(main("row")):
        number = int(row.get("r", "0")) + 2
        row.set("r", str(number))
        for cell in row:
            cell.set("r", re.sub("[0-9]", "", cell.get("r", "")) + str(number))
    target.write_bytes(parts.packed())


def spoil_row(source: Path, target: Path, sheet: str, kind: str, content: str) -> None:
    """Put the same wrong content in every cell of the second row that people fill in."""
    parts, part = _parts_of(source, sheet)
    texts = ["".join(each.itertext()) for each in parts.tree("xl/sharedStrings.xml")]
    rows = {row.get("r"): row for row in parts.tree(part).iter(main("row"))}
    row = rows[str(_HEAD + 2)]
    cells = {re.sub("[0-9]", "", cell.get("r", "")): cell for cell in row}
    for head in rows[str(_HEAD)]:
        value = head.find(main("v"))
        label = texts[int(value.text or "")] if value is not None else ""
        letter = re.sub("[0-9]", "", head.get("r", ""))
        if label and label not in _KEYS:
            cells[letter] = _wrong_cell(f"{letter}{_HEAD + 2}", kind, content)
    row[:] = [cells[letter] for letter in sorted(cells, key=lambda each: (len(each), each))]
    target.write_bytes(parts.packed())


def _wrong_cell(name: str, kind: str, content: str) -> ET.Element:
    cell = ET.Element(main("c"), {"r": name, "t": "n" if kind == "formula" else kind})
    if kind == "inlineStr":
        ET.SubElement(ET.SubElement(cell, main("is")), main("t")).text = content
        return cell
    if kind == "formula":
        ET.SubElement(cell, main("f")).text = content
    ET.SubElement(cell, main("v")).text = content if kind != "formula" else "5"
    return cell
