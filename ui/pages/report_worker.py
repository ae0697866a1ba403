"""What a worker does for the page of reports, with libraries that are loaded there and then.

Those of PDF and Word take a second to load. Who opens a file, or this page, never waits for them.

A report of a whole plan is so many objects that Python's search for reference cycles among them
stops every thread for a sixth of a second, the window's as well, so it rests while they are made.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ui.pages.report_press import OpenData, Press
from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress
from vvdesk.report.content import Document
from vvdesk.report.request import Request, Vorm
from vvdesk.report_files import Published
from vvdesk.store.workspace import Workspace

if TYPE_CHECKING:
    from vvdesk.report.pdf.pages import PreviewPages
    from vvdesk.report.previewing import Previewer


def late_press() -> Press:
    """Return who makes what is published of one open file."""
    previews = _Previews()
    return Press(previews.pages, previews.document, _publish_all, _open_data, _save_template)


class _Previews:
    """Gives pages of the reports of one open file; only one worker at a time asks."""

    def __init__(self) -> None:
        self._previewer: Previewer | None = None

    def pages(
        self,
        workspace: Workspace,
        request: Request,
        pages: range,
        width_px: int,
        progress: Progress,
    ) -> "PreviewPages":
        """Return some pages as pictures."""
        previewer = self._ready(progress)
        with collector_paused():
            return previewer(workspace, request, pages, width_px, progress)

    def document(self, workspace: Workspace, request: Request, progress: Progress) -> Document:
        """Return the report itself."""
        previewer = self._ready(progress)
        with collector_paused():
            return previewer.document(workspace, request, progress)

    def _ready(self, progress: Progress) -> "Previewer":
        if self._previewer is None:
            progress(0, 0, "Het voorbeeld klaarzetten")
            from vvdesk.report.previewing import Previewer  # noqa: PLC0415 - see the module

            self._previewer = Previewer()
        return self._previewer


def _publish_all(
    workspace: Workspace,
    request: Request,
    targets: Mapping[Vorm, Path],
    template: Path | None,
    progress: Progress,
    finished: Callable[[Published], object],
) -> list[Published]:
    from vvdesk.publishing import publish_all  # noqa: PLC0415 - see the module

    return [*publish_all(workspace, request, targets, template, progress, finished)]


def _open_data(
    workspace: Workspace, meetmoment: str | None, folder: Path, progress: Progress
) -> OpenData:
    from vvdesk.opendata import write_opendata  # noqa: PLC0415 - see the module

    return write_opendata(workspace, meetmoment, folder, progress)


def _save_template(target: Path) -> None:
    from vvdesk.report.word.writing import save_template  # noqa: PLC0415 - see the module

    save_template(target)
