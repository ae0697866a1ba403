"""A reminder for an entiteit whose fiches are missing: a mail that its own mail program opens.

vvdesk never sends anything itself; see `vvdesk.mail_draft` for the header that makes it a draft.
"""

from dataclasses import dataclass
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from vvdesk.atomic import replace_file
from vvdesk.day_words import day_in_words
from vvdesk.errors import Misused, Unavailable
from vvdesk.model import Staat
from vvdesk.reception import BoardRow, FicheStand

_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail without an attachment.

    Attributes:
        subject: On one line.
        text: Plain text.
    """

    subject: str
    text: str


def reminder_of(row: BoardRow, meetmoment: str, today: date) -> Reminder:
    """Write the reminder for one entiteit.

    Args:
        row: Of an entiteit that still has fiches to hand in.
        meetmoment: Its name.
        today: The day on which it is written.

    Raises:
        Misused: Nothing of this entiteit is missing.
    """
    returned = [each for each in row.fiches if each.staat == Staat.TERUGGESTUURD.value]
    concept = [each for each in row.fiches if each.staat == Staat.CONCEPT.value]
    if not returned and not concept:
        raise Misused(f"Van {row.naam} ontbreekt niets; een herinnering is niet nodig.")
    parts = ["Beste,"]
    if concept:
        noun = "deze projectfiche" if len(concept) == 1 else f"deze {len(concept)} projectfiches"
        parts.append(
            f"Van {row.naam} ontvingen we voor meetmoment {meetmoment} {noun} nog niet:\n"
            + _listed(concept)
        )
    if returned:
        noun = "Deze fiche" if len(returned) == 1 else f"Deze {len(returned)} fiches"
        verb = (
            "stuurden we terug en wacht" if len(returned) == 1 else "stuurden we terug en wachten"
        )
        parts.append(f"{noun} {verb} op een aanpassing:\n{_listed(returned)}")
    parts.append(_until(row.deadline, today))
    parts.append(
        "Is de inzending al onderweg? Dan mag je dit bericht negeren. Lukt het niet op tijd? Laat "
        "het ons weten.\n\nMet vriendelijke groeten"
    )
    return Reminder(f"Herinnering {meetmoment} – {row.naam}", "\n\n".join(parts) + "\n")


def write_reminder(reminder: Reminder, target: Path) -> None:
    """Write a reminder as a file (`.eml`).

    Raises:
        Unavailable: `target` cannot be written.
    """
    message = EmailMessage(policy.SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(reminder.subject.split())
    message.set_content(reminder.text, charset="utf-8")
    data = message.as_bytes()

    def verify(written: Path) -> None:
        found = BytesParser(policy=policy.SMTP).parsebytes(written.read_bytes())
        if found["Subject"] != message["Subject"] or found["X-Unsent"] != "1":
            raise Unavailable(
                f'"{target.name}" is niet goed op de schijf gekomen. Probeer opnieuw.'
            )

    replace_file(target, lambda path: path.write_bytes(data), verify)


def _listed(fiches: list[FicheStand]) -> str:
    lines = []
    for each in fiches[:_MOST_NAMED]:
        why = f" (reden: {each.reden})" if each.reden else ""
        lines.append(f"- {each.project} {each.titel}".rstrip() + why)
    if len(fiches) > _MOST_NAMED:
        lines.append(f"- en nog {len(fiches) - _MOST_NAMED} andere")
    return "\n".join(lines)


def _until(deadline: date | None, today: date) -> str:
    if deadline is None:
        return "Bezorg ons je inzending zodra je kunt."
    day = day_in_words(deadline, today)
    if today > deadline:
        return f"De uiterste dag was {day}. Bezorg ons je inzending zo snel mogelijk."
    return f"Bezorg ons je inzending uiterlijk op {day}."
