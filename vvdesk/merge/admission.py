"""Whether an inzending may come in at all: right plan, right meetmoment, right sender, in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vvdesk.choices import Choices, folded
from vvdesk.model import Fase
from vvdesk.plan.referentie import Referentie
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission


@dataclass(frozen=True, slots=True)
class Receiver:
    """The file that inzendingen come into.

    Attributes:
        name: File name, for messages.
        plan: Code of its plan.
        meetmoment: Name of the meetmoment that is being asked for: the latest.
        fasen: Folded name of every meetmoment to its fase.
        entiteiten: The entiteiten of that meetmoment.
    """

    name: str
    plan: str
    meetmoment: str
    fasen: Mapping[str, str]
    entiteiten: Choices


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came in before from the same sender.

    Attributes:
        inzending_id: Of an inzending that says the same; None when there is none.
        received: When that one came in, as a person writes a day.
        newest: Name of the file of a later export of the same dossier; None when there is none.
    """

    inzending_id: int | None = None
    received: str = ""
    newest: str | None = None


NOTHING_EARLIER: Final = Earlier()


def receiver_of(workspace: Workspace, referentie: Referentie) -> Receiver:
    """Return what a file expects of inzendingen.

    Args:
        workspace: The file.
        referentie: Of its latest meetmoment.
    """
    return Receiver(
        workspace.path.name,
        workspace.plan.code,
        referentie.meetmoment,
        {folded(each.naam): each.fase for each in workspace.meetmomenten()},
        referentie.lists["entiteit"],
    )


def why_not(submission: Submission, receiver: Receiver) -> str | None:
    """Return why an inzending cannot come in, in Dutch; None when it can."""
    if submission.plan != receiver.plan:
        return (
            f'"{submission.name}" hoort bij een ander plan ({submission.plan}) dan '
            f'"{receiver.name}" ({receiver.plan}). Lees het in bij dat plan.'
        )
    return (
        _why_not_now(submission, receiver)
        or _why_not_from(submission, receiver)
        or submission.refusal
    )


def why_ask(submission: Submission, earlier: Earlier) -> str | None:
    """Return why a person has to confirm that an inzending comes in; None when nobody has to."""
    if earlier.newest is None:
        return None
    where = f"{earlier.received} zit" if earlier.received else "al ingelezen is"
    return (
        f'"{submission.name}" is een oudere export (nummer {submission.sequence}) dan '
        f'"{earlier.newest}", die {where}. Bevestig dat je de oudere toch wilt inlezen.'
    )


def official_sender(submission: Submission, receiver: Receiver) -> str | None:
    """Return the sender's entiteit in official spelling; None when there is none."""
    if submission.entiteit is None:
        return None
    return receiver.entiteiten.key_for(submission.entiteit)


def _why_not_now(submission: Submission, receiver: Receiver) -> str | None:
    asked = folded(submission.meetmoment)
    fase = receiver.fasen.get(asked)
    if fase == Fase.GESLOTEN:
        return (
            f'"{submission.name}" is voor meetmoment {submission.meetmoment}, en dat is gesloten. '
            "Een gesloten meetmoment verandert nooit meer."
        )
    if asked != folded(receiver.meetmoment):
        return (
            f'"{submission.name}" is voor meetmoment {submission.meetmoment}, maar '
            f'"{receiver.name}" staat op {receiver.meetmoment}. Vraag een inzending voor dat '
            "meetmoment."
        )
    return None


def _why_not_from(submission: Submission, receiver: Receiver) -> str | None:
    if submission.entiteit is None or official_sender(submission, receiver) is not None:
        return None
    return (
        f'"{submission.name}" komt van {submission.entiteit}, en die entiteit is niet bekend in '
        "dit meetmoment. Voeg ze toe aan de referentiegegevens, of vraag wie het werkboek maakte."
    )
