"""The files that the screens of the window are shown with, made once: all from the sample data."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from central_files import CentralFiles, make_central_files
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.handing_in import hand_in, overview
from vvdesk.handing_out import export
from vvdesk.importing import import_report
from vvdesk.line_edits import Edit, LineEditor, parse_line
from vvdesk.meetmomenten import create_store
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.practice import make_practice
from vvdesk.store.workspace import Workspace

PERSON = Actor("An Peeters", "voorbeeld")
_LABELS, _FIRST = 3, 4
"""Rows of a sheet: the labels, and the first one that is filled in."""
_EDITS = Path("voorbeeld") / "september-2021" / "departement-onderwijs-en-vorming.jsonl"


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Files in one folder.

    Attributes:
        dossier: Half filled in: `vvdesk.practice`.
        central: With the nine projects of April 2021.
        handed_in: The same dossier, finished and handed in.
        workbook: Of `dossier`, with something changed, something new and something wrong.
        round: What a coordinator has in the middle of a meetmoment.
    """

    dossier: Path
    central: Path
    handed_in: Path
    workbook: Path
    round: CentralFiles


def make_sample_files(folder: Path) -> SampleFiles:
    """Make them in an empty folder; VVDESK_HOME must point away from the user's own folders."""
    finished = make_practice(folder / "klaar", PERSON)
    _finish(finished)
    dossier = make_practice(folder, PERSON)
    return SampleFiles(
        dossier,
        _central(folder / "centraal.vvd"),
        finished,
        _filled_in(dossier, folder),
        make_central_files(folder, PERSON),
    )


def _central(path: Path) -> Path:
    create_store(path, load_plan("vlaamse-veerkracht"), "april 2021", date(2021, 3, 31), PERSON)
    with Workspace.open(path) as workspace:
        import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", PERSON)
    return path


def _finish(path: Path) -> None:
    lines = (resources() / _EDITS).read_text(encoding="utf-8").splitlines()
    with Workspace.open(path) as workspace:
        editor = LineEditor(workspace, PERSON)
        for line in lines:
            editor.apply(parse_line(line))
        editor.apply(Edit("VV112", "financiering.vek", "10.000.000"))
        _explain(workspace)
    hand_in(workspace, None, path.parent / "inzending.xlsx", PERSON)


def _explain(workspace: Workspace) -> None:
    desk = Desk(workspace, PERSON)
    for fiche in overview(workspace).fiches:
        for weighed in fiche.to_explain:
            desk.explain(weighed, "Zo beslist door de Vlaamse Regering.")


def _filled_in(dossier: Path, folder: Path) -> Path:
    """Make the workbook as a colleague would send it back, while somebody worked here too."""
    path = folder / "terug van een collega.xlsx"
    with Workspace.open(dossier) as workspace:
        export(workspace, None, None, path, PERSON)
    book = load_workbook(path, rich_text=True)
    projects, mijlpalen = book["Projecten"], book["Mijlpalen"]
    _put(projects, "Titel", _FIRST + 1, "Levenslang leren versterken")
    _put(projects, "Uitvoering VEK", _FIRST, 801_000)
    _put(projects, "Uitvoering VAK", _FIRST + 1, 12_500_000)
    _put(mijlpalen, "Geplande timing", _FIRST + 1, "eind 2024")
    book.save(path)
    book.close()
    with Workspace.open(dossier) as workspace, Editing(workspace, PERSON).step("Wijzigen") as work:
        work.set(Desk(workspace, PERSON).meetmoment.id, "VV015", "financiering.vek", 12_000_000)
    return path


def _put(sheet: Worksheet, label: str, row: int, value: object) -> None:
    column = next(cell.column for cell in sheet[_LABELS] if cell.value == label)
    sheet.cell(row, column).value = value
