"""The board of who sent in what: per entiteit and per speerpunt, timely or late, and how complete.

Nothing here looks at rules: what they find on a whole plan takes its time, and whoever wants it
counts it beside (see `vvdesk.project_counts`) and adds it up with `findings_of`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from vvdesk.errors import Misused
from vvdesk.model import Entiteit, Fiche, Speerpunt, Staat
from vvdesk.overgangen import DECIDED
from vvdesk.plan.referentie import read_referentie
from vvdesk.reception_reading import (
    FicheStand,
    Ontvangen,
    read_ontvangen,
    read_stands,
    read_uitvragen,
)
from vvdesk.reception_rows import Board, BoardRow, Counted, Ontvangst, Tally, Wens
from vvdesk.store.workspace import Workspace

__all__ = [
    "Board",
    "BoardRow",
    "FicheStand",
    "Ontvangen",
    "Ontvangst",
    "Tally",
    "Wens",
    "board",
    "fiches_of",
    "findings_of",
    "local_day",
]


def board(workspace: Workspace, meetmoment: str | None = None, today: date | None = None) -> Board:
    """Read the board; nothing is written, no rule is held against a fiche.

    An inzending is late when the first that counts was read in after the deadline: what corrects
    it afterwards makes nobody late. Where fiches are missing after the deadline, it is late too.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        today: What is late depends on it; None for the day on this machine.

    Raises:
        Misused: There is no such meetmoment.
    """
    moment = workspace.meetmoment(meetmoment)
    day = today or datetime.now().astimezone().date()
    with workspace.connection() as connection:
        stands = read_stands(connection, moment.id)
        received, nameless = read_ontvangen(connection, moment.id)
        handed_out = read_uitvragen(connection, moment.id)
        query = select(Entiteit.naam, Entiteit.afkorting, Entiteit.deadline)
        query = query.where(Entiteit.meetmoment_id == moment.id).order_by(Entiteit.volgorde)
        known = {row.naam: (row.afkorting or "", row.deadline) for row in connection.execute(query)}
        titled = select(Speerpunt.nummer, Speerpunt.titel)
        titled = titled.where(Speerpunt.meetmoment_id == moment.id).order_by(Speerpunt.volgorde)
        speerpunten = {row.nummer: row.titel for row in connection.execute(titled)}
    entiteiten = []
    for naam, fiches in _grouped(stands, "entiteit", known):
        kort, own = known.get(naam, ("", None))
        mine = received.get(naam, [])
        deadline = own or moment.deadline
        entiteiten.append(
            BoardRow(
                naam,
                naam or "Zonder trekkende entiteit",
                kort,
                deadline,
                _ontvangst(fiches, mine, deadline, day),
                mine[-1] if mine else None,
                len(mine),
                handed_out.get(naam, ""),
                fiches,
                Tally.of(fiches),
            )
        )
    rows = {row.key: row for row in entiteiten}
    return Board(
        moment.naam,
        moment.deadline,
        tuple(entiteiten),
        tuple(
            _speerpunt(key, speerpunten, fiches, rows)
            for key, fiches in _grouped(stands, "speerpunt", speerpunten)
        ),
        Tally.of(stands),
        nameless,
    )


def fiches_of(
    workspace: Workspace, meetmoment: str | None, entiteit: str, staten: Collection[str]
) -> list[str]:
    """Return the codes of an entiteit's fiches that are in one of these states.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        entiteit: The name, an abbreviation or another spelling of it.
        staten: See `Staat`.

    Raises:
        Misused: The plan has no such entiteit, or none of its fiches is in such a state.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        known = read_referentie(connection, moment.id).lists["entiteit"]
        if (naam := known.key_for(entiteit)) is None:
            raise Misused(
                f'Entiteit "{entiteit}" staat niet in meetmoment {moment.naam}. Kies uit: '
                f"{'; '.join(known.labels())}."
            )
        query = (
            select(Fiche.project_code)
            .where(Fiche.meetmoment_id == moment.id, Fiche.trekkende_entiteit == naam)
            .where(Fiche.staat.in_(sorted(staten)))
            .order_by(Fiche.project_code)
        )
        found = list(connection.execute(query).scalars())
    if not found:
        raise Misused(f"{naam} heeft geen fiches die {' of '.join(sorted(staten))} zijn.")
    return found


def findings_of(row: BoardRow, counts: Mapping[str, Counted]) -> tuple[int, int] | None:
    """Add up the fouten and waarschuwingen of a row; None while a fiche was not counted yet."""
    fouten = waarschuwingen = 0
    for fiche in row.fiches:
        counted = counts.get(fiche.project)
        if counted is None:
            return None
        fouten += counted.fouten
        waarschuwingen += counted.waarschuwingen
    return fouten, waarschuwingen


def local_day(utc: str) -> date:
    """Return the day of a stored moment, in the time zone of this machine."""
    return datetime.fromisoformat(utc).astimezone().date()


def _grouped(
    stands: Sequence[FicheStand], by: str, order: Iterable[str]
) -> list[tuple[str, tuple[FicheStand, ...]]]:
    """Group fiches in the plan's order; what it does not know comes after, without one last."""
    groups: dict[str, list[FicheStand]] = defaultdict(list)
    for each in stands:
        groups[getattr(each, by)].append(each)
    places = {key: at for at, key in enumerate(order)}
    last = len(places)
    keys = sorted(groups, key=lambda key: (places.get(key, last if key else last + 1), key))
    return [(key, tuple(groups[key])) for key in keys]


def _ontvangst(
    fiches: tuple[FicheStand, ...],
    received: Sequence[Ontvangen],
    deadline: date | None,
    today: date,
) -> Ontvangst:
    if all(each.staat in DECIDED for each in fiches):
        return Ontvangst.AANVAARD
    if any(each.staat == Staat.TERUGGESTUURD.value for each in fiches):
        return Ontvangst.TERUGGESTUURD
    missing = sum(each.is_missing for each in fiches)
    if missing and deadline is not None and today > deadline:
        return Ontvangst.TE_LAAT
    if missing:
        came = received or missing < len(fiches)
        return Ontvangst.DEELS_ONTVANGEN if came else Ontvangst.NIET_ONTVANGEN
    moments = (
        [received[0].op] if received else [each.ingediend.tijd for each in fiches if each.ingediend]
    )
    if deadline is not None and moments and local_day(min(moments)) > deadline:
        return Ontvangst.LAAT_ONTVANGEN
    return Ontvangst.ONTVANGEN


def _speerpunt(
    key: str,
    titles: Mapping[str, str],
    fiches: tuple[FicheStand, ...],
    entiteiten: Mapping[str, BoardRow],
) -> BoardRow:
    title = f"{key}. {titles[key]}" if key in titles else key or "Zonder speerpunt"
    return BoardRow(
        key,
        title,
        "",
        None,
        _of_several(fiches, entiteiten),
        None,
        0,
        "",
        fiches,
        Tally.of(fiches),
    )


def _of_several(fiches: tuple[FicheStand, ...], entiteiten: Mapping[str, BoardRow]) -> Ontvangst:
    """Tell where fiches of several entiteiten stand: as the one that is furthest behind."""
    if all(each.staat in DECIDED for each in fiches):
        return Ontvangst.AANVAARD
    if any(each.staat == Staat.TERUGGESTUURD.value for each in fiches):
        return Ontvangst.TERUGGESTUURD
    missing = [each for each in fiches if each.is_missing]
    if any(entiteiten[each.entiteit].ontvangst is Ontvangst.TE_LAAT for each in missing):
        return Ontvangst.TE_LAAT
    if missing:
        came = len(missing) < len(fiches)
        return Ontvangst.DEELS_ONTVANGEN if came else Ontvangst.NIET_ONTVANGEN
    late = Ontvangst.LAAT_ONTVANGEN
    if any(entiteiten[each.entiteit].ontvangst is late for each in fiches):
        return late
    return Ontvangst.ONTVANGEN
