"""A mail that is ready to be sent: a file that the person's own mail program opens.

vvdesk never sends anything itself. The header `X-Unsent` lets Outlook open the file as a mail that
is still being written; other programs show it with the choice to edit it as new.
"""

import hashlib
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file, unavailable
from vvdesk.errors import Unavailable

_WORKBOOK: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail with one attachment.

    Attributes:
        subject: On one line.
        text: Plain text.
        attachment: A workbook.
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
    maintype, subtype = _WORKBOOK
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
