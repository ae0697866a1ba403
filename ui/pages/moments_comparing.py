"""The job that compares two sides, one of which may be in another file."""

from pathlib import Path
from threading import Event

from ui.job import Task
from vvdesk.jobs import Cancelled, Progress
from vvdesk.model import Meetmoment
from vvdesk.moments_compared.comparing import compare_moments
from vvdesk.moments_compared.files import write_differences
from vvdesk.moments_compared.other_file import WithOther, compare_with
from vvdesk.moments_compared.parts import MomentsCompared
from vvdesk.moments_compared.sides import Side
from vvdesk.store.workspace import Workspace


class Comparing:
    """Makes the tasks of the page, and stops them all when the file is about to be closed.

    Args:
        workspace: The open file.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stopped = Event()

    def stop(self) -> None:
        """Stop what is at work at its next report of progress."""
        self._stopped.set()

    def begin(self) -> None:
        """Let tasks work again."""
        self._stopped.clear()

    def own(self, left: Meetmoment, right: Meetmoment) -> Task:
        """Return the task that compares two meetmomenten of the open file."""

        def task(progress: Progress) -> MomentsCompared:
            one, other = Side(self._workspace, left), Side(self._workspace, right)
            return compare_moments(one, other, self._stoppable(progress))

        return task

    def other(self, left: Meetmoment, path: Path, naam: str | None) -> Task:
        """Return the task that compares with another file, open only meanwhile."""

        def task(progress: Progress) -> WithOther:
            side = Side(self._workspace, left)
            return compare_with(side, path, naam, self._stoppable(progress))

        return task

    def export(self, compared: MomentsCompared, target: Path) -> Task:
        """Return the task that writes the differences."""

        def task(progress: Progress) -> Path:
            write_differences(compared, target, self._stoppable(progress))
            return target

        return task

    def _stoppable(self, progress: Progress) -> Progress:
        def told(done: int, total: int, label: str, /) -> None:
            if self._stopped.is_set():
                raise Cancelled
            progress(done, total, label)

        return told
