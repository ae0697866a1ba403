"""Standing columns, such as one per month; lying bars where they would be too narrow."""

from itertools import groupby

from vvdesk.charts.bars import Bars
from vvdesk.charts.chart import Part, Row, draw_legend
from vvdesk.charts.drawing import Drawing
from vvdesk.charts.marks import Box
from vvdesk.charts.rows import RowsChart
from vvdesk.charts.text import in_dutch, text_width

_HIGH = 9.0
"""Height of the highest column, times the size of text."""
_FILLED = 0.72
"""Part of its slot that a column takes."""


class Columns(RowsChart):
    """Standing columns, one per row; the groups of rows stand under their labels."""

    def lay_out(self, drawing: Drawing) -> None:
        """Draw legend and columns, or bars when columns have no room for their labels."""
        slot = drawing.width / max(len(self.rows), 1)
        needed = max((self._least_slot(row, drawing.size) for row in self.rows), default=0)
        if needed > slot:
            named = [
                Row(" ".join(filter(None, (row.label, row.group))), row.parts, row.key)
                for row in self.rows
                # Standing, they are an axis of time; lying, each that is empty costs a line.
                if row.total or not row.group
            ]
            bars = Bars(self.title, named, self.series, self.counted, legend=self.has_legend)
            bars.lay_out(drawing)
            return
        if self.has_legend:
            draw_legend(drawing, self.series)
        self._draw_columns(drawing, slot)

    def _least_slot(self, row: Row, size: float) -> float:
        words = [text_width(row.label, size), text_width(in_dutch(row.total), size, bold=True)]
        words += [text_width(in_dutch(part.value), size) + size * 1.2 for part in row.parts]
        return max(words) + size * 0.4

    def _draw_columns(self, drawing: Drawing, slot: float) -> None:
        size = drawing.size
        largest = max((row.total for row in self.rows), default=0) or 1
        unit = _HIGH * size / largest
        above = max((self._lines_above(row, unit, size) for row in self.rows), default=0)
        foot = drawing.bottom + above * drawing.line_height + _HIGH * size
        for place, row in enumerate(self.rows):
            self._draw_column(drawing, row, Box(place * slot, foot, slot, 0), unit)
        drawing.stroke(0, foot, drawing.width, foot, drawing.palette.edge)
        self._draw_labels(drawing, foot, slot)

    def _lines_above(self, row: Row, unit: float, size: float) -> int:
        return 1 + (
            len(self._unfitting(row, unit, size))
            if len(self.series) > 1 and row.only is None
            else 0
        )

    def _unfitting(self, row: Row, unit: float, size: float) -> list[Part]:
        return [part for part in row.parts if part.value and part.value * unit < size * 1.4]

    def _draw_column(self, drawing: Drawing, row: Row, slot: Box, unit: float) -> None:
        size = drawing.size
        left, wide = slot.x + slot.width * (1 - _FILLED) / 2, slot.width * _FILLED
        y, beside = slot.y, []
        for part in row.parts:
            if not part.value:
                continue
            high = part.value * unit
            y -= high
            box = Box(left, y, wide, high)
            several = len(self.series) > 1
            words = in_dutch(part.value) if several and row.only is None else ""
            if (
                not drawing.mark(box, self.by_key[part.series], words)
                and several
                and row.only is None
            ):
                beside.append(part)
            drawing.hit(part.key, self.says(row, part), box)
        middle = slot.x + slot.width / 2
        for part in beside:
            y -= drawing.line_height
            words = in_dutch(part.value)
            x = middle - (text_width(words, size) + size * 1.15) / 2
            x += drawing.shape(self.by_key[part.series], x, y)
            drawing.text(x, y, words)
            line = Box(left, y, wide, drawing.line_height)
            drawing.hit(part.key, self.says(row, part), line)
        if row.total:
            y -= drawing.line_height
            self._draw_total(drawing, row, middle, y)
            said = f"{' '.join(filter(None, (row.label, row.group)))}: {self.count(row.total)}"
            drawing.hit(row.key, said, Box(left, y, wide, drawing.line_height))

    def _draw_total(self, drawing: Drawing, row: Row, middle: float, y: float) -> None:
        """Write the total above a column, with the shape of what it consists of if that is one."""
        words, only = in_dutch(row.total), row.only
        series = self.by_key[only.series] if only is not None and len(self.series) > 1 else None
        room = text_width(words, drawing.size, bold=True)
        if series is not None and series.vorm:
            room += drawing.size * 1.15
        x = middle - room / 2
        if series is not None:
            x += drawing.shape(series, x, y)
        drawing.text(x, y, words, bold=True)

    def _draw_labels(self, drawing: Drawing, foot: float, slot: float) -> None:
        top = foot + drawing.size * 0.3
        for place, row in enumerate(self.rows):
            drawing.text((place + 0.5) * slot, top, row.label, anchor="middle")
        groups = groupby(enumerate(self.rows), lambda each: each[1].group)
        for group, found in groups:
            places = [place for place, _row in found]
            first, last = places[0], places[-1] + 1
            room = (last - first) * slot
            if not group or text_width(group, drawing.size) > room:
                continue
            line = top + drawing.line_height
            drawing.stroke(first * slot + 3, line, last * slot - 3, line)
            middle = (first + last) / 2 * slot
            drawing.text(middle, line, group, anchor="middle", ink=drawing.palette.muted)
