"""The contract of long work: it reports progress, and reporting is the moment to be cancelled."""

from typing import Protocol


class Cancelled(Exception):
    """Raised inside a task when the user asked it to stop."""


class Progress(Protocol):
    """Reports progress, and raises `Cancelled` when the user wants out."""

    def __call__(self, done: int, total: int, label: str, /) -> None:
        """Tell that `done` of `total` steps are finished; `label` is shown."""


class Repeating:
    """Progress that can be told again while nothing moves, so that stopping never has to wait.

    Args:
        progress: What is told.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._latest: tuple[int, int, str] | None = None

    def __call__(self, done: int, total: int, label: str, /) -> None:
        """Tell how far it is."""
        self._latest = done, total, label
        self._progress(done, total, label)

    def again(self) -> None:
        """Tell once more what was told last."""
        if self._latest is not None:
            self._progress(*self._latest)


def silent(_done: int, _total: int, _label: str, /) -> None:
    """Ignore progress; the default for tests and scripts."""
