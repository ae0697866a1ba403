"""The peers of the workbook rows: openpyxl writing the same cells, calamine reading them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, NamedStyle
from python_calamine import CalamineWorkbook


@dataclass(frozen=True, slots=True)
class Cells:
    """What a workbook says, ready to be written again.

    Attributes:
        sheets: Name of a sheet to (row, column, value, style name) of its cells.
        styles: Style name to number format and boldness.
    """

    sheets: dict[str, list[tuple[int, int, Any, str]]]
    styles: dict[str, tuple[str, bool]]

    @property
    def count(self) -> int:
        """Return how many cells there are."""
        return sum(len(cells) for cells in self.sheets.values())


def cells_of(path: Path) -> Cells:
    """Read a workbook that vvdesk wrote, with rich text as rich text."""
    styles: dict[tuple[str, bool], str] = {}
    sheets: dict[str, list[tuple[int, int, Any, str]]] = {}
    for sheet in load_workbook(path, rich_text=True).worksheets:
        found = sheets[sheet.title] = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    look = (str(cell.number_format), bool(cell.font.b))
                    name = styles.setdefault(look, f"stijl {len(styles) + 1}")
                    found.append((int(cell.row), int(cell.column), cell.value, name))
    return Cells(sheets, {name: look for look, name in styles.items()})


def write_cells(cells: Cells, target: Path) -> Path:
    """Write the cells with named styles, as a plain program would."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (number_format, bold) in cells.styles.items():
        style = NamedStyle(name=name, number_format=number_format, font=Font(bold=bold))
        book.add_named_style(style)
    for title, found in cells.sheets.items():
        sheet = book.create_sheet(title)
        for row, column, value, name in found:
            cell = sheet.cell(row, column, value)
            cell.style = name
    book.save(target)
    return target


def read_cells(path: Path) -> list[Sequence[Sequence[Any]]]:
    """Read every cell of every sheet with calamine, without a single check."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
