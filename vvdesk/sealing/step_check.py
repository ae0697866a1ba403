"""Steps and transitions against the trail: each says who did it and when, and so does the trail."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, or_, select

from vvdesk.model import Meetmoment, Overgang, Stap, Wijziging
from vvdesk.sealing.trail_records import Records
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import SPOOR, Verschil

_UNTOLD: Final = "het spoor vertelt niets van deze stap"
_GONE: Final = "volgens het spoor hoort deze stap er te zijn"
_WHOSE: Final = "volgens het spoor deed iemand anders dit, of op een ander tijdstip"
_OTHER: Final = "het spoor vertelt niets van deze overgang, of vertelt ze anders"
_MISSED: Final = "volgens het spoor hoort deze overgang er te zijn"
_Overgang = tuple[Any, ...]


def step_faults(connection: Connection, told: Records) -> Iterator[Verschil]:
    """Yield where steps and transitions are not those of the trail.

    Args:
        connection: Only read from.
        told: What the trail tells.
    """
    yield from _steps(connection)
    yield from _overgangen(connection, told)


def _steps(connection: Connection) -> Iterator[Verschil]:
    step, row = cast("Table", Stap.__table__).c, cast("Table", Wijziging.__table__).c
    joined = Wijziging.__table__.outerjoin(Stap.__table__, step.n == row.stap)
    differs = or_(step.n.is_(None), step.wie != row.wie, step.tijd != row.tijd)
    query = (
        select(row.stap, row.wie, row.tijd, step.n, step.wie.label("own"), step.tijd.label("at"))
        .select_from(joined)
        .where(differs)
        .distinct()
        .order_by(row.stap)
    )
    for found in connection.execute(query):
        said = f"{found.wie}, {found.tijd}"
        if found.n is None:
            yield Verschil(SPOOR, f"stap {found.stap}", "geen", said, _GONE)
        else:
            yield Verschil(SPOOR, f"stap {found.stap}", f"{found.own}, {found.at}", said, _WHOSE)
    alone = select(step.n, step.naam).where(step.n.not_in(select(row.stap))).order_by(step.n)
    for number, naam in connection.execute(alone):
        yield Verschil(SPOOR, f"stap {number}", shown(naam), "geen stap", _UNTOLD)


def _overgangen(connection: Connection, told: Records) -> Iterator[Verschil]:
    table = cast("Table", Overgang.__table__).c
    stored = [
        (
            row.meetmoment_id, row.project_code, row.van, row.naar, row.wie, row.tijd, row.reden,
            row.stap,
        )
        for row in connection.execute(select(*table).order_by(table.id))
    ]  # fmt: skip
    moments = set(connection.scalars(select(Meetmoment.id)))
    said = [
        (
            each.meetmoment_id, each.project, each.van, each.naar, each.wie, each.tijd, each.reden,
            each.stap,
        )
        for each in told.moved
        if each.meetmoment_id in moments
    ]  # fmt: skip
    # Before format 3 only the trail told of states.
    since = min((each[-1] for each in stored), default=None)
    missed = Counter(each for each in said if since is not None and each[-1] >= since)
    known = Counter(said)
    for each in _in_order(Counter(stored) - known):
        yield Verschil(SPOOR, _place(each), _words(each), "niets", _OTHER)
    for each in _in_order(missed - Counter(stored)):
        yield Verschil(SPOOR, _place(each), "niets", _words(each), _MISSED)


def _in_order(found: Counter[_Overgang]) -> list[_Overgang]:
    return sorted(found, key=lambda each: (each[-1], str(each)))


def _place(each: _Overgang) -> str:
    return f"overgang van {each[1]} in stap {each[-1]}"


def _words(each: _Overgang) -> str:
    _moment, _project, van, naar, wie, tijd, reden, _stap = each
    return f"{van} naar {naar}, {wie}, {tijd}" + (f", {shown(reden)}" if reden else "")
