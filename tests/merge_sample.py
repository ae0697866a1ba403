"""A central file, its uitvraag, and people who fill it in: what tests of merging start from."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from stores import ACTOR, DWSE, OV, fiche, new_store

from vvdesk.content import Inhoud, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.editing import Editing
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.handing_out import export, hand_out
from vvdesk.merging import MergePlan, Outcome, Resolve, apply_plan, plan_merge
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission

HEADER_ROW = 3
FIRST_ROW = 4


def central(folder: Path, *contents: Inhoud) -> Path:
    """Make a central file: two projects of OV and one of DWSE, unless told otherwise."""
    return new_store(folder / "centraal.vvd", *(contents or samples()))


def samples() -> tuple[Inhoud, ...]:
    """Return the fiches of two projects of OV and one of DWSE."""
    return (
        fiche("VV015", 3, 2),
        fiche("VV017", 2, 1),
        fiche("VV016", 1, 1, trekkende_entiteit=DWSE),
    )


def uitvraag(store: Path, target: Path, entiteit: str = OV) -> Path:
    """Hand out the workbook of one entiteit."""
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, entiteit, target, ACTOR)
    return target


def inzending_of(dossier: Path, target: Path) -> Path:
    """Export the workbook of a dossier."""
    with Workspace.open(dossier) as workspace:
        export(workspace, None, None, target, ACTOR)
    return target


def change(store: Path, project: str, **values: Any) -> None:
    """Edit a store at the form; `mijlpalen__VV015_M01__timing=…` for a path."""
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Wijzigen") as work:
        for name, value in values.items():
            path = name.replace("__", ".").replace("_M0", "-M0").replace("_A0", "-A0")
            work.set(1, project, path, value)


def fill_in(path: Path, write: Callable[[Any], None], target: Path | None = None) -> Path:
    """Change a workbook as another program does, and save it."""
    book = load_workbook(path, rich_text=True)
    write(book)
    saved = target or path
    book.save(saved)
    return saved


def put(path: Path, sheet: str, label: str, row: int, value: Any, **options: Any) -> Path:
    """Write one cell of a workbook; `row` counts from 1 below the labels."""

    def write(book: Any) -> None:
        cell = book[sheet].cell(HEADER_ROW + row, column_of(book[sheet], label))
        cell.value = value
        for name, setting in options.items():
            setattr(cell, name, setting)

    return fill_in(path, write)


def column_of(sheet: Worksheet, label: str) -> int:
    """Return the number of the column with this label."""
    return next(cell.column for cell in sheet[HEADER_ROW] if cell.value == label)


def add_row(path: Path, sheet: str, values: dict[str, Any]) -> Path:
    """Type a row below the others; label to value."""

    def write(book: Any) -> None:
        page = book[sheet]
        row = FIRST_ROW
        while page.cell(row, 1).value:
            row += 1
        for label, value in values.items():
            page.cell(row, column_of(page, label)).value = value

    return fill_in(path, write)


def read(path: Path, store: Path) -> Submission:
    """Read a workbook in this process."""
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        lists = packed(read_referentie(connection, 1).lists)
    return read_submission(path, lists)


def planned(store: Path, *paths: Path, **options: Any) -> list[dict[str, Any]]:
    """Return what `merge --dry-run --json` would print."""
    with Workspace.open(store) as workspace:
        plan = plan_merge(workspace, paths, readers=0, **options)
        return [plan.to_json(workbook) for workbook in plan.workbooks]


def merge(
    store: Path, *paths: Path, resolve: Resolve = Resolve.ASK, **options: Any
) -> list[Outcome]:
    """Merge workbooks."""
    with Workspace.open(store) as workspace:
        plan: MergePlan = plan_merge(workspace, paths, readers=0, resolve=resolve, **options)
        return apply_plan(workspace, plan, ACTOR)


def contents(store: Path) -> dict[str, Inhoud]:
    """Return all fiches."""
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        return read_contents(connection, 1)


def digest(store: Path) -> str:
    """Return the content digest of a store."""
    return content_digest(contents(store))


def said(warnings: Iterable[Any]) -> str:
    """Return all warnings as one text."""
    return "\n".join(str(warned.text) for warned in warnings)
