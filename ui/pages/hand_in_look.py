"""What a look at a dossier yields before it is handed in, and after it was."""

from dataclasses import dataclass
from datetime import datetime

from ui.pages.hand_in_done import Sent
from vvdesk.control_code import control_code
from vvdesk.desk import Desk
from vvdesk.handing_in import HandedIn, Remembered, last_handed_in
from vvdesk.jobs import Progress
from vvdesk.readiness import Overview, overview


@dataclass(frozen=True)
class Found:
    """What a look at the dossier yields.

    Attributes:
        seen: All fiches.
        before: What is remembered of the inzending; None when there is none.
        handed: That inzending, when its workbook still stands beside the dossier, unchanged.
    """

    seen: Overview
    before: Remembered | None
    handed: HandedIn | None


def look(desk: Desk, progress: Progress) -> Found:
    """Look at a dossier; for a worker thread."""
    workspace, moment = desk.workspace, desk.meetmoment.naam
    seen = overview(workspace, moment, progress)
    before = last_handed_in(workspace, moment) if seen.is_handed_in else None
    handed = None
    if before is not None:
        path = workspace.path.parent / before.bestand
        if path.is_file() and control_code(path) == before.code:
            handed = HandedIn(path, before.code, tuple(each.project for each in seen.fiches))
    return Found(seen, before, handed)


def sent_before(found: Found) -> Sent:
    """Tell of an inzending of an earlier day."""
    before = found.before
    if before is None:
        return Sent("Dit dossier is ingediend.", "", None)
    moment = datetime.fromisoformat(before.tijd).astimezone()
    return Sent(
        f"Ingediend op {moment:%d/%m/%Y om %H:%M} door {before.wie}.",
        before.code,
        found.handed.path if found.handed else None,
        f'"{before.bestand}" staat niet (meer) naast het dossier, of is sindsdien gewijzigd.',
    )


def locked_reason(desk: Desk) -> str | None:
    """Return why nothing can be handed in, in Dutch; None when it can."""
    if desk.workspace.read_only is not None:
        return desk.workspace.read_only
    if desk.meetmoment.is_closed:
        return f"Meetmoment {desk.meetmoment.naam} is gesloten."
    return None
