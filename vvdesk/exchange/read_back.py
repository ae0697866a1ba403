"""Reading back what was just written, cell by cell, before it replaces anything.

Source:
    RELIABILITY.md 0 (6): of 104 failing writes one was reported as saved, and was not.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.reader.limits import MIB, Limits
from vvdesk.exchange.reader.model import Cell, ForeignWorkbook, Sheet, reference
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.page import Formula, Meant

OWN: Final = Limits(
    file_bytes=1024 * MIB,
    unpacked_bytes=4096 * MIB,
    part_bytes=2048 * MIB,
    markup=400_000_000,
    pending_markup=40_000_000,
    rows=1_048_576,
    cells=20_000_000,
    texts=2_000_000_000,
)
"""What a file of our own may ask: a plan of a hundred times the real size."""


class NotAsMeant(Unavailable):
    """What was written does not read back as it was meant."""


Written = Mapping[str, Mapping[tuple[int, int], Meant]]
"""Name of the sheet to what each cell was meant to hold, by row and column from 1."""


def check_written(path: Path, written: Written) -> ForeignWorkbook:
    """Read a workbook that was just written and compare every cell with what was meant.

    Args:
        path: The file as it stands on disk.
        written: What it has to hold: these sheets in this order, these cells and no others.

    Returns:
        The workbook as read.

    Raises:
        NotAsMeant: It is not what was meant; the message names the first cell that differs.
    """
    try:
        found = read_workbook(path, OWN)
    except Refused as error:
        raise _failed(f"het is niet leesbaar. ({error})") from error
    if [sheet.name for sheet in found.sheets] != list(written):
        raise _failed("er ontbreken bladen.")
    for sheet in found.sheets:
        _compare(sheet, written[sheet.name])
    return found


def _compare(sheet: Sheet, meant: Mapping[tuple[int, int], Meant]) -> None:
    for at, value in meant.items():
        cell = sheet.cells.get(at)
        if cell is None or not _is(cell, value):
            raise _failed(f"cel {reference(*at)} van blad {sheet.name} is niet wat er moest staan.")
    if len(sheet.cells) != len(meant):
        extra = min(sheet.cells.keys() - meant.keys())
        raise _failed(f"cel {reference(*extra)} van blad {sheet.name} hoort leeg te zijn.")


def _is(cell: Cell, value: Meant) -> bool:
    if isinstance(value, Formula):
        return cell.kind == "formula" and cell.value == value.text
    if isinstance(value, int | Decimal):
        return cell.kind == "number" and cell.exact and cell.value == value
    return cell.kind == "text" and cell.exact and cell.value == value


def _failed(why: str) -> NotAsMeant:
    return NotAsMeant(
        f"Het werkboek is geschreven en nagelezen, en {why} Er is niets vervangen. Probeer "
        "opnieuw, eventueel op een andere schijf, en meld dit als het blijft gebeuren."
    )
