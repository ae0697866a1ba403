"""Reading a workbook by itself, as untrusted: no store needed, only the plan that it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine, insert

from vvdesk.audit import now
from vvdesk.errors import Refused, VvdeskError
from vvdesk.exchange.reader.readers import read_many
from vvdesk.exchange.submission.outside import read_envelope
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.exchange.workbook.envelope import Envelope
from vvdesk.model import Entity, Meetmoment
from vvdesk.plan.loading import reference_rows
from vvdesk.plan.plan_file import PlanFile, load_plan, plan_names
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.submission import Submission

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class WorkbookAlone:
    """What one workbook says.

    Attributes:
        envelope: What stands on its outside.
        plan: Its plan, as this program knows it.
        referentie: The reference data with which its meetmoment would begin.
        submission: What it says, with what could not be read.
    """

    envelope: Envelope
    plan: PlanFile
    referentie: Referentie
    submission: Submission


def read_alone(path: Path) -> WorkbookAlone:
    """Read a workbook in a guarded process.

    Raises:
        Refused: It is no workbook of vvdesk, damaged, hostile, or of an unknown plan.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    envelope = _guarded(read_envelope, path)
    if envelope.plan not in plan_names():
        raise Refused(
            f'"{path.name}" hoort bij het plan "{envelope.plan}", dat dit programma niet kent. '
            f"Verwacht: {', '.join(plan_names())}."
        )
    plan = load_plan(envelope.plan)
    referentie = referentie_of(plan, envelope.meetmoment, envelope.peildatum)
    submission = _guarded(partial(read_submission, lists=packed(referentie.lists)), path)
    if submission.refusal is not None:
        raise Refused(submission.refusal)
    return WorkbookAlone(envelope, plan, referentie, submission)


def referentie_of(plan: PlanFile, meetmoment: str, peildatum: date) -> Referentie:
    """Return the reference data with which a meetmoment of `plan` would begin."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            Entity.metadata.create_all(connection)
            row = {"id": 1, "naam": meetmoment, "peildatum": peildatum, "geopend_op": now()}
            connection.execute(insert(Meetmoment), [row])
            for entity, rows in reference_rows(plan, peildatum, 1).items():
                connection.execute(insert(entity), rows)
            return read_referentie(connection, 1)
    finally:
        engine.dispose()


def _guarded(function: Callable[[Path], _Read], path: Path) -> _Read:
    (found,) = read_many(function, [path], 1)
    if isinstance(found, VvdeskError):
        raise found
    return found
