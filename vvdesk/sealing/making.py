"""Making a momentopname: everything of a meetmoment and of all before it, in one sealed file.

Source:
    EXCHANGE.md, Momentopname; RELIABILITY.md 7.3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file
from vvdesk.audit import Actor
from vvdesk.errors import Misused, VvdeskError
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.sealing.building import Order, build, step_count
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.page_slack import zero_slack
from vvdesk.sealing.reading_back import read_back, read_back_count
from vvdesk.sealing.seal_notes import SealNote, note_seal, seals_of
from vvdesk.sealing.signing import Signer
from vvdesk.sealing.steps import Steps
from vvdesk.store.workspace import Workspace

__all__ = ["SealNote", "Sealed", "check_target", "proposed_name", "seal", "seals_of"]

SUFFIX: Final = ".vvs"
_LETTERS: Final = re.compile(r"[^\W_]+")
"""What every file system and mail program takes in a name."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Sealed:
    """A momentopname that stands in its place.

    Attributes:
        path: The file.
        manifest: What it says of itself.
        notices: What whoever made it should know, in Dutch.
    """

    path: Path
    manifest: Manifest
    notices: tuple[str, ...] = ()


def seal(
    workspace: Workspace,
    actor: Actor,
    meetmoment: Meetmoment,
    target: Path,
    *,
    reports: Sequence[Path] = (),
    signer: Signer | None = None,
    progress: Progress = silent,
) -> Sealed:
    """Seal a meetmoment and all before it into one file, and note that in the store.

    Args:
        workspace: The central file or server; only its audit trail gets a row.
        actor: Who seals.
        meetmoment: Closed for a definitive momentopname, open for an interim one.
        target: A file on `.vvs`; what stands there is replaced.
        reports: Published reports that go along, as files.
        signer: The key that signs it; None for none.
        progress: Called often.

    Raises:
        Misused: The store is a dossier or a momentopname itself, the target is no `.vvs`, or a
            report is missing.
        Refused: The trail is broken, a fiche cannot be read, or what was written does not say the
            same when it is read back.
        Unavailable: The disk or the server refuses; what stood at the target is as it was.
        Cancelled: The user stopped; what stood at the target is as it was.
    """
    _check(workspace, target)
    order = Order(workspace, actor, meetmoment, tuple(reports), signer, target.name)
    steps = Steps(progress, step_count(order) + read_back_count())
    made: list[Manifest] = []

    def write(path: Path) -> None:
        made.append(build(path, order, steps))
        zero_slack(path)

    replace_file(target, write, lambda path: read_back(path, made[0], steps))
    notices = _note(workspace, actor, made[0], target.name)
    steps.finish()
    return Sealed(target, made[0], notices)


def proposed_name(meetmoment: Meetmoment, aard: Aard, day: date) -> str:
    """Return how a momentopname is best called.

    Args:
        meetmoment: The sealed one.
        aard: Whether it is closed.
        day: Today; in the name of an interim state.
    """
    naam = "-".join(_LETTERS.findall(meetmoment.naam))[:_LONGEST_NAME].rstrip("-").lower()
    stem = f"momentopname_{naam or meetmoment.id}"
    if aard is Aard.TUSSENTIJDS:
        stem += f"_tussentijds-{day.isoformat()}"
    return f"{stem}{SUFFIX}"


def check_target(target: Path) -> None:
    """See that a file may hold a momentopname.

    Raises:
        Misused: Its name says that it is something else.
    """
    if target.suffix.lower() != SUFFIX:
        raise Misused(f'"{target.name}" moet eindigen op {SUFFIX}.')


def _check(workspace: Workspace, target: Path) -> None:
    if workspace.is_sealed:
        raise Misused(
            f'"{workspace.path.name}" is zelf een momentopname. Maak er een van het centrale '
            "bestand of van de server."
        )
    if workspace.plan.entiteit is not None:
        raise Misused(
            f'"{workspace.path.name}" is het dossier van {workspace.plan.entiteit}. Een '
            "momentopname maak je van het centrale bestand of van de server."
        )
    check_target(target)


def _note(
    workspace: Workspace, actor: Actor, manifest: Manifest, bestandsnaam: str
) -> tuple[str, ...]:
    """Note the seal in the trail; it counts as well when that cannot be done."""
    try:
        note_seal(workspace, actor, manifest, bestandsnaam)
    except VvdeskError as error:
        notice = (
            f'De momentopname is gemaakt, maar niet genoteerd in "{workspace.path.name}": '
            f"{error} Bewaar de controlecode zelf."
        )
        return (notice,)
    return ()
