"""A chart being drawn: elements of SVG Tiny 1.2 in order, and where what can be pointed at lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from vvdesk.charts.marks import Box, number, pattern, shape
from vvdesk.charts.palette import Palette, ink_on
from vvdesk.charts.text import escape, text_width

USUAL_SIZE = 13.0
"""Of text, in the unit of the drawing; other distances follow from it."""


@dataclass(frozen=True, slots=True)
class Series:
    """What marks of one kind look like and are called.

    Attributes:
        key: For the program.
        label: For people.
        vulling: Its colour; empty for the palette's first (or second, see `second`).
        rand: The colour of its outline on a light ground; empty for none.
        donkere_rand: That on a dark ground, where the published colours may sink away.
        vorm: Its shape, ○ ◐ ● ▲ ◆ ✓ ×; also says the pattern. Empty for neither.
        second: Without a colour of its own: take the palette's second.
    """

    key: str
    label: str
    vulling: str = ""
    rand: str = ""
    donkere_rand: str = ""
    vorm: str = ""
    second: bool = False

    def fill(self, palette: Palette) -> str:
        """Return the colour of its marks."""
        return self.vulling or (palette.second if self.second else palette.first)

    def outline(self, palette: Palette) -> str:
        """Return the colour around its marks; empty for none."""
        return self.donkere_rand if palette.is_dark else self.rand


@dataclass(frozen=True, slots=True)
class HitBox:
    """Something in a chart that can be pointed at.

    Attributes:
        key: What it stands for.
        text: What it says, in one Dutch sentence.
        boxes: Where it lies, the mark itself first.
    """

    key: str
    text: str
    boxes: tuple[Box, ...]


class Drawing:
    """Collects what is drawn; texts are remembered so that tests can see that none overlap.

    Args:
        palette: Its colours.
        width: How wide the whole may be.
        size: Of text.

    Attributes:
        bottom: Where what was drawn ends.
        texts: Where each text lies, as wide as it can become.
    """

    def __init__(self, palette: Palette, width: float, size: float) -> None:
        self.palette, self.width, self.size = palette, width, size
        self.scale = size / USUAL_SIZE
        self.line_height = size * 1.35
        self.bottom = 0.0
        self.texts: list[tuple[str, Box]] = []
        self._elements: list[str] = []
        self._hits: dict[str, tuple[str, list[Box]]] = {}

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        ink: str = "",
        bold: bool = False,
    ) -> None:
        """Write one line.

        Args:
            x: Its start, middle or end, as `anchor` says.
            y: The top of the line, which is `line_height` high.
            words: What is written.
            anchor: `start`, `middle` or `end`.
            ink: Its colour; empty for that of text.
            bold: Whether it is heavy.
        """
        if not words:
            return
        width = text_width(words, self.size, bold=bold)
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        self.texts.append((words, Box(left, y, width, self.line_height)))
        weight = ' font-weight="bold"' if bold else ""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._elements.append(
            f'<text x="{number(x)}" y="{number(y + self.size * 1.02)}" '
            f'fill="{ink or self.palette.text}"{place}{weight}>{escape(words)}</text>'
        )
        self.bottom = max(self.bottom, y + self.line_height)

    def lines(self, x: float, y: float, lines: Sequence[str], *, ink: str = "") -> None:
        """Write lines below each other."""
        for place, line in enumerate(lines):
            self.text(x, y + place * self.line_height, line, ink=ink)

    def mark(self, box: Box, series: Series, words: str = "") -> bool:
        """Draw the mark of a series, with words in its middle if they fit; tell whether they did.

        The words stand on a plain plate, so that the pattern does not run through them.
        """
        palette = self.palette
        fill = series.fill(palette)
        edge = series.outline(palette)
        ink = ink_on(fill)
        self.rect(box, fill, edge)
        self._elements.append(pattern(series.vorm, box, ink, self.scale))
        pad = self.size * 0.3
        width = text_width(words, self.size, bold=True)
        fits = bool(words) and width + 2 * pad <= box.width and self.line_height <= box.height
        if fits:
            middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
            top = middle_y - self.line_height / 2
            plate = Box(middle_x - width / 2 - pad / 2, top, width + pad, self.line_height)
            if series.vorm in _PATTERNED:
                self.rect(plate, fill)
            self.text(middle_x, top, words, anchor="middle", ink=ink, bold=True)
        return fits

    def shape(self, series: Series, x: float, y: float, ink: str = "") -> float:
        """Draw the shape of a series beside a line of text; return the room that it takes."""
        if not series.vorm:
            return 0.0
        side = self.size * 0.8
        box = Box(x, y + (self.line_height - side) / 2, side, side)
        self._elements.append(shape(series.vorm, box, ink or self.palette.text))
        return side + self.size * 0.35

    def rect(self, box: Box, fill: str, edge: str = "") -> None:
        """Draw a rectangle; its edge lies inside."""
        if edge:
            inner = Box(box.x + 0.5, box.y + 0.5, max(box.width - 1, 0.5), max(box.height - 1, 0.5))
            stroke = f' stroke="{edge}" stroke-width="1"'
        else:
            inner, stroke = box, ""
        self._elements.append(
            f'<rect x="{number(inner.x)}" y="{number(inner.y)}" width="{number(inner.width)}" '
            f'height="{number(inner.height)}" fill="{fill}"{stroke}/>'
        )
        self.bottom = max(self.bottom, box.bottom)

    def stroke(self, x1: float, y1: float, x2: float, y2: float, colour: str = "") -> None:
        """Draw a thin line."""
        self._elements.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
            f'stroke="{colour or self.palette.line}" stroke-width="1"/>'
        )

    def hit(self, key: str, text: str, box: Box) -> None:
        """Let something be pointed at; the same key may lie in several places."""
        if key:
            self._hits.setdefault(key, (text, []))[1].append(box)

    def hit_boxes(self) -> list[HitBox]:
        """Return what can be pointed at, in the order of drawing."""
        return [HitBox(key, text, tuple(boxes)) for key, (text, boxes) in self._hits.items()]

    def svg(self, title: str, alt: str) -> str:
        """Return the whole as one document."""
        width, height = number(self.width), number(self.bottom)
        inside = "\n".join(each for each in self._elements if each)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" '
            f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="{escape(self.palette.font)}" font-size="{number(self.size)}" '
            'role="img">\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(alt)}</desc>\n"
            f'<rect x="0" y="0" width="{width}" height="{height}" '
            f'fill="{self.palette.surface}"/>\n{inside}\n</svg>\n'
        )


_PATTERNED = frozenset("○◐▲◆✓×")
