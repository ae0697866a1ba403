"""Indienen: look at what blocks, make the workbook, and send it; or take it back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.hand_in_card import blocking_in_words
from ui.pages.hand_in_done import DoneView, Sent
from ui.pages.hand_in_file import FileView
from ui.pages.hand_in_overview import OverviewView
from ui.pages.job_area import JobArea
from ui.pages.reading_column import ReadingColumn
from ui.pages.step_line import StepLine
from ui.pages.target_file import free_name
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from ui.typed import UNREAD
from vvdesk.control_code import control_code
from vvdesk.desk import Desk
from vvdesk.errors import VvdeskError
from vvdesk.handing_in import (
    HandedIn,
    Overview,
    Remembered,
    hand_in,
    last_handed_in,
    overview,
    proposed_name,
    take_back,
)
from vvdesk.jobs import Progress
from vvdesk.mail_draft import inzending_mail, write_mail_draft
from vvdesk.rules import Gewogen

_STEPS = ("Nakijken", "Bestand", "Versturen")
_LOOK, _FILE, _DONE = range(3)


@dataclass(frozen=True)
class _Found:
    """What a look at the dossier yields."""

    seen: Overview
    before: Remembered | None
    same_file: bool


class HandInPage(QWidget):
    """De pagina waarop je een dossier indient, in drie stappen.

    Signals:
        closed(): The person wants to go back to the form.
        handed_in(object): A `HandedIn`: the workbook stands there and the dossier is locked.
        taken_back(): The dossier can be changed again.

    Args:
        live: The open file.
        runner: Runs long work.
        messages: Opens dialogs, folders and the mail.
        icons: For shapes.
        theme: For colours.
    """

    closed = Signal()
    handed_in = Signal(object)
    taken_back = Signal()

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
        self._seen: Overview | None = None
        self._sent: HandedIn | None = None
        self._wants_back = False
        self.steps = StepLine(_STEPS, theme)
        self.overview = OverviewView(icons, theme)
        self.file = FileView(messages, icons)
        self.done = DoneView(icons, theme)
        self.job = JobArea(runner, icons, theme)
        self.go = QPushButton("Verder")
        self.back = QPushButton(icons.get("arrow-left"), "Terug naar de fiche")
        self._icons = icons
        self._lay_out()
        self._connect()
        self._show_step(_LOOK)

    def begin(self) -> None:
        """Look at the dossier anew; called whenever the page is shown."""
        self._live.flush()
        self._sent = None
        if self._live.desk.entiteit is None:
            self.go.setEnabled(False)
            self.job.tell(
                "Dit is een centraal bestand. Indienen doe je met het dossier van een entiteit.",
                Tone.WARNING,
            )
            return
        self._look()

    def begin_take_back(self) -> None:
        """Look at the dossier and go to where the inzending can be taken back."""
        self._wants_back = True
        self.begin()

    def _lay_out(self) -> None:
        self.setAccessibleName("Indienen")
        title = QLabel("Indienen")
        title.setProperty("role", "title")
        self._hint = wrapped_label(role="hint")
        self._stack = QStackedWidget()
        for view in (self.overview, self.file, self.done):
            self._stack.addWidget(view)
        self._state = wrapped_label()
        self.go.setProperty("role", "primary")
        self.go.setMinimumWidth(16 * GRID)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.back)
        buttons.addWidget(self._state, 1)
        buttons.addWidget(self.go)
        page = ReadingColumn()
        for part in (title, self._hint, self.steps):
            page.column.addWidget(part)
        page.column.addWidget(self._stack, 1)
        page.column.addWidget(self.job)
        page.column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def _connect(self) -> None:
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._look)
        self._live.findings_changed.connect(self._on_findings_changed)
        self.overview.explained.connect(self._live.explain)
        self.overview.jump_requested.connect(self._live.jump_requested)
        self.file.target.changed.connect(self._show_state)
        self.job.busy_changed.connect(self._show_state)
        self.go.clicked.connect(self._on_go)
        self.back.clicked.connect(self._on_back)
        self.done.mail_requested.connect(self._on_mail)
        self.done.folder_requested.connect(self._on_folder)
        self.done.take_back_requested.connect(self._on_take_back)

    def _on_findings_changed(self, _project: str) -> None:
        if self.isVisible() and self._step == _LOOK:
            self._again.start()

    def _look(self) -> None:
        if self.job.is_busy:
            return
        desk = self._live.desk
        self.job.run(
            lambda progress: _look(desk, progress),
            "Het dossier wordt nagekeken…",
            self._on_looked,
        )

    def _unread(self, seen: Overview) -> dict[str, list[Gewogen]]:
        """Return what was typed in the form and is no value of its field."""
        return {
            fiche.project: [
                each for each in self._live.problems(fiche.project) if each.finding.code == UNREAD
            ]
            for fiche in seen.fiches
        }

    def _on_looked(self, found: _Found) -> None:
        seen = self._seen = found.seen.with_unread(self._unread(found.seen))
        deadline = f" · uiterlijk {seen.deadline:%d/%m/%Y}" if seen.deadline else ""
        self._hint.setText(f"{seen.entiteit} · meetmoment {seen.meetmoment}{deadline}")
        self.overview.show_overview(seen, may_edit=self._locked() is None)
        self.file.show_overview(seen)
        if seen.fiches and seen.is_handed_in:
            self._show_remembered(found)
        elif self._wants_back:
            self.job.tell("Er is niets ingediend om terug te nemen.")
            self._show_step(_LOOK)
        elif self._step != _FILE or seen.blocking:
            self._show_step(_LOOK)
        self._wants_back = False

    def _show_remembered(self, found: _Found) -> None:
        before, folder = found.before, self._live.desk.workspace.path.parent
        if before is None:
            self.done.show_sent(Sent("Dit dossier is ingediend.", "", None))
        else:
            moment = datetime.fromisoformat(before.tijd).astimezone()
            told = f"Ingediend op {moment:%d/%m/%Y om %H:%M} door {before.wie}."
            codes = tuple(fiche.project for fiche in found.seen.fiches)
            path = folder / before.bestand
            self._sent = HandedIn(path, before.code, codes) if found.same_file else None
            note = (
                f'"{before.bestand}" staat niet (meer) naast het dossier, of is sindsdien '
                "gewijzigd."
            )
            self.done.show_sent(Sent(told, before.code, path if found.same_file else None, note))
        self._show_step(_DONE)
        if self._wants_back:
            self.done.focus_take_back()

    def _show_step(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.back.setText("Terug" if step == _FILE else "Terug naar de fiche")
        self.go.setText(("Verder", "Indienen", "Klaar")[step])
        if step == _FILE:
            self.go.setIcon(self._icons.get("send", "on_brand"))
        else:
            self.go.setIcon(
                self._icons.get("check" if step == _DONE else "arrow-right", "on_brand")
            )
        self.back.setVisible(step != _DONE)
        self._show_state()

    def _show_state(self) -> None:
        seen, locked, text = self._seen, self._locked(), ""
        ready = self._step == _DONE
        if self._step == _LOOK and seen is not None:
            blocking = blocking_in_words(seen.blocking)
            text = locked or (f"Nog {blocking}." if blocking else "Alles is nagekeken.")
            ready = not (locked or blocking or not seen.fiches)
        elif self._step == _FILE:
            ready = self.file.target.path().suffix.lower() == ".xlsx"
            text = "" if ready else "Het bestand moet eindigen op .xlsx."
        self._state.setText(text)
        self.go.setEnabled(ready and not self.job.is_busy)
        self.back.setEnabled(not self.job.is_busy)

    def _locked(self) -> str | None:
        desk = self._live.desk
        if desk.workspace.read_only is not None:
            return desk.workspace.read_only
        if desk.meetmoment.is_closed:
            return f"Meetmoment {desk.meetmoment.naam} is gesloten."
        return None

    def _on_go(self) -> None:
        if self._step == _DONE:
            self.closed.emit()
        elif self._step == _FILE:
            self._hand_in()
        else:
            workspace, moment = self._live.desk.workspace, self._live.desk.meetmoment.naam
            self.file.target.propose(workspace.path.parent / proposed_name(workspace, moment))
            self._show_step(_FILE)
            self.go.setFocus()

    def _on_back(self) -> None:
        if self._step == _FILE:
            self._show_step(_LOOK)
            self._look()
        else:
            self.closed.emit()

    def _hand_in(self) -> None:
        self._live.flush()
        desk, target = self._live.desk, self.file.target.path()
        self.job.run(
            lambda progress: hand_in(
                desk.workspace, desk.meetmoment.naam, target, desk.actor, progress
            ),
            "Het werkboek wordt gemaakt…",
            self._on_handed_in,
            self._offers,
        )

    def _offers(self, _error: VvdeskError) -> tuple[Offer, ...]:
        return (
            Offer("Opnieuw", self._hand_in),
            Offer("Andere naam", self._on_other_name),
            Offer("Annuleren", lambda: self._show_step(_FILE)),
        )

    def _on_other_name(self) -> None:
        self.file.target.propose(free_name(self.file.target.path()))
        if self.file.target.browse():
            self._hand_in()

    def _on_handed_in(self, handed: HandedIn) -> None:
        self._sent = handed
        count = len(handed.projects)
        told = f"{count} {'projectfiche is' if count == 1 else 'projectfiches zijn'} ingediend."
        self.done.show_sent(Sent(told, handed.code, handed.path))
        self._show_step(_DONE)
        self._live.refresh()
        self.done.mail.setFocus()
        self.handed_in.emit(handed)

    def _on_mail(self) -> None:
        sent, desk = self._sent, self._live.desk
        if sent is None:
            return
        target = sent.path.with_suffix(".eml")
        draft = inzending_mail(
            sent.path, desk.entiteit or "", desk.meetmoment.naam, sent.projects, sent.code
        )

        def write(_progress: Progress) -> Path:
            write_mail_draft(draft, target)
            return target

        self.job.run(write, "De mail wordt klaargezet…", self._on_mail_written)

    def _on_mail_written(self, target: Path) -> None:
        if self._messages.open_outside(target):
            self.job.tell("De mail staat klaar in je mailprogramma. Kijk ze na en verstuur ze.")
        else:
            self.job.tell(
                f'Er is geen mailprogramma gevonden. De mail staat in "{target.name}", in de map '
                "van het werkboek.",
                Tone.WARNING,
                Offer("Map openen", self._on_folder),
            )

    def _on_folder(self) -> None:
        if self._sent is not None:
            self._messages.open_outside(self._sent.path.parent)

    def _on_take_back(self, reden: str) -> None:
        desk = self._live.desk
        self.job.run(
            lambda _progress: take_back(desk.workspace, desk.meetmoment.naam, desk.actor, reden),
            "De inzending wordt teruggenomen…",
            self._on_taken_back,
        )

    def _on_taken_back(self, _nothing: None) -> None:
        self._live.refresh()
        self._live.tell("De inzending is teruggenomen. Je kunt weer wijzigen.", Tone.GOOD)
        self._show_step(_LOOK)
        self.taken_back.emit()
        self._again.start()


def _look(desk: Desk, progress: Progress) -> _Found:
    seen = overview(desk.workspace, desk.meetmoment.naam, progress)
    before = last_handed_in(desk.workspace, desk.meetmoment.naam) if seen.is_handed_in else None
    same = False
    if before is not None:
        path = desk.workspace.path.parent / before.bestand
        same = path.is_file() and control_code(path) == before.code
    return _Found(seen, before, same)
