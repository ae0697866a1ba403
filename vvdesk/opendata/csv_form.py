"""CSV that is true for a program and, by `formula_guard`, safe in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from vvdesk.formula_guard import guarded, unguarded
from vvdesk.kinds import GETAL
from vvdesk.opendata.rows import Row


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    r"""Return a CSV: UTF-8, comma, `\r\n`, quotes where needed, days ISO, empty for no value."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return target.getvalue().encode()


def read_csv(data: bytes) -> Iterator[dict[str, str | None]]:
    """Yield the rows of a CSV of ours as texts; None where nothing was filled in."""
    for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
        yield {name: unguarded(cell) if cell else None for name, cell in row.items()}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(GETAL.to_json(value))
    return str(value) if isinstance(value, int) else guarded(str(value))
