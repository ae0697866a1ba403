"""Error copies: what a department gets back of an inzending with something to mend."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from vvdesk.atomic import unavailable
from vvdesk.errors import Refused, Unavailable, VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT
from vvdesk.exchange.reader.model import ForeignWorkbook
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.reader.worker import Worker
from vvdesk.exchange.submission.reading import typed
from vvdesk.exchange.workbook.error_copy import write_error_copy
from vvdesk.exchange.workbook.problems_sheet import Problem
from vvdesk.jobs import Progress, silent
from vvdesk.merge.admission import Receiver, receiver_of, why_not
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules import Severity
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission
from vvdesk.workbook_check import check_workbook

SUFFIX = "-fouten"
"""What the name of an error copy ends with, before `.xlsx`."""


def write_error_copies(
    workspace: Workspace, paths: Sequence[Path], folder: Path, progress: Progress = silent
) -> list[Path]:
    """Write an error copy of every file of which something was refused, or all of it.

    Args:
        workspace: The file that they were merged into; its latest meetmoment says what a value is.
        paths: Files as received. One that cannot be read at all has no copy.
        folder: Where to write; made when it is missing.
        progress: Called once per file.

    Returns:
        The copies, in the order of the files.

    Raises:
        Unavailable: The folder or a copy cannot be written.
        Cancelled: The user stopped.
    """
    with workspace.connection() as connection:
        referentie = read_referentie(connection, workspace.meetmoment().id)
    written = []
    receiver = receiver_of(workspace, referentie)
    with Worker() as worker:
        for done, path in enumerate(paths):
            progress(done, len(paths), path.name)
            written += _copied(worker, path, (referentie, receiver), folder)
    progress(len(paths), len(paths), "")
    return written


def problems_of(submission: Submission, refusal: str | None = None) -> list[Problem]:
    """Return what could not be taken of an inzending, and what a person should look at.

    What was refused is a fout; what was read all the same, with a remark, an aandachtspunt.

    Args:
        submission: The inzending.
        refusal: Why it cannot come in as a whole, as far as it does not say so itself.
    """
    refused = {(row.sheet, row.cell) for row in submission.rows if row.problem is not None}
    refused |= {
        (row.sheet, cell.cell)
        for row in submission.rows
        for cell in row.cells.values()
        if cell.problem is not None
    }
    refused |= {(each.sheet, each.cell) for each in submission.toelichtingen if each.problem}
    refused |= {(each.sheet, each.cell) for each in submission.vragen if each.problem}
    why = refusal or submission.refusal
    whole = [] if why is None else [Problem("", "", "", "fout", why)]
    return whole + [
        Problem(
            warned.sheet or "",
            warned.cell or "",
            "",
            "fout" if (warned.sheet, warned.cell) in refused else "aandachtspunt",
            warned.text,
        )
        for warned in submission.warnings
    ]


def _copied(
    worker: Worker, path: Path, expected: tuple[Referentie, Receiver], folder: Path
) -> list[Path]:
    referentie, receiver = expected
    try:
        workbook: ForeignWorkbook = worker.run(partial(read_workbook, limits=DEFAULT), path)
        submission = typed(workbook, referentie.lists)
    except Unavailable:
        raise
    except VvdeskError:  # nothing that vvdesk handed out: there is nothing to give back
        return []
    refusal = why_not(submission, receiver)
    problems = problems_of(submission, refusal)
    if not any(problem.severity == Severity.FOUT for problem in problems):
        return []
    if refusal is None:  # of a file that is refused as a whole, rules have nothing to say
        problems += _findings(path)
    target = folder / f"{path.stem}{SUFFIX}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unavailable(error, target) from error
    write_error_copy(target, workbook, problems, referentie)
    return [target]


def _findings(path: Path) -> list[Problem]:
    """Return what the rules say of it, save what only travels along."""
    try:
        found = check_workbook(path).findings
    except Refused:  # rules have nothing to say of a file that is refused as a whole
        return []
    return [
        Problem(
            placed.sheet or "",
            placed.cell or "",
            placed.finding.code,
            placed.finding.severity.value,
            placed.finding.message,
        )
        for placed in found
        if placed.finding.severity is not Severity.AANDACHTSPUNT
    ]
