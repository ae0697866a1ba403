"""The contract of long work: it reports progress, and reporting is the moment to be cancelled."""

from typing import Protocol


class Cancelled(Exception):
    """Raised inside a task when the user asked it to stop."""


class Progress(Protocol):
    """Reports progress, and raises `Cancelled` when the user wants out."""

    def __call__(self, done: int, total: int, label: str, /) -> None:
        """Tell that `done` of `total` steps are finished; `label` is shown."""


def silent(_done: int, _total: int, _label: str, /) -> None:
    """Ignore progress; the default for tests and scripts."""
