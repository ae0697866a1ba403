"""The work behind the preview of a report: its pages or its headings, made beside the window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.desk import LiveDesk
from ui.job import Job, Runner
from ui.pages.report_press import Press
from vvdesk.jobs import Progress
from vvdesk.report.request import Request
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages that came.

    Attributes:
        request: Of which report.
        asked: Which were asked, by number.
        width: How wide, in real pixels.
        pictures: Number to picture, ready to be painted.
        total: How many pages the report has.
    """

    request: Request
    asked: range
    width: int
    pictures: dict[int, QImage]
    total: int


class Drafting(QObject):
    """Maakt bladzijden of koppen naast het venster, één ding tegelijk.

    What comes of an earlier asking is not told to anybody.

    Signals:
        began(): Work was started.
        progressed(str): What is at hand.
        drawn(object): Pages came: a `Drawn`.
        built(object): The report itself came: a `Document`.
        failed(object): The exception why nothing comes.
        ended(): Nothing is being made any more, whatever came of it.

    Args:
        press: Makes the pages.
        live: The open file.
        runner: Makes them beside the window.
        owner: Who wants to hear of it.
    """

    began = Signal()
    progressed = Signal(str)
    drawn = Signal(object)
    built = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, press: Press, live: LiveDesk, runner: Runner, owner: QObject) -> None:
        super().__init__(owner)
        self._press, self._live, self._runner = press, live, runner
        self._job: Job | None = None
        self._turn = 0  # counts what was asked, so that work for an earlier asking is known

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._job is not None

    def draw(self, request: Request, pages: range, width: int) -> None:
        """Make pages, as pictures of a width in real pixels."""
        workspace = self._live.desk.workspace
        task = partial(_drawn, self._press, workspace, request, pages, width)
        self._start(task, self.drawn.emit)

    def build(self, request: Request) -> None:
        """Make the report itself."""
        workspace, build = self._live.desk.workspace, self._press.build
        self._start(lambda progress: build(workspace, request, progress), self.built.emit)

    def stop(self) -> None:
        """Ask to stop; what is past stopping still comes."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Stop, for something else will be asked; nothing comes of what is at hand."""
        self._turn += 1
        self.stop()

    def _start(self, task: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        turn = self._turn

        def if_wanted(act: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda result: act(result) if turn == self._turn else None

        job = self._job = Job(task, self)
        self.began.emit()
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(if_wanted(done))
        job.failed.connect(if_wanted(self.failed.emit))
        job.finished.connect(self._on_finished)
        self._runner.start(job)

    def _on_progressed(self, _done: int, _total: int, label: str) -> None:
        self.progressed.emit(label)

    def _on_finished(self) -> None:
        self._job = None
        self.ended.emit()


def _drawn(
    press: Press, workspace: Workspace, request: Request, pages: range, width: int,
    progress: Progress,
) -> Drawn:  # fmt: skip
    """Return pages as pictures that need no more than being painted."""
    found = press.preview(workspace, request, pages, width, progress)
    pictures = {each.number: QImage.fromData(each.png) for each in found.pages}
    return Drawn(request, pages, width, pictures, found.total)
