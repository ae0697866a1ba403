"""An audit export as a folder of CSV files, with what is in them and their SHA-256."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from vvdesk.audit_export.source import Source
from vvdesk.audit_export.tables import TABLES, Cell, Row, Table
from vvdesk.formula_guard import guarded
from vvdesk.number_words import counted

README: Final = "leesmij.txt"
CHECKSUMS: Final = "sha256.txt"
SAMPLE_FILE: Final = "steekproef.json"
FILE_NAMES: Final = frozenset(
    {README, CHECKSUMS, SAMPLE_FILE, *(table.file_name for table in TABLES)}
)
"""Every file that an export may have."""


def write_folder(rows: Iterable[tuple[Table, Row]], source: Source, folder: Path) -> None:
    """Write the files in a folder that is there and empty.

    Args:
        rows: Each with its table; of one table in order, tables may take turns.
        source: What the export is made of.
        folder: Where.

    Raises:
        OSError: Something cannot be written.
        Cancelled: The user stopped, out of `rows`.
    """
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as opened:
        writers: dict[str, Any] = {}
        for table in TABLES:
            file = opened.enter_context(
                (folder / table.file_name).open("w", encoding="utf-8-sig", newline="")
            )
            writers[table.name] = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writers[table.name].writerow([column.label for column in table.columns])
        for table, row in rows:
            writers[table.name].writerow([_text(cell) for cell in row])
            counts[table] += 1
    if source.sample is not None:
        said = json.dumps(source.sample.to_json(), ensure_ascii=False, indent=2)
        (folder / SAMPLE_FILE).write_text(f"{said}\n", encoding="utf-8", newline="\n")
    words = "".join(f"{line}\r\n" for line in _readme(source, counts))
    (folder / README).write_text(words, encoding="utf-8-sig", newline="")
    _add_checksums(folder)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return str(cell)


def _readme(source: Source, counts: dict[Table, int]) -> Iterator[str]:
    yield f"Audituitvoer van {source.plan}, meetmoment {source.meetmoment.naam}"
    yield ""
    for label, words in source.seal_lines():
        yield f"{label}: {words}"
    yield ""
    yield f"Projecten ({len(source.projects)}): {', '.join(source.projects)}"
    yield ""
    yield "Bestanden"
    for table, count in counts.items():
        yield f"  {table.file_name} ({counted(count, 'rij', 'rijen')}): {table.about}"
    if source.sample is not None:
        yield f"  {SAMPLE_FILE}: de steekproef, om ze opnieuw te trekken en te vergelijken."
    yield f"  {CHECKSUMS}: de SHA-256 van elk bestand; controleer met: sha256sum -c {CHECKSUMS}"
    yield ""
    yield "Kolommen zijn gescheiden door een puntkomma, de tekens zijn UTF-8, dagen zijn"
    yield "jjjj-mm-dd, bedragen zijn hele euro's, tijden zijn UTC. Leeg betekent niet ingevuld,"
    yield "nooit 0. Voor een teken waarmee een rekenblad een formule zou beginnen, staat één"
    yield "spatie."


def _add_checksums(folder: Path) -> None:
    """List the files in the way of `sha256sum`."""
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / CHECKSUMS).write_text("".join(lines), encoding="ascii", newline="\n")
