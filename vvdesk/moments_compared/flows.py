"""From which status to which projects and mijlpalen went between the two sides."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from vvdesk.charts.drawing import Series
from vvdesk.charts.flow import Flow
from vvdesk.content import Inhoud
from vvdesk.dashboard.charts import status_series
from vvdesk.moments_compared.differences import MIJLPAALSTATUS, MIJLPALEN, PROJECTSTATUS
from vvdesk.moments_compared.parts import (
    NIEUW,
    VERDWENEN,
    Aanwezig,
    Kant,
    MomentsCompared,
    Stroom,
)
from vvdesk.moments_compared.sides import Gelezen

_Pair = tuple[str, str]
_CAME: Final = Series(NIEUW, "Stond er nog niet", "#D5D9DC", "#6B6B6B", "#AEB4BA", "?")
_WENT: Final = Series(VERDWENEN, "Staat er niet meer", "#868C92", "#6B6B6B", "#AEB4BA", "?")


def project_flow(left: Gelezen, right: Gelezen) -> Stroom:
    """Return how projects went from status to status."""
    pairs = Counter(_pairs(_statuses(left.contents), _statuses(right.contents)))
    return _flow(PROJECTSTATUS, pairs, left, right)


def mijlpaal_flow(left: Gelezen, right: Gelezen) -> Stroom:
    """Return how mijlpalen went from status to status, those of new and ended projects included."""
    pairs: Counter[_Pair] = Counter()
    for code in {*left.contents, *right.contents}:
        pairs.update(_pairs(_rows(left.contents.get(code)), _rows(right.contents.get(code))))
    return _flow(MIJLPAALSTATUS, pairs, left, right)


def presence(flow: Stroom) -> Aanwezig:
    """Return how many stand on both sides, and on one of them."""
    came = sum(number for (van, _naar), number in flow.aantallen.items() if van == NIEUW)
    went = sum(number for (_van, naar), number in flow.aantallen.items() if naar == VERDWENEN)
    return Aanwezig(flow.totaal - came - went, came, went)


def flow_chart(compared: MomentsCompared, flow: Stroom) -> Flow:
    """Return a flow as a chart, with its matrix as the table."""
    what = ("project", "projecten")
    if flow.lijst == MIJLPAALSTATUS:
        what = ("mijlpaal", "mijlpalen")
    names = (_named(compared.links, compared.rechts), _named(compared.rechts, compared.links))
    title = f"{what[1].capitalize()}: van status naar status"
    return Flow(title, names, (flow.van, flow.naar), flow.aantallen, what, flow.lijst)


def _named(kant: Kant, other: Kant) -> str:
    """Return the name of a meetmoment, and of its file where that is the difference."""
    if kant.meetmoment != other.meetmoment:
        return kant.meetmoment
    return f"{kant.meetmoment} ({kant.bestand})"


def _flow(lijst: str, pairs: Counter[_Pair], left: Gelezen, right: Gelezen) -> Stroom:
    sides = (
        _occurring(left, lijst, {van for van, _naar in pairs}, _CAME),
        _occurring(right, lijst, {naar for _van, naar in pairs}, _WENT),
    )
    return Stroom(lijst, *sides, dict(pairs))


def _occurring(side: Gelezen, lijst: str, keys: set[str], elsewhere: Series) -> tuple[Series, ...]:
    """Return the statuses that occur in the plan's order, and last what stands elsewhere."""
    own = keys - {elsewhere.key}
    found = [each for each in status_series(side.referentie, lijst, own) if each.key in own]
    return (*found, *([elsewhere] if elsewhere.key in keys else []))


def _pairs(left: Mapping[str, str], right: Mapping[str, str]) -> Iterator[_Pair]:
    for key in {*left, *right}:
        yield left.get(key, NIEUW), right.get(key, VERDWENEN)


def _statuses(contents: Mapping[str, Inhoud]) -> dict[str, str]:
    return {code: each.values[PROJECTSTATUS] or "" for code, each in contents.items()}


def _rows(inhoud: Inhoud | None) -> dict[str, str]:
    if inhoud is None:
        return {}
    return {row.id: row.values["status"] or "" for row in inhoud.tables[MIJLPALEN].values()}
