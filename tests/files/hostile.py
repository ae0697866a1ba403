"""Hostile and mangled workbooks: kinds of damage to do to a good one.

`load_kinds()` gives every kind by its name; `make(kind, source, target)` does the damage to a
workbook that anyone may have written, and `good_workbook(path)` writes a small one to start from.
The verdict says what reading or merging it must come to:

- refused: the whole file, with one sentence;
- accepted: as the good workbook, without a word (`same` is False where rows, columns or sheets have
  moved, so that only a merge can see that nothing changed);
- flagged: read, but something is said about a cell, a sheet or the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import xlsxwriter

from tests.files.hostile_parts import Parts

Verdict = Literal["refused", "accepted", "flagged"]
Change = Callable[[Parts], bytes | None]


@dataclass(frozen=True)
class Kind:
    """One kind of damage; `change` edits the parts, or returns the bytes of the file."""

    name: str
    verdict: Verdict
    same: bool
    change: Change


KINDS: dict[str, Kind] = {}


def kind(verdict: Verdict, *, same: bool = True) -> Callable[[Change], Change]:
    """Register a function as a kind of damage, under its own name."""

    def register(change: Change) -> Change:
        name = getattr(change, "__name__", "")
        KINDS[name] = Kind(name, verdict, same and verdict == "accepted", change)
        return change

    return register


def make(kind: Kind, source: Path, target: Path) -> Path:
    """Write a damaged copy of a workbook.

    Raises:
        LookupError: The workbook has no place where this damage can be done.
    """
    parts = Parts(source)
    changed = kind.change(parts)
    target.write_bytes(parts.packed() if changed is None else changed)
    return target


def good_workbook(path: Path, rows: int = 6) -> Path:
    """Write a small workbook: codes, texts, amounts, dates, a choice, a very hidden sheet."""
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True})
    euro = book.add_format({"num_format": '#,##0 "EUR"'})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name in ("Projecten", "Mijlpalen"):
        sheet = book.add_worksheet(name)
        sheet.write_row(
            0, 0, ["Code", "Titel", "Bedrag", "Einddatum", "Omschrijving", "Status"], bold
        )
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"VV{row:03d}")
            sheet.write_string(row, 1, f"{name} nummer {row} één")
            sheet.write_number(row, 2, 144313.06 + row, euro)
            sheet.write_datetime(row, 3, date(2021, 3, row), day)
            sheet.write_rich_string(row, 4, "gewoon ", bold, f"vet {row}", " en weer gewoon")
            sheet.write_string(row, 5, "In uitvoering")
    base = book.add_worksheet("_basis")
    base.very_hidden()
    for row in range(rows):
        base.write_row(row, 0, [f"VV{row + 1:03d}", '{"titel": "één"}'])
    book.set_custom_property("vvdesk-versie", "1")
    book.close()
    return path


def load_kinds() -> dict[str, Kind]:
    """Return every kind by its name, in a fixed order."""
    from tests.files import (  # noqa: PLC0415 - they register themselves here
        hostile_files,
        hostile_layout,
        hostile_values,
        hostile_xml,
        hostile_zip,
    )

    assert all((hostile_files, hostile_layout, hostile_values, hostile_xml, hostile_zip))
    return KINDS
