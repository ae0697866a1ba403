"""Making a report from begin to end: read, build, write beside, look at it, put it in its place.

One request is built once, whatever the number of forms, so that all of them say the same; and a
form that fails leaves what stood at its own place as it was.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file
from vvdesk.audit import Actor
from vvdesk.errors import Misused, Unavailable
from vvdesk.handing_out import consolidate
from vvdesk.jobs import Progress, silent
from vvdesk.report.building import build
from vvdesk.report.content import Document
from vvdesk.report.pdf.writing import write_pdf
from vvdesk.report.request import Request, Soort, Vorm
from vvdesk.report.web.writing import write_web
from vvdesk.report.word.writing import write_word
from vvdesk.store.workspace import Workspace

_TAIL: Final = 64
"""Bytes at the end of a file in which its closing mark stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """A report that stands in its place.

    Attributes:
        path: The file.
        notices: What whoever publishes it should know, in Dutch.
    """

    path: Path
    notices: tuple[str, ...] = ()


def _heard(_made: Published) -> None:
    """Be content that a form stands there."""


def publish(
    workspace: Workspace,
    request: Request,
    vorm: Vorm,
    target: Path,
    template: Path | None = None,
    progress: Progress = silent,
) -> Published:
    """Make one report in one form; arguments and errors as `publish_all`."""
    return publish_all(workspace, request, {vorm: target}, template, progress)[0]


def publish_all(
    workspace: Workspace,
    request: Request,
    targets: Mapping[Vorm, Path],
    template: Path | None = None,
    progress: Progress = silent,
    finished: Callable[[Published], object] = _heard,
) -> list[Published]:
    """Make one report in several forms.

    Args:
        workspace: The store; only read.
        request: Which report.
        targets: Form to the file to write or replace; its extension has to be that of the form.
        template: A Word template of the coordinator's own; None for the one of vvdesk.
        progress: Called for every step; each form counts its own.
        finished: Told of each form as soon as it stands in its place, also when a later one fails.

    Returns:
        One per target, in their order. What comes before a failure stands in its place.

    Raises:
        Misused: A target has another extension, a workbook is asked of a part of the plan, or
            there is nothing to report on; nothing was written.
        Refused: The Word template lacks a style or is none.
        Unavailable: A target cannot be written; what stood there is as it was.
        Cancelled: The user stopped; the form at hand left nothing behind.
    """
    for vorm, target in targets.items():
        if target.suffix.lower() != f".{vorm.value}":
            raise Misused(f'"{target.name}" moet eindigen op .{vorm.value}.')
    if Vorm.EXCEL in targets and (request.soort is not Soort.VOORTGANG or request.speerpunten):
        raise Misused("Het werkboek bevat altijd het hele meetmoment. Kies het hele plan.")
    document: Document | None = None
    found: list[Published] = []
    for vorm, target in targets.items():
        if vorm is Vorm.EXCEL:
            made = _workbook(workspace, request, target, progress)
        else:
            document = document or build(workspace, request, progress)
            made = _document(document, vorm, target, template, progress)
        found.append(made)
        finished(made)
    return found


def _workbook(
    workspace: Workspace, request: Request, target: Path, progress: Progress
) -> Published:
    actor = Actor.on_this_machine().known_as(workspace.login)
    consolidate(workspace, request.meetmoment, target, actor, progress)
    return Published(target)


def _document(
    document: Document, vorm: Vorm, target: Path, template: Path | None, progress: Progress
) -> Published:
    writers: dict[Vorm, Callable[[Path], tuple[str, ...]]] = {
        Vorm.PDF: lambda path: write_pdf(document, path, progress),
        Vorm.WORD: lambda path: write_word(document, path, template, progress),
        Vorm.WEB: lambda path: write_web(document, path, progress),
    }
    said: list[str] = list(document.notices)
    replace_file(
        target, lambda path: said.extend(writers[vorm](path)), lambda path: _verify(vorm, path)
    )
    return Published(target, tuple(dict.fromkeys(said)))


def _verify(vorm: Vorm, path: Path) -> None:
    """Refuse what was not written to its end."""
    if not _ENDINGS[vorm](path):
        raise Unavailable(
            "Het rapport kwam niet heel op de schijf terecht. Probeer opnieuw, of kies een andere "
            "schijf; wat er stond, is niet veranderd."
        )


def _ends_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        file.seek(-min(_TAIL, path.stat().st_size), 2)
        return file.read().rstrip().endswith(mark)


def _is_whole_zip(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    except zipfile.BadZipFile:
        return False


_ENDINGS: Final[dict[Vorm, Callable[[Path], bool]]] = {
    Vorm.PDF: lambda path: _ends_with(path, b"%%EOF"),
    Vorm.WORD: _is_whole_zip,
    Vorm.WEB: lambda path: _ends_with(path, b"</html>"),
}
"""Form to what tells that a file was written to its end."""
