"""Opening a file or a server: read in a worker, while what is open stays."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import file_doors
from ui.job import Job
from ui.loading import load_window
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from vvdesk.desk import Desk
    from vvdesk.store.place import Place
    from vvdesk.store.workspace import Workspace


class Opening(QObject):
    """Opent wat gevraagd werd; van twee die tegelijk geopend worden, telt het laatste.

    Signals:
        opened(object, str, str): What was opened (a `Desk`, or the `Workspace` of a momentopname),
            the project and the field that were asked for. Who hears it closes it.
        failed(object, object): The `Place` that did not open, and why.

    Args:
        window: Shows how far it is.
        parent: With it, nothing is opened any more.
    """

    opened = Signal(object, str, str)
    failed = Signal(object, object)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted: tuple[Place, Job] | None = None

    def begin(self, place: "Place", naam: str, project: str, field: str) -> None:
        """Open a file or a server, unless that is under way already.

        Args:
            place: Which.
            naam: Who works.
            project: The fiche to show; empty for none.
            field: The field to go to; empty for none.
        """
        if self._wanted is not None and self._wanted[0] == place:
            return
        job = Job(partial(file_doors.open_place, place, naam), self)
        self._wanted = place, job
        job.succeeded.connect(partial(self._on_read, job, project, field))
        job.failed.connect(partial(self.failed.emit, place))
        job.failed.connect(partial(self._on_ended, job))
        job.cancelled.connect(partial(self._on_ended, job))
        self._window.run(job, f"{place.name} wordt geopend…")

    def cancel(self) -> None:
        """Nobody will see it any more."""
        if self._wanted is not None:
            self._wanted[1].cancel()
            self._wanted = None

    def _on_read(self, job: Job, project: str, field: str, opened: "Desk | Workspace") -> None:
        """Load what shows it, when this is the first file since the program began."""
        tell = partial(self._on_loaded, job, project, field, opened)
        load_window(file_doors.half_of(opened), tell, self)

    def _on_loaded(self, job: Job, project: str, field: str, opened: "Desk | Workspace") -> None:
        is_wanted = self._wanted is not None and self._wanted[1] is job
        self._on_ended(job)
        if is_wanted:
            self.opened.emit(opened, project, field)
        else:
            file_doors.let_go(opened)

    def _on_ended(self, job: Job, *_why: object) -> None:
        if self._wanted is not None and self._wanted[1] is job:
            self._wanted = None
