"""The part of the summary about money: beleidsruimte, VAK and VEK."""

from collections.abc import Iterator, Mapping

from vvdesk.charts.chart import Chart
from vvdesk.dashboard.parts import Geld, Som
from vvdesk.report.content import (
    Align,
    Block,
    Column,
    Grid,
    GridRow,
    Paragraph,
    Picture,
    Piece,
    RowKind,
    Section,
    Style,
    Words,
)
from vvdesk.report.totals import EVERYTHING, Totals, money_key
from vvdesk.richtext import Run

TOGETHER = "Samen"
_EURO = " EUR"


def money_part(totals: Totals, charts: Mapping[str, Chart]) -> Section:
    """Return the sums per speerpunt, what is missing in them, and how they changed."""
    blocks: list[Block] = [_sums(totals), _missing(totals), Picture(charts["geld"])]
    if totals.source.vorig is not None and len(totals.dashboard.speerpunten) > 1:
        blocks.append(_changes(totals, totals.source.vorig.naam))
    return Section("Middelen", "samenvatting-middelen", tuple(blocks))


def _sums(totals: Totals) -> Grid:
    columns = (
        Column("Speerpunt", 25),
        Column("Beleidsruimte", 25, Align.RIGHT),
        Column("VAK", 25, Align.RIGHT),
        Column("VEK", 25, Align.RIGHT),
    )
    rows = tuple(
        GridRow(
            (
                (Run(label),),
                _amount(totals, geld.ruimte),
                _amount(totals, geld.vak, geld.vak_share),
                _amount(totals, geld.vek, geld.vek_share),
            ),
            totals.row_code(money_key(geld)),
            kind,
        )
        for label, geld, kind in _rows(totals)
    )
    return Grid("Uitvoering van de beleidsruimte", columns, rows)


def _amount(totals: Totals, som: Som, share: int | None = None) -> Words:
    """Return a sum, its part of the beleidsruimte, and how many did not fill it in; each a line."""
    words: list[Piece] = [totals.euro(som)]
    if found := totals.share(som, share):
        words += (Run("\n"), *found)
    if som.euro is not None and som.missing:
        missing = totals.number(f"{som.key}:leeg", som.missing)
        words += (Run("\n"), missing, Run(" niet ingevuld"))
    return tuple(words)


def _missing(totals: Totals) -> Paragraph:
    """Return of how many projects an amount is not known."""
    total = totals.dashboard.geld_totaal
    said: list[Piece] = [Run("Een percentage is het deel van de beleidsruimte. ")]
    if not any(som.missing for som in (total.ruimte, total.vak, total.vek)):
        said.append(Run("Alle bedragen zijn ingevuld."))
        return Paragraph(tuple(said), Style.NOTE)
    said += (
        Run("Het telt alleen projecten waarvan beide bedragen bekend zijn. Niet ingevuld, en dus "
            "niet meegeteld: "),
        *_blanks(totals, total),
        Run("."),
    )  # fmt: skip
    return Paragraph(tuple(said), Style.NOTE)


def _blanks(totals: Totals, total: Geld) -> Iterator[Piece]:
    """Yield "VAK van 2 projecten, VEK van 1 project"; of what is filled in everywhere, nothing."""
    named = (("beleidsruimte", total.ruimte), ("VAK", total.vak), ("VEK", total.vek))
    found = [(name, som) for name, som in named if som.missing]
    for place, (name, som) in enumerate(found):
        yield Run(f"{', ' if place else ''}{name} van ")
        yield totals.number(f"{som.key}:leeg", som.missing)
        yield Run(" project" if som.missing == 1 else " projecten")


def _changes(totals: Totals, vorig: str) -> Grid:
    columns = (
        Column("Speerpunt", 34),
        Column("Beleidsruimte", 22, Align.RIGHT),
        Column("VAK", 22, Align.RIGHT),
        Column("VEK", 22, Align.RIGHT),
    )
    now = {money_key(each): each for each in totals.dashboard.geld}
    rows = [
        _change_row(totals, each.label, f"{EVERYTHING}:{each.key.partition(':')[2]}", now)
        for each in totals.dashboard.speerpunten
    ]
    if len(rows) > 1:
        now[EVERYTHING] = totals.dashboard.geld_totaal
        rows.append(_change_row(totals, TOGETHER, EVERYTHING, now))
    return Grid(f"Verschil met {vorig}", columns, tuple(rows))


def _change_row(totals: Totals, label: str, key: str, now: Mapping[str, Geld]) -> GridRow:
    """Return how the sums changed; a speerpunt without projects, now or then, has no sums."""
    kind = RowKind.TOTAL if key == EVERYTHING else RowKind.PLAIN
    geld, earlier = now.get(key), totals.earlier_money(key)
    if geld is None or earlier is None:
        words = Run("toen geen projecten" if earlier is None else "nu geen projecten")
        return GridRow(((Run(label),), *(((words,),) * 3)), "", kind)
    cells: list[Words] = [(Run(label),)]
    for som, then in zip(_amounts(geld), _amounts(earlier), strict=True):
        is_known = som.euro is not None and then.euro is not None
        change = (som.euro or 0) - (then.euro or 0) if is_known else None
        cells.append(totals.change(som.key, change, _EURO))
    return GridRow(tuple(cells), "", kind)


def _amounts(geld: Geld) -> tuple[Som, Som, Som]:
    return geld.ruimte, geld.vak, geld.vek


def _rows(totals: Totals) -> Iterator[tuple[str, Geld, RowKind]]:
    """Yield the money of each speerpunt, and of all together when there are several."""
    rows = totals.dashboard.geld
    for each in rows:
        yield each.label, each, RowKind.PLAIN
    if len(rows) > 1:
        yield TOGETHER, totals.dashboard.geld_totaal, RowKind.TOTAL
