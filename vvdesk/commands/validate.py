"""`validate`: every finding of a file or of a workbook, with its sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import StoreOrWorkbook
from vvdesk.commands.terminal import place, progress_shown, say, say_json
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.store.place import Place
    from vvdesk.submission import Submission

_FOUND_ERRORS = 1
_SEVERITIES = {
    "fout": "fouten",
    "waarschuwing": "waarschuwingen",
    "aandachtspunt": "aandachtspunten",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as it is printed."""

    code: str
    severity: str
    project: str
    path: str
    sheet: str | None
    cell: str | None
    message: str
    explained: bool
    explanation: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return it as --json prints it; the explanation itself stands in the file."""
        return {name: value for name, value in asdict(self).items() if name != "explanation"}


def validate(
    file: StoreOrWorkbook,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon alle bevindingen van een bestand of werkboek."""
    if isinstance(file, Path) and file.suffix.lower() == ".xlsx":
        if meetmoment is not None:
            raise Misused("Een werkboek hoort bij één meetmoment; laat --meetmoment weg.")
        found = list(_of_workbook(file))
    else:
        found = list(_of_store(file, meetmoment))
    if as_json:
        say_json([each.to_json() for each in found])
    else:
        _show(found)
    if any(each.severity == "fout" and not each.explained for each in found):
        raise typer.Exit(_FOUND_ERRORS)


def _of_store(file: "Place", meetmoment: str | None) -> Iterator[Found]:
    from vvdesk.store.workspace import Workspace
    from vvdesk.validation import validate_store

    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        weighed = validate_store(workspace, meetmoment, progress)
    for each in weighed:
        finding = each.finding
        yield Found(
            finding.code,
            finding.severity.value,
            finding.project,
            finding.path,
            None,
            None,
            finding.message,
            each.staat == "toegelicht",
            each.tekst and f"{each.staat}: {each.tekst}",
        )


def _of_workbook(file: Path) -> Iterator[Found]:
    """Yield what could not be read, then what the rules say, by project."""
    from vvdesk.workbook_check import check_workbook

    with progress_shown() as progress:
        progress(0, 1, file.name)
        checked = check_workbook(file)
    found = list(_unread(checked.submission))
    for placed in checked.findings:
        told = placed.finding
        found.append(
            Found(
                told.code,
                told.severity.value,
                told.project,
                told.path,
                placed.sheet,
                placed.cell,
                told.message,
                explained=False,
            )
        )
    yield from sorted(found, key=lambda each: each.project)


def _unread(submission: "Submission") -> Iterator[Found]:
    from vvdesk.error_copies import problems_of

    places: dict[tuple[str, str], tuple[str, str]] = {}
    for row in submission.rows:
        stem = f"{row.collection}.{row.id}" if row.collection and row.id else ""
        places[row.sheet, row.cell] = (row.project, stem)
        for name, cell in row.cells.items():
            places[row.sheet, cell.cell] = (row.project, f"{stem}.{name}" if stem else name)
    for problem in problems_of(submission):
        project, path = places.get((problem.sheet, problem.cell), ("", ""))
        yield Found(
            "",
            problem.severity,
            project,
            path,
            problem.sheet or None,
            problem.cell or None,
            problem.text,
            explained=False,
        )


def _show(found: list[Found]) -> None:
    project = None
    for each in found:
        if each.project != project:
            project = each.project
            say(project or "Het geheel")
        say(f"  {_line(each)}")
        if each.explanation:
            say(f"    {each.explanation}")
    say(_summary(found))


def _line(found: Found) -> str:
    label = place(found.path) if found.path or found.project else ""
    where = " ".join(part for part in (found.sheet, found.cell) if part)
    at = " · ".join(part for part in (label, where) if part)
    code = f"  ({found.code})" if found.code else ""
    return f"{found.severity}  {at + ': ' if at else ''}{found.message}{code}"


def _summary(found: Iterable[Found]) -> str:
    counts = Counter(each.severity for each in found)
    if not counts:
        return "Er zijn geen bevindingen."
    told = ", ".join(
        counted(counts[one], one, many) for one, many in _SEVERITIES.items() if counts[one]
    )
    explained = sum(each.explained for each in found)
    return f"{told}." + (f" Daarvan toegelicht: {explained}." if explained else "")
