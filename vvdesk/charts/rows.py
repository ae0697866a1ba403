"""What charts of counted rows share: figures, words and table; `Bars` and `Columns` draw them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vvdesk.charts.chart import Cell, Chart, Part, Row, Table
from vvdesk.charts.drawing import Series
from vvdesk.charts.text import in_dutch, signed


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted in rows.

    Attributes:
        heading: What a row is, above the first column of the table: "Speerpunt".
        one: What is counted, one of it: "project".
        many: Several of it.
        earlier: What the changes are since, "april 2021"; empty when they are not known.
    """

    heading: str
    one: str
    many: str
    earlier: str = ""


class RowsChart(Chart):
    """A chart of rows that each hold one or more counted parts.

    Args:
        title: What it shows.
        rows: Top to bottom, or left to right.
        series: What the parts are; those that no row has are left out.
        counted: What is counted.
        legend: Whether the series are explained; not needed when the labels do.
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        series: Sequence[Series],
        counted: Counted,
        *,
        legend: bool = True,
    ) -> None:
        self.rows = tuple(rows)
        used = {part.series for row in self.rows for part in row.parts if part.value or part.change}
        self.series = tuple(each for each in series if each.key in used)
        self.by_key = {each.key: each for each in series}
        self.counted, self.has_legend = counted, legend
        super().__init__(title, self._in_words(title))

    def table(self) -> Table:
        """Return a row per bar and a column per series, with the changes where they are known."""
        # One series whose name the rows bear already needs no columns besides the total.
        series = self.series if self.has_legend and len(self.series) > 1 else ()
        changed = any(part.change is not None for row in self.rows for part in row.parts)
        headers = [self.counted.heading, *(each.label for each in series)]
        headers.append("Totaal" if series else self.counted.many.capitalize())
        if changed:
            headers.append(f"Verschil met {self.counted.earlier}")
        rows = []
        for row in self.rows:
            parts = {part.series: part for part in row.parts}
            label = " ".join(filter(None, (row.label, row.group)))
            cells = [Cell(label, key=row.key)]
            for each in series:
                part = parts.get(each.key)
                value = part.value if part else 0
                cells.append(Cell(in_dutch(value), value, part.key if part else ""))
            cells.append(Cell(in_dutch(row.total), row.total, row.key))
            if changed:
                cells.append(self._difference(row))
            rows.append(tuple(cells))
        return Table(self.title, tuple(headers), tuple(rows))

    def says(self, row: Row, part: Part) -> str:
        """Return what a part says: "04. … · Opgestart: 2 projecten (1 minder dan in april)"."""
        series = self.by_key[part.series].label
        named = " ".join(filter(None, (row.label, row.group)))
        what = named if named == series or not self.has_legend else f"{named} · {series}"
        return f"{what}: {self.count(part.value)}{_changed(part, self.counted.earlier)}"

    def count(self, number: int) -> str:
        """Return "1 project" or "9 projecten"."""
        return f"{in_dutch(number)} {self.counted.one if number == 1 else self.counted.many}"

    def _difference(self, row: Row) -> Cell:
        changes = [
            (self.by_key[part.series].label, part.change) for part in row.parts if part.change
        ]
        if len(row.parts) == 1:
            change = row.parts[0].change
            return Cell("" if change is None else signed(change), change)
        return Cell("; ".join(f"{label} {signed(change)}" for label, change in changes) or "geen")

    def _in_words(self, title: str) -> str:
        total = sum(row.total for row in self.rows)
        said = [f"{title}: {self.count(total)}."]
        for row in self.rows:
            if not row.total:
                continue
            parts = [
                f"{self.by_key[part.series].label} {in_dutch(part.value)}"
                for part in row.parts
                if part.value
            ]
            named = " ".join(filter(None, (row.label, row.group)))
            inside = (
                f" ({', '.join(parts)})" if len(parts) > 1 or (self.has_legend and parts) else ""
            )
            said.append(f"{named}: {in_dutch(row.total)}{inside}.")
        return " ".join(said)


def _changed(part: Part, earlier: str) -> str:
    if part.change is None or not earlier:
        return ""
    if part.change == 0:
        return f" (evenveel als in {earlier})"
    more = "meer" if part.change > 0 else "minder"
    return f" ({in_dutch(abs(part.change))} {more} dan in {earlier})"
