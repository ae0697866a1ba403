"""What is kept of a file as it came in: who handed in, and the bytes themselves as evidence."""

import hashlib
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, select

from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import Letter
from vvdesk.merge.spool import Ticket
from vvdesk.model import Plan, Uitvraag
from vvdesk.submission import Submission

LARGEST_KEPT = 32 * 2**20
"""Bytes; a larger file is remembered by its SHA-256 only."""
_HANDED_OUT: Final = select(Uitvraag.id).where(Uitvraag.id == bindparam("of_id"))


def letter_of(connection: Connection, submission: Submission) -> Letter:
    """Return what is remembered of an inzending.

    A workbook that was filled in without vvdesk names the one who handed it out as its sender;
    then the entiteit itself hands in.

    Args:
        connection: Of the central file.
        submission: What it says; its entiteit in official spelling.
    """
    was_handed_out = connection.scalar(_HANDED_OUT, {"of_id": submission.export_id}) is not None
    from_here = connection.scalar(select(Plan.bestand_id)) == submission.file_id
    return Letter(
        submission.name,
        submission.sha256,
        submission.digest,
        submission.entiteit,
        submission.export_id,
        submission.sequence,
        submission.file_id,
        submission.exported_at,
        submission.sender,
        (submission.entiteit or "") if was_handed_out else submission.sender,
        not (was_handed_out or from_here),
    )


def evidence(path: Path, letter: Letter, plan: MergePlan) -> Ticket | None:
    """Keep the bytes of a file in a plan; None when it is too large or changed after it was read.

    Raises:
        Unavailable: The disk is full.
    """
    try:
        if path.stat().st_size > LARGEST_KEPT:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != letter.sha256:
        return None
    return plan.keep(data)
