"""Error copies: what a department gets back of an inzending that could not be taken whole."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeAlias

from vvdesk.errors import Unavailable, VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT
from vvdesk.exchange.reader.model import ForeignWorkbook
from vvdesk.exchange.reader.worker import read_many
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.reading import typed
from vvdesk.exchange.workbook.error_copy import write_error_copy
from vvdesk.exchange.workbook.problems_sheet import Problem
from vvdesk.jobs import Progress, silent
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission

SUFFIX = "-fouten"
"""What the name of an error copy ends with, before `.xlsx`."""
_Read: TypeAlias = Callable[[Path], ForeignWorkbook]


def write_error_copies(
    workspace: Workspace, paths: Sequence[Path], folder: Path, progress: Progress = silent
) -> list[Path]:
    """Write an error copy of every file that holds something that could not be taken.

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
    with closing(_workbooks(paths)) as found:
        for done, (path, workbook) in enumerate(found):
            progress(done, len(paths), path.name)
            if workbook is not None:
                written += _copied(path, workbook, referentie, folder)
    progress(len(paths), len(paths), "")
    return written


def problems_of(submission: Submission) -> list[Problem]:
    """Return what could not be taken of an inzending, and what a person should look at.

    A cell or row that was refused is a fout; other warnings are waarschuwingen. Empty when nothing
    was refused: such a file needs no error copy.
    """
    refused = {(row.sheet, row.cell) for row in submission.rows if row.problem is not None}
    refused |= {
        (row.sheet, cell.cell)
        for row in submission.rows
        for cell in row.cells.values()
        if cell.problem is not None
    }
    if not refused and submission.refusal is None:
        return []
    whole = [] if submission.refusal is None else [Problem("", "", "", "fout", submission.refusal)]
    return whole + [
        Problem(
            warned.sheet or "",
            warned.cell or "",
            "",
            "fout" if (warned.sheet, warned.cell) in refused else "waarschuwing",
            warned.text,
        )
        for warned in submission.warnings
    ]


def _workbooks(paths: Sequence[Path]) -> Iterator[tuple[Path, ForeignWorkbook | None]]:
    read: _Read = partial(read_workbook, limits=DEFAULT)
    with closing(read_many(read, paths, 1)) as results:
        for path, result in zip(paths, results, strict=True):
            yield path, None if isinstance(result, VvdeskError) else result


def _copied(
    path: Path, workbook: ForeignWorkbook, referentie: Referentie, folder: Path
) -> list[Path]:
    try:
        problems = problems_of(typed(workbook, referentie.lists))
    except Unavailable:
        raise
    except VvdeskError:  # no workbook that vvdesk handed out: there is nothing to give back
        return []
    if not problems:
        return []
    target = folder / f"{path.stem}{SUFFIX}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"De map {folder} kan niet gemaakt worden ({error.strerror}).") from error
    write_error_copy(target, workbook, problems, referentie)
    return [target]
