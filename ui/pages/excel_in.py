"""Inlezen uit Excel: look at what a workbook would change, choose, and take it over."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.excel_in_empty import NoWorkbook
from ui.pages.excel_in_plan import PlanView
from ui.pages.job_area import JobArea
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.error_copies import write_error_copies
from vvdesk.errors import VvdeskError
from vvdesk.workbook_intake import Intake, plan_intake, take_over

_KINDS = "Werkboeken (*.xlsx)"


class ExcelInPage(QWidget):
    """De pagina waarop je een ingevuld werkboek inleest.

    Signals:
        closed(): The person wants to go back to the form.
        taken_over(object): The `Intake` that was carried out.

    Args:
        live: The open file.
        runner: Runs long work.
        messages: Opens dialogs, error copies and folders.
        icons: For shapes.
        theme: For colours.
    """

    closed = Signal()
    taken_over = Signal(object)

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
        self._path: Path | None = None
        self._intake: Intake | None = None
        self._empty = NoWorkbook(icons, theme)
        self.choose = self._empty.choose
        self.plan = PlanView(icons)
        self.job = JobArea(runner, icons, theme)
        self.back = QPushButton(icons.get("arrow-left"), "Terug naar de fiche")
        self.other = QPushButton("Ander werkboek…")
        self.copy = QPushButton(icons.get("file-check"), "Foutkopie maken")
        self.go = QPushButton(icons.get("check", "on_brand"), "Overnemen")
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.other.clicked.connect(self._on_choose)
        self.copy.clicked.connect(self._on_copy)
        self.go.clicked.connect(self._on_go)
        self.back.clicked.connect(self._on_back)
        self.plan.chosen.connect(self._show_state)
        self.job.busy_changed.connect(self._show_state)

    def begin(self) -> None:
        """Ask for a workbook, unless a plan waits here; called whenever the page is shown."""
        self._show_state()
        if self._intake is None:
            self.choose.setFocus()

    def read(self, path: Path, *, older: bool = False) -> None:
        """Work out what a workbook would change; for one that was dropped on the window too."""
        self._live.flush()
        self._drop_plan()
        self._path = path
        workspace = self._live.desk.workspace
        self.job.run(
            lambda progress: plan_intake(workspace, path, older=older, progress=progress),
            f'"{path.name}" wordt gelezen…',
            self._on_planned,
        )

    def _lay_out(self) -> None:
        self.setAccessibleName("Inlezen uit Excel")
        title = QLabel("Inlezen uit Excel")
        title.setProperty("role", "title")
        self.go.setProperty("role", "primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(self._empty))
        self._stack.addWidget(scrolled(self.plan))
        self._state = wrapped_label()
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.back, self.other, self.copy):
            buttons.addWidget(button)
        buttons.addWidget(self._state, 1)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.job)
        layout.addLayout(buttons)

    def _on_choose(self) -> None:
        folder = self._live.desk.workspace.path.parent
        chosen = self._messages.file_to_open(self.window(), "Werkboek inlezen", _KINDS, folder)
        if chosen is not None:
            self.read(chosen)

    def _on_planned(self, intake: Intake) -> None:
        self._intake = intake
        self.plan.show_intake(intake)
        workbook = intake.workbook
        if workbook.status == "rejected":
            again = Offer("Toch inlezen", lambda: self.read(workbook.path, older=True))
            offers = (again,) if workbook.needs_confirmation else ()
            tone = Tone.WARNING if workbook.needs_confirmation else Tone.ERROR
            self.job.tell(f"Niet ingelezen. {workbook.message}", tone, *offers)
        elif intake.shut:
            self.job.tell(
                f"{', '.join(intake.shut)} is ingediend, dus er kan niets overgenomen worden. Neem "
                "de inzending terug en lees opnieuw in.",
                Tone.WARNING,
            )
        elif not intake.changes_something:
            self.job.tell(workbook.message or "Het werkboek zegt hetzelfde als wat hier staat.")
        self._show_state()
        self.plan.focus_lines()

    def _show_state(self) -> None:
        intake, busy = self._intake, self.job.is_busy
        self._stack.setCurrentIndex(0 if intake is None else 1)
        has_plan = intake is not None
        for button in (self.other, self.copy, self.go):
            button.setVisible(has_plan)
        waiting = self.plan.open_count() if has_plan else 0
        noun = "conflict" if waiting == 1 else "conflicten"
        locked = self._live.desk.workspace.read_only or ""
        self._state.setText(locked or (f"Nog {waiting} {noun} te kiezen." if waiting else ""))
        usable = intake is not None and intake.changes_something and not intake.shut
        self.go.setEnabled(usable and not (waiting or busy or locked))
        refused = intake is not None and bool(self.plan.remarks.model.lines)
        self.copy.setEnabled(refused and not busy)
        for button in (self.choose, self.other, self.back):
            button.setEnabled(not busy)

    def _on_go(self) -> None:
        if self._intake is None:
            return
        desk, intake, choices = self._live.desk, self._intake, self.plan.choices()
        self.job.run(
            lambda progress: take_over(desk.workspace, intake, choices, desk.actor, progress),
            "De wijzigingen worden overgenomen…",
            self._on_taken_over,
            self._offers,
        )

    def _offers(self, _error: VvdeskError) -> tuple[Offer, ...]:
        path = self._path
        return (Offer("Opnieuw nakijken", lambda: self.read(path)),) if path else ()

    def _on_taken_over(self, _nothing: None) -> None:
        intake = self._intake
        if intake is None:
            return
        self._drop_plan()
        self._live.refresh()
        self._live.tell(
            f'"{intake.workbook.path.name}" is ingelezen. De versie van ervoor is bewaard.',
            Tone.GOOD,
        )
        self.taken_over.emit(intake)
        self.closed.emit()

    def _on_copy(self) -> None:
        path, workspace = self._path, self._live.desk.workspace
        if path is not None:
            self.job.run(
                lambda progress: write_error_copies(workspace, [path], path.parent, progress),
                "De foutkopie wordt gemaakt…",
                self._on_copied,
            )

    def _on_copied(self, written: list[Path]) -> None:
        if not written:
            self.job.tell("Er is niets geweigerd, dus een foutkopie is niet nodig.")
            return
        (path,) = written
        self.job.tell(
            f'"{path.name}" staat naast het werkboek: wat geweigerd is, staat er in het rood.',
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(path)),
            Offer("Map openen", lambda: self._messages.open_outside(path.parent)),
        )

    def _on_back(self) -> None:
        self._drop_plan()
        self.job.notices.clear()
        self.closed.emit()

    def _drop_plan(self) -> None:
        if self._intake is not None:
            self._intake.plan.close()
        self._intake = None
        self._show_state()
