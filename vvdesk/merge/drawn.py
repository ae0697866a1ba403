"""What working out one inzending yields."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from vvdesk.merge.steps import RefusedStep, Step
from vvdesk.submission import Warned


class Resolve(StrEnum):
    """What happens to a conflict."""

    ASK = "ask"
    INCOMING = "incoming"
    CURRENT = "current"


class Count(StrEnum):
    """What became of a row; of a row that is several, the later one counts."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    CONFLICT = "conflict"
    REFUSED = "refused"


RANK: Final = {count: place for place, count in enumerate(Count)}
SHOWN_ORDER: Final = (Count.NEW, Count.CHANGED, Count.UNCHANGED, Count.CONFLICT, Count.REFUSED)

Counters = dict[Count, int]


def no_counters() -> Counters:
    """Return counters at zero."""
    return dict.fromkeys(SHOWN_ORDER, 0)


@dataclass(slots=True)
class Drawn:
    """What one inzending would change.

    Attributes:
        steps: In reading order, fiches first.
        counters: What became of the rows; they add up to the rows read.
        warnings: What a person should know about rows that cannot be taken.
        strangers: Rows refused because their project belongs to another entiteit.
        refused: Rows that were readable and are not taken all the same.
        received: Projects of which at least one row is not refused as a whole.
    """

    steps: list[Step] = field(default_factory=list)
    counters: Counters = field(default_factory=no_counters)
    warnings: list[Warned] = field(default_factory=list)
    strangers: int = 0
    refused: list[RefusedStep] = field(default_factory=list)
    received: set[str] = field(default_factory=set)
