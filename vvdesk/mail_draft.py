"""A mail that is ready to be sent: a file that the person's own mail program opens.

vvdesk never sends anything itself. The header `X-Unsent` lets Outlook open the file as a mail that
is still being written; other programs show it with the choice to edit it as new.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file, unavailable
from vvdesk.day_words import day_in_words
from vvdesk.errors import Unavailable
from vvdesk.number_words import counted

_TYPES: Final = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_ANY_TYPE: Final = ("application", "octet-stream")
_BACK: Final = {
    ".xlsx": (
        "Zo dien je in:\n"
        "1. Bewaar het werkboek en open het in Excel. Het blad Lees mij legt uit wat je invult.\n"
        "2. Vul in, en kijk het blad Problemen na.\n"
        "3. Stuur het werkboek terug als antwoord op deze mail.\n"
        "Werk je met vvdesk? Sleep het werkboek dan in het venster."
    ),
    ".vvd": (
        "Zo dien je in:\n"
        "1. Bewaar het dossier in een map van jezelf en open het met vvdesk.\n"
        "2. Vul de fiches in en kies Indienen; vvdesk kijkt alles na en maakt een werkboek.\n"
        "3. Stuur dat werkboek terug als antwoord op deze mail."
    ),
}
"""How a file comes back, by its suffix."""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail with one attachment.

    Attributes:
        subject: On one line.
        text: Plain text.
        attachment: A workbook or a dossier.
        to: The address; empty to let the sender fill it in.
    """

    subject: str
    text: str
    attachment: Path
    to: str = ""


def inzending_mail(
    attachment: Path, entiteit: str, meetmoment: str, projects: tuple[str, ...], code: str
) -> MailDraft:
    """Write the mail that goes along with an inzending."""
    count = "1 projectfiche" if len(projects) == 1 else f"{len(projects)} projectfiches"
    text = (
        "Beste,\n\n"
        f"In bijlage vind je de inzending van {entiteit} voor meetmoment {meetmoment}: {count} "
        f"({', '.join(projects)}).\n\n"
        f"Bestand: {attachment.name}\n"
        f"Controlecode: {code}\n\n"
        "Met de controlecode kun je nagaan dat het bestand onderweg niet veranderd is: vvdesk "
        "berekent ze opnieuw en moet dezelfde zestien tekens vinden.\n\n"
        "Met vriendelijke groeten\n"
    )
    subject = f"Inzending {meetmoment} – {entiteit} – {code}"
    return MailDraft(subject, text, attachment)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one entiteit.

    Attributes:
        entiteit: Its official name.
        meetmoment: The name.
        peildatum: The day on which the status is reported.
        deadline: The day by which the inzending is due; None when none was set.
        projects: Code and title of each.
        questions: How many questions are open.
        returned: Project to why its fiche was sent back.
    """

    entiteit: str
    meetmoment: str
    peildatum: date
    deadline: date | None
    projects: tuple[tuple[str, str], ...]
    questions: int = 0
    returned: Mapping[str, str] = field(default_factory=dict)


def uitvraag_mail(attachment: Path, asked: Asked) -> MailDraft:
    """Write the mail with which an uitvraag leaves."""
    count = counted(len(asked.projects), "projectfiche", "projectfiches")
    listed = "\n".join(f"- {code} {titel}".rstrip() for code, titel in asked.projects)
    by = f" tegen {_day(asked.deadline)}" if asked.deadline else ""
    questions = (
        f"Bij je fiches {'staat' if asked.questions == 1 else 'staan'} "
        f"{counted(asked.questions, 'vraag', 'vragen')} van ons. Beantwoord die ook.\n\n"
        if asked.questions
        else ""
    )
    returned = "".join(f"- {code}: {reden}\n" for code, reden in sorted(asked.returned.items()))
    returned = f"Dit sturen we je terug om aan te passen:\n{returned}\n" if returned else ""
    text = (
        "Beste,\n\n"
        f"In bijlage vind je de uitvraag van {asked.entiteit} voor meetmoment {asked.meetmoment}: "
        f"{count}. Geef de stand van zaken op {_day(asked.peildatum)} en dien in{by}.\n\n"
        f"{listed}\n\n"
        f"{returned}"
        f"{questions}"
        f"Bestand: {attachment.name}\n\n"
        f"{_BACK[attachment.suffix.lower()]}\n\n"
        "Met vriendelijke groeten\n"
    )
    until = f" – indienen{by}" if by else ""
    return MailDraft(f"Uitvraag {asked.meetmoment} – {asked.entiteit}{until}", text, attachment)


def _day(day: date) -> str:
    return day_in_words(day, date.min)  # with the year, whenever the mail is read


def write_mail_draft(draft: MailDraft, target: Path) -> None:
    """Write a mail as a file (`.eml`); the same mail always gives the same bytes.

    Raises:
        Unavailable: The attachment cannot be read, or `target` cannot be written.
    """
    try:
        content = draft.attachment.read_bytes()
    except OSError as error:
        raise unavailable(error, draft.attachment) from error
    message = EmailMessage(policy.SMTP)
    message["X-Unsent"] = "1"
    if draft.to:
        message["To"] = draft.to
    message["Subject"] = " ".join(draft.subject.split())
    message.set_content(draft.text, charset="utf-8")
    maintype, subtype = _TYPES.get(draft.attachment.suffix.lower(), _ANY_TYPE)
    message.add_attachment(
        content, maintype=maintype, subtype=subtype, filename=draft.attachment.name
    )
    message.set_boundary(f"vvdesk-{hashlib.sha256(content).hexdigest()[:32]}")
    data = message.as_bytes()

    def verify(written: Path) -> None:
        found = BytesParser(policy=policy.SMTP).parsebytes(written.read_bytes())
        parts = [part.get_content() for part in found.iter_attachments()]
        if parts != [content]:
            raise Unavailable(
                f'"{target.name}" is niet goed op de schijf gekomen. Probeer opnieuw.'
            )

    replace_file(target, lambda path: path.write_bytes(data), verify)
