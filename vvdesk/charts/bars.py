"""Lying bars, stacked of one or more parts; every value stands in its part or beside the bar."""

from dataclasses import dataclass

from vvdesk.charts.chart import Part, Row, draw_legend, value_words
from vvdesk.charts.drawing import Drawing
from vvdesk.charts.marks import Box
from vvdesk.charts.rows import RowsChart
from vvdesk.charts.text import in_dutch, text_width, wrapped

_LARGEST_LABEL = 0.36
"""Part of the width that labels may take; if they need more, they stand above their bars."""
_LABEL_LINES = 2
_LEAST_BAR = 6.0
"""Times the size of text: the narrowest room in which bars still say something."""
_THICK = 1.7


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything in the bars goes.

    Attributes:
        left: Where bars begin.
        unit: Width of one counted thing.
        above: Whether labels stand above their bars.
    """

    left: float
    unit: float
    above: bool


class Bars(RowsChart):
    """Lying bars, one per row."""

    def lay_out(self, drawing: Drawing) -> None:
        """Draw legend and bars."""
        if self.has_legend:
            draw_legend(drawing, self.series)
        plan = self._plan(drawing)
        for row in self.rows:
            self._draw_row(drawing, plan, row)

    def _plan(self, drawing: Drawing) -> _Plan:
        size, width = drawing.size, drawing.width
        label = max((text_width(row.label, size) for row in self.rows), default=0) + size
        most = width * _LARGEST_LABEL
        # Two lines of the most that labels may take hold nearly twice as much text.
        wanted = min(label, most)
        above = label > most * 1.8 or width - wanted < 2 * _LEAST_BAR * size
        left = 0.0 if above else wanted
        largest = max((row.total for row in self.rows), default=0) or 1
        beside = max((self._total_width(row, size) for row in self.rows), default=0)
        unit = 0.0
        # What finds no room in its part stands beside the bar, which makes bars shorter again.
        for _round in range(4):
            unit = max(width - left - beside, _LEAST_BAR * size) / largest
            needed = max((self._beside_width(row, unit, size) for row in self.rows), default=0)
            beside = max(beside, needed)
        return _Plan(left, unit, above)

    def _draw_row(self, drawing: Drawing, plan: _Plan, row: Row) -> None:
        size, top = drawing.size, drawing.bottom + drawing.size * 0.3
        thick = max(_THICK * size, drawing.line_height * 1.15)
        if plan.above:
            lines = wrapped(row.label, drawing.width, size, _LABEL_LINES)
            drawing.lines(0, top, lines)
            top += len(lines) * drawing.line_height
            height = thick
        else:
            lines = wrapped(row.label, plan.left - size * 0.6, size, _LABEL_LINES)
            height = max(thick, len(lines) * drawing.line_height)
            drawing.lines(0, top + (height - len(lines) * drawing.line_height) / 2, lines)
        bar_top = top + (height - thick) / 2
        drawing.stroke(plan.left, bar_top - 1, plan.left, bar_top + thick + 1, drawing.palette.edge)
        x, left_over = plan.left, []
        for part in row.parts:
            if not part.value:
                continue
            box = Box(x, bar_top, part.value * plan.unit, thick)
            words = _fitting(part, box.width, size) if row.only is None else ""
            if not drawing.mark(box, self.by_key[part.series], words) and row.only is None:
                left_over.append(part)
            drawing.hit(part.key, self.says(row, part), box)
            x += part.value * plan.unit
        start = Box(x + size * 0.5, bar_top, 0, thick)
        self._draw_beside(drawing, row, left_over, start, plan.left)
        drawing.bottom = max(drawing.bottom, top + height)

    def _draw_beside(
        self, drawing: Drawing, row: Row, left_over: list[Part], start: Box, floor: float
    ) -> None:
        """Write the total after the bar, and what found no room in it.

        Args:
            drawing: Where.
            row: The bar.
            left_over: What found no room.
            start: The first free place after the bar, as high as the bar.
            floor: Where lines under the bar begin.
        """
        size = drawing.size
        x, y = start.x, start.y + (start.height - drawing.line_height) / 2
        words = _total_words(row)
        only, left = row.only, x
        if only is not None and self.has_legend:
            x += drawing.shape(self.by_key[only.series], x, y)
        width = text_width(words, size, bold=True)
        drawing.text(x, y, words, bold=True)
        wide = max(x - left + width + size * 0.5, 24)
        box = Box(left - size * 0.25, start.y, wide, start.height)
        said = self.says(row, only) if only else f"{row.label}: {self.count(row.total)}"
        if row.total:
            drawing.hit(row.key or (only.key if only else ""), said, box)
        x += width + size
        for part in left_over:
            series, words = self.by_key[part.series], value_words(part)
            if x + size * 1.15 + text_width(words, size) > drawing.width:
                x, y = floor, y + drawing.line_height  # a narrow chart goes on under the bar
            left = x
            x += drawing.shape(series, x, y)
            drawing.text(x, y, words)
            x += text_width(words, size)
            drawing.hit(part.key, self.says(row, part), Box(left, y, x - left, drawing.line_height))
            x += size * 0.8

    def _total_width(self, row: Row, size: float) -> float:
        return text_width(_total_words(row), size, bold=True) + size * 2.65

    def _beside_width(self, row: Row, unit: float, size: float) -> float:
        """Return how much room stands after the bar, measured from the longest bar's end."""
        wide = self._total_width(row, size)
        if row.only is None:
            wide += sum(
                text_width(value_words(part), size) + size * 1.95
                for part in row.parts
                if part.value and not _fitting(part, part.value * unit, size)
            )
        largest = max(each.total for each in self.rows)
        return wide - (largest - row.total) * unit


def _fitting(part: Part, width: float, size: float) -> str:
    """Return the longest way to write a value that fits in its part; empty when none does."""
    for words in (value_words(part), in_dutch(part.value)):
        if text_width(words, size, bold=True) + size * 0.6 <= width:
            return words
    return ""


def _total_words(row: Row) -> str:
    """Return what stands after a bar: its total, or the only value with its change."""
    part = row.only or (row.parts[0] if len(row.parts) == 1 else None)
    return value_words(part) if part is not None else in_dutch(row.total)
