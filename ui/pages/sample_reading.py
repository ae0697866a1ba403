"""Reading what can be chosen or drawn, once per meetmoment and kind of unit."""

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from vvdesk.errors import VvdeskError
from vvdesk.model import Meetmoment
from vvdesk.sampling import Eenheid
from vvdesk.sampling.population import Population, read_population
from vvdesk.store.workspace import Workspace


class SampleReading(QObject):
    """De populaties van een bestand.

    Signals:
        arrived(object): A `Population` was read, or is there already.
        failed(str): It could not be read, and why.

    Args:
        workspace: The open file; only read.
        runner: Runs the reading.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._found: dict[tuple[int, Eenheid], Population] = {}
        self._jobs: dict[tuple[int, Eenheid], Job] = {}

    def found(self, moment: Meetmoment, eenheid: Eenheid) -> Population | None:
        """Return what was read; None before."""
        return self._found.get((moment.id, eenheid))

    def ask(self, moment: Meetmoment, eenheid: Eenheid) -> None:
        """See to it that a population is read; `arrived` comes in any case."""
        key = moment.id, eenheid
        if key in self._found:
            self.arrived.emit(self._found[key])
        elif key not in self._jobs:
            workspace = self._workspace
            job = self._jobs[key] = Job(
                lambda progress: read_population(workspace, moment, eenheid, progress), self
            )
            job.succeeded.connect(self._on_read)
            job.failed.connect(self._on_failed)
            job.finished.connect(lambda: self._jobs.pop(key, None))
            self._runner.start(job)

    def forget(self) -> None:
        """Read again what is asked from now on: the file may have changed."""
        self._found.clear()

    def stop(self) -> None:
        """Stop reading, for good: what still comes of it is of a file that is closed."""
        for job in self._jobs.values():
            job.blockSignals(True)
            job.cancel()

    def _on_read(self, population: Population) -> None:
        self._found[population.meetmoment.id, population.eenheid] = population
        self.arrived.emit(population)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self.failed.emit(str(error))
