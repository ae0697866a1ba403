"""Conflicten: what inzendingen said otherwise, over all imports, until a person decides."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.pages.conflicts_choice import KEYS, ChoicePane
from ui.pages.conflicts_editors import editor_context
from ui.pages.conflicts_heading import LedgerHeading
from ui.pages.conflicts_rows import LedgerModel, holds
from ui.pages.conflicts_shown import Shown
from ui.pages.conflicts_table import LedgerTable
from ui.pages.conflicts_work import ConflictsWork
from ui.pages.job_area import JobArea
from ui.pages.notice_bar import announce
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.merging import LedgerRow
from vvdesk.model import Keuze
from vvdesk.number_words import counted

_NOTHING = {
    True: (
        "Er wachten geen conflicten. Een conflict ontstaat als een inzending iets anders zegt over "
        "een veld dat intussen centraal gewijzigd is."
    ),
    False: "Er zijn nog geen conflicten beslist.",
}
"""What stands there when none are open, and when none were decided."""
_NONE_FOUND = "Geen enkel conflict voldoet aan wat je zoekt."
_TABLE, _PANE = 450, 550
"""How the height is divided, in thousandths."""


class ConflictsPage(QWidget):
    """De pagina met de conflicten van alle inzendingen.

    Signals:
        fiche_requested(str, str): Somebody wants to see a project's path in the form.
        settled(): Conflicts were decided, or opened again.

    Args:
        live: The central file.
        runner: Runs long work.
        messages: Opens addresses.
        icons: For shapes.
        theme: For colours.
    """

    fiche_requested = Signal(str, str)
    settled = Signal()

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
        self._live = live
        context = editor_context(live, icons, theme, messages.open_address)
        self._lists = context.lists
        self._choice: tuple[Keuze, Any] = (Keuze.OPEN, None)
        self._heading = LedgerHeading()
        self.open_ones, self.decided = self._heading.open_ones, self._heading.decided
        self.search = self._heading.search
        self.model = LedgerModel(context.lists, icons, self)
        self.table = LedgerTable(self.model)
        self.nothing = wrapped_label()
        self.pane = ChoicePane(context, runner, icons, asks_note=True)
        self.go = QPushButton(icons.get("check", "on_brand"), "Beslissen")
        self.state = wrapped_label()
        self.job = JobArea(runner, icons, theme)
        self._work = ConflictsWork(live, self.job, self)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Read the conflicts; called whenever the page is shown."""
        self.reload()
        (self.table if self.model.rows else self.open_ones).setFocus()

    def catch_up(self) -> None:
        """Read the conflicts anew after colleagues did; not while a choice is being made."""
        if self.job.is_busy or self._choice[0] is not Keuze.OPEN or self.pane.nota():
            return
        kept = self.model.id_at(self.table.currentIndex().row())
        self.reload()
        self.table.selectRow(max(self.model.row_of(kept), 0))

    def reload(self) -> None:
        """Read everything anew, after something changed the file."""
        self._work.read()
        self._heading.show_counts(len(self._work.rows[True]), len(self._work.rows[False]))
        self._list()

    def next_difference(self) -> bool:
        """Go to the next conflict (F8); False when there is none."""
        return self._step(1)

    def previous_difference(self) -> bool:
        """Go to the conflict before (Shift+F8); False when there is none."""
        return self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with 1, 2 and 3, and step with F8, wherever on the page they mean nothing else."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F8:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in KEYS and not self.job.is_busy:
            self.pane.choose(KEYS[key])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setAccessibleName("Conflicten")
        self._splitter = _split(self.table, scrolled(self.pane))
        self.go.setProperty("role", "primary")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.state, 1)
        below.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._heading)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.nothing, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.job)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._heading.changed.connect(self._list)
        self.table.rows_changed.connect(self._on_rows_changed)
        self.table.opened.connect(self._on_opened)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.spread.connect(self._on_spread)
        self.pane.stepped.connect(self._step)
        self.pane.bar.note.textChanged.connect(lambda _text: self._show_state())
        self.go.clicked.connect(self._on_go)
        self._work.settled.connect(self._on_settled)
        self.job.busy_changed.connect(lambda _busy: self._show_state())
        self._live.read_only_changed.connect(self._show_state)

    def _list(self) -> None:
        """Show what is wished; the first one is in hand."""
        is_open, words = self.open_ones.isChecked(), self.search.text()
        every = self._work.rows[is_open]
        rows = [row for row in every if holds(row, words, self._lists)] if words else every
        self.model.show_rows(rows, is_open=is_open)
        self.nothing.setText(_NONE_FOUND if every else _NOTHING[is_open])
        self.nothing.setVisible(not rows)
        self._splitter.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self._on_rows_changed()

    def _on_rows_changed(self) -> None:
        self._choice = (Keuze.OPEN, None)
        chosen = self.table.chosen()
        if not chosen:
            self.pane.show_shown(None)
        else:
            here = self.table.currentIndex().row()
            row = here if here in chosen else chosen[0]
            place = f"{row + 1} van {len(self.model.rows)}" if len(chosen) == 1 else ""
            nota = self.pane.bar.note.text()
            self.pane.show_shown(self.model.shown_at(row), nota=nota, place=place)
            self.pane.allow_own(allowed=len(chosen) == 1)
        self._show_state()

    def _on_opened(self, row: int) -> None:
        found = self.model.rows[row]
        self.fiche_requested.emit(found.project, found.path)

    def _on_chosen(self, keuze: Keuze, value: Any, _nota: str) -> None:
        self._choice = (keuze, value)
        self._show_state()

    def _on_spread(self, scope: str) -> None:
        """Choose all rows of the same project or entiteit; the choice stands."""
        shown, choice = self.pane.shown, self._choice
        if shown is None:
            return
        rows = [at for at, row in enumerate(self.model.rows) if _shares(row, shown, scope)]
        self.table.choose_rows(rows)
        self.pane.choose(choice[0])
        announce(self, f"{counted(len(rows), 'conflict', 'conflicten')} gekozen.")

    def _step(self, steps: int) -> bool:
        count = len(self.model.rows)
        if not count or not self.pane.finish():
            return bool(count)
        here = self.table.currentIndex().row()
        self.table.selectRow((here + steps) % count if here >= 0 else 0)
        return True

    def _show_state(self) -> None:
        chosen = self.table.chosen() if self.model.rows else []
        is_open = self.open_ones.isChecked()
        keuze, locked = self._choice[0], self._live.desk.closed_reason()
        self.go.setVisible(is_open and bool(chosen))
        self.go.setText("Beslissen" if len(chosen) == 1 else f"{len(chosen)} conflicten beslissen")
        has_note = bool(self.pane.nota())
        if not is_open or not chosen:
            told = ""
        elif locked:
            told = locked
        elif keuze is Keuze.OPEN:
            told = "Kies wat er komt te staan."
        else:
            told = "" if has_note else "Schrijf in de nota waarom je zo beslist."
        self.state.setText(told)
        is_free = not locked and not self.job.is_busy
        self.go.setEnabled(keuze is not Keuze.OPEN and has_note and is_free)

    def _on_go(self) -> None:
        if not self.pane.finish():
            self.pane.own.take_keyboard()
            return
        ids = [self.model.rows[row].id for row in self.table.chosen()]
        self._work.settle(ids, *self._choice, self.pane.nota())

    def _on_settled(self) -> None:
        self.pane.bar.note.clear()
        self.reload()
        if self.model.rows:
            self.table.setFocus()
        self.settled.emit()


def _split(table: QWidget, pane: QWidget) -> QSplitter:
    """Put the pane below the table; both share what room there is."""
    splitter = QSplitter(Qt.Orientation.Vertical)
    for at, each in enumerate((table, pane)):
        splitter.addWidget(each)
        splitter.setStretchFactor(at, 1)
    splitter.setSizes([_TABLE, _PANE])
    splitter.setChildrenCollapsible(False)
    return splitter


def _shares(row: LedgerRow, shown: Shown, scope: str) -> bool:
    """Tell whether a conflict is of the same project, or of the same entiteit."""
    if scope == "project":
        return row.project == shown.project
    return (row.entiteit or "") == shown.entiteit
