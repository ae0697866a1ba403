"""The part of the summary about mijlpalen: their status, when they are planned, what moved."""

from collections.abc import Iterator, Mapping

from vvdesk.charts.chart import Chart
from vvdesk.charts.text import in_dutch
from vvdesk.dashboard.charts import slip_sentence
from vvdesk.dashboard.parts import Verschuivingen
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Grid,
    GridRow,
    Paragraph,
    Picture,
    RowKind,
    Section,
    Style,
    Words,
)
from vvdesk.report.summary.key_figures import counted
from vvdesk.report.totals import Totals
from vvdesk.richtext import Run


def mijlpalen_part(totals: Totals, charts: Mapping[str, Chart]) -> Section:
    """Return how mijlpalen stand; each chart below the table that bears its title."""
    title, anchor = "Mijlpalen", "samenvatting-mijlpalen"
    if not totals.dashboard.mijlpaalstatus.total:
        return Section(title, anchor, (Paragraph((Run("Er is nog geen mijlpaal."),)),))
    blocks: list[Block] = [
        _per_status(totals),
        _overdue(totals),
        _per_month(totals),
        Picture(charts["maanden"]),
    ]
    last, first = totals.dashboard.sinds_vorig, totals.dashboard.sinds_basislijn
    if last is not None and last.compared:
        blocks += _slips(totals, last, charts["sinds-vorig"])
    if first is not None and first.compared and not _is_same(first, last):
        blocks += _slips(totals, first, charts["sinds-basislijn"])
    return Section(title, anchor, tuple(blocks))


def _per_status(totals: Totals) -> Grid:
    vorig, telling = totals.source.vorig, totals.dashboard.mijlpaalstatus
    columns = [Column("Status", 60), Column("Mijlpalen", 20, Align.RIGHT)]
    if vorig is not None:
        columns.append(Column(f"Verschil met {vorig.naam}", 20, Align.RIGHT))
    rows = []
    for key in totals.mijlpaalstatussen():
        own = f"mijlpaalstatus:{key}"
        cells: list[Words] = [
            (totals.mijlpaal_badge(key),),
            (totals.number(own, telling.counts.get(key, 0)),),
        ]
        if vorig is not None:
            cells.append(totals.change(own, (telling.changes or {}).get(key, 0)))
        rows.append(GridRow(tuple(cells), totals.code(own)))
    cells = [(Run("Samen"),), (totals.number("mijlpalen", telling.total),)]
    if vorig is not None:
        cells.append(totals.change("mijlpalen", totals.kerncijfer("mijlpalen").change))
    rows.append(GridRow(tuple(cells), totals.code("mijlpalen"), RowKind.TOTAL))
    return Grid("Mijlpalen per status", tuple(columns), tuple(rows))


def _overdue(totals: Totals) -> Paragraph:
    said = counted(totals, "voorbij", "mijlpaal is", "mijlpalen zijn")
    if not totals.count("voorbij"):
        said = (Run("Geen enkele mijlpaal is"),)
    meaning = " over tijd: nog open, terwijl de geplande timing voor de peildatum ligt."
    return Paragraph((*said, Run(meaning)))


def _per_month(totals: Totals) -> Grid:
    counts = totals.dashboard.mijlpaalstatus.counts
    keys = [key for key in totals.mijlpaalstatussen() if counts.get(key)]
    columns = (
        Column("Gepland", 30),
        *(Column(totals.mijlpaal_badge(key).look.label, 17, Align.RIGHT) for key in keys),
        Column("Totaal", 14, Align.RIGHT),
    )
    rows = tuple(
        GridRow(
            (
                (Run(" ".join(filter(None, (each.label, each.group)))),),
                *((totals.number(f"{each.key}:{key}", each.counts.get(key, 0)),) for key in keys),
                (totals.number(each.key, each.total),),
            ),
            totals.code(each.key),
        )
        for each in totals.dashboard.maanden
        if each.total
    )
    return Grid("Mijlpalen per geplande maand", columns, rows)


def _slips(totals: Totals, slips: Verschuivingen, chart: Chart) -> Iterator[Block]:
    moved = slips.later + slips.earlier
    if not moved:
        all_of_them = f"Geen van de {in_dutch(slips.compared)} mijlpalen"
        yield Paragraph((Run(f"{all_of_them} verschoof sinds {slips.since}."),))
        return
    columns = (Column("Verschuiving", 70), Column("Mijlpalen", 30, Align.RIGHT))
    rows = tuple(
        GridRow(((Run(each.label),), (totals.number(each.key, each.total),)), totals.code(each.key))
        for each in slips.rows
        if each.total
    )
    yield Grid(chart.title, columns, rows)
    yield Picture(chart)
    yield Paragraph((Run(slip_sentence(slips)),), Style.NOTE)


def _is_same(one: Verschuivingen, other: Verschuivingen | None) -> bool:
    """Tell whether the same moved as much: the previous meetmoment was the first."""
    if other is None or one.compared != other.compared:
        return False
    return [each.total for each in one.rows] == [each.total for each in other.rows]
