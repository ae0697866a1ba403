"""Playing the audit trail again, to see what fiches should say according to it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.jobs import Progress
from vvdesk.kinds import JsonValue, Kind
from vvdesk.model import Handeling, Wijziging
from vvdesk.sealing.verdict import SPOOR, Verschil
from vvdesk.values import Unreadable

FICHE: Final = "fiche"
_MONEY: Final = "financiering"
_ROWS_BETWEEN: Final = 2_000
_OF_CONTENT: Final = (
    Handeling.WIJZIGEN.value,
    Handeling.TOEVOEGEN.value,
    Handeling.VERWIJDEREN.value,
)
_TRAIL: Final = (
    select(
        Wijziging.meetmoment_id,
        Wijziging.project_code,
        Wijziging.handeling,
        Wijziging.rij,
        Wijziging.veld,
        Wijziging.nieuw,
    )
    .where(Wijziging.project_code.in_(bindparam("of_projects", expanding=True)))
    .where(Wijziging.meetmoment_id.is_not(None), Wijziging.handeling.in_(_OF_CONTENT))
    .order_by(Wijziging.n)
)
_SINGLE: Final = {path: each.kind for path, each in single_fields().items()}
_ROWS: Final = {
    name: {each.name: each.kind for each in fields_of(entity)} for name, entity in TABLES.items()
}
_WHAT: Final = "deze waarde is niet die van de laatste wijziging in het spoor"
Told = dict[str, dict[str, JsonValue]]
"""Row of a fiche (`fiche`, `mijlpalen.VV015-M01`) to field to value, as in dumps."""


def replayed(
    connection: Connection, projects: Collection[str], progress: Progress
) -> dict[int, dict[str, Told]]:
    """Return what the fiches of some projects say according to the trail.

    Args:
        connection: Only read from.
        projects: Their codes; some hundreds, for all of it comes into memory.
        progress: Called every two thousand rows.

    Returns:
        Meetmoment id to project to its fiche.

    Raises:
        ValueError: A row of the trail is no JSON.
        Cancelled: The user stopped.
    """
    found: dict[int, dict[str, Told]] = {}
    given = {"of_projects": list(projects)}
    with connection.execute(_TRAIL, given, execution_options={"yield_per": _ROWS_BETWEEN}) as rows:
        of_fiches: Iterable[Any] = rows
        for done, (moment, project, kind, rij, field, new) in enumerate(of_fiches):
            if done % _ROWS_BETWEEN == 0:
                progress(0, 0, "Het wijzigingsspoor wordt nagespeeld")
            place = rij.partition(".")[0]
            if place in {FICHE, _MONEY} or place in TABLES:
                of_moment = found.setdefault(moment, {})
                _play(of_moment, project, (kind, rij, field), json.loads(new))
    return found


def replay_faults(
    told: Mapping[str, Told], contents: Mapping[str, Inhoud], meetmoment: str
) -> Iterator[Verschil]:
    """Yield where the fiches of a meetmoment do not say what the trail says of them.

    Args:
        told: See `replayed`.
        contents: The fiches as they are stored.
        meetmoment: Its name.
    """
    for project in sorted(told.keys() | contents.keys()):
        place = f"{project}, {meetmoment}"
        if project not in told:
            what = "het spoor vertelt niet dat deze fiche bijkwam"
            yield Verschil(SPOOR, place, "een fiche", "geen fiche", what)
        elif project not in contents:
            what = "volgens het spoor hoort deze fiche er te zijn"
            yield Verschil(SPOOR, place, "geen fiche", "een fiche", what)
        else:
            yield from _fiche(told[project], contents[project], place)


def _play(
    found: dict[str, Told], project: str, where: tuple[str, str, str], new: JsonValue
) -> None:
    kind, rij, field = where
    if not field:
        _play_whole(found, project, (kind, rij), new)
        return
    fiche = found.setdefault(project, {})
    if rij == _MONEY:
        rij, field = FICHE, f"{_MONEY}.{field}"
    fiche.setdefault(rij, {})[field] = new


def _play_whole(
    found: dict[str, Told], project: str, where: tuple[str, str], new: JsonValue
) -> None:
    """A whole fiche or row came or went."""
    kind, rij = where
    if kind == Handeling.TOEVOEGEN.value:
        said: Any = new
        found.setdefault(project, {})[rij] = dict(said)
    elif rij == FICHE:
        found.pop(project, None)
    else:
        found.get(project, {}).pop(rij, None)


def _fiche(told: Told, inhoud: Inhoud, place: str) -> Iterator[Verschil]:
    own = told.get(FICHE, {})
    yield from _fields(own, inhoud.values, _SINGLE, place)
    # A fiche that came in with a state of its own, as out of an earlier version, has no row of it.
    staat = own.get("staat", inhoud.staat)
    if staat != inhoud.staat:
        yield Verschil(SPOOR, f"{place}, staat", inhoud.staat, str(staat), _WHAT)
    stored = {
        f"{name}.{row_id}": (name, row)
        for name, rows in inhoud.tables.items()
        for row_id, row in rows.items()
    }
    for rij in sorted({*stored, *told} - {FICHE}):
        at = f"{place}, {rij.partition('.')[2]}"
        if rij not in told:
            what = "het spoor vertelt niet dat deze rij bijkwam"
            yield Verschil(SPOOR, at, "een rij", "geen rij", what)
        elif rij not in stored:
            what = "volgens het spoor hoort deze rij er te zijn"
            yield Verschil(SPOOR, at, "geen rij", "een rij", what)
        else:
            name, row = stored[rij]
            yield from _row(told[rij], row, name, at)


def _row(told: Mapping[str, JsonValue], row: Rij, table: str, place: str) -> Iterator[Verschil]:
    yield from _fields(told, row.values, _ROWS[table], place)
    first = row.basislijn.isoformat() if row.basislijn else None
    # An agendering is read with its own date in that place.
    if table == "mijlpalen" and told.get("basislijn") != first:
        was = str(told.get("basislijn"))
        yield Verschil(SPOOR, f"{place}, basislijn", str(first), was, _WHAT)
    if told.get("volgorde", row.volgorde) != row.volgorde:
        was = str(told["volgorde"])
        yield Verschil(SPOOR, f"{place}, volgorde", str(row.volgorde), was, _WHAT)


def _fields(
    told: Mapping[str, JsonValue],
    stored: Mapping[str, Any],
    kinds: Mapping[str, Kind],
    place: str,
) -> Iterator[Verschil]:
    now = {
        name: kinds[name].to_json(value)
        for name, value in stored.items()
        if value is not None and value != ()
    }
    if all(told.get(name) == value for name, value in now.items()) and _nothing_more(told, now):
        return
    for name, kind in kinds.items():
        one, other = now.get(name), told.get(name)
        if not is_same(kind, one, other):
            yield Verschil(SPOOR, f"{place}, {name}", shown(one), shown(other), _WHAT)


def _nothing_more(told: Mapping[str, JsonValue], now: Mapping[str, JsonValue]) -> bool:
    """Tell whether the trail has no value where nothing is stored."""
    return all(name in now or value in _EMPTY or name in _NO_FIELDS for name, value in told.items())


def is_same(kind: Kind, one: JsonValue, other: JsonValue) -> bool:
    """Tell whether two values as in dumps say the same, also when an earlier vvdesk wrote one."""
    if one == other or (one in _EMPTY and other in _EMPTY):
        return True
    try:
        return kind.same(kind.from_json(one), kind.from_json(other))
    except (Unreadable, ValueError, TypeError, ArithmeticError, AttributeError):
        return False


_EMPTY: Final[tuple[JsonValue, ...]] = (None, "", [])
_NO_FIELDS: Final = frozenset({"staat", "volgorde", "basislijn"})
_LONGEST: Final = 120


def shown(value: JsonValue) -> str:
    """Return a value as in dumps for a person, cut off where it is long."""
    if value in _EMPTY:
        return "leeg"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
