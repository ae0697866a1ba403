"""Which words of the values of a field came and went; worked out beside the window."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from ui.pages.conflicts_shown import Shown
from vvdesk.compare.wording import Segment, rich_differences, word_differences
from vvdesk.jobs import Progress
from vvdesk.kinds import OPMAAK

Pair = tuple[Sequence[Segment], Sequence[Segment]]
"""What is different now, and what is different in the received text."""


class WordsOfValues(QObject):
    """Vergelijkt de drie teksten van één veld; wie al verder is, hoort er niets meer van.

    Signals:
        known(object, object): The `Shown`, and a pair: the segments of the present text and those
            of the received one.

    Args:
        runner: Runs the comparison.
    """

    known = Signal(object, object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None

    def begin(self, shown: Shown) -> None:
        """Compare the texts of this field, and forget those of the one before."""
        self.stop()

        def task(progress: Progress) -> tuple[Shown, Pair]:
            progress(0, 1, "")
            return shown, pair_of(shown)

        self._job = Job(task, self)
        self._job.succeeded.connect(self._on_found)
        self._runner.start(self._job)

    def stop(self) -> None:
        """Hear no more of what is at work."""
        if self._job is not None:
            self._job.succeeded.disconnect(self._on_found)
            self._job.cancel()
            self._job = None

    def _on_found(self, found: tuple[Shown, Pair]) -> None:
        self._job = None
        self.known.emit(*found)


def pair_of(shown: Shown) -> Pair:
    """Compare what stands now and what was received with what was handed out.

    When that is not known, or nobody has to choose, the received text is compared with the present
    one, which has no differences then.
    """
    if shown.is_conflict and shown.knows_base:
        return _compared(shown, shown.base, shown.current), _compared(
            shown, shown.base, shown.incoming
        )
    return (), _compared(shown, shown.current, shown.incoming)


def _compared(shown: Shown, old: object, new: object) -> list[Segment]:
    before, after = ("" if each is None else str(each) for each in (old, new))
    if shown.field is not None and shown.field.kind is OPMAAK:
        return rich_differences(before, after)
    return word_differences(before, after)
