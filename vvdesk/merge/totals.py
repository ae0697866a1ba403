"""What a plan does to the sums of money and the numbers of statuses: before and after."""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, func, select

from vvdesk.kinds import JsonValue
from vvdesk.merge.choosing import Choices
from vvdesk.merge.lines import new_values
from vvdesk.merge.steps import FicheStep, FieldStep, RowStep, Step
from vvdesk.model import Fiche, Financiering, Mijlpaal

AMOUNTS: Final = ("beleidsruimte", "vak", "vek")
_MONEY: Final = {f"financiering.{name}": name for name in AMOUNTS}
_STATUS: Final = "projectstatus"


@dataclass(slots=True)
class Totals:
    """Sums and numbers over all fiches of a meetmoment.

    Attributes:
        beleidsruimte: Sum in whole euro; so are `vak` and `vek`.
        missing: Name of an amount to the number of fiches that do not say it.
        projectstatus: Key of a status to the number of fiches; None for no status.
        mijlpaalstatus: Key of a status to the number of mijlpalen; None for no status.
        fiches: How many fiches.
        mijlpalen: How many mijlpalen.
    """

    beleidsruimte: int = 0
    vak: int = 0
    vek: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    projectstatus: Counter[str | None] = field(default_factory=Counter)
    mijlpaalstatus: Counter[str | None] = field(default_factory=Counter)
    fiches: int = 0
    mijlpalen: int = 0

    def move(self, path: str, old: JsonValue, new: JsonValue) -> None:
        """Count one field that goes from one value to another, as in dumps."""
        if path in _MONEY:
            name = _MONEY[path]
            setattr(self, name, getattr(self, name) + _amount(new) - _amount(old))
            self.missing[name] += (new is None) - (old is None)
        elif path == _STATUS:
            _recount(self.projectstatus, old, new)
        elif path.startswith("mijlpalen.") and path.endswith(".status"):
            _recount(self.mijlpaalstatus, old, new)

    def add_fiche(self) -> None:
        """Count one more fiche, without any value."""
        self.fiches += 1
        self.missing.update(AMOUNTS)
        self.projectstatus[None] += 1

    def add_mijlpaal(self) -> None:
        """Count one more mijlpaal, without status."""
        self.mijlpalen += 1
        self.mijlpaalstatus[None] += 1

    def add(self, other: "Totals") -> None:
        """Add the numbers of another."""
        for name in (*AMOUNTS, "fiches", "mijlpalen"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        # Not by +=, which forgets what is below nought.
        self.missing.update(other.missing)
        self.projectstatus.update(other.projectstatus)
        self.mijlpaalstatus.update(other.mijlpaalstatus)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values; no status is the empty text."""
        statuses = {
            name: {key or "": number for key, number in sorted(_known(getattr(self, name)))}
            for name in (_STATUS, "mijlpaalstatus")
        }
        missing = {name: self.missing[name] for name in AMOUNTS}
        sums = {name: getattr(self, name) for name in (*AMOUNTS, "fiches", "mijlpalen")}
        return {**sums, "ontbreekt": missing, **statuses}


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """What the central file adds up to.

    Attributes:
        before: As it is now.
        after: When the plan is carried out with the choices made so far.
    """

    before: Totals
    after: Totals


class Effects:
    """What the steps of a plan do to the totals, kept up while it is made.

    Args:
        choices: Of the same plan; they know the fields on which choices bear.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._fixed = Totals()
        self._before: Totals | None = None

    def note(self, steps: Iterable[Step]) -> None:
        """Take in the steps of the next inzending; its choices were taken in before."""
        for step in steps:
            if isinstance(step, FieldStep):
                if not self._choices.holds(step.project, step.path):
                    self._fixed.move(step.path, step.old, step.new)
            elif isinstance(step, FicheStep | RowStep):
                self._add(step)

    def _add(self, step: FicheStep | RowStep) -> None:
        if isinstance(step, FicheStep):
            self._fixed.add_fiche()
        elif step.collection == "mijlpalen":
            self._fixed.add_mijlpaal()
        for path, value, _cell in new_values(step):
            self._fixed.move(path, None, value)

    def totals(self, connection: Connection, meetmoment_id: int) -> PlanTotals:
        """Add it all up; only the first time the store is read."""
        if self._before is None:
            self._before = read_totals(connection, meetmoment_id)
        return PlanTotals(deepcopy(self._before), self._after(self._before))

    @property
    def known(self) -> PlanTotals | None:
        """The totals without reading the store; None while it was never read."""
        return None if self._before is None else PlanTotals(
            deepcopy(self._before), self._after(self._before)
        )  # fmt: skip

    def _after(self, before: Totals) -> Totals:
        after = deepcopy(before)
        after.add(self._fixed)
        for _project, path, old, new in self._choices.outcomes():
            after.move(path, old, new)
        return after


def read_totals(connection: Connection, meetmoment_id: int) -> Totals:
    """Add up what the fiches of a meetmoment say now."""
    totals = Totals()
    money, fiche, mijlpaal = (each.__table__.c for each in (Financiering, Fiche, Mijlpaal))
    sums = [func.sum(money[name]) for name in AMOUNTS]
    told = [func.count(money[name]) for name in AMOUNTS]
    row = connection.execute(select(*sums, *told).where(money.meetmoment_id == meetmoment_id)).one()
    for column, counter in ((fiche.projectstatus, totals.projectstatus),
                            (mijlpaal.status, totals.mijlpaalstatus)):  # fmt: skip
        moment = column.table.c.meetmoment_id
        query = select(column, func.count()).where(moment == meetmoment_id).group_by(column)
        counter.update({row[0]: row[1] for row in connection.execute(query)})
    totals.fiches = totals.projectstatus.total()
    totals.mijlpalen = totals.mijlpaalstatus.total()
    for name, amount, number in zip(AMOUNTS, row[:3], row[3:], strict=True):
        setattr(totals, name, int(amount or 0))
        totals.missing[name] = totals.fiches - number
    return totals


def _amount(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _recount(counter: "Counter[str | None]", old: JsonValue, new: JsonValue) -> None:
    counter[_key(old)] -= 1
    counter[_key(new)] += 1


def _key(value: JsonValue) -> str | None:
    return str(value) if value else None


def _known(counter: "Counter[str | None]") -> list[tuple[str, int]]:
    return [(key or "", number) for key, number in counter.items() if number]
