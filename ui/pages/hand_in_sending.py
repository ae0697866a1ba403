"""After handing in: the mail that is made ready, and the folder of the workbook."""

from pathlib import Path

from PySide6.QtCore import QObject

from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from vvdesk.desk import Desk
from vvdesk.handing_in import HandedIn
from vvdesk.jobs import Progress
from vvdesk.mail_draft import inzending_mail, write_mail_draft


class Sending(QObject):
    """Zet de mail klaar waarmee een inzending vertrekt.

    Args:
        desk: Whose inzending it is.
        messages: Opens the mail and the folder.
        job: Where it is done and told.

    Attributes:
        handed: The inzending; None when there is none to send.
    """

    def __init__(self, desk: Desk, messages: Messages, job: JobArea) -> None:
        super().__init__(job)
        self._desk, self._messages, self._job = desk, messages, job
        self.handed: HandedIn | None = None

    def make_mail(self) -> None:
        """Write the mail beside the workbook, and open it."""
        if self.handed is None:
            return
        path, moment = self.handed.path, self._desk.meetmoment.naam
        entiteit = self._desk.entiteit or ""
        draft = inzending_mail(path, entiteit, moment, self.handed.projects, self.handed.code)
        target = path.with_suffix(".eml")

        def write(_progress: Progress) -> Path:
            write_mail_draft(draft, target)
            return target

        self._job.run(write, "De mail wordt klaargezet…", self._on_written)

    def open_folder(self) -> None:
        """Show where the workbook stands."""
        if self.handed is not None:
            self._messages.open_outside(self.handed.path.parent)

    def _on_written(self, target: Path) -> None:
        if self._messages.open_outside(target):
            self._job.tell("De mail staat klaar in je mailprogramma. Kijk ze na en verstuur ze.")
        else:
            self._job.tell(
                f'Er is geen mailprogramma gevonden. De mail staat in "{target.name}", in de map '
                "van het werkboek.",
                Tone.WARNING,
                Offer("Map openen", self.open_folder),
            )
