"""The figures of one meetmoment at a glance, each with the list behind it.

Nothing is written. What was not filled in is counted apart and never taken for 0; a figure since
the previous meetmoment is only there when there was one.
"""

from vvdesk.dashboard.counting import Counting
from vvdesk.dashboard.parts import Dashboard
from vvdesk.dashboard.reading import read_stand
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.jobs import Progress, silent
from vvdesk.store.workspace import Workspace

__all__ = ["NO_SPEERPUNT", "Dashboard", "figures"]


def figures(
    workspace: Workspace,
    meetmoment: str | None = None,
    speerpunt: str | None = None,
    minister: str | None = None,
    progress: Progress = silent,
) -> Dashboard:
    """Count everything that the overview shows, in one reading.

    Args:
        workspace: The open file.
        meetmoment: Its name; None for the latest.
        speerpunt: Only projects of this one, by its number (`NO_SPEERPUNT` for those without);
            None for all.
        minister: Only projects for which this one is competent; None for all.
        progress: Called once per query.

    Raises:
        Misused: There is no such meetmoment.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        stand = read_stand(connection, moment, progress)
    counting = Counting(stand, speerpunt, minister)
    return counting.dashboard(moment.naam)
