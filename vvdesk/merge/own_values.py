"""Finding what earlier exports of one dossier put there: in the audit trail, and in the plan."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from vvdesk.content import TABLES, parse_path
from vvdesk.kinds import JsonValue
from vvdesk.merge.drawn import Resolve
from vvdesk.merge.earlier import Register
from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import Letter
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.merge.steps import ConflictStep, FieldStep, RowStep, Step
from vvdesk.merge.superseding import NOTHING_OWN, Own, Unit, Written
from vvdesk.model import Wijziging

_AT_ONCE = 500
_TRAIL: Final = (
    select(
        Wijziging.project_code,
        Wijziging.rij,
        Wijziging.veld,
        Wijziging.nieuw,
        Wijziging.stap,
        Wijziging.herkomst,
    )
    .where(Wijziging.meetmoment_id == bindparam("of_moment"))
    .where(Wijziging.project_code.in_(bindparam("of_projects", expanding=True)))
    .where(Wijziging.stap >= bindparam("from_step"))
    .order_by(Wijziging.n)
)


class OwnValues:
    """Looks up, for one inzending after another, what its own dossier put there before.

    Args:
        connection: Of the central file; only read from.
        plan: Of the batch; what it does already counts too.
        register: Knows the inzendingen that came in.
    """

    def __init__(self, connection: Connection, plan: MergePlan, register: Register) -> None:
        self._connection = connection
        self._plan = plan
        self._register = register

    def of(self, letter: Letter, projects: Collection[str]) -> Own:
        """Return what earlier exports of the same dossier put there and nobody changed since.

        Only a dossier has earlier exports, and only those of the same person are one's own: copies
        of one uitvraag or dossier may have been filled in by two colleagues, who know nothing of
        each other.

        Args:
            letter: The inzending that is planned.
            projects: Those that it is about.
        """
        if not letter.from_dossier:
            return NOTHING_OWN
        found = _Found()
        steps = self._register.earlier_exports(letter)
        codes = sorted(projects) if steps else []
        for start in range(0, len(codes), _AT_ONCE):
            given = {
                "of_moment": self._plan.meetmoment_id,
                "of_projects": codes[start : start + _AT_ONCE],
                "from_step": min(steps),
            }
            for row in self._connection.execute(_TRAIL, given):
                found.note(row, steps)
        for name, step in self._planned_before(letter):
            if step.project in projects:
                found.add(step, name, self._plan.resolve)
        return Own(found.units)

    def _planned_before(self, letter: Letter) -> Iterator[tuple[str, Step]]:
        for workbook in self._plan.workbooks:
            other = workbook.letter
            if (
                other is not None
                and workbook.status == "accepted"
                and workbook.already is None
                and (other.file_id, other.entiteit) == (letter.file_id, letter.entiteit)
                and other.sender.casefold() == letter.sender.casefold()
                and other.sequence < letter.sequence
            ):
                for step in self._plan.details(workbook).steps:
                    yield other.name, step


class _Found:
    """What stands in every field, as far as one dossier put it there."""

    def __init__(self) -> None:
        self.units: dict[Unit, dict[str, Written]] = {}

    def note(self, row: Any, steps: Mapping[int, str]) -> None:
        """Take in the next row of the trail; what somebody else did ends what was one's own."""
        collection, _, row_id = row.rij.partition(".")
        if row_id and collection not in TABLES:
            return
        unit = row.project_code, row.rij if row_id else ""
        name = steps.get(row.stap) if row.herkomst else None
        if not row.veld:
            values = json.loads(row.nieuw) or {}
            self._put_all(unit, collection if row_id else "", values, name)
            return
        key = row.veld if row_id or row.rij == "fiche" else f"{row.rij}.{row.veld}"
        fields = self.units.setdefault(unit, {})
        if name is None:
            fields.pop(key, None)
        else:
            fields[key] = Written(json.loads(row.nieuw), name)

    def add(self, step: Step, name: str, resolve: Resolve) -> None:
        """Take in what an earlier export of the same batch would put there."""
        if isinstance(step, FieldStep | ConflictStep):
            value = step.new if isinstance(step, FieldStep) else step.incoming
            if isinstance(step, FieldStep) or resolve is Resolve.INCOMING:
                pad = parse_path(step.path)
                unit = step.project, f"{pad.collection}.{pad.row}" if pad.row else ""
                key = pad.field.name if pad.row else step.path
                self.units.setdefault(unit, {})[key] = Written(value, name)
            return
        collection = step.collection if isinstance(step, RowStep) else ""
        row = f"{collection}.{step.row.id}" if isinstance(step, RowStep) else ""
        values = step.row.values if isinstance(step, RowStep) else step.values
        kinds = kinds_of(collection)
        said = {key: kinds[key].to_json(value) for key, value in values.items()}
        self._put_all((step.project, row), collection, said, name)

    def _put_all(
        self, unit: Unit, collection: str, values: Mapping[str, JsonValue], name: str | None
    ) -> None:
        self.units[unit] = (
            {}
            if name is None
            else {key: Written(values.get(key), name) for key in kinds_of(collection)}
        )
