"""Compares the texts of a page word by word, off its first paint."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from vvdesk.compare.wording import Segment
from vvdesk.comparing import Compared, text_differences
from vvdesk.jobs import Progress


class WordComparison(QObject):
    """Vergelijkt teksten naast het venster.

    Signals:
        known(object, object): The `Compared` and its segments.

    Args:
        runner: Runs the comparison.
    """

    known = Signal(object, object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None

    def begin(self, items: Sequence[Compared]) -> None:
        """Compare these; what is still at work on others goes on."""
        if not items:
            return

        def task(progress: Progress) -> list[tuple[Compared, list[Segment]]]:
            found = []
            for done, item in enumerate(items):
                progress(done, len(items), item.label)
                found.append((item, text_differences(item)))
            return found

        self._job = Job(task, self)
        self._job.succeeded.connect(self._on_found)
        self._runner.start(self._job)

    def _on_found(self, found: list[tuple[Compared, list[Segment]]]) -> None:
        for item, segments in found:
            self.known.emit(item, segments)
