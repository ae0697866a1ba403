"""Checking a workbook by itself, before it is sent in: no store needed, only the plan file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.merge.comparing import values_of
from vvdesk.model import Staat
from vvdesk.plan.referentie import Referentie
from vvdesk.rules import Finding, Maatstaf, Situatie, examine
from vvdesk.submission import Submission, SubmittedRow
from vvdesk.workbook_alone import read_alone


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with the place in the workbook where it can be mended.

    Attributes:
        finding: What was found.
        sheet: Name of the sheet; None when it concerns the whole file.
        cell: The cell, or the first of the row where the value itself was left as handed out.
    """

    finding: Finding
    sheet: str | None
    cell: str | None


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """What checking a workbook gave.

    Attributes:
        submission: What the workbook says, with what could not be read.
        findings: By project, in the order of the fiche.
    """

    submission: Submission
    findings: tuple[PlacedFinding, ...]


def check_workbook(path: Path) -> CheckedWorkbook:
    """Read a workbook as untrusted and hold the rules against what it says.

    What compares with an earlier meetmoment or with other projects is judged when the workbook is
    merged; a workbook does not hold those.

    Raises:
        Refused: It is no workbook of vvdesk, damaged, hostile, or of an unknown plan.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    found = read_alone(path)
    return CheckedWorkbook(found.submission, tuple(_findings(found.submission, found.referentie)))


def _findings(submission: Submission, referentie: Referentie) -> Iterator[PlacedFinding]:
    maatstaf = Maatstaf.of(referentie)
    rows = [row for row in submission.rows if row.problem is None]
    places = {(row.project, row.collection, row.id): row for row in rows}
    for inhoud in _contents(rows):
        situatie = Situatie.of(inhoud, None, maatstaf, submission.entiteit)
        for finding in examine(situatie):
            yield _placed(finding, places)


def _contents(rows: list[SubmittedRow]) -> Iterator[Inhoud]:
    """Put the rows together per project; a row without an id gets a place, not an id."""
    blank = {path: field.kind.read("") for path, field in single_fields().items()}
    found = {
        row.project: Inhoud(row.project, Staat.CONCEPT.value, {**blank, **values_of(row)})
        for row in rows
        if not row.collection
    }
    for row in rows:
        if row.collection and row.project in found:
            table = found[row.project].tables[row.collection]
            table[row.id or row.cell] = Rij(row.id or row.cell, dict(values_of(row)))
    yield from (found[project] for project in sorted(found))


def _placed(finding: Finding, places: dict[tuple[str, str, str], SubmittedRow]) -> PlacedFinding:
    collection, _dot, rest = finding.path.partition(".")
    row_id, _dot, field = rest.partition(".")
    row = places.get((finding.project, collection, row_id))
    if row is None:
        row, field = places.get((finding.project, "", "")), finding.path
    if row is None:
        return PlacedFinding(finding, None, None)
    cell = row.cells.get(field)
    return PlacedFinding(finding, row.sheet, cell.cell if cell else row.cell)
