"""CSV that is true for a program and safe in a spreadsheet.

A spreadsheet runs a text that begins with =, +, - or @ as a formula. Where Excel takes a semicolon
for the separator, as in Belgium, it cuts a comma-separated line at every semicolon and line end,
quotes or not: each piece can become a formula then. So one space goes before such a sign at the
start of a text, after a semicolon and after a line end. Taking one space away at those places gives
back what was filled in, always: no sign is left out or replaced.

Source:
    OWASP, CSV Injection; LIBRARIES.md (an apostrophe stays in the value, and "- punt" is ordinary).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vvdesk.kinds import GETAL
from vvdesk.opendata.rows import Row

_FORMULA: Final = (
    r"[ \"]*[-=+@"
    "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
    "\N{FULLWIDTH COMMERCIAL AT}]"
)
"""What a spreadsheet may run, also behind quotes that it takes for its own."""
_RISKY: Final = re.compile(rf"(\A|[;\n])(?={_FORMULA})")
_GUARDED: Final = re.compile(rf"(\A|[;\n]) (?={_FORMULA})")


def guarded(text: str) -> str:
    """Return a text as it stands in a CSV: one space more wherever a spreadsheet might run it."""
    return _RISKY.sub(r"\1 ", text)


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub(r"\1", cell)


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
