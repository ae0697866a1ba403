"""Writing the differences between two meetmomenten to a file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from vvdesk.atomic import replace_file
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.moments_compared.csv_file import csv_bytes
from vvdesk.moments_compared.parts import MomentsCompared
from vvdesk.moments_compared.workbook import write_workbook


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def write_differences(
    compared: MomentsCompared,
    target: Path,
    progress: Progress = silent,
    *,
    now: Callable[[], datetime] = _now,
) -> None:
    """Write the differences, with which files they are of, their controlecodes and when.

    Args:
        compared: What differs.
        target: Ends in `.xlsx` (a sheet per kind) or in `.csv` (one flat table).
        progress: Called per sheet.
        now: Tells the time.

    Raises:
        Misused: The name ends otherwise.
        Unavailable: The file cannot be written.
        Cancelled: The user stopped; nothing was changed.
    """
    suffix = target.suffix.casefold()
    if suffix == ".xlsx":
        write_workbook(compared, target, now(), progress)
    elif suffix == ".csv":
        data = csv_bytes(compared, now())
        replace_file(target, lambda path: path.write_bytes(data), lambda _path: None)
    else:
        raise Misused(
            f'"{target.name}" is geen naam voor dit bestand. Laat de naam eindigen op .xlsx (een '
            "werkboek) of op .csv (één tabel)."
        )
