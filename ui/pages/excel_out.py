"""Exporteren naar Excel: this fiche, those that are listed, or all of them, as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.reading_column import ReadingColumn
from ui.pages.scrolled import scrolled
from ui.pages.target_file import TargetFile, free_name
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.handing_out import Handed, export, export_name


@dataclass(frozen=True)
class _Scope:
    """Which fiches go along: their codes, None for all."""

    text: str
    projects: tuple[str, ...] | None


class ExcelOutPage(QWidget):
    """De pagina waarop je fiches als werkboek bewaart.

    Signals:
        closed(): The person wants to go back to the form.
        exported(object): A `Handed`: the workbook stands there.

    Args:
        live: The open file.
        runner: Runs long work.
        messages: Opens dialogs, the workbook and its folder.
        icons: For buttons.
        theme: For colours.
    """

    closed = Signal()
    exported = Signal(object)

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
        self._listed: tuple[str, ...] = ()
        self._scopes: list[_Scope] = []
        self.choices: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self.target = TargetFile("Werkboek bewaren", messages, icons)
        self.job = JobArea(runner, icons, theme)
        self.back = QPushButton(icons.get("arrow-left"), "Terug naar de fiche")
        self.go = QPushButton(icons.get("sheet", "on_brand"), "Exporteren")
        self._lay_out()
        self._group.idToggled.connect(self._on_chosen)
        self.target.changed.connect(self._show_state)
        self.job.busy_changed.connect(self._show_state)
        self.go.clicked.connect(self._export)
        self.back.clicked.connect(self.closed)

    def show_listed(self, projects: Sequence[str]) -> None:
        """Offer the fiches that the list of projects shows now; call before `begin`."""
        self._listed = tuple(projects)

    def begin(self) -> None:
        """Offer what can be exported now; called whenever the page is shown."""
        self._live.flush()
        self.job.notices.clear()
        self._scopes = self._offered()
        for button in self.choices:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self.choices = [QRadioButton(scope.text) for scope in self._scopes]
        for at, button in enumerate(self.choices):
            self._group.addButton(button, at)
            self._choice_layout.addWidget(button)
        self.choices[0].setChecked(True)
        self.choices[0].setFocus()

    def _lay_out(self) -> None:
        self.setAccessibleName("Exporteren naar Excel")
        title = QLabel("Exporteren naar Excel")
        title.setProperty("role", "title")
        self.go.setProperty("role", "primary")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(wrapped_label("Wat gaat in het werkboek?", "heading"))
        self._choice_layout = QVBoxLayout()
        self._choice_layout.setSpacing(GRID)
        inside.addLayout(self._choice_layout)
        inside.addSpacing(GRID)
        inside.addWidget(wrapped_label("Waar komt het?", "heading"))
        inside.addWidget(self.target)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        page = ReadingColumn()
        page.column.addWidget(title)
        page.column.addWidget(
            wrapped_label(
                "Je kunt het werkboek in Excel invullen en daarna weer inlezen. Indienen doe je "
                "met “Indienen…”; een export alleen telt niet.",
                "hint",
            )
        )
        content = QWidget()
        middle = QVBoxLayout(content)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(card)
        middle.addStretch(1)
        page.column.addWidget(scrolled(content), 1)
        page.column.addWidget(self.job)
        page.column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _offered(self) -> list[_Scope]:
        found = []
        if project := self._live.project:
            titel = self._live.desk.fiche(project).values["titel"] or "nog geen titel"
            found.append(_Scope(f"Deze fiche: {project} – {titel}", (project,)))
        if self._listed and self._listed != (self._live.project,):
            text = f"De fiches die nu in de lijst staan ({len(self._listed)})"
            found.append(_Scope(text, self._listed))
        whole = "Het hele dossier" if self._live.desk.entiteit else "Het hele centrale bestand"
        return [*found, _Scope(whole, None)]

    def _chosen(self) -> _Scope:
        return self._scopes[max(self._group.checkedId(), 0)]

    def _on_chosen(self, _at: int, is_chosen: bool) -> None:  # noqa: FBT001 - the signal's argument
        if is_chosen:
            desk = self._live.desk
            name = export_name(desk.workspace, desk.meetmoment.naam, self._chosen().projects)
            self.target.propose(desk.workspace.path.parent / name)

    def _show_state(self) -> None:
        is_workbook = self.target.path().suffix.lower() == ".xlsx"
        self.go.setEnabled(is_workbook and not self.job.is_busy)
        self.back.setEnabled(not self.job.is_busy)

    def _export(self) -> None:
        self._live.flush()
        desk, target, projects = self._live.desk, self.target.path(), self._chosen().projects
        self.job.run(
            lambda progress: export(
                desk.workspace,
                desk.meetmoment.naam,
                None,
                target,
                desk.actor,
                progress,
                projects=projects,
            ),
            "Het werkboek wordt gemaakt…",
            self._on_exported,
            self._offers,
        )

    def _offers(self, _error: VvdeskError) -> tuple[Offer, ...]:
        return (
            Offer("Opnieuw", self._export),
            Offer("Andere naam", self._on_other_name),
            Offer("Annuleren", self.closed.emit),
        )

    def _on_other_name(self) -> None:
        self.target.propose(free_name(self.target.path()))
        if self.target.browse():
            self._export()

    def _on_exported(self, handed: Handed) -> None:
        count, path = len(handed.projects), Path(handed.path)
        noun = "fiche" if count == 1 else "fiches"
        self.job.tell(
            f'"{path.name}" is gemaakt met {count} {noun}.',
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(path)),
            Offer("Map openen", lambda: self._messages.open_outside(path.parent)),
        )
        self.exported.emit(handed)
