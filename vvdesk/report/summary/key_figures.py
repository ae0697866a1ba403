"""The figures that a reader of half a minute wants: now, and against the previous meetmoment."""

from collections.abc import Iterator

from vvdesk.charts.text import in_dutch
from vvdesk.dashboard.parts import Som
from vvdesk.report.content import Align, Column, Grid, GridRow, Words
from vvdesk.report.totals import EVERYTHING, Totals
from vvdesk.richtext import Run
from vvdesk.rules.maatstaf import GEREALISEERD

_TITLE = "De cijfers in het kort"
_EURO = " EUR"


def key_figures(totals: Totals) -> Grid:
    """Return how many, what is in trouble and how much money, with what changed in each."""
    vorig = totals.source.vorig
    columns = [Column("Wat", 50), Column("Nu", 25, Align.RIGHT)]
    if vorig is not None:
        columns.append(Column(f"Verschil met {vorig.naam}", 25, Align.RIGHT))
    rows = (*_counts(totals), *_sums(totals))
    # Of the first meetmoment there is no column of changes.
    shown = tuple(GridRow(row.cells[: len(columns)], row.code) for row in rows)
    return Grid(_TITLE, tuple(columns), shown)


def _counts(totals: Totals) -> Iterator[GridRow]:
    yield _row(totals, "fiches", "Projecten", totals.kerncijfer("fiches").change)
    for each in totals.dashboard.kerncijfers:
        if each.status:
            label = totals.project_badge(each.status).look.label
            yield _row(totals, each.key, f"Projecten op “{label}”", each.change)
    yield _row(totals, "mijlpalen", "Mijlpalen", totals.kerncijfer("mijlpalen").change)
    changes = totals.dashboard.mijlpaalstatus.changes or {}
    done = f"mijlpaalstatus:{GEREALISEERD}"
    yield _row(totals, done, "Mijlpalen gerealiseerd", changes.get(GEREALISEERD, 0))
    yield _row(totals, "voorbij", "Mijlpalen over tijd", totals.overdue_change())
    vorig = totals.source.vorig
    if vorig is not None:
        # What moved since then, and what stayed the same, is a difference by itself.
        yield _row(totals, "sinds-vorig", f"Mijlpalen later gepland dan in {vorig.naam}")
        if totals.count("onveranderd"):
            words = f"Projecten met (bijna) dezelfde tekst over de voortgang als in {vorig.naam}"
            yield _row(totals, "onveranderd", words)


def _row(totals: Totals, key: str, label: str, change: int | None = None) -> GridRow:
    code = totals.code(key)
    changed = () if change is None else totals.change(key, change)
    words = totals.number(key, totals.count(key))
    return GridRow(((Run(label),), (words,), changed), code)


def _sums(totals: Totals) -> Iterator[GridRow]:
    now, earlier = totals.dashboard.geld_totaal, totals.earlier_money(EVERYTHING)
    then = (None,) * 3 if earlier is None else (earlier.ruimte, earlier.vak, earlier.vek)
    shown = (
        ("Beleidsruimte", now.ruimte, None),
        ("Vastgelegd (VAK)", now.vak, now.vak_share),
        ("Betaald (VEK)", now.vek, now.vek_share),
    )
    for (label, som, share), before in zip(shown, then, strict=True):
        said = totals.share(som, share)
        amount: Words = (totals.euro(som), *((Run("\n"), *said) if said else ()))
        yield GridRow(((Run(label),), amount, _change(totals, som, before)), totals.code(som.key))


def _change(totals: Totals, som: Som, then: Som | None) -> Words:
    if totals.source.vorig is None:
        return ()
    is_known = then is not None and som.euro is not None and then.euro is not None
    change = (som.euro or 0) - (then.euro or 0) if then is not None and is_known else None
    return totals.change(som.key, change, _EURO)


def counted(totals: Totals, key: str, one: str, many: str) -> Words:
    """Return "geen enkele is", "1 is" or "3 zijn", with the figure as it is cited."""
    count = totals.count(key)
    if not count:
        return (Run(f"geen enkele {one}"),)
    return (totals.figure(key, in_dutch(count)), Run(f" {one if count == 1 else many}"))
