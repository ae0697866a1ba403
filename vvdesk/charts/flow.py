"""A flow: how many went from each state on the left to each state on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vvdesk.charts.chart import Cell, Chart, Table
from vvdesk.charts.drawing import Drawing, Series
from vvdesk.charts.marks import Box, number
from vvdesk.charts.text import in_dutch, text_width, wrapped

_SMALLEST: Final = 24.0
"""Of a ribbon, so that it can be hit and holds its figure."""
_HIGH: Final = 22.0
"""Height of all ribbons together, times the size of text, as far as the smallest allow."""
_GAP: Final = 0.9
"""Between two states, times the size of text."""
_BAR: Final = 0.9
_LABELS: Final = 0.27
"""Part of the width that the labels of one side take."""
_LABEL_LINES: Final = 3
_STAYED, _MOVED = "0.22", "0.5"
"""How much of its colour a ribbon has."""
_NARROW: Final = 40.0
"""Times the size of text: in less room, labels stand above the ribbons of their state."""


@dataclass(frozen=True, slots=True)
class _Ribbon:
    """What goes from one state to another, and where it lies.

    Attributes:
        van: The state on the left.
        naar: That on the right.
        count: How many.
        left: At the left bar.
        right: At the right bar.
    """

    van: Series
    naar: Series
    count: int
    left: Box
    right: Box


class Flow(Chart):
    """States on the left, states on the right, and ribbons between them as wide as they are many.

    Args:
        title: What it shows.
        names: What the two sides are called.
        sides: The states of both, top to bottom.
        counts: Key on the left and on the right to how many; what is 0 may be left out.
        what: What is counted: one of it and several.
        prefix: Of the keys: `prefix:left>right`.
    """

    def __init__(
        self,
        title: str,
        names: tuple[str, str],
        sides: tuple[Sequence[Series], Sequence[Series]],
        counts: Mapping[tuple[str, str], int],
        what: tuple[str, str],
        prefix: str,
    ) -> None:
        self.names, self.what, self.prefix = names, what, prefix
        self.sides = (tuple(sides[0]), tuple(sides[1]))
        self.counts = {pair: count for pair, count in counts.items() if count}
        super().__init__(title, self._in_words(title))

    def key(self, van: str, naar: str) -> str:
        """Return what a ribbon, and a cell of the table, stands for."""
        return f"{self.prefix}:{van}>{naar}"

    def table(self) -> Table:
        """Return the matrix: a row per state on the left, a column per state on the right."""
        left, right = self.sides
        headers = (f"{self.names[0]} ↓   {self.names[1]} →", *(each.label for each in right))
        rows = [
            (
                Cell(van.label),
                *(self._cell(van, naar) for naar in right),
                _figure(sum(self._count(van, naar) for naar in right)),
            )
            for van in left
        ]
        below = [_figure(sum(self._count(van, naar) for van in left)) for naar in right]
        total = (Cell("Totaal"), *below, _figure(sum(self.counts.values())))
        return Table(self.title, (*headers, "Totaal"), (*rows, total))

    def says(self, van: Series, naar: Series) -> str:
        """Return what a ribbon says: "Opgestart → Gerealiseerd: 2 projecten"."""
        return f"{van.label} → {naar.label}: {self._counted(self._count(van, naar))}"

    def lay_out(self, drawing: Drawing) -> None:
        """Draw the names of the sides, the states and the ribbons between them."""
        size = drawing.size
        is_narrow = drawing.width < _NARROW * size
        room = 0.0 if is_narrow else drawing.width * _LABELS
        self._draw_names(drawing, room)
        top = drawing.bottom + size * 0.5
        extra = drawing.line_height * 1.2 if is_narrow else 0.0
        ribbons = self._placed(drawing, room, top, extra)
        for ribbon in ribbons:
            self._draw_ribbon(drawing, ribbon)
        for place, states in enumerate(self.sides):
            for state in states:
                boxes = [
                    each.right if place else each.left
                    for each in ribbons
                    if (each.naar if place else each.van) is state
                ]
                if boxes:
                    self._draw_state(drawing, state, _around(boxes), room, is_right=bool(place))

    def _draw_names(self, drawing: Drawing, room: float) -> None:
        top, half = drawing.bottom, drawing.width / 2 - drawing.size
        for place, name in enumerate(self.names):
            words = wrapped(name, max(room, half) / 1.15, drawing.size, 1)[0]
            x, anchor = (drawing.width, "end") if place else (0.0, "start")
            drawing.text(x, top, words, anchor=anchor, bold=True)

    def _placed(self, drawing: Drawing, room: float, top: float, extra: float) -> list[_Ribbon]:
        """Work out where the ribbons begin and end.

        Args:
            drawing: Where.
            room: That the labels of each side take.
            top: Where the first state begins.
            extra: Left free above each state, for its label.
        """
        size = drawing.size
        pairs = [
            (van, naar, self._count(van, naar))
            for van in self.sides[0]
            for naar in self.sides[1]
            if self._count(van, naar)
        ]
        unit = _HIGH * size / max(sum(self.counts.values()), 1)
        high = {
            (van.key, naar.key): max(count * unit, _SMALLEST, drawing.line_height * 1.1)
            for van, naar, count in pairs
        }
        bar = _BAR * size
        lefts = _stacked(pairs, self.sides[0], high, room, bar, top, extra, size * _GAP, side=0)
        x = drawing.width - room - bar
        rights = _stacked(pairs, self.sides[1], high, x, bar, top, extra, size * _GAP, side=1)
        return [
            _Ribbon(van, naar, count, lefts[van.key, naar.key], rights[van.key, naar.key])
            for van, naar, count in pairs
        ]

    def _draw_ribbon(self, drawing: Drawing, ribbon: _Ribbon) -> None:
        left, right, size = ribbon.left, ribbon.right, drawing.size
        moved = ribbon.van.key != ribbon.naar.key
        fill = ribbon.naar.fill(drawing.palette) if moved else drawing.palette.edge
        # A ribbon is the one shape that no other chart draws.
        drawing._elements.append(  # noqa: SLF001 - see above
            f'<path d="{_band(left, right)}" fill="{fill}" '
            f'fill-opacity="{_MOVED if moved else _STAYED}" '
            f'stroke="{drawing.palette.edge}" stroke-width="0.75" stroke-opacity="0.7"/>'
        )
        said, words = self.says(ribbon.van, ribbon.naar), in_dutch(ribbon.count)
        wide = text_width(words, size, bold=True) + size
        key = self.key(ribbon.van.key, ribbon.naar.key)
        for box, x in ((left, left.right + size * 0.4), (right, right.x - size * 0.4 - wide)):
            middle = box.y + (box.height - drawing.line_height) / 2
            plate = Box(x, middle, wide, drawing.line_height)
            drawing.rect(plate, drawing.palette.surface)
            drawing.text(x + wide / 2, middle, words, anchor="middle", bold=moved)
            drawing.hit(key, said, Box(x - size * 0.4, box.y, max(wide + size, 24), box.height))

    def _draw_state(
        self, drawing: Drawing, state: Series, box: Box, room: float, *, is_right: bool
    ) -> None:
        """Draw the bar of a state, its shape and word beside it; above it where that is narrow."""
        size = drawing.size
        drawing.mark(box, state)
        indent = size * 1.15 if state.vorm else 0.0
        most = (room or drawing.width / 2 - size) - indent - size * 0.6
        lines = wrapped(state.label, most, size, _LABEL_LINES if room else 1)
        y = box.y - drawing.line_height * 1.1
        if room:
            y = box.y + (box.height - len(lines) * drawing.line_height) / 2
        gap = size * 0.6
        edge = box.right + gap if is_right else box.x - gap
        if not room:
            edge = drawing.width if is_right else 0.0
        # The shape stands at the bar, or at the edge, and the words on its other side.
        grows = is_right == bool(room)
        wide = max(text_width(line, size) for line in lines) + indent
        if not room:
            plate = Box(edge - wide if is_right else edge, y, wide, drawing.line_height)
            drawing.rect(plate, drawing.palette.surface)
        drawing.shape(state, edge if grows else edge - size * 0.8, y)
        for place, line in enumerate(lines):
            x, anchor = (edge + indent, "start") if grows else (edge - indent, "end")
            drawing.text(x, y + place * drawing.line_height, line, anchor=anchor)

    def _cell(self, van: Series, naar: Series) -> Cell:
        count = self._count(van, naar)
        return _figure(count, self.key(van.key, naar.key)) if count else Cell("·")

    def _count(self, van: Series, naar: Series) -> int:
        return self.counts.get((van.key, naar.key), 0)

    def _counted(self, count: int) -> str:
        return f"{in_dutch(count)} {self.what[count != 1]}"

    def _in_words(self, title: str) -> str:
        left, right = self.sides
        said = [f"{title}, van {self.names[0]} naar {self.names[1]}."]
        said += [
            f"{self.says(van, naar)}." for van in left for naar in right if self._count(van, naar)
        ]
        return " ".join(said)


def _stacked(
    pairs: Sequence[tuple[Series, Series, int]],
    states: Sequence[Series],
    high: Mapping[tuple[str, str], float],
    x: float,
    bar: float,
    top: float,
    extra: float,
    gap: float,
    *,
    side: int,
) -> dict[tuple[str, str], Box]:
    """Stack the ends of ribbons on one side, state after state."""
    found: dict[tuple[str, str], Box] = {}
    y, before = top, ""
    # Pairs come by the left state; sorting keeps ribbons within a state from crossing.
    places = {each.key: place for place, each in enumerate(states)}
    in_order = sorted(pairs, key=lambda pair: places[pair[:2][side].key])
    for van, naar, _count in in_order:
        state = (van, naar)[side].key
        if not found or state != before:
            y += extra + (gap if found else 0.0)
        before = state
        thick = high[van.key, naar.key]
        found[van.key, naar.key] = Box(x, y, bar, thick)
        y += thick
    return found


def _around(boxes: Sequence[Box]) -> Box:
    top = min(box.y for box in boxes)
    return Box(boxes[0].x, top, boxes[0].width, max(box.bottom for box in boxes) - top)


def _band(left: Box, right: Box) -> str:
    """Return the path of a ribbon from the right side of a bar to the left side of another."""
    start, end = left.right, right.x
    middle = (start + end) / 2
    a, b, m = number(start), number(end), number(middle)
    return (
        f"M{a} {number(left.y)}C{m} {number(left.y)} {m} {number(right.y)} {b} {number(right.y)}"
        f"L{b} {number(right.bottom)}"
        f"C{m} {number(right.bottom)} {m} {number(left.bottom)} {a} {number(left.bottom)}Z"
    )


def _figure(value: int, key: str = "") -> Cell:
    return Cell(in_dutch(value), value, key)
