"""Where pages stand when they are shown below each other: plain sums."""

from enum import StrEnum

from ui.theme import GRID

_A4 = 297 / 210
_GAP = 2 * GRID
_REAL_WIDTH = 794
"""Logical pixels of 210 millimetre, at 96 to the inch."""


class Fit(StrEnum):
    """How large a page is shown."""

    WIDTH = "width"
    PAGE = "page"
    REAL = "real"


class Sheets:
    """Bladzijden van één vorm, onder elkaar.

    Attributes:
        count: How many.
        shape: Height of a page for a width of 1.
        width: Of a page, in logical pixels.
        fit: How large they are.
    """

    def __init__(self) -> None:
        self.count, self.shape, self.width = 0, _A4, 0
        self.fit = Fit.WIDTH

    def set_pages(self, count: int, shape: float) -> None:
        """Have other pages."""
        self.count, self.shape = count, shape

    def fit_in(self, width: int, height: int) -> None:
        """Take the size that belongs to this room."""
        widths = {
            Fit.WIDTH: width,
            Fit.PAGE: min(int(height / self.shape), width),
            Fit.REAL: _REAL_WIDTH,
        }
        self.width = max(widths[self.fit], 4 * GRID)

    @property
    def page_height(self) -> int:
        """Of one page."""
        return max(round(self.width * self.shape), 1)

    @property
    def height(self) -> int:
        """Of all pages, with room around them."""
        return self.count * (self.page_height + _GAP) + _GAP

    def top(self, number: int) -> int:
        """Return where a page begins; the first has number 1."""
        return _GAP + (number - 1) * (self.page_height + _GAP)

    def at(self, place: int) -> int:
        """Return the number of the page at a height, or of the nearest; 0 without pages."""
        found = (place - _GAP // 2) // (self.page_height + _GAP) + 1
        return min(max(found, 1), self.count)

    def between(self, top: int, bottom: int) -> range:
        """Return the numbers of the pages between two heights."""
        return range(self.at(top), self.at(bottom) + 1) if self.count else range(0)
