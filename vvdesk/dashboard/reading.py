"""The rows that the figures of the overview are counted from, in a handful of queries.

No text of a fiche leaves the database, but a description of the progress that may be that of last
time. Days come as the ISO text they are stored as: there are hundreds of thousands of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    case,
    func,
    select,
    type_coerce,
)

from vvdesk.dictionary import fields_of
from vvdesk.jobs import Progress
from vvdesk.model import Agendering, Fiche, Financiering, Meetmoment, Mijlpaal
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules.maatstaf import GEREALISEERD, Maatstaf
from vvdesk.rules.wording import nearly_equal

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Ficherij:
    """What the overview asks of one fiche.

    Attributes:
        code: Of the project.
        speerpunt: Its number; None without.
        ministers: The competent ones.
        status: The projectstatus; None without.
        answered: Whether the fiche itself and its amounts are complete; rows are looked at apart.
        ruimte: The beleidsruimte in whole euro; None when nobody filled it in, as `vak` and `vek`.
    """

    code: str
    speerpunt: str | None
    ministers: tuple[str, ...]
    status: str | None
    answered: bool
    ruimte: int | None
    vak: int | None
    vek: int | None


@dataclass(slots=True)
class Mijlpaalrij:
    """What the overview asks of one mijlpaal.

    Attributes:
        id: Its permanent id.
        project: Its project's code.
        timing: The geplande timing as ISO text; None without.
        status: Its status; None without.
        basislijn: The first planning, as `timing`.
        lot: How it ended, if it did.
        answered: Whether all that is asked of it stands there.
        place: Its place in the table of its fiche, from 1.
    """

    id: str
    project: str
    timing: str | None
    status: str | None
    basislijn: str | None
    lot: str | None
    answered: bool
    place: int = 0

    @property
    def is_afgevoerd(self) -> bool:
        """Tell whether it ends here without being reached: merged, split or dropped."""
        return bool(self.lot) and self.lot != GEREALISEERD

    @property
    def path(self) -> str:
        """Where it stands in its fiche."""
        return f"mijlpalen.{self.id}"


@dataclass(frozen=True, slots=True)
class Stand:
    """All that is read for the overview of one meetmoment.

    Attributes:
        meetmoment_id: Whose.
        referentie: Its reference data.
        maatstaf: Its peildatum and thresholds.
        fiches: By code, in order.
        mijlpalen: In the order of projects and of their tables.
        unanswered: Codes of projects with an agendering that lacks something.
        vorig: The meetmoment before; None for the first.
        vorige_fiches: Its fiches.
        vorige_mijlpalen: Its mijlpalen by id.
        repeated: Codes of projects whose progress is told as last time.
        slips: Id of a mijlpaal to how often its timing moved back, from meetmoment to meetmoment.
    """

    meetmoment_id: int
    referentie: Referentie
    maatstaf: Maatstaf
    fiches: dict[str, Ficherij]
    mijlpalen: list[Mijlpaalrij]
    unanswered: frozenset[str]
    vorig: str | None
    vorige_fiches: dict[str, Ficherij]
    vorige_mijlpalen: dict[str, Mijlpaalrij]
    repeated: frozenset[str]
    slips: dict[str, int]


_STEPS = ("Fiches lezen", "Mijlpalen lezen", "Vorig meetmoment lezen", "Teksten vergelijken",
          "Verschuivingen tellen")  # fmt: skip


def read_stand(connection: Connection, moment: Meetmoment, progress: Progress) -> Stand:
    """Read what the overview of one meetmoment is counted from.

    Raises:
        Refused: The reference data lacks a threshold.
        Cancelled: The user stopped.
    """

    def tell(done: int) -> None:
        progress(done, len(_STEPS), _STEPS[done])

    tell(0)
    referentie = read_referentie(connection, moment.id)
    maatstaf = Maatstaf.of(referentie)
    fiches = _fiches(connection, moment.id)
    unanswered = frozenset(_unanswered(connection, moment.id))
    tell(1)
    mijlpalen = _mijlpalen(connection, moment.id)
    tell(2)
    before = _before(connection, moment.id)
    earlier = before.id if before is not None else None
    old_fiches = _fiches(connection, earlier) if earlier else {}
    old_mijlpalen = {row.id: row for row in _mijlpalen(connection, earlier)} if earlier else {}
    tell(3)
    procent = maatstaf.voortgang_gelijkenis
    repeated = _repeated(connection, moment.id, earlier, procent) if earlier else frozenset()
    tell(4)
    slips = _slips(connection, moment.id) if earlier else {}
    return Stand(
        moment.id,
        referentie,
        maatstaf,
        fiches,
        mijlpalen,
        unanswered,
        before.naam if before is not None else None,
        old_fiches,
        old_mijlpalen,
        repeated,
        slips,
    )


def iso(day: date) -> str:
    """Return a day as it is stored."""
    return day.isoformat()


def _before(connection: Connection, moment_id: int) -> Any:
    columns = Meetmoment.__table__.c
    query = select(columns.id, columns.naam).where(columns.id < moment_id)
    return connection.execute(query.order_by(columns.id.desc()).limit(1)).one_or_none()


def _answered(entity: type[Any]) -> ColumnElement[Any]:
    """Return 1 for a row of which every required field is answered."""
    asked = []
    for each in fields_of(entity):
        if each.about.required:
            column = entity.__table__.c[each.name]
            is_number = isinstance(each.kind.column, Integer)
            filled = column.is_not(None) if is_number else type_coerce(column, Text) != ""
            asked.append(filled)
    return case((and_(*asked), 1), else_=0)


def _fiches(connection: Connection, moment_id: int) -> dict[str, Ficherij]:
    fiche, money = Fiche.__table__, Financiering.__table__
    joined = fiche.outerjoin(
        money,
        and_(
            money.c.meetmoment_id == fiche.c.meetmoment_id,
            money.c.project_code == fiche.c.project_code,
        ),
    )
    query = (
        select(
            fiche.c.project_code,
            fiche.c.speerpunt,
            fiche.c.ministers,
            fiche.c.projectstatus,
            _answered(Fiche) * _answered(Financiering),
            money.c.beleidsruimte,
            money.c.vak,
            money.c.vek,
        )
        .select_from(joined)
        .where(fiche.c.meetmoment_id == moment_id)
        .order_by(fiche.c.project_code)
    )
    found = {}
    for code, speerpunt, ministers, status, answered, *money_now in connection.execute(query):
        names = tuple(ministers or ())
        found[code] = Ficherij(code, speerpunt, names, status, bool(answered), *money_now)
    return found


def _mijlpalen(connection: Connection, moment_id: int) -> list[Mijlpaalrij]:
    columns = Mijlpaal.__table__.c
    query = (
        select(
            columns.id,
            columns.project_code,
            type_coerce(columns.timing, Text),
            columns.status,
            type_coerce(columns.basislijn, Text),
            columns.lot,
            _answered(Mijlpaal),
        )
        .where(columns.meetmoment_id == moment_id)
        .order_by(columns.project_code, columns.volgorde, columns.id)
    )
    found = []
    project, place = "", 0
    for row in connection.execute(query):
        made = Mijlpaalrij(*row)
        place = place + 1 if made.project == project else 1
        project = made.project
        made.place = place
        found.append(made)
    return found


def _unanswered(connection: Connection, moment_id: int) -> Iterator[str]:
    columns = Agendering.__table__.c
    query = select(columns.project_code).where(
        columns.meetmoment_id == moment_id, _answered(Agendering) == 0
    )
    yield from connection.scalars(query.distinct())


def _repeated(connection: Connection, moment_id: int, earlier: int, procent: int) -> frozenset[str]:
    """Return the projects whose progress says nearly what it said; as VV-PRJ-07 does."""
    now, then = Fiche.__table__.alias("now"), Fiche.__table__.alias("then")
    new, old = now.c.voortgang, then.c.voortgang
    same = and_(
        now.c.meetmoment_id == moment_id,
        then.c.meetmoment_id == earlier,
        then.c.project_code == now.c.project_code,
    )
    equal = select(now.c.project_code).where(same, type_coerce(old, Text) != "", new == old)
    # Texts that differ much in length are no repetition; they need not leave the database.
    lengths = func.length(new) + func.length(old)
    shortest = case((func.length(new) < func.length(old), func.length(new)), else_=func.length(old))
    alike = select(now.c.project_code, new, old).where(
        same, new != old, 2 * _WHOLE * shortest >= procent * lengths
    )
    found = set(connection.scalars(equal))
    for code, text, earlier_text in connection.execute(alike):
        if earlier_text and nearly_equal(text, earlier_text, procent):
            found.add(code)
    return frozenset(found)


def _slips(connection: Connection, moment_id: int) -> dict[str, int]:
    now, then = Mijlpaal.__table__.alias("now"), Mijlpaal.__table__.alias("then")
    query = (
        select(now.c.id, func.count())
        .where(
            now.c.meetmoment_id <= moment_id,
            then.c.meetmoment_id == now.c.meetmoment_id - 1,
            then.c.id == now.c.id,
            type_coerce(now.c.timing, Text) > type_coerce(then.c.timing, Text),
        )
        .group_by(now.c.id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
