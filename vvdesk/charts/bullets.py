"""Amounts against their budget: how much of the beleidsruimte is committed and paid."""

from collections.abc import Sequence
from dataclasses import dataclass

from vvdesk.charts.chart import Cell, Chart, Table, draw_legend
from vvdesk.charts.drawing import Drawing, Series
from vvdesk.charts.marks import Box
from vvdesk.charts.text import in_dutch, in_millions, share_words, text_width, wrapped

_SERIES = (
    Series("beleidsruimte", "Beleidsruimte"),
    Series("vak", "VAK (vastgelegd)", vorm="●"),
    Series("vek", "VEK (betaald)", vorm="◐", second=True),
)
_LABEL_LINES = 3
_SMALLEST_TARGET = 24.0


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of whole euro, over some projects.

    Attributes:
        euro: The sum of what is known; None when nothing is.
        missing: Of how many projects it is not known; never counted as 0.
        key: See `HitBox`.
        missing_key: As `key`, for those of which it is not known.
    """

    euro: int | None
    missing: int = 0
    key: str = ""
    missing_key: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget and what became of it.

    Attributes:
        label: Whose it is.
        ruimte: The beleidsruimte.
        vak: Committed.
        vek: Paid.
        vak_share: In tenths of a percent of the beleidsruimte, where both are known; None without.
        vek_share: As `vak_share`.
    """

    label: str
    ruimte: Amount
    vak: Amount
    vek: Amount
    vak_share: int | None = None
    vek_share: int | None = None


class Bullets(Chart):
    """Bars of VAK and VEK within the frame of their beleidsruimte.

    Args:
        title: What it shows.
        heading: What a row is: "Speerpunt".
        rows: Top to bottom.
    """

    def __init__(self, title: str, heading: str, rows: Sequence[Budget]) -> None:
        self.rows, self.heading = tuple(rows), heading
        said = [f"{row.label}: {_in_words(row)}." for row in self.rows]
        super().__init__(title, " ".join((f"{title}.", *said)))

    def table(self) -> Table:
        """Return a row per budget, amounts in whole euro."""
        headers = (
            self.heading, "Beleidsruimte (EUR)", "VAK (EUR)", "VAK %", "VEK (EUR)", "VEK %",
            "Niet ingevuld",
        )  # fmt: skip
        rows = []
        for row in self.rows:
            missing = _missing(row)
            rows.append(
                (
                    Cell(row.label, key=row.ruimte.key),
                    _euro_cell(row.ruimte),
                    _euro_cell(row.vak),
                    _share_cell(row.vak_share),
                    _euro_cell(row.vek),
                    _share_cell(row.vek_share),
                    Cell(", ".join(missing) or "niets"),
                )
            )
        return Table(self.title, headers, tuple(rows))

    def lay_out(self, drawing: Drawing) -> None:
        """Draw legend, and per budget its label, its bars and its figures in words."""
        _draw_legend(drawing)
        largest = max(
            (each.euro or 0 for row in self.rows for each in (row.ruimte, row.vak, row.vek)),
            default=0,
        )
        for row in self.rows:
            self._draw_row(drawing, row, drawing.width / max(largest, 1))

    def _draw_row(self, drawing: Drawing, row: Budget, unit: float) -> None:
        size, palette = drawing.size, drawing.palette
        y = drawing.bottom + size * 0.4
        lines = wrapped(row.label, drawing.width, size, _LABEL_LINES)
        drawing.lines(0, y, lines)
        y += len(lines) * drawing.line_height + size * 0.15
        high = max(size * 1.9, 24.0)
        frame = Box(0, y, max((row.ruimte.euro or 0) * unit, 2.0), high)
        if row.ruimte.euro is not None:
            drawing.rect(frame, palette.surface, palette.edge)
        for place, (amount, series) in enumerate(((row.vak, _SERIES[1]), (row.vek, _SERIES[2]))):
            if amount.euro is None or amount.euro <= 0:
                continue
            bar = Box(0, y + high * (0.12 + 0.4 * place), max(amount.euro * unit, 2.0), high * 0.36)
            drawing.mark(bar, series)
        drawing.stroke(0, y - 2, 0, y + high + 2, palette.edge)
        y += high + size * 0.15
        self._draw_words(drawing, row, frame, y)

    def _draw_words(self, drawing: Drawing, row: Budget, frame: Box, y: float) -> None:
        """Write the amounts below the bar, and how many are missing; each can be pointed at."""
        line = _Line(drawing, y)
        amounts = (row.ruimte, row.vak, row.vek)
        for amount, said, series in zip(amounts, _in_parts(row), _SERIES, strict=True):
            if series.key == "beleidsruimte":
                drawing.hit(amount.key, f"{row.label} · {said}", frame)
            line.write(said, amount.key, f"{row.label} · {said}", series)
            missing = _missing_words(amount)
            if missing and amount.euro is not None:
                whole = f"{row.label} · {series.label}: {missing}"
                line.write(f"({missing})", amount.missing_key, whole)
        drawing.bottom = line.bottom


class _Line:
    """Words beside each other that go on below where the chart ends."""

    def __init__(self, drawing: Drawing, y: float) -> None:
        self._drawing, self._x, self._y = drawing, 0.0, y
        self._high = max(drawing.line_height, _SMALLEST_TARGET)

    @property
    def bottom(self) -> float:
        """Where what was written ends."""
        return self._y + self._high

    def write(self, words: str, key: str, said: str, series: Series | None = None) -> None:
        """Write words with the shape of their series before them; `said` is what they stand for."""
        drawing, size = self._drawing, self._drawing.size
        indent = size * 1.15 if series is not None and series.vorm else 0.0
        for part in wrapped(words, drawing.width - indent, size, 2):
            wide = text_width(part, size) + indent
            if self._x and self._x + wide > drawing.width:
                self._x, self._y = 0.0, self._y + self._high
            middle = self._y + (self._high - drawing.line_height) / 2
            if series is not None:
                drawing.shape(series, self._x, middle)
            drawing.text(self._x + indent, middle, part)
            drawing.hit(key, said, Box(self._x, self._y, wide, self._high))
            self._x += wide + size


def _draw_legend(drawing: Drawing) -> None:
    """Explain the frame by a frame, the bars by bars."""
    palette = drawing.palette
    frame = Series(
        "", _SERIES[0].label, palette.surface, rand=palette.edge, donkere_rand=palette.edge
    )
    draw_legend(drawing, (frame, *_SERIES[1:]))


def _in_parts(row: Budget) -> tuple[str, str, str]:
    """Return the three amounts in words, with their share and what is missing."""
    return (
        f"beleidsruimte {_amount_words(row.ruimte)}",
        f"VAK {_amount_words(row.vak, row.vak_share)}",
        f"VEK {_amount_words(row.vek, row.vek_share)}",
    )


def _in_words(row: Budget) -> str:
    missing = _missing(row)
    return ", ".join(_in_parts(row)) + (f"; niet ingevuld: {', '.join(missing)}" if missing else "")


def _amount_words(amount: Amount, share: int | None = None) -> str:
    known = "niet ingevuld" if amount.euro is None else in_millions(amount.euro)
    if amount.euro is not None and share is not None:
        known += f" ({share_words(share)})"
    return known


def _missing_words(amount: Amount) -> str:
    """Return how many are not known; empty when all are."""
    return f"{in_dutch(amount.missing)} niet ingevuld" if amount.missing else ""


def _missing(row: Budget) -> list[str]:
    named = (("beleidsruimte", row.ruimte), ("VAK", row.vak), ("VEK", row.vek))
    return [f"{in_dutch(each.missing)} × {name}" for name, each in named if each.missing]


def _euro_cell(amount: Amount) -> Cell:
    if amount.euro is None:
        return Cell("niet ingevuld", None, amount.key)
    return Cell(in_dutch(amount.euro), amount.euro, amount.key)


def _share_cell(share: int | None) -> Cell:
    return Cell("" if share is None else share_words(share), None)
