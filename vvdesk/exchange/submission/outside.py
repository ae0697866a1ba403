"""What stands on the outside of a workbook, read without its contents being understood."""

from pathlib import Path

from vvdesk.exchange.reader.limits import DEFAULT, Limits
from vvdesk.exchange.reader.workbook import read_properties, read_workbook
from vvdesk.exchange.workbook.envelope import Envelope, order_in, parse_meta
from vvdesk.submission import Outside


def read_envelope(path: Path, limits: Limits = DEFAULT) -> Envelope:
    """Return what a workbook says about itself; meant to run in a worker process.

    Raises:
        Refused: It is no workbook of vvdesk, or is damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    return parse_meta(read_workbook(path, limits))


def read_outside(path: Path, limits: Limits = DEFAULT) -> Outside:
    """Return which export of which file a workbook is; meant to run in a worker process.

    Much quicker than the whole envelope, and nothing is checked that reading it whole will check.
    Only where a program that saved it again dropped its properties, its sheets are read for this.

    Raises:
        Refused: It is no workbook of vvdesk, or is damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    found = order_in(read_properties(path, limits))
    if found is not None:
        return found
    envelope = read_envelope(path, limits)
    return Outside(envelope.file_id, envelope.entiteit or "", envelope.sequence)
