"""Carrying out one inzending of a plan, as a step of its own."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select

from vvdesk.audit import Actor, Herkomst, canonical_json, now
from vvdesk.content import Inhoud, parse_path, path_value
from vvdesk.editing import Work
from vvdesk.kinds import JsonValue
from vvdesk.merge.answering import write_answers
from vvdesk.merge.choosing import Choice
from vvdesk.merge.earlier import FILE_ID
from vvdesk.merge.ledger import Decided, remember, settle_within
from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import Details, Letter, PlannedWorkbook
from vvdesk.merge.steps import (
    ConflictStep,
    FicheStep,
    FieldStep,
    RowStep,
    StaatStep,
    Step,
    ToelichtingStep,
)
from vvdesk.merge.three_way import plain
from vvdesk.model import Conflict, Inzending, Keuze, Staat

_NOT_HANDED_IN = frozenset({Staat.CONCEPT.value, Staat.TERUGGESTUURD.value})


class Applied(NamedTuple):
    """What carrying out one inzending came to.

    Attributes:
        inzending_id: Under which it is remembered.
        stap: The step that can be taken back.
        open_conflicts: Fields that wait for a decision.
    """

    inzending_id: int
    stap: int
    open_conflicts: int


class Applying:
    """A plan while it is carried out, inzending by inzending.

    Args:
        batch: The transaction of the whole batch.
        plan: What to do, with the choices made.
        actor: Who merges.
        beforehand: What happens to conflicts that nobody chose for; None to leave them open.
    """

    def __init__(
        self, batch: Work, plan: MergePlan, actor: Actor, beforehand: Choice | None
    ) -> None:
        self._batch = batch
        self._plan = plan
        self._actor = actor
        self._beforehand = beforehand
        last = batch.connection.scalar(select(func.max(Inzending.id)))
        self._last_id: int = last or 0

    def bring_in(self, number: int, workbook: PlannedWorkbook, letter: Letter) -> Applied:
        """Write what one inzending brings.

        Args:
            number: Its place in the plan.
            workbook: As planned.
            letter: What is remembered of it.
        """
        self._last_id += 1
        details = self._plan.details(workbook)
        work = self._work(letter)
        work.preload(self._plan.meetmoment_id, workbook.fiches)
        self._remember_letter(work, workbook, letter)
        one = _One(self, work, number, letter, self._last_id)
        one.carry_out(details)
        work.store()
        return Applied(self._last_id, work.stap, one.open_conflicts)

    def decide_for(self, letter: Letter, inzending_id: int) -> int | None:
        """Decide what an inzending that came in before left open; return the step, if any."""
        if self._beforehand is None:
            return None
        waiting = self._batch.connection.scalars(
            select(Conflict.id).where(
                Conflict.inzending_id == inzending_id, Conflict.keuze == Keuze.OPEN.value
            )
        ).all()
        work = self._work(letter)
        for conflict in waiting:
            self.settle(work, conflict, self._beforehand)
        work.store()
        return work.stap if waiting else None

    @property
    def moment(self) -> int:
        """The meetmoment of the fiches."""
        return self._plan.meetmoment_id

    def choice(self, number: int, step: ConflictStep) -> Choice | None:
        """Return what was chosen for a conflict; None to leave it open."""
        return self._plan.choices.picked(number, step.project, step.path) or self._beforehand

    def settle(self, work: Work, conflict: int, choice: Choice) -> None:
        """Decide a conflict that stands in the ledger."""
        settle_within(work, conflict, choice.keuze, choice.note, self._actor, eigen=choice.value)

    def answer(self, work: Work, details: Details, letter: Letter) -> None:
        """Write the answers to questions."""
        write_answers(work, self.moment, details.vragen, letter.handed_in_by, self._actor)

    def remember(self, work: Work, inzending_id: int, found: Iterable[Decided]) -> None:
        """Write conflicts into the ledger."""
        remember(work, self.moment, inzending_id, list(found), self._actor)

    def _work(self, letter: Letter) -> Work:
        return Work(self._batch.connection, self._actor, f"Inzending {letter.name} samenvoegen")

    def _remember_letter(self, work: Work, workbook: PlannedWorkbook, letter: Letter) -> None:
        counters = {count.value: number for count, number in workbook.counters.items()}
        row = {
            "id": self._last_id,
            "meetmoment_id": self.moment,
            "entiteit": letter.entiteit,
            "bestandsnaam": letter.name,
            "sha256": letter.sha256,
            "inhoud_digest": letter.digest,
            "export_id": letter.export_id,
            "export_volgnummer": letter.sequence,
            "geexporteerd_op": letter.exported_at,
            "afzender": letter.sender,
            "ontvangen_op": now(),
            "ontvangen_door": self._actor.wie,
            "stap": work.stap,
            "tellers": json.dumps({**counters, FILE_ID: letter.file_id}),
            "bestand": self._plan.file_of(workbook),
        }
        summary = {"bestand": letter.name, "sha256": letter.sha256, "id": self._last_id, **counters}
        work.manage(Inzending, [row], summary, meetmoment_id=self.moment)


class _One:
    """One inzending while it is written."""

    def __init__(
        self, applying: Applying, work: Work, number: int, letter: Letter, inzending_id: int
    ) -> None:
        self.open_conflicts = 0
        self._applying = applying
        self._moment = applying.moment
        self._work = work
        self._number = number
        self._letter = letter
        self._inzending_id = inzending_id
        self._fresh: list[Decided] = []

    def carry_out(self, details: Details) -> None:
        for step in details.steps:
            self._step(step)
        for told in details.toelichtingen:
            self._explain(told)
        self._applying.answer(self._work, details, self._letter)
        self._applying.remember(self._work, self._inzending_id, self._fresh)
        for moved in details.staten:
            self._hand_in(moved)

    def _step(self, step: Step) -> None:
        if isinstance(step, FieldStep):
            self._field(step)
        elif isinstance(step, ConflictStep):
            self._conflict(step)
        elif isinstance(step, RowStep):
            origin = self._origin(step.sheet, step.cell)
            self._work.add_row(self._moment, step.project, step.collection, step.row, origin)
        else:
            self._add_fiche(step)

    def _add_fiche(self, step: FicheStep) -> None:
        inhoud = Inhoud(step.project, Staat.CONCEPT.value, dict(step.values))
        self._work.add_fiche(self._moment, inhoud, self._origin(step.sheet, step.cell))

    def _field(self, step: FieldStep) -> None:
        """Take a value, unless a choice for an earlier inzending changed what it was planned on."""
        present = self._present(step)
        if plain(present) in (plain(step.old), plain(step.new)):
            origin = self._origin(step.sheet, step.cell)
            self._work.set(
                self._moment,
                step.project,
                step.path,
                step.value,
                reden=step.replacing,
                herkomst=origin,
            )
            return
        where = (step.sheet, step.cell)
        told = (step.base, present, step.new, *where, False)
        self._conflict(ConflictStep(step.project, step.path, step.value, *told))

    def _conflict(self, step: ConflictStep) -> None:
        present = self._present(step)
        if plain(present) == plain(step.incoming):
            return
        step = step._replace(current=present)
        choice = self._applying.choice(self._number, step)
        if step.is_known:
            waiting = self._open_like(step)
            self._decide_open(waiting, choice)
            if waiting or choice is None:
                return
        if choice is None:
            self.open_conflicts += 1
        elif choice.keuze is not Keuze.CENTRAAL:
            self._choose(step, choice)
        self._fresh.append(Decided(step, choice))
        self._work.touch(self._moment, step.project)

    def _decide_open(self, waiting: list[int], choice: Choice | None) -> None:
        """Decide what waits in the ledger already, or let it wait."""
        if choice is None:
            self.open_conflicts += bool(waiting)
            return
        for conflict in waiting:
            self._applying.settle(self._work, conflict, choice)

    def _choose(self, step: ConflictStep, choice: Choice) -> None:
        is_own = choice.keuze is Keuze.EIGEN
        self._work.set(
            self._moment,
            step.project,
            step.path,
            choice.own(step.path) if is_own else step.value,
            reden=choice.note,
            herkomst=None if is_own else self._origin(step.sheet, step.cell),
        )

    def _present(self, step: FieldStep | ConflictStep) -> JsonValue:
        pad = parse_path(step.path)
        inhoud = self._work.content(self._moment, step.project)
        return pad.field.kind.to_json(path_value(inhoud, pad))

    def _open_like(self, step: ConflictStep) -> list[int]:
        found = self._work.connection.scalars(
            select(Conflict.id).where(
                Conflict.meetmoment_id == self._moment,
                Conflict.project_code == step.project,
                Conflict.pad == step.path,
                Conflict.ontvangen == canonical_json(step.incoming),
                Conflict.keuze == Keuze.OPEN.value,
            )
        )
        return list(found)

    def _explain(self, told: ToelichtingStep) -> None:
        place = (told.project, told.regel, told.plaats)
        self._work.explain(self._moment, *place, told.vingerafdruk, told.tekst)

    def _hand_in(self, moved: StaatStep) -> None:
        if self._work.content(self._moment, moved.project).staat not in _NOT_HANDED_IN:
            return
        self._work.set_staat(
            self._moment,
            moved.project,
            Staat.INGEDIEND,
            f"Inzending {self._letter.name}",
            namens=self._letter.handed_in_by or None,
            inzending_id=self._inzending_id,
        )

    def _origin(self, sheet: str, cell: str) -> Herkomst:
        letter = self._letter
        return Herkomst(
            letter.name,
            letter.sha256,
            sheet,
            cell,
            letter.sender or None,
            letter.exported_at or None,
        )
