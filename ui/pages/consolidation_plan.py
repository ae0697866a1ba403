"""The plan of a batch: counters, filter, rows, one row in full with its choice, and totals."""

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.forms.making import EditorContext
from ui.icons import Icons
from ui.job import Runner
from ui.pages.conflicts_choice import ChoicePane
from ui.pages.consolidation_delegate import PlanDelegate
from ui.pages.consolidation_filter import PlanFilter
from ui.pages.consolidation_listing import SEARCHING, Listing, told_of
from ui.pages.consolidation_rows import PlanRowsModel
from ui.pages.consolidation_table import PlanTable
from ui.pages.consolidation_totals import PlanTotalsView, summary
from ui.pages.notice_bar import announce
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.merging import (
    ChangeKind,
    Choice,
    Count,
    MergePlan,
    PlanRow,
    PlanRows,
    PlanTotals,
    plan_counters,
)
from vvdesk.model import Keuze
from vvdesk.number_words import counted

_COUNTS = {
    Count.NEW: "nieuw",
    Count.CHANGED: "gewijzigd",
    Count.UNCHANGED: "ongewijzigd",
    Count.CONFLICT: "met conflict",
    Count.REFUSED: "geweigerd",
}
_TABLE, _PANE = 450, 550
"""How the height is divided, in thousandths."""
_LOOKED_THROUGH = 500
"""Rows in which the one that was in hand is looked for; further away, the first is shown."""


class PlanView(QWidget):
    """Het plan: wat er zou wijzigen, regel voor regel.

    Signals:
        chosen(): Something was chosen for a conflict.
        fiche_requested(str, str): Somebody wants to see a project's path in the form.

    Args:
        context: What editors and chips need.
        runner: Searches and compares beside the window.
        icons: For shapes and buttons.
    """

    chosen = Signal()
    fiche_requested = Signal(str, str)

    def __init__(
        self, context: EditorContext, runner: Runner, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.plan: MergePlan | None = None
        self.counters = wrapped_label()
        self.filter = PlanFilter(icons)
        self.listing = Listing(self.filter, runner, self)
        self.found = wrapped_label(role="hint")
        self.model = PlanRowsModel(context.lists, self)
        delegate = PlanDelegate(context.chips, icons, context.theme, self)
        self.table = PlanTable(self.model, delegate)
        self.pane = ChoicePane(context, runner, icons)
        self.summary = wrapped_label()
        self.more = QPushButton("Totalen tonen")
        self.totals = PlanTotalsView(context.chips, context.lists)
        self._lay_out()
        self.listing.began.connect(lambda: self.found.setText(SEARCHING))
        self.listing.listed.connect(self._on_listed)
        self.table.row_changed.connect(self._on_row)
        self.table.opened.connect(self._on_opened)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.spread.connect(self._on_spread)
        self.pane.stepped.connect(self.step)
        self.more.clicked.connect(self._on_more)

    def show_plan(self, plan: MergePlan) -> None:
        """Show another plan, with the choices that it has."""
        self.plan = plan
        counters = plan_counters(plan)
        told = " · ".join(f"{counters[count]} {name}" for count, name in _COUNTS.items())
        read = counted(sum(counters.values()), "gelezen", "gelezen")
        self.counters.setText(f"Rijen: {told} = {read}")
        self.filter.show_rows(plan.rows)
        self.listing.show_plan(plan)
        announce(self, f"Rijen {read}: {told}. {self.waiting()}")

    def forget(self) -> None:
        """Show nothing; the plan is about to be closed."""
        self.plan = None
        self.listing.show_plan(None)
        self.model.show_rows(None, None)
        self.pane.show_shown(None)

    def show_totals(self, totals: PlanTotals) -> None:
        """Show what it comes to with the choices made so far."""
        self.summary.setText(f"Na verwerking: {summary(totals)}")
        self.totals.show_totals(totals)

    def waiting(self) -> str:
        """Tell how many conflicts have no choice yet."""
        number = 0 if self.plan is None else self.plan.choices.open
        if not number:
            return ""
        return f"{counted(number, 'conflict', 'conflicten')} nog te kiezen."

    def step(self, steps: int) -> bool:
        """Go to the next conflict (or the one before), around the end; False when there is none."""
        if self.plan is None or not self.pane.finish():
            return self.plan is not None
        rows = self.model.conflict_rows()
        if not rows:
            return False
        here = self.table.at_hand()
        if steps > 0:
            row = next((each for each in rows if each > here), rows[0])
        else:
            row = next((each for each in reversed(rows) if each < here), rows[-1])
        self.table.go_to(row)
        return True

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        above = QWidget()
        layout = QVBoxLayout(above)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.found)
        splitter.addWidget(above)
        splitter.addWidget(scrolled(self.pane))
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_TABLE, _PANE])
        splitter.setChildrenCollapsible(False)
        self.more.setProperty("role", "link")
        self.more.setCheckable(True)
        self.totals.hide()
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.summary, 1)
        below.addWidget(self.more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GRID, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(self.counters)
        whole.addWidget(self.filter)
        whole.addWidget(splitter, 1)
        whole.addLayout(below)
        whole.addWidget(self.totals)

    def _on_listed(self, rows: PlanRows) -> None:
        plan = self.plan
        if plan is None:
            return
        before = self._key_at_hand()
        self.model.show_rows(plan, rows)
        self.found.setText(told_of(len(rows), len(plan.rows)))
        self.found.setVisible(bool(self.found.text()))
        if len(rows):
            self.table.go_to(_same_row(self.model, before))
        self._on_row(self.table.at_hand())

    def _key_at_hand(self) -> tuple[int, str, str] | None:
        shown = self.pane.shown
        if shown is None or not isinstance(shown.key, tuple):
            return None
        return shown.key

    def _on_row(self, row: int) -> None:
        if row < 0 or row >= self.model.rowCount():
            self.pane.show_shown(None)
            return
        found = self.model.row_at(row)
        choice = found.choice or Choice(Keuze.OPEN)
        shown = self.model.shown_at(row)
        self.pane.show_shown(
            shown, choice.keuze, choice.value, choice.nota, self._place_of(row, found)
        )

    def _place_of(self, row: int, found: PlanRow) -> str:
        rows = self.model.conflict_rows()
        if not rows:
            return ""
        if found.kind is not ChangeKind.CONFLICT:
            return counted(len(rows), "conflict", "conflicten")
        return f"{bisect_left(rows, row) + 1} van {len(rows)}"

    def _on_opened(self, row: int) -> None:
        found = self.model.row_at(row)
        if found.kind in {ChangeKind.CONFLICT, ChangeKind.GEWIJZIGD}:
            self.fiche_requested.emit(found.project, found.path)

    def _on_chosen(self, keuze: Keuze, value: Any, nota: str) -> None:
        shown = self.pane.shown
        if self.plan is None or shown is None or not isinstance(shown.key, tuple):
            return
        workbook, project, path = shown.key
        self.plan.choices.choose(workbook, project, path, Choice(keuze, value, nota))
        self._after_choice()

    def _on_spread(self, scope: str) -> None:
        shown = self.pane.shown
        if self.plan is None or shown is None or not isinstance(shown.key, tuple):
            return
        chosen = self.plan.choices.of(*shown.key)
        if chosen is None:
            return
        choice = Choice(chosen.keuze, None, self.pane.nota())
        if scope == "project":
            number = self.plan.choices.for_project(shown.project, choice)
        else:
            number = self.plan.choices.for_entiteit(shown.entiteit, choice)
        self._after_choice()
        told = counted(number, "conflict kreeg", "conflicten kregen")
        announce(self, f"{told} dezelfde keuze. {self.waiting()}")

    def _after_choice(self) -> None:
        self.model.repaint_choices()
        self.chosen.emit()

    def _on_more(self) -> None:
        is_open = self.more.isChecked()
        self.totals.setVisible(is_open)
        self.more.setText("Totalen verbergen" if is_open else "Totalen tonen")


def _same_row(model: PlanRowsModel, key: tuple[int, str, str] | None) -> int:
    """Return the row that was in hand before, when it is among the first; else the first."""
    if key is None:
        return 0
    for row in range(min(model.rowCount(), _LOOKED_THROUGH)):
        found = model.row_at(row)
        if (found.workbook, found.project, found.path) == key:
            return row
    return 0
