"""Charts: one drawing, what can be pointed at in it, and its table, all from the same figures."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from vvdesk.charts.drawing import USUAL_SIZE, Drawing, HitBox, Series
from vvdesk.charts.marks import Box
from vvdesk.charts.palette import LIGHT, Palette
from vvdesk.charts.text import in_dutch, signed, text_width, wrapped

_MOST_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: For people.
        value: The figure itself, for a workbook; None for words and for what is unknown.
        key: What it stands for, as in `HitBox`; empty for nothing.
    """

    text: str
    value: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart in rows and columns.

    Attributes:
        title: As that of the chart.
        headers: One per column.
        rows: Each as long as `headers`; the first cell names the row.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def texts(self) -> list[list[str]]:
        """Return headers and rows as plain text, for a clipboard."""
        return [list(self.headers), *([cell.text for cell in row] for row in self.rows)]


@dataclass(frozen=True, slots=True)
class Part:
    """One figure in a row.

    Attributes:
        series: Of what, by its key.
        value: How many, 0 or more.
        key: See `HitBox`; empty when nothing lies behind it.
        change: How many more than last time; None when that is not known.
    """

    series: str
    value: int
    key: str = ""
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One bar or column.

    Attributes:
        label: What it is about.
        parts: In the order in which they are stacked.
        key: What the whole of it stands for; empty when nothing lies behind it.
        group: A second line under the label of a column, such as a year.
    """

    label: str
    parts: tuple[Part, ...]
    key: str = ""
    group: str = ""

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(part.value for part in self.parts)

    @property
    def only(self) -> Part | None:
        """The one part that is not 0; None when there are more, or none."""
        found = [part for part in self.parts if part.value]
        return found[0] if len(found) == 1 else None


class Chart(ABC):
    """A chart: picture, table and words from the same figures.

    Args:
        title: What it shows, in Dutch.
        alt: What it says, in a few Dutch sentences, for who cannot see it.

    Attributes:
        title: As given.
        alt: As given.
    """

    def __init__(self, title: str, alt: str) -> None:
        self.title, self.alt = title, alt

    def svg(
        self, palette: Palette, width: float, *, size: float = USUAL_SIZE, titled: bool = False
    ) -> str:
        """Return the chart as a document of SVG Tiny 1.2; the same figures give the same text.

        Args:
            palette: Its colours.
            width: In the unit of the document; the height follows.
            size: Of text.
            titled: Whether its title stands above it.
        """
        return self.drawn(palette, width, size=size, titled=titled).svg(self.title, self.alt)

    def hit_boxes(
        self, width: float, *, size: float = USUAL_SIZE, titled: bool = False
    ) -> list[HitBox]:
        """Return what can be pointed at in a drawing of this width, in the order of reading."""
        return self.drawn(LIGHT, width, size=size, titled=titled).hit_boxes()

    def drawn(
        self, palette: Palette, width: float, *, size: float = USUAL_SIZE, titled: bool = False
    ) -> Drawing:
        """Return the drawing, for who wants picture and places together; arguments as `svg`."""
        drawing = Drawing(palette, width, size)
        if titled:
            for line in wrapped(self.title, width / 1.15, size, _MOST_TITLE_LINES):
                drawing.text(0, drawing.bottom, line, bold=True)
            drawing.bottom += size * 0.5
        self.lay_out(drawing)
        drawing.bottom += size * 0.25
        return drawing

    @abstractmethod
    def table(self) -> Table:
        """Return the same figures as a table."""

    @abstractmethod
    def lay_out(self, drawing: Drawing) -> None:
        """Draw everything below `drawing.bottom`."""


def draw_legend(drawing: Drawing, series: Sequence[Series]) -> None:
    """Draw swatch, shape and word of each series, on as many lines as needed."""
    x, y, size = 0.0, drawing.bottom, drawing.size
    for each in series:
        swatch = size * 1.6
        words = each.label
        room = swatch + size * 0.5 + (size * 1.15 if each.vorm else 0)
        wide = room + text_width(words, size) + size * 1.5
        if x and x + wide - size * 1.5 > drawing.width:
            x, y = 0.0, y + drawing.line_height * 1.15
        drawing.mark(Box(x, y + size * 0.2, swatch, size), each)
        start = x + swatch + size * 0.5
        start += drawing.shape(each, start, y)
        lines = wrapped(words, max(drawing.width - start, size), size, 1)
        drawing.text(start, y, lines[0])
        x += wide
    drawing.bottom = y + drawing.line_height + size * 0.5


def value_words(part: Part) -> str:
    """Return "7" or "7 (+1)"."""
    changed = f" ({signed(part.change)})" if part.change else ""
    return in_dutch(part.value) + changed
