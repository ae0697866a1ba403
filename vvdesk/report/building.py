"""Makes the document of the report that is asked for."""

from dataclasses import replace

from vvdesk.jobs import Progress, silent
from vvdesk.report.content import Document
from vvdesk.report.moved.report import build_moved
from vvdesk.report.progress_report import build_progress_report
from vvdesk.report.request import Request, Soort
from vvdesk.report.theme.report import build_theme
from vvdesk.store.workspace import Workspace

_BUILDERS = {
    Soort.VOORTGANG: build_progress_report,
    Soort.VERSCHUIVINGEN: build_moved,
    Soort.THEMA: build_theme,
}


def build(workspace: Workspace, request: Request, progress: Progress = silent) -> Document:
    """Return what a report says; every form of it is made from that and from nothing else.

    Args:
        workspace: The open file.
        request: Which report, of what, with which chapters.
        progress: Called per query and per project.

    Returns:
        The same for the same store and request.

    Raises:
        Misused: There is no such meetmoment, speerpunt or theme.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    made = _BUILDERS[request.soort](workspace, request, progress)
    entiteit = workspace.plan.entiteit
    if entiteit is None:
        return made
    notice = (
        f"Dit is het dossier van {entiteit}: de projecten van andere entiteiten ontbreken in het "
        "rapport, ook in de totalen."
    )
    return replace(made, notices=(*made.notices, notice))
