"""Progress of a work of many steps, some of which tell nothing by themselves."""

from contextlib import suppress

from vvdesk.jobs import Cancelled, Progress


class Steps:
    """Progress that counts steps; whoever is inside one only asks whether to go on.

    Args:
        progress: What is told.
        total: How many steps there are; when there prove to be more, the last one lasts longer.
    """

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total
        self._done, self._label = 0, ""

    def next(self, label: str) -> None:
        """Begin the next step.

        Raises:
            Cancelled: The user stopped.
        """
        self._done = min(self._done + 1, self._total)
        self._label = label
        self._progress(self._done - 1, self._total, label)

    def __call__(self, _done: int, _total: int, _label: str, /) -> None:
        """Tell the same once more: something moves within the step.

        Raises:
            Cancelled: The user stopped.
        """
        self._progress(max(self._done - 1, 0), self._total, self._label)

    def finish(self) -> None:
        """Tell that all is done; it is too late to stop."""
        with suppress(Cancelled):
            self._progress(self._total, self._total, self._label)
