"""Short news that is no question: a bar that says what happened and offers what can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How news is meant; the names are those of colours in `ui.theme`."""

    PLAIN = "aandachtspunt"
    GOOD = "good"
    WARNING = "waarschuwing"
    ERROR = "fout"


@dataclass(frozen=True)
class Offer:
    """A button in a bar.

    Attributes:
        label: Dutch, a verb: "Ongedaan maken".
        act: Called when it is pressed.
    """

    label: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Notice:
    """One piece of news.

    Attributes:
        text: Dutch sentences, ending in a full stop.
        tone: How it is meant.
        offers: What can be done about it, most likely first.
        stays: It stays until somebody closes it; else it goes after a while.
    """

    text: str
    tone: Tone = Tone.PLAIN
    offers: tuple[Offer, ...] = ()
    stays: bool = False
