"""Samenvoegen: a batch of inzendingen, what it would change, the choices, and carrying it out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.pages.conflicts_choice import KEYS
from ui.pages.conflicts_editors import editor_context
from ui.pages.consolidation_batch import BatchList
from ui.pages.consolidation_confirm import ConfirmBar, consequence
from ui.pages.consolidation_copies import ErrorCopies
from ui.pages.consolidation_empty import NoBatch
from ui.pages.consolidation_file import comes_in
from ui.pages.consolidation_plan import PlanView
from ui.pages.consolidation_work import ConsolidationWork
from ui.pages.job_area import JobArea
from ui.pages.page_names import CONFLICTS, MERGES
from ui.pages.scrolled import scrolled
from ui.theme import GRID, Theme

_FILES, _PLAN = 300, 1000
"""How the width is divided at first, in logical pixels."""
_KINDS = "Inzendingen (*.xlsx *.vvd)"


class ConsolidationPage(QWidget):
    """De pagina waarop je inzendingen samenvoegt.

    Signals:
        fiche_requested(str, str): Somebody wants to see a project's path in the form.
        page_requested(str): Another page is wanted; its name in `ui.pages.page_names`.
        applied(object): A plan was carried out: a list of `vvdesk.merging.Outcome`.

    Args:
        live: The central file.
        runner: Runs long work.
        messages: Opens dialogs, documents and folders.
        icons: For shapes.
        theme: For colours.
    """

    fiche_requested = Signal(str, str)
    page_requested = Signal(str)
    applied = Signal(object)

    def __init__(
        self,
        live: LiveDesk,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._messages = live, messages
        context = editor_context(live, icons, theme, messages.open_address)
        self.choose_files = QPushButton(icons.get("file-plus"), "Inzendingen toevoegen…")
        self.earlier = QPushButton(icons.get("history"), "Eerdere samenvoegingen")
        self.empty = NoBatch(icons, theme)
        self.batch = BatchList(icons, theme)
        self.plan = PlanView(context, runner, icons)
        self.job = JobArea(runner, icons, theme)
        self.work = ConsolidationWork(live, messages, self.job, self)
        self._copies = ErrorCopies(live, messages, self.job, self)
        self.confirm = ConfirmBar(icons)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()
        self._show_state()

    def begin(self) -> None:
        """Put the keyboard where work begins; called whenever the page is shown."""
        self._show_state()
        if self.work.plan is None:
            self.empty.choose.setFocus()
        else:
            self.plan.table.setFocus()

    def add(self, paths: Sequence[Path]) -> None:
        """Let files join the batch; for those that were dropped on the window too."""
        self.work.add(paths)

    def stop(self) -> None:
        """Let go of the plan; the file is about to be closed."""
        self.plan.forget()
        self.work.stop()

    def next_difference(self) -> bool:
        """Go to the next conflict (F8); False when there is none."""
        return self.plan.step(1)

    def previous_difference(self) -> bool:
        """Go to the conflict before (Shift+F8); False when there is none."""
        return self.plan.step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with 1, 2 and 3, and step with F8, wherever on the page they mean nothing else."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F8:
            self.plan.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in KEYS and self.work.plan is not None and not self.job.is_busy:
            self.plan.pane.choose(KEYS[key])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setAccessibleName("Inzendingen samenvoegen")
        title = QLabel("Samenvoegen")
        title.setProperty("role", "title")
        above = QHBoxLayout()
        above.setSpacing(GRID)
        above.addWidget(title)
        above.addStretch(1)
        above.addWidget(self.earlier)
        above.addWidget(self.choose_files)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._files = scrolled(self.batch)
        self._files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._splitter.addWidget(self._files)
        self._splitter.addWidget(scrolled(self.plan))
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_FILES, _PLAN])
        self._splitter.setChildrenCollapsible(False)
        self._empty = scrolled(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(above)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.job)
        layout.addWidget(self.confirm)

    def _fit(self) -> None:
        """Keep the names of files in sight, whatever the size of the text."""
        self._files.setMinimumWidth(self.batch.least_width())

    def _connect(self) -> None:
        self.choose_files.clicked.connect(self._on_choose)
        self.empty.choose.clicked.connect(self._on_choose)
        self.earlier.clicked.connect(lambda: self.page_requested.emit(MERGES))
        self.batch.chosen.connect(self.plan.listing.show_file)
        self.batch.removed.connect(self.work.remove)
        self.batch.confirmed.connect(self.work.confirm)
        self.batch.copies_requested.connect(self._copies.write)
        self.plan.chosen.connect(self._on_chosen)
        self.plan.fiche_requested.connect(self.fiche_requested)
        self.work.planned.connect(self._on_planned)
        self.work.applied.connect(self.applied)
        self.work.conflicts_requested.connect(lambda: self.page_requested.emit(CONFLICTS))
        self.job.busy_changed.connect(self._on_busy_changed)
        self.confirm.confirmed.connect(self.work.apply)
        self.confirm.asked.connect(self._on_asked)
        self._live.read_only_changed.connect(self._show_state)

    def _on_choose(self) -> None:
        chosen = self._messages.files_to_open(
            self.window(), "Inzendingen toevoegen", _KINDS, self.work.folder()
        )
        if chosen:
            self.add(chosen)

    def _on_planned(self) -> None:
        plan = self.work.plan
        if plan is None:
            self.plan.forget()
            self.batch.show_workbooks(())
        else:
            self.plan.show_plan(plan)
            self.batch.show_workbooks(plan.workbooks)
            self._show_totals()
        self.confirm.rest()
        self._show_state()

    def _on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - as the signal gives it
        """Give the keyboard back to where work goes on: the plan takes none meanwhile."""
        self._show_state()
        if not busy and self.isVisible():
            self.begin()

    def _on_chosen(self) -> None:
        self.work.count_again()
        self._show_totals()
        self.confirm.rest()
        self._show_state()

    def _on_asked(self) -> None:
        """Take what is being typed first; what is no value keeps the question from being asked."""
        if self.plan.pane.finish() and self.work.plan is not None:
            self.confirm.ask(consequence(self.work.plan, self.work.fields()))
        else:
            self.plan.pane.own.take_keyboard()

    def _show_totals(self) -> None:
        if self.work.totals is not None:
            self.plan.show_totals(self.work.totals)

    def _show_state(self) -> None:
        plan = self.work.plan
        self._empty.setVisible(plan is None)
        self._splitter.setVisible(plan is not None)
        self.choose_files.setVisible(plan is not None)
        self.confirm.setVisible(plan is not None)
        self._splitter.setEnabled(not self.job.is_busy)
        locked = self._live.desk.closed_reason() or ""
        self.confirm.show_state(locked or self.plan.waiting(), usable=self._is_usable())

    def _is_usable(self) -> bool:
        plan = self.work.plan
        if plan is None or self.job.is_busy or self._live.desk.closed_reason():
            return False
        return any(comes_in(each) for each in plan.workbooks)
