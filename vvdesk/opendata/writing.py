"""Making the open data of a meetmoment: everything in memory first, then in place as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress, silent
from vvdesk.opendata import naming
from vvdesk.opendata.csv_form import csv_bytes
from vvdesk.opendata.data_dictionary import WORD_LIST, dictionary_csv, dictionary_page
from vvdesk.opendata.data_package import package_bytes
from vvdesk.opendata.dcat import DISTRIBUTIONS, dcat_bytes
from vvdesk.opendata.json_form import JSON_NAME, SCHEMA_NAME, json_bytes
from vvdesk.opendata.json_schema import schema_bytes
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.reading import Published, read_published
from vvdesk.opendata.readme import readme_bytes
from vvdesk.opendata.rows import plain_text, rows_of
from vvdesk.opendata.tables import TABLES
from vvdesk.opendata.whole_folder import check_free, place_folder, place_zip
from vvdesk.store.workspace import Workspace

FILE_NAMES: Final = frozenset(
    {
        *DISTRIBUTIONS,
        SCHEMA_NAME,
        naming.PACKAGE_NAME,
        naming.DCAT_NAME,
        naming.README_NAME,
    }
)
"""Every file of a data set."""


@dataclass(frozen=True, slots=True)
class OpenDataSet:
    """What was written.

    Attributes:
        path: The folder, or the ZIP.
        files: Name to number of bytes.
        rows: Name of a table to its number of rows.
        meetmomenten: Names, earliest first.
        notices: What whoever publishes it should know, in Dutch.
    """

    path: Path
    files: Mapping[str, int]
    rows: Mapping[str, int]
    meetmomenten: tuple[str, ...]
    notices: tuple[str, ...]


def write_opendata(
    workspace: Workspace,
    meetmoment: str | None,
    folder: Path,
    progress: Progress = silent,
    *,
    terms: Voorwaarden | None = None,
    every_moment: bool = False,
    is_zipped: bool = False,
) -> OpenDataSet:
    """Write the fiches of a meetmoment as open data.

    The same store gives the same bytes. An earlier edition in the folder is replaced.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        folder: A new or empty folder, or one with an earlier edition; with `is_zipped` the name of
            the ZIP, `.zip` is added where it lacks.
        progress: Called once per meetmoment, table and file.
        terms: Licence and publisher; None for what is usual.
        every_moment: Also take all meetmomenten before it.
        is_zipped: Write one ZIP in place of a folder.

    Raises:
        Misused: There is no such meetmoment, or other things stand in the folder.
        Unavailable: The disk is full, or something there is in use; what stood there stays.
        Cancelled: The user stopped; what stood there stays.
    """
    target = _as_zip(folder) if is_zipped else folder
    if not is_zipped:
        check_free(target, naming.PACKAGE_NAME, FILE_NAMES)
    with collector_paused():
        published = read_published(workspace, meetmoment, progress, every_moment=every_moment)
        try:
            files, rows = opendata_files(published, terms or Voorwaarden(), progress)
        finally:
            plain_text.cache_clear()  # a window stays open for days
    if is_zipped:
        place_zip(target, files, naming.slug(published), progress)
    else:
        place_folder(target, files, progress)
    return OpenDataSet(
        target,
        {name: len(data) for name, data in files.items()},
        rows,
        tuple(moment.naam for moment in published.moments),
        tuple(_notices(published, workspace)),
    )


def opendata_files(
    published: Published, terms: Voorwaarden, progress: Progress
) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return name to bytes of every file, in order of name, and table to number of rows.

    Raises:
        Cancelled: The user stopped.
    """
    files: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for done, table in enumerate(TABLES):
        progress(done, len(TABLES), table.title)
        rows = rows_of(published, table.name)
        counts[table.name] = len(rows)
        files[table.path] = csv_bytes([column.name for column in table.columns], rows)
    files[WORD_LIST.path] = dictionary_csv()
    files[JSON_NAME] = json_bytes(published, terms, progress)
    files[SCHEMA_NAME] = schema_bytes(published, terms)
    files[naming.PAGE_NAME] = dictionary_page(naming.title(published))
    files[naming.PACKAGE_NAME] = package_bytes(published, terms, files)
    described = {name: files[name] for name in DISTRIBUTIONS}
    files[naming.DCAT_NAME] = dcat_bytes(published, terms, described)
    files[naming.README_NAME] = readme_bytes(published, terms, counts)
    return {name: files[name] for name in sorted(files)}, counts


def _as_zip(folder: Path) -> Path:
    is_zip = folder.suffix.casefold() == ".zip"
    return folder if is_zip else folder.with_name(f"{folder.name}.zip")


def _notices(published: Published, workspace: Workspace) -> Iterator[str]:
    if (entiteit := workspace.plan.entiteit) is not None:
        yield (
            f"Dit is het dossier van {entiteit}: de andere projecten van het plan ontbreken. Maak "
            "open data om te publiceren uit het centrale bestand."
        )
    for moment in published.moments:
        if not moment.is_final:
            yield f"{moment.naam} is nog niet gesloten; de gegevens zijn voorlopig."
        if moment.undecided:
            yield (
                f"{moment.naam}: {_projects(moment.undecided)} nog niet goedgekeurd "
                f"({_listed(moment.undecided)})."
            )
        if moment.withheld:
            yield (
                f"{moment.naam}: van {_listed(moment.withheld)} is de contactpersoon niet "
                "gepubliceerd, want het is geen webadres, contactformulier of functioneel "
                "mailadres."
            )


_SHOWN: Final = 5


def _projects(codes: tuple[str, ...]) -> str:
    return "1 fiche is" if len(codes) == 1 else f"{len(codes)} fiches zijn"


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:_SHOWN]) + (" …" if len(codes) > _SHOWN else "")
