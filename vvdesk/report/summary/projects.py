"""The part of the summary about projects and their status."""

from collections.abc import Iterator, Mapping

from vvdesk.charts.chart import Chart
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Grid,
    GridRow,
    Picture,
    RowKind,
    Section,
    Words,
)
from vvdesk.report.totals import Totals
from vvdesk.richtext import Run


def projects_part(totals: Totals, charts: Mapping[str, Chart]) -> Section:
    """Return how many projects have each status; per speerpunt too when there are several."""
    blocks: list[Block] = [_per_status(totals), Picture(charts["speerpunten"])]
    if len(totals.dashboard.speerpunten) > 1:
        blocks.append(per_speerpunt(totals))
    return Section("Projecten", "samenvatting-projecten", tuple(blocks))


def per_speerpunt(totals: Totals) -> Grid:
    """Return the projects of each speerpunt by status."""
    keys = [key for key in totals.projectstatussen() if totals.projects_with(key)[0]]
    columns = (
        Column("Speerpunt", 30),
        *(Column(totals.project_badge(key).look.label, 12, Align.RIGHT) for key in keys),
        Column("Totaal", 10, Align.RIGHT),
    )
    rows = [
        GridRow(
            (
                (Run(each.label),),
                *((totals.number(f"{each.key}:{key}", each.counts.get(key, 0)),) for key in keys),
                (totals.number(each.key, each.total),),
            ),
            totals.code(each.key),
        )
        for each in totals.dashboard.speerpunten
    ]
    total: list[Words] = [(Run("Samen"),)]
    total += [(totals.number(f"status:{key}", totals.projects_with(key)[0]),) for key in keys]
    total.append((totals.number("fiches", len(totals.source.contents)),))
    rows.append(GridRow(tuple(total), totals.code("fiches"), RowKind.TOTAL))
    return Grid("Projecten per speerpunt en status", columns, tuple(rows))


def _per_status(totals: Totals) -> Grid:
    vorig = totals.source.vorig
    columns = [Column("Status", 60), Column("Projecten", 20, Align.RIGHT)]
    if vorig is not None:
        columns.append(Column(f"Verschil met {vorig.naam}", 20, Align.RIGHT))
    return Grid("Projecten per status", tuple(columns), tuple(_status_rows(totals)))


def _status_rows(totals: Totals) -> Iterator[GridRow]:
    has_before = totals.source.vorig is not None
    for key in totals.projectstatussen():
        count, change = totals.projects_with(key)
        own = f"status:{key}"
        cells: list[Words] = [(totals.project_badge(key),), (totals.number(own, count),)]
        if has_before:
            cells.append(totals.change(own, change))
        yield GridRow(tuple(cells), totals.code(own))
    cells = [(Run("Samen"),), (totals.number("fiches", len(totals.source.contents)),)]
    if has_before:
        cells.append(totals.change("fiches", totals.kerncijfer("fiches").change))
    yield GridRow(tuple(cells), totals.code("fiches"), RowKind.TOTAL)
