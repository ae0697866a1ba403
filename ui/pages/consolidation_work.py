"""What happens with a batch: planning it, and carrying the plan out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.merges_deeds import MergeDeeds
from vvdesk.errors import Stale, VvdeskError
from vvdesk.jobs import Progress
from vvdesk.merging import (
    ChangeKind,
    MergePlan,
    Outcome,
    PlanTotals,
    apply_plan,
    plan_merge,
    plan_totals,
)
from vvdesk.model import Keuze
from vvdesk.number_words import counted


class ConsolidationWork(QObject):
    """Eén stapel inzendingen met haar plan.

    Signals:
        planned(): There is another plan, or none any more.
        applied(object): The plan was carried out: a list of `Outcome`.
        conflicts_requested(): Somebody wants to see the conflicts that wait.

    Args:
        live: The central file.
        messages: Asks where documents go.
        area: Shows progress and news.

    Attributes:
        plan: What would change; None as long as there is nothing.
        totals: What it comes to with the choices made so far; None without a plan.
        paths: The files of the batch, in the order in which they came.
        deeds: What can be done once a plan was carried out.
    """

    planned = Signal()
    applied = Signal(object)
    conflicts_requested = Signal()

    def __init__(
        self, live: LiveDesk, messages: Messages, area: JobArea, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._area = live, area
        self.deeds = MergeDeeds(live, messages, area, self)
        self.plan: MergePlan | None = None
        self.totals: PlanTotals | None = None
        self.paths: list[Path] = []
        self._older: frozenset[Path] = frozenset()
        self._waiting: list[Path] = []
        self._again = self._is_making = False
        area.busy_changed.connect(self._on_busy_changed)

    def add(self, paths: Sequence[Path]) -> None:
        """Let files join the batch, and plan all of it; those that come meanwhile join later."""
        if self._area.is_busy:
            self._waiting += paths
            return
        known = set(self.paths)
        fresh = [path for path in dict.fromkeys(paths) if path not in known]
        if fresh or not self.plan:
            self._make([*self.paths, *fresh], self._older)
        else:
            self._area.tell("Die bestanden staan al in de stapel.")

    def remove(self, paths: Sequence[Path]) -> None:
        """Take files out of the batch."""
        left = [path for path in self.paths if path not in set(paths)]
        if left:
            self._make(left, self._older)
        else:
            self.clear()

    def confirm(self, path: Path) -> None:
        """Let an older export come in all the same."""
        self._make(self.paths, self._older | {path})

    def again(self) -> None:
        """Make the plan anew: something centrally is otherwise now."""
        if self.paths and not self._area.is_busy:
            self._make(self.paths, self._older)

    def clear(self) -> None:
        """Have no batch any more."""
        plan, self.plan, self.totals = self.plan, None, None
        self.paths, self._older = [], frozenset()
        self.planned.emit()
        if plan is not None:
            plan.close()

    def count_again(self) -> None:
        """Work the totals out with other choices."""
        if self.plan is not None:
            self.totals = plan_totals(self._live.desk.workspace, self.plan)

    def fields(self) -> int:
        """Count the fields that would be written without waiting for anybody."""
        if self.plan is None:
            return 0
        counts, choices = self.plan.rows.counts(), self.plan.choices
        made = (choices.of(*place) for place in choices.places)
        chosen = sum(each is not None and each.keuze is not Keuze.CENTRAAL for each in made)
        return counts[ChangeKind.NIEUW] + counts[ChangeKind.GEWIJZIGD] + chosen

    def folder(self) -> Path:
        """Return where files are likely to be: beside those of the batch, or the central file."""
        if self.paths:
            return self.paths[-1].parent
        return self._live.desk.workspace.path.parent

    def apply(self) -> None:
        """Carry the plan out."""
        plan, desk = self.plan, self._live.desk
        if plan is not None:
            self._area.run(
                lambda progress: apply_plan(desk.workspace, plan, desk.actor, progress=progress),
                "Het plan wordt verwerkt…",
                self._on_applied,
                self._offers,
            )

    def stop(self) -> None:
        """Let go of the plan; the file is about to be closed."""
        if self.plan is not None:
            self.plan.close()
            self.plan = None

    def _make(self, paths: Sequence[Path], older: frozenset[Path]) -> None:
        self._live.flush()
        workspace, wanted = self._live.desk.workspace, list(paths)

        def task(progress: Progress) -> tuple[MergePlan, PlanTotals]:
            plan = plan_merge(workspace, wanted, older=older, progress=progress)
            return plan, plan_totals(workspace, plan)

        self._is_making = True
        noun = counted(len(wanted), "inzending wordt", "inzendingen worden")
        self._area.run(
            task, f"{noun} gelezen…", lambda made: self._on_planned(made[0], wanted, older)
        )

    def _on_planned(self, plan: MergePlan, paths: list[Path], older: frozenset[Path]) -> None:
        self._is_making = False
        before, self.plan = self.plan, plan
        self.paths, self._older = paths, older
        if before is not None:
            plan.take_choices(before)
        self.count_again()
        self.planned.emit()
        if before is not None:
            before.close()
        if self._again:
            self._again = False
            self._area.tell(
                "Iemand wijzigde centraal iets waar dit plan op steunde. Er is niets verwerkt: het "
                "plan is opnieuw gemaakt en je keuzes zijn behouden. Kijk het na en verwerk het.",
                Tone.WARNING,
            )

    def _on_applied(self, outcomes: list[Outcome]) -> None:
        accepted = [each for each in outcomes if each.inzending_id is not None]
        numbers = [each.samenvoeging for each in outcomes if each.samenvoeging is not None]
        waiting = sum(each.open_conflicts for each in outcomes)
        self.clear()
        self._live.refresh()
        self._live.fiches_changed.emit()
        told = f"{counted(len(accepted), 'inzending is', 'inzendingen zijn')} verwerkt."
        if waiting:
            what = counted(waiting, "conflict wacht", "conflicten wachten")
            told += f" {what} op de pagina Conflicten."
        offers: tuple[Offer, ...] = ()
        if numbers:
            number = numbers[0]
            offers = (
                Offer("Ongedaan maken", lambda: self.deeds.take_back(number)),
                Offer("Plan bewaren…", lambda: self.deeds.save(number)),
            )
        if waiting:
            offers = (Offer("Naar Conflicten", self.conflicts_requested.emit), *offers)
        self._area.tell(told, Tone.GOOD, *offers)
        self.applied.emit(outcomes)

    def _offers(self, error: VvdeskError) -> tuple[Offer, ...]:
        self._again = isinstance(error, Stale)
        return (Offer("Plan opnieuw maken", self.again),)

    def _on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - as the signal gives it
        """Go on with what waited for the end of other work; who stopped that, stopped all."""
        if busy:
            return
        if self._is_making:
            self._is_making = False
            self._waiting.clear()
        if self._again:
            self.again()
        elif self._waiting:
            waiting, self._waiting = self._waiting, []
            self.add(waiting)
