"""What of an inzending is not taken: cells, rows, or all of it."""

from collections.abc import Iterable, Iterator

from vvdesk.merge.drawn import Count, Counters, Drawn, no_counters
from vvdesk.merge.steps import RefusedStep
from vvdesk.submission import Submission, SubmittedRow


def all_of(submission: Submission | None, count: Count) -> tuple[Counters, Counters]:
    """Count all toelichtingen and all answers of an inzending as one thing."""
    told, vragen = no_counters(), no_counters()
    if submission is not None:
        told[count] = len(submission.toelichtingen)
        vragen[count] = len(submission.vragen)
    return told, vragen


def refused_cells(rows: Iterable[SubmittedRow]) -> Iterator[RefusedStep]:
    """Yield the rows and cells that could not be read, in reading order."""
    for row in rows:
        if row.problem is not None:
            yield RefusedStep(row.project, "", row.sheet, row.cell, row.problem)
            continue
        for key, cell in row.cells.items():
            if cell.problem is not None:
                path = _path(row, key)
                yield RefusedStep(row.project, path, row.sheet, cell.cell, cell.problem)


def is_all_strange(drawn: Drawn, rows: Iterable[SubmittedRow]) -> bool:
    """Tell whether every row that could be read belongs to another entiteit."""
    readable = sum(row.problem is None for row in rows)
    return bool(drawn.strangers) and drawn.strangers == readable


def strange(submission: Submission) -> str:
    """Say in Dutch that nothing in an inzending belongs to its sender."""
    return (
        f'Geen enkel project in "{submission.name}" is van {submission.entiteit}. Vraag een '
        "inzending aan de entiteit die deze projecten trekt."
    )


def _path(row: SubmittedRow, key: str) -> str:
    """Return the path of a cell; of a row without an id its field alone."""
    return f"{row.collection}.{row.id}.{key}" if row.collection and row.id else key
