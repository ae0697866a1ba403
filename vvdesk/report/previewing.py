"""Leafing through a report: what was set once is kept until the report or the store changes."""

from dataclasses import dataclass

from sqlalchemy import func, select

from vvdesk.jobs import Progress, silent
from vvdesk.model import Wijziging
from vvdesk.report.building import build
from vvdesk.report.content import Document
from vvdesk.report.pdf.data import ReportData
from vvdesk.report.pdf.notices import lost_signs
from vvdesk.report.pdf.pages import Layout, PreviewPages, layout_of, painted
from vvdesk.report.pdf.writing import settled
from vvdesk.report.request import Request
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Kept:
    """The report that was set last.

    Attributes:
        request: Which report.
        state: The last row of the trail when it was read: every change of the store adds one.
        document: The report.
        report: The same, ready to be set.
        layout: What stands where in it.
    """

    request: Request
    state: int
    document: Document
    report: ReportData
    layout: Layout


class Previewer:
    """Gives pages of the reports of one open file, as the PDF will show them."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def __call__(
        self,
        workspace: Workspace,
        request: Request,
        pages: range,
        width_px: int,
        progress: Progress = silent,
    ) -> PreviewPages:
        """Return some pages as pictures.

        Args:
            workspace: The open file; the same at every call.
            request: Which report.
            pages: Numbers from 1; those that do not exist are left out.
            width_px: How wide a picture has to be.
            progress: Called before each step.

        Raises:
            Misused: There is nothing to report on.
            Cancelled: The user stopped.
        """
        kept = self._renewed(workspace, request, progress)
        progress(1, 2, "De bladzijden tekenen")
        shown = painted(kept.report, kept.layout, pages, width_px)
        progress(2, 2, "Het voorbeeld is klaar")
        return PreviewPages(shown, kept.layout.total, lost_signs(kept.report.texts.lost))

    def document(
        self, workspace: Workspace, request: Request, progress: Progress = silent
    ) -> Document:
        """Return the report itself; arguments and errors as for its pages."""
        return self._renewed(workspace, request, progress).document

    def _renewed(self, workspace: Workspace, request: Request, progress: Progress) -> _Kept:
        kept, state = self._kept, _state(workspace)
        if kept is None or (kept.request, kept.state) != (request, state):
            self._kept = kept = None  # two reports of a whole plan at once take too much memory
            document = build(workspace, request, progress)
            progress(0, 2, "De bladzijden zetten")
            report = settled(document)
            kept = _Kept(request, state, document, report, layout_of(report))
            self._kept = kept
        return kept


def _state(workspace: Workspace) -> int:
    with workspace.connection() as connection:
        return int(connection.scalar(select(func.coalesce(func.max(Wijziging.n), 0))) or 0)
