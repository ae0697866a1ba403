"""The long work of an export: in every form that was asked for, until somebody stops it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from vvdesk.audit_export import Vorm
from vvdesk.audit_export.together import Made, export_together
from vvdesk.jobs import Cancelled, Progress
from vvdesk.model import Meetmoment
from vvdesk.sampling import Steekproef
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SampleMaking:
    """Een uitvoer die gemaakt wordt; a task for a `Job`.

    Attributes:
        workspace: The open file; only read.
        meetmoment: Of which meetmoment.
        projects: The codes.
        targets: Form to where it will stand.
        sample: Where the projects come from; None when they were chosen by hand.
        oordeel: What was found when the seal was checked; empty when nobody did.
        is_over: Set when the file is closed.
    """

    workspace: Workspace
    meetmoment: Meetmoment
    projects: Sequence[str]
    targets: Mapping[Vorm, Path]
    sample: Steekproef | None
    oordeel: str
    is_over: Event

    def __call__(self, progress: Progress) -> Made:
        """Make it."""

        def reported(done: int, total: int, label: str, /) -> None:
            if self.is_over.is_set():
                raise Cancelled
            progress(done, total, label)

        return export_together(
            self.workspace,
            self.projects,
            self.targets,
            self.sample,
            reported,
            meetmoment=self.meetmoment,
            oordeel=self.oordeel,
        )
