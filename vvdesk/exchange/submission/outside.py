"""What stands on the outside of a workbook, read without its contents being understood."""

from pathlib import Path

from vvdesk.exchange.reader.limits import DEFAULT, Limits
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.envelope import Envelope, parse_meta


def read_envelope(path: Path, limits: Limits = DEFAULT) -> Envelope:
    """Return what a workbook says about itself; meant to run in a worker process.

    Raises:
        Refused: It is no workbook of vvdesk, or is damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    return parse_meta(read_workbook(path, limits))
