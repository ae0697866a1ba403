"""The pictures of pages that came, how wide and when they were asked; far ones are let go of."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QImage

_KEPT = 16
_NEAR = 6
"""So many nearest ones always stay: those in sight, and the next."""
_MOST = 100_000_000
"""Bytes of pictures; on a sharp screen, or in a wide window, few go in it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it was drawn once.

    Attributes:
        image: Its picture; null for a page that could not be had.
        width: How wide it was asked, in real pixels.
        round_: Of which asking.
    """

    image: QImage
    width: int
    round_: int


class Pictures:
    """De plaatjes van bladzijden, op nummer."""

    def __init__(self) -> None:
        self._all: dict[int, Picture] = {}
        self._round = 0

    def __len__(self) -> int:
        """Count them."""
        return len(self._all)

    def __contains__(self, number: int) -> bool:
        """Tell whether a page has one."""
        return number in self._all

    @property
    def is_old(self) -> bool:
        """Whether any of them is of an earlier asking."""
        return any(each.round_ != self._round for each in self._all.values())

    def renew(self) -> None:
        """Take all of them for old from now on."""
        self._round += 1

    def clear(self) -> None:
        """Let go of all."""
        self._all.clear()

    def get(self, number: int) -> tuple[QImage, bool]:
        """Return the picture of a page (null for none), and whether it is of this asking."""
        found = self._all.get(number)
        return (QImage(), True) if found is None else (found.image, found.round_ == self._round)

    def is_missing(self, number: int, width: int) -> bool:
        """Tell whether a page has to be asked: not there, old, or not sharp at this width."""
        found = self._all.get(number)
        return found is None or found.round_ != self._round or found.width != width

    def take(self, asked: range, width: int, came: Mapping[int, QImage], total: int) -> None:
        """Keep what came; a page that was asked and did not come is not asked again."""
        for number in asked:
            self._all[number] = Picture(came.get(number, QImage()), width, self._round)
        self._all = {number: each for number, each in self._all.items() if number <= total}

    def keep_near(self, page: int) -> None:
        """Let go of the pictures farthest from a page."""
        nearest = sorted(self._all, key=lambda number: abs(number - page))[:_KEPT]
        sizes = accumulate(self._all[number].image.sizeInBytes() for number in nearest)
        self._all = {
            number: self._all[number]
            for at, (number, size) in enumerate(zip(nearest, sizes, strict=True))
            if at < _NEAR or size <= _MOST
        }
