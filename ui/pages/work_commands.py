"""The commands of the window as far as they concern the open file."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.forms.layout import LAYOUT
from ui.pages.page_names import COMPARE, FICHE, PROJECTS
from ui.pages.problems import counted

if TYPE_CHECKING:
    from ui.pages.work import WorkPage

ROW_COMMANDS = {
    "row_add": "add_row",
    "row_duplicate": "duplicate_rows",
    "row_up": "move_up",
    "row_down": "move_down",
    "row_delete": "delete_rows",
    "copy_headers": "copy_with_headers",
}
"""Command to the method of a table of rows that carries it out."""


class WorkCommands(QObject):
    """Carries out commands on the page of the open file that is at hand.

    Args:
        page: The open file; owns this.
        actions: The commands of the window.
    """

    def __init__(self, page: "WorkPage", actions: Actions) -> None:
        super().__init__(page)
        self._page, self._live, self._actions = page, page.live, actions
        self._connect(actions)
        self._live.undo_changed.connect(self._on_undo_changed)
        self._live.read_only_changed.connect(self._on_read_only_changed)
        self._on_undo_changed()

    def _connect(self, actions: Actions) -> None:
        for name, act in {
            "undo": self._live.undo,
            "redo": self._live.redo,
            "check": self._on_check,
            "next_problem": self._on_next,
            "previous_problem": self._on_previous,
            "compare": self._on_compare,
            "projects": self._on_projects,
            "find": self._on_find,
            "problems": self._on_problems,
            "next_section": self._on_next_section,
            "previous_section": self._on_previous_section,
            "next_fiche": self._on_next_fiche,
            "previous_fiche": self._on_previous_fiche,
            "next_pane": self._on_next_pane,
            "paste_plain": self._on_paste_plain,
        }.items():
            self._listen(actions[name], act)
        for name, method in ROW_COMMANDS.items():
            self._listen(actions[name], partial(self._row, method))

    def _listen(self, action: QAction, act: Callable[[], object]) -> None:
        connection = action.triggered.connect(self._guarded(act))
        # Nothing of Qt's own lets go of a function with the page.
        self._page.destroyed.connect(partial(QObject.disconnect, connection))

    def _guarded(self, act: Callable[[], object]) -> Callable[[], None]:
        """Carry out a command only while this file is the one that is shown."""

        def carry_out() -> None:
            if self._page.isVisible():
                act()

        return carry_out

    def _row(self, method: str) -> None:
        form = self._page.fiche_page.form()
        if self._page.at_hand == FICHE and form is not None and form.table is not None:
            getattr(form.table, method)()

    def _on_undo_changed(self) -> None:
        desk, locked = self._live.desk, self._live.read_only_reason() is not None
        for name, base, what in (
            ("undo", "Ongedaan maken", desk.undo_name),
            ("redo", "Opnieuw uitvoeren", desk.redo_name),
        ):
            action = self._actions[name]
            action.setEnabled(what is not None and not locked)
            action.setText(f"{base}: {what}" if what else base)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({keys})")
            action.setIconText(base.removesuffix(" uitvoeren"))

    def _on_read_only_changed(self) -> None:
        self._on_undo_changed()
        locked = self._live.read_only_reason() is not None
        self._actions["excel_in"].setEnabled(not locked)
        for name in ROW_COMMANDS:
            self._actions[name].setEnabled(name == "copy_headers" or not locked)

    def _on_check(self) -> None:
        self._live.flush()
        found = self._live.problems(self._live.project) if self._live.project else []
        self._page.show_page(FICHE)
        self._page.fiche_page.problems.setVisible(True)
        told = counted(found)
        self._live.tell(f"Gecontroleerd: {told}." if told else "Gecontroleerd: geen problemen.")

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _step(self, steps: int) -> None:
        self._live.flush()
        page = self._page.current()
        leap = getattr(page, "next_difference" if steps > 0 else "previous_difference", None)
        if leap is not None:
            leap()
        else:
            self._page.show_page(FICHE)
            self._page.fiche_page.step_problem(steps)

    def _on_compare(self) -> None:
        self._page.show_page(FICHE if self._page.at_hand == COMPARE else COMPARE)

    def _on_projects(self) -> None:
        self._page.show_page(PROJECTS)

    def _on_find(self) -> None:
        self._page.show_page(PROJECTS)
        self._page.current().focus_filter()  # type: ignore[attr-defined] # a ProjectListPage

    def _on_problems(self) -> None:
        panel = self._page.fiche_page.problems
        panel.setVisible(not panel.isVisible())
        if panel.isVisible():
            panel.view.setFocus()

    def _on_next_section(self) -> None:
        self._turn_part(1)

    def _on_previous_section(self) -> None:
        self._turn_part(-1)

    def _turn_part(self, steps: int) -> None:
        if self._page.at_hand == FICHE:
            self._page.fiche_page.choose_part((self._page.fiche_page.part + steps) % len(LAYOUT))

    def _on_next_fiche(self) -> None:
        self._turn_fiche(1)

    def _on_previous_fiche(self) -> None:
        self._turn_fiche(-1)

    def _turn_fiche(self, steps: int) -> None:
        listed = self._page.page(PROJECTS)
        other = listed.neighbour(self._live.project, steps)  # type: ignore[attr-defined] # a ProjectListPage
        if other:
            self._page.show_fiche(other)

    def _on_paste_plain(self) -> None:
        """Paste words without style where the keyboard is; most fields take nothing else."""
        here = self._page.window().focusWidget()
        paste = getattr(here, "paste_plain", None) or getattr(here, "paste", None)
        if paste is not None:
            paste()

    def _on_next_pane(self) -> None:
        panes = [pane for pane in self._page.fiche_page.panes() if pane.isVisible()]
        if self._page.at_hand != FICHE or not panes:
            return
        here = self._page.window().focusWidget()
        inside = [at for at, pane in enumerate(panes) if _holds(pane, here)]
        following = panes[(inside[0] + 1) % len(panes)] if inside else panes[0]
        form = self._page.fiche_page.form()
        if following is form and form is not None:
            form.focus_first()
        else:
            following.setFocus()


def _holds(pane: QWidget, here: QWidget | None) -> bool:
    return here is not None and (pane is here or pane.isAncestorOf(here))
