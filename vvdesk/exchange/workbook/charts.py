"""The native charts of the consolidated workbook; they follow the cells they are drawn from."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from vvdesk.exchange.workbook import house
from vvdesk.exchange.workbook.page import Page

_FONT: Final = {"name": house.FONT, "size": 9, "color": house.INK}
_MONEY: Final = (
    {"fill": {"color": "#D9D9D9"}, "border": {"color": "#9A9A9A"}},
    {"fill": {"color": "#6B6B6B"}, "border": {"color": "#4A4A4A"}},
    {"fill": {"color": house.YELLOW}, "border": {"color": "#5E4E00"}},
)
"""Beleidsruimte, VAK, VEK: yellow is a surface with a dark outline, never a thin line."""


_MANY_MILLIONS: Final = 10_000_000


class Block(NamedTuple):
    """Where the figures of a chart stand, from 0, all ends inclusive.

    Attributes:
        header: Row with the names of the series.
        first: First row with figures.
        last: Last row with figures.
        names: Column with the names of the categories.
        series: Columns with figures, one per series.
    """

    header: int
    first: int
    last: int
    names: int
    series: Sequence[int]


class Place(NamedTuple):
    """Where a chart stands.

    Attributes:
        row: Of its upper left corner, from 0.
        column: Likewise.
        width: In pixels.
        height: In pixels.
    """

    row: int
    column: int
    width: int
    height: int


def width_of(columns: Sequence[float]) -> int:
    """Return how many pixels columns of these widths take."""
    return sum(int(width * 7 + 5) for width in columns) - 2


def draw_statuses(
    book: Any, page: Page, block: Block, paints: Sequence[tuple[str, str]], place: Place
) -> None:
    """Draw how many projects have each status, one stacked bar per speerpunt.

    Args:
        book: The workbook.
        page: The sheet with the figures, and with the chart.
        block: Where the figures stand.
        paints: For each series the colour of the surface and of its outline.
        place: Where the chart comes.
    """
    looks = [{"fill": {"color": fill}, "border": {"color": edge}} for fill, edge in paints]
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    _series(chart, page, block, looks, {"gap": 60})
    _finish(chart, page, "Projectstatus per speerpunt", "0", place)


def draw_money(book: Any, page: Page, block: Block, highest: int, place: Place) -> None:
    """Draw beleidsruimte, VAK and VEK side by side.

    Args:
        book: The workbook.
        page: The sheet with the figures, and with the chart.
        block: Where the figures stand; its series are the three amounts, in that order.
        highest: The highest amount, which decides how the scale is written.
        place: Where the chart comes.
    """
    chart = book.add_chart({"type": "bar"})
    _series(chart, page, block, list(_MONEY), {"gap": 70, "overlap": -5})
    scale = '#,##0,," mln"' if highest >= _MANY_MILLIONS else '#,##0.0,," mln"'
    _finish(chart, page, "VAK en VEK tegenover de beleidsruimte", scale, place)


def _series(
    chart: Any,
    page: Page,
    block: Block,
    looks: Sequence[dict[str, Any]],
    spacing: dict[str, int],
) -> None:
    for column, look in zip(block.series, looks, strict=True):
        chart.add_series(
            {
                "name": [page.name, block.header, column],
                "categories": [page.name, block.first, block.names, block.last, block.names],
                "values": [page.name, block.first, column, block.last, column],
                **look,
                **spacing,
            }
        )


def _finish(chart: Any, page: Page, title: str, number_format: str, place: Place) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12, "bold": True}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_y_axis(
        {
            "reverse": True,  # the first row of the table on top …
            "crossing": "max",  # … and the scale still below
            "num_font": _FONT,
            "line": {"color": house.LINE},
        }
    )
    chart.set_x_axis(
        {
            "num_font": _FONT,
            "num_format": number_format,
            "major_gridlines": {"visible": True, "line": {"color": "#E6E6E6"}},
            "line": {"none": True},
        }
    )
    chart.set_chartarea({"border": {"color": house.LINE}})
    chart.set_size({"width": place.width, "height": place.height})
    page.sheet.insert_chart(
        place.row,
        place.column,
        chart,
        {"object_position": 2, "description": f"{title}; de cijfers staan in de tabel erboven."},
    )
