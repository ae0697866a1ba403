"""Indienen: look at what blocks, make the workbook, and send it; or take it back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.hand_in_card import blocking_in_words
from ui.pages.hand_in_done import Sent
from ui.pages.hand_in_frame import DONE, FILE, LOOK, HandInFrame
from ui.pages.hand_in_look import Found, locked_reason, look, sent_before
from ui.pages.hand_in_sending import Sending
from ui.pages.target_file import free_name
from ui.theme import Theme
from ui.typed import UNREAD
from vvdesk.errors import VvdeskError
from vvdesk.handing_in import HandedIn, hand_in, proposed_name, take_back
from vvdesk.readiness import Overview
from vvdesk.rules import Gewogen


class HandInPage(HandInFrame):
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
        super().__init__(runner, messages, icons, theme, parent)
        self._live = live
        self._seen: Overview | None = None
        self._wants_back = False
        self._sending = Sending(live.desk, messages, self.job)
        self._connect()
        self.show_step(LOOK)

    def begin(self) -> None:
        """Look at the dossier anew; called whenever the page is shown."""
        self._live.flush()
        self._sending.handed = None
        self.overview.begin()
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

    def show_step(self, step: int) -> None:
        """Show the view of a step, and whether it can go on from there."""
        super().show_step(step)
        self._show_state()

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
        self.done.mail_requested.connect(self._sending.make_mail)
        self.done.folder_requested.connect(self._sending.open_folder)
        self.done.take_back_requested.connect(self._on_take_back)

    def _on_findings_changed(self, _project: str) -> None:
        if self.isVisible() and self.at == LOOK:
            self._again.start()

    def _look(self) -> None:
        if self.job.is_busy:
            return
        desk = self._live.desk
        self.job.run(
            lambda progress: look(desk, progress),
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

    def _on_looked(self, found: Found) -> None:
        seen = self._seen = found.seen.with_unread(self._unread(found.seen))
        deadline = f" · uiterlijk {seen.deadline:%d/%m/%Y}" if seen.deadline else ""
        self.hint.setText(f"{seen.entiteit} · meetmoment {seen.meetmoment}{deadline}")
        self.overview.show_overview(seen, may_edit=locked_reason(self._live.desk) is None)
        self.file.show_overview(seen)
        if seen.fiches and seen.is_handed_in:
            self._sending.handed = found.handed
            self.done.show_sent(sent_before(found))
            self.show_step(DONE)
            if self._wants_back:
                self.done.focus_take_back()
        elif self._wants_back:
            self.job.tell("Er is niets ingediend om terug te nemen.")
            self.show_step(LOOK)
        elif self.at != FILE or seen.blocking:
            self.show_step(LOOK)
        if self.isVisible():  # else it is looked at once more when the page is shown
            self._wants_back = False
        self.keep_keyboard()

    def _show_state(self) -> None:
        seen, locked, text = self._seen, locked_reason(self._live.desk), ""
        ready = self.at == DONE
        if self.at == LOOK and seen is not None:
            blocking = blocking_in_words(seen.blocking)
            text = locked or (f"Nog {blocking}." if blocking else "Alles is nagekeken.")
            ready = not (locked or blocking or not seen.fiches)
        elif self.at == FILE:
            ready = self.file.target.path().suffix.lower() == ".xlsx"
            text = "" if ready else "Het bestand moet eindigen op .xlsx."
        self.state.setText(text)
        self.go.setEnabled(ready and not self.job.is_busy)
        self.back.setEnabled(not self.job.is_busy)

    def _on_go(self) -> None:
        if self.at == DONE:
            self.closed.emit()
        elif self.at == FILE:
            self._hand_in()
        else:
            workspace, moment = self._live.desk.workspace, self._live.desk.meetmoment.naam
            self.file.target.propose(workspace.path.parent / proposed_name(workspace, moment))
            self.show_step(FILE)
            self.go.setFocus()

    def _on_back(self) -> None:
        if self.at == FILE:
            self.show_step(LOOK)
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
            Offer("Annuleren", lambda: self.show_step(FILE)),
        )

    def _on_other_name(self) -> None:
        self.file.target.propose(free_name(self.file.target.path()))
        if self.file.target.browse():
            self._hand_in()

    def _on_handed_in(self, handed: HandedIn) -> None:
        self._sending.handed = handed
        count = len(handed.projects)
        told = f"{count} {'projectfiche is' if count == 1 else 'projectfiches zijn'} ingediend."
        self.done.show_sent(Sent(told, handed.code, handed.path))
        self.show_step(DONE)
        self._live.refresh()
        self.done.mail.setFocus()
        self.handed_in.emit(handed)

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
        self.show_step(LOOK)
        self.taken_back.emit()
        self._again.start()
