"""Writing the differences of a verdict to a file: a workbook, or a CSV that is safe to open."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file
from vvdesk.charts.chart import Cell, Table
from vvdesk.dashboard.files import write_tables
from vvdesk.formula_guard import guarded
from vvdesk.sealing.verdict import Verdict, Verschil

HEADERS: Final = ("Onderdeel", "Plaats", "Gevonden", "Verwacht", "Wat dat betekent")
_MOST_IN_A_CELL: Final = 32_000
"""Signs; Excel takes few more."""


def cells_of(verschil: Verschil) -> tuple[str, ...]:
    """Return one difference as texts, in the order of `HEADERS`."""
    return (
        verschil.onderdeel,
        verschil.plaats,
        verschil.gevonden,
        verschil.verwacht,
        verschil.uitleg,
    )


def as_text(verschillen: Sequence[Verschil]) -> str:
    """Return differences for a clipboard: tabs between cells, a line each, headers first."""
    lines = [HEADERS, *map(cells_of, verschillen)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def write_differences(verdict: Verdict, target: Path) -> None:
    """Write the verdict and all its differences; the ending of `target` says in which form.

    Args:
        verdict: The judgement.
        target: A name that ends in .csv or .xlsx; what stood there is replaced.

    Raises:
        Unavailable: It cannot be written; what stood there is as it was.
    """
    if target.suffix.lower() == ".csv":
        data = _csv(verdict)
        replace_file(target, lambda path: path.write_bytes(data), _nothing)
        return
    rows = tuple(
        tuple(Cell(cell[:_MOST_IN_A_CELL]) for cell in cells_of(each))
        for each in verdict.verschillen
    )
    write_tables(
        [Table("Verschillen", HEADERS, rows), Table("Oordeel", _JUDGED, _judged(verdict))], target
    )


_JUDGED: Final = ("Onderdeel", "Uitkomst", "Toelichting")


def _judged(verdict: Verdict) -> tuple[tuple[Cell, ...], ...]:
    """Return what the differences are of: the sentence, the file and each check."""
    told = [
        ("Oordeel", verdict.oordeel.value, verdict.zin),
        ("Controlecode", verdict.controlecode, ""),
        ("SHA-256 van het bestand", verdict.sha256_bestand, ""),
        *(
            (
                each.naam,
                {True: "goed", False: "fout", None: "niet gedaan"}[each.is_goed],
                each.tekst,
            )
            for each in verdict.controles
        ),
    ]
    return tuple(tuple(Cell(text[:_MOST_IN_A_CELL]) for text in row) for row in told)


def _csv(verdict: Verdict) -> bytes:
    """Return UTF-8 with a mark, so that Excel reads it as such; no cell runs as a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADERS)
    for each in verdict.verschillen:
        writer.writerow([guarded(cell) for cell in cells_of(each)])
    return written.getvalue().encode("utf-8-sig")


def _nothing(_path: Path) -> None:
    """Find everything in order: it was written here a moment ago."""
