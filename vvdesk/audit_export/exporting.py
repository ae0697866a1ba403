"""Making an audit export from begin to end: read, write beside, put in its place as a whole."""

import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file, replace_folder, unavailable
from vvdesk.audit_export.csv_form import FILE_NAMES, README, write_folder
from vvdesk.audit_export.dossier import build_dossier
from vvdesk.audit_export.rows import change_rows, fiche_rows, head_rows
from vvdesk.audit_export.source import Source, read_source
from vvdesk.audit_export.tables import Row, Table
from vvdesk.audit_export.workbook_form import write_workbook
from vvdesk.charts.text import in_dutch
from vvdesk.content import project_titles
from vvdesk.errors import Misused, Unavailable
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.opendata.whole_folder import check_free
from vvdesk.sampling import Steekproef
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.whole_fiche import trace_fiches
from vvdesk.trail import read_trail
from vvdesk.uitvraag_names import plain_name

_MOST_IN_PDF: Final = 200
"""Projects; more make a dossier that nobody reads, of thousands of pages."""
_NAMED: Final = 5


class Vorm(StrEnum):
    """In welke vorm."""

    EXCEL = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that stands in its place.

    Attributes:
        path: The file, or the folder of CSV files.
        vorm: Its form.
        notices: What the reader should know, in Dutch.
    """

    path: Path
    vorm: Vorm
    notices: tuple[str, ...] = ()


def proposed_target(folder: Path, meetmoment: str, sample: Steekproef | None) -> Path:
    """Return where an export may stand, without the ending of its form."""
    beginning = "auditdossier" if sample is None else "auditdossier_steekproef"
    return folder / f"{beginning}_{plain_name(meetmoment)}"


def too_many(projects: int, vormen: Collection[Vorm]) -> str:
    """Return why so many projects cannot be exported in these forms; empty when they can.

    Args:
        projects: How many.
        vormen: The forms that are wanted.
    """
    if Vorm.PDF not in vormen or projects <= _MOST_IN_PDF:
        return ""
    return (
        f"Een PDF bevat hoogstens {_MOST_IN_PDF} projecten en je koos er {in_dutch(projects)}. "
        "Kies minder projecten, of kies Excel of csv: daar kunnen ze allemaal in."
    )


def export_audit(  # what was chosen, one thing each
    workspace: Workspace,
    projects: Sequence[str],
    target: Path,
    vorm: Vorm,
    sample: Steekproef | None = None,
    progress: Progress = silent,
    *,
    meetmoment: Meetmoment | None = None,
    oordeel: str = "",
) -> Exported:
    """Export projects with the trace of all their values and the data of the seal.

    Args:
        workspace: A momentopname or another store; only read.
        projects: The codes; empty for those of the sample.
        target: The file; of CSV a folder that is new, empty or holds an earlier export.
        vorm: In which form.
        sample: The sample that the projects come from; None when they were chosen by hand.
        progress: Called for every project.
        meetmoment: Of which meetmoment; None for that of the sample, or the latest one.
        oordeel: What was found when the seal was checked; empty when nobody did.

    Raises:
        Misused: A project has no fiche there, nothing was chosen, the ending of `target` is that of
            another form, other things stand in the folder, or there are too many for a PDF.
        Refused: The manifest of the seal is forged or damaged.
        Unavailable: The target cannot be written; what stood there is as it was.
        Cancelled: The user stopped; what stood there is as it was.
    """
    meetmoment = meetmoment or _meetmoment_of(workspace, sample)
    chosen = check_export(workspace, projects, {vorm: target}, sample, meetmoment)
    source = read_source(workspace, meetmoment, chosen, sample, oordeel, progress)
    if vorm is Vorm.CSV:
        return _folder(workspace, source, target, progress)
    if vorm is Vorm.PDF:
        return _dossier(workspace, source, target, progress)
    replace_file(
        target,
        lambda path: write_workbook(_rows(workspace, source, progress), meetmoment.peildatum, path),
        _check_whole,
    )
    return Exported(target, vorm)


def check_export(
    workspace: Workspace,
    projects: Sequence[str],
    targets: Mapping[Vorm, Path],
    sample: Steekproef | None = None,
    meetmoment: Meetmoment | None = None,
) -> tuple[str, ...]:
    """Refuse an export before anything of it is read or written; see `export_audit`.

    Args:
        workspace: Only read.
        projects: The codes; empty for those of the sample.
        targets: Form to where it will stand.
        sample: The sample that the projects come from; None when they were chosen by hand.
        meetmoment: Of which meetmoment; None for that of the sample, or the latest one.

    Returns:
        The projects, each once.

    Raises:
        Misused: It cannot be made so.
        Unavailable: The file cannot be read any more.
    """
    chosen = tuple(dict.fromkeys(projects or (sample.projecten if sample is not None else ())))
    _check_projects(workspace, meetmoment or _meetmoment_of(workspace, sample), chosen)
    if said := too_many(len(chosen), targets):
        raise Misused(said)
    for vorm, target in targets.items():
        if vorm is Vorm.CSV:
            check_free(target, README, FILE_NAMES)
        elif target.suffix.lower() != f".{vorm.value}":
            raise Misused(f'"{target.name}" moet eindigen op .{vorm.value}.')
    return chosen


def _meetmoment_of(workspace: Workspace, sample: Steekproef | None) -> Meetmoment:
    return workspace.meetmoment(sample.meetmoment if sample is not None else None)


def _check_projects(workspace: Workspace, meetmoment: Meetmoment, projects: Sequence[str]) -> None:
    if not projects:
        raise Misused("Er is niets gekozen. Kies minstens één project, of trek een steekproef.")
    with workspace.connection() as connection:
        known = project_titles(connection, meetmoment.id)
    if strange := [code for code in projects if code not in known]:
        shown = ", ".join(strange[:_NAMED]) + (" …" if len(strange) > _NAMED else "")
        raise Misused(
            f"Op meetmoment {meetmoment.naam} is er geen fiche van {shown}. Kies andere projecten "
            "of een ander meetmoment."
        )


def _rows(workspace: Workspace, source: Source, progress: Progress) -> Iterator[tuple[Table, Row]]:
    yield from head_rows(source)
    with workspace.connection() as connection:
        for whole in trace_fiches(workspace, source.meetmoment, source.projects, progress):
            yield from fiche_rows(source, source.as_sealed(whole))
            yield from change_rows(read_trail(connection, whole.inhoud.project))


def _folder(workspace: Workspace, source: Source, target: Path, progress: Progress) -> Exported:
    rows = _rows(workspace, source, progress)
    try:
        replace_folder(target, lambda fresh: write_folder(rows, source, fresh))
    except OSError as error:
        raise unavailable(error, target) from error
    return Exported(target, Vorm.CSV)


def _dossier(workspace: Workspace, source: Source, target: Path, progress: Progress) -> Exported:
    from vvdesk.report.pdf.writing import write_pdf  # noqa: PLC0415 - Typst is loaded by who wants it

    fiches = trace_fiches(workspace, source.meetmoment, source.projects, progress)
    document = build_dossier(source, map(source.as_sealed, fiches))
    said: list[str] = []
    replace_file(
        target, lambda path: said.extend(write_pdf(document, path, progress)), _check_whole_pdf
    )
    return Exported(target, Vorm.PDF, tuple(dict.fromkeys(said)))


def _check_whole(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            bad = package.testzip()
    except zipfile.BadZipFile as error:
        raise _not_whole() from error
    if bad is not None:
        raise _not_whole()


def _check_whole_pdf(path: Path) -> None:
    if not path.read_bytes().rstrip().endswith(b"%%EOF"):
        raise _not_whole()


def _not_whole() -> Unavailable:
    return Unavailable(
        "De uitvoer kwam niet heel op de schijf terecht. Probeer opnieuw, of kies een andere "
        "schijf; wat er stond, is niet veranderd."
    )
