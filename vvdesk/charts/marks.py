"""Shapes and patterns of statuses as paths: no fill pattern or clipping, SVG Tiny has none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

_STEP = 6.0
"""Between two lines of a pattern, at the usual size of text."""
_DOT = 1.6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in the unit of the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Tell whether both have more than an edge in common."""
        return (
            self.x < other.right - 0.01
            and other.x < self.right - 0.01
            and self.y < other.bottom - 0.01
            and other.y < self.bottom - 0.01
        )


def number(value: float) -> str:
    """Write a coordinate: two decimals at most, the same on every machine."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def shape(vorm: str, box: Box, ink: str) -> str:
    """Return the shape of a status (○ ◐ ● ▲ ◆ ✓ ×) as SVG; an unknown sign is an empty square.

    Args:
        vorm: The sign, as in the reference data.
        box: A square; strokes stay inside.
        ink: Its colour.
    """
    stroke = max(1.2, box.width / 7)
    half = stroke / 2
    inner = Box(box.x + half, box.y + half, box.width - stroke, box.height - stroke)
    path, is_filled = _SHAPES.get(vorm, _square)(inner)
    fill = ink if is_filled else "none"
    drawn = (
        f'<path d="{path}" fill="{fill}" stroke="{ink}" stroke-width="{number(stroke)}" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )
    if vorm == "◐":
        middle, top, bottom = inner.x + inner.width / 2, inner.y, inner.bottom
        radius = number(inner.width / 2)
        arc = (
            f"M{number(middle)} {number(top)}A{radius} {radius} 0 0 0 "
            f"{number(middle)} {number(bottom)}Z"
        )
        drawn += f'<path d="{arc}" fill="{ink}"/>'
    return drawn


def pattern(vorm: str, box: Box, ink: str, scale: float = 1.0) -> str:
    """Return the pattern that goes with a shape, drawn over `box`; the full circle has none.

    Args:
        vorm: The sign of the status.
        box: What is covered; nothing is drawn outside it.
        ink: Its colour.
        scale: Of text, to the usual size.
    """
    lines = "".join(
        f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
        for kind in _PATTERNS.get(vorm, ())
        for x1, y1, x2, y2 in kind(box, _STEP * scale)
    )
    if not lines:
        return ""
    is_dotted = vorm == "○"
    width = _DOT * scale if is_dotted else 1.0 * scale
    cap = ' stroke-linecap="round"' if is_dotted else ""
    return (
        f'<path d="{lines}" fill="none" stroke="{ink}" stroke-opacity="0.45" '
        f'stroke-width="{number(width)}"{cap}/>'
    )


_Line = tuple[float, float, float, float]


def _rising(box: Box, step: float) -> Iterator[_Line]:
    """Yield lines of 45 degrees, up to the right, cut off at the edges."""
    offset = step
    while offset < box.width + box.height:
        start = max(0.0, offset - box.width)
        end = min(offset, box.height)
        yield box.x + offset - start, box.y + start, box.x + offset - end, box.y + end
        offset += step


def _falling(box: Box, step: float) -> Iterator[_Line]:
    for x1, y1, x2, y2 in _rising(box, step):
        yield box.x + box.right - x1, y1, box.x + box.right - x2, y2


def _across(box: Box, step: float) -> Iterator[_Line]:
    y = box.y + step / 2
    while y < box.bottom:
        yield box.x, y, box.right, y
        y += step


def _upright(box: Box, step: float) -> Iterator[_Line]:
    x = box.x + step / 2
    while x < box.right:
        yield x, box.y, x, box.bottom
        x += step


def _dots(box: Box, step: float) -> Iterator[_Line]:
    y = box.y + step / 2
    while y < box.bottom - _DOT / 2:
        x = box.x + step / 2
        while x < box.right - _DOT / 2:
            yield x, y, x + 0.01, y
            x += step
        y += step


_PATTERNS: dict[str, tuple[Callable[[Box, float], Iterator[_Line]], ...]] = {
    "○": (_dots,),
    "◐": (_rising,),
    "▲": (_falling,),
    "◆": (_rising, _falling),
    "✓": (_across,),
    "×": (_upright,),
}


def _circle(box: Box) -> tuple[str, bool]:
    radius = number(box.width / 2)
    left, right, middle = number(box.x), number(box.right), number(box.y + box.height / 2)
    arc = f"A{radius} {radius} 0 1 0"
    return f"M{left} {middle}{arc} {right} {middle}{arc} {left} {middle}Z", False


def _square(box: Box) -> tuple[str, bool]:
    return _joined(box, (0, 0), (1, 0), (1, 1), (0, 1)) + "Z", False


def _joined(box: Box, *places: tuple[float, float]) -> str:
    points = (
        f"{number(box.x + x * box.width)} {number(box.y + y * box.height)}" for x, y in places
    )
    return "M" + "L".join(points)


_SHAPES: dict[str, Callable[[Box], tuple[str, bool]]] = {
    "○": _circle,
    "◐": _circle,
    "●": lambda box: (_circle(box)[0], True),
    "▲": lambda box: (_joined(box, (0.5, 0.06), (1, 0.94), (0, 0.94)) + "Z", True),
    "◆": lambda box: (_joined(box, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)) + "Z", True),
    "✓": lambda box: (_joined(box, (0.02, 0.55), (0.36, 0.9), (0.98, 0.14)), False),
    "×": lambda box: (
        _joined(box, (0.1, 0.1), (0.9, 0.9)) + "M" + _joined(box, (0.9, 0.1), (0.1, 0.9))[1:],
        False,
    ),
}
