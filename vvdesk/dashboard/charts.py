"""The charts of the overview, from its figures; the same for the window and for a report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vvdesk.charts.bars import Bars
from vvdesk.charts.bullets import Amount, Budget, Bullets
from vvdesk.charts.chart import Chart, Part, Row
from vvdesk.charts.columns import Columns
from vvdesk.charts.drawing import Series
from vvdesk.charts.rows import Counted
from vvdesk.charts.text import in_dutch
from vvdesk.dashboard.parts import Dashboard, Geld, Telling, Verschuivingen
from vvdesk.plan.referentie import Referentie

_MOVED = Series("", "Verschuiving")


def charts_of(dashboard: Dashboard) -> dict[str, Chart]:
    """Return the charts of an overview by their names, in the order in which they are shown."""
    found: dict[str, Chart] = {
        "speerpunten": status_chart(dashboard),
        "mijlpaalstatus": mijlpaal_chart(dashboard),
        "maanden": month_chart(dashboard),
        "geld": money_chart(dashboard),
    }
    for name, slips in (
        ("sinds-vorig", dashboard.sinds_vorig),
        ("sinds-basislijn", dashboard.sinds_basislijn),
    ):
        if slips is not None:
            found[name] = slip_chart(slips)
    return found


def status_chart(dashboard: Dashboard) -> Chart:
    """Return the projects by status, a bar per speerpunt."""
    series = status_series(dashboard.referentie, "projectstatus", _keys(dashboard.speerpunten))
    rows = [_row(each, series) for each in dashboard.speerpunten]
    counted = Counted("Speerpunt", "project", "projecten", dashboard.vorig)
    return Bars("Projectstatus per speerpunt", rows, series, counted)


def mijlpaal_chart(dashboard: Dashboard) -> Chart:
    """Return the mijlpalen, a bar per status."""
    telling = dashboard.mijlpaalstatus
    series = status_series(dashboard.referentie, "mijlpaalstatus", _keys([telling]))
    changes = telling.changes
    rows = [
        Row(
            each.label,
            (
                Part(
                    each.key,
                    telling.counts.get(each.key, 0),
                    f"mijlpaalstatus:{each.key}",
                    None if changes is None else changes.get(each.key, 0),
                ),
            ),
        )
        for each in series
        if telling.counts.get(each.key) or (changes or {}).get(each.key)
    ]
    counted = Counted("Status", "mijlpaal", "mijlpalen", dashboard.vorig)
    return Bars("Mijlpalen per status", rows, series, counted, legend=False)


def month_chart(dashboard: Dashboard) -> Chart:
    """Return the mijlpalen by when they are planned, a column per month."""
    series = status_series(dashboard.referentie, "mijlpaalstatus", _keys(dashboard.maanden))
    rows = [_row(each, series) for each in dashboard.maanden]
    counted = Counted("Gepland", "mijlpaal", "mijlpalen")
    return Columns("Mijlpalen per geplande maand", rows, series, counted)


def money_chart(dashboard: Dashboard) -> Chart:
    """Return VAK and VEK against the beleidsruimte, per speerpunt and together."""
    several = len(dashboard.geld) > 1
    rows = [_budget(each, each.label) for each in dashboard.geld]
    if several:
        rows.append(_budget(dashboard.geld_totaal, "Alle speerpunten samen"))
    return Bullets("Uitvoering van de beleidsruimte", "Speerpunt", rows)


def slip_chart(slips: Verschuivingen) -> Chart:
    """Return how far mijlpalen moved, a column per size."""
    rows = [
        Row(each.label, (Part(_MOVED.key, each.total, each.key),), each.key) for each in slips.rows
    ]
    counted = Counted("Verschuiving", "mijlpaal", "mijlpalen")
    title = f"Mijlpalen verschoven sinds {slips.since}"
    return Columns(title, rows, [_MOVED], counted, legend=False)


def status_series(
    referentie: Referentie, list_name: str, occurring: Iterable[str] = ()
) -> list[Series]:
    """Return what the statuses of a list look like, in the plan's order.

    Args:
        referentie: Where they come from.
        list_name: `projectstatus` or `mijlpaalstatus`.
        occurring: Keys that occur; one that the plan does not know comes last, as a plain frame.
    """
    found = [
        _series(row) for (name, _key), row in referentie.statussen.items() if name == list_name
    ]
    unknown = sorted(set(occurring) - {each.key for each in found})
    return [*found, *(_unknown(key) for key in unknown)]


def slip_sentence(slips: Verschuivingen | None) -> str:
    """Return what a slip chart cannot show: how many did not move, and the median; may be empty."""
    if slips is None:
        return ""
    stayed = slips.compared - slips.later - slips.earlier
    said = f"{in_dutch(stayed)} van {in_dutch(slips.compared)} mijlpalen bleven op hun datum."
    if slips.median is not None:
        days = f"{slips.median:g}".replace(".", ",")
        said += (
            f" De ene die later komt, schoof {days} dagen op."
            if slips.later == 1
            else f" De {in_dutch(slips.later)} die later komen, schoven doorgaans {days} dagen op "
            "(mediaan)."
        )
    return said


def _series(row: Any) -> Series:
    rand = "" if row.rand in {None, row.vulling} else row.rand
    return Series(row.sleutel, row.label, row.vulling, rand, row.donker_tekst, row.vorm)


def _unknown(key: str) -> Series:
    return Series(key, key or "Zonder status", "#E0E0E0", "#6B6B6B", "#AEB4BA", "?")


def _keys(tellingen: Iterable[Telling]) -> set[str]:
    return {key for each in tellingen for key in (*each.counts, *(each.changes or ()))}


def _row(telling: Telling, series: Sequence[Series]) -> Row:
    return Row(telling.label, tuple(_parts(telling, series)), telling.key, telling.group)


def _parts(telling: Telling, series: Iterable[Series]) -> Iterable[Part]:
    """Yield the statuses in the plan's order."""
    changes: Mapping[str, int] | None = telling.changes
    for each in series:
        count = telling.counts.get(each.key, 0)
        change = None if changes is None else changes.get(each.key, 0)
        if count or change:
            yield Part(each.key, count, f"{telling.key}:{each.key}", change)


def _budget(geld: Geld, label: str) -> Budget:
    ruimte, vak, vek = (
        Amount(som.euro, som.missing, som.key, f"{som.key}:leeg")
        for som in (geld.ruimte, geld.vak, geld.vek)
    )
    return Budget(label, ruimte, vak, vek, geld.vak_share, geld.vek_share)
