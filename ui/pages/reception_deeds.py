"""Carrying out what is decided about fiches, and setting a reminder ready; both are told."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.reception_words import refused
from vvdesk.besluiten import REGELINGEN, Besluit
from vvdesk.errors import Stale, VvdeskError
from vvdesk.jobs import Progress
from vvdesk.number_words import counted
from vvdesk.reception import Board, BoardRow, board
from vvdesk.reminder import reminder_of, write_reminder
from vvdesk.states import Hindered, decide

_MAIL = "Mails (*.eml)"
_MOST_LISTED = 8
"""Codes that are named one by one."""


class ReceptionDeeds(QObject):
    """Wat de bladzijde Ontvangst doet, met de uitkomst in haar balk.

    Signals:
        read(object): The `Board` as it is now.
        decided(): Fiches went to another state.
        refused(object, object): An exception would take away what hinders this `Besluit` about
            these codes.

    Args:
        live: The open file.
        job: Runs work and tells what came of it.
        messages: Asks where a reminder is stored, and opens it.
        owner: The page.
    """

    read = Signal(object)
    decided = Signal()
    refused = Signal(object, object)

    def __init__(self, live: LiveDesk, job: JobArea, messages: Messages, owner: QWidget) -> None:
        super().__init__(owner)
        self._live, self._job, self._messages, self._owner = live, job, messages, owner

    def look(self) -> None:
        """Read the board."""
        desk = self._live.desk
        workspace, naam = desk.workspace, desk.meetmoment.naam
        self._job.run(
            lambda _progress: board(workspace, naam), "Ontvangst wordt gelezen…", self.read.emit
        )

    def decide(self, besluit: Besluit, codes: tuple[str, ...], reason: str | None) -> None:
        """Take a decision about fiches, and read the board again."""
        self._live.flush()
        desk = self._live.desk
        workspace, naam, actor = desk.workspace, desk.meetmoment.naam, desk.actor

        def work(progress: Progress) -> tuple[Any, Board]:
            # A refusal is a result: the board is read all the same, and a reason may answer it.
            try:
                done: Any = decide(
                    workspace, naam, besluit, codes, actor, reason, progress=progress
                )
            except (Hindered, Stale) as error:
                done = error
            return done, board(workspace, naam)

        what = f"{counted(len(codes), 'fiche', 'fiches')} {besluit.value}…"
        self._job.run(work, what, partial(self._on_done, besluit, codes))

    def remind(self, row: BoardRow) -> None:
        """Ask where the reminder of an entiteit is stored, write it, and open it."""
        desk = self._live.desk
        moment = desk.meetmoment.naam
        try:
            reminder = reminder_of(row, moment, datetime.now().astimezone().date())
        except VvdeskError as error:
            self._job.tell(str(error), Tone.WARNING)
            return
        name = f"Herinnering {moment} {row.kort or row.naam}.eml".replace("/", "-")
        proposed = desk.workspace.path.parent / name
        target = self._messages.file_to_save(
            self._owner.window(), "Herinnering klaarzetten", _MAIL, proposed
        )
        if target is None:
            return

        def write(_progress: Progress) -> Path:
            write_reminder(reminder, target)
            return target

        self._job.run(write, "De herinnering wordt klaargezet…", self._on_written)

    def _on_done(self, besluit: Besluit, codes: tuple[str, ...], result: tuple[Any, Board]) -> None:
        done, found = result
        if isinstance(done, Stale):
            self._live.refresh()
            self.read.emit(found)
            self._job.tell(str(done), Tone.WARNING)
            return
        if isinstance(done, Hindered):
            self.read.emit(found)
            self._job.tell(refused(done), Tone.WARNING)
            if done.wijkt:
                self.refused.emit(besluit, codes)
            return
        self._live.refresh()
        self.read.emit(found)
        listed = f": {', '.join(done)}" if len(done) <= _MOST_LISTED else ""
        told = f"{counted(len(done), 'fiche', 'fiches')} {REGELINGEN[besluit].done}{listed}."
        self._job.tell(told, Tone.GOOD)
        self.decided.emit()

    def _on_written(self, target: Path) -> None:
        if self._messages.open_outside(target):
            self._job.tell(
                "De herinnering staat klaar in je mailprogramma. Kijk ze na en verstuur ze."
            )
            return
        self._job.tell(
            f'Er is geen mailprogramma gevonden. De herinnering staat in "{target.name}".',
            Tone.WARNING,
            Offer("Map openen", partial(self._messages.open_outside, target.parent)),
        )
