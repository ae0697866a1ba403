"""All mijlpalen that ever were, to choose one from."""

from dataclasses import dataclass

from sqlalchemy import select

from vvdesk.choices import folded
from vvdesk.jobs import Progress, silent
from vvdesk.model import Mijlpaal
from vvdesk.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Mijlpaalregel:
    """A mijlpaal as it was last seen.

    Attributes:
        id: Its permanent id.
        titel: On one line; empty for none.
        status: The key of its status; empty for none.
        meetmoment_id: The last meetmoment at which it stands.
        is_weg: Whether it is gone at the last meetmoment of the store.
        zoektekst: What can be looked for, folded.
    """

    id: str
    titel: str
    status: str
    meetmoment_id: int
    is_weg: bool
    zoektekst: str


def all_mijlpalen(workspace: Workspace, progress: Progress = silent) -> list[Mijlpaalregel]:
    """Return every mijlpaal of every meetmoment once, by id.

    Args:
        workspace: The open store.
        progress: Called once per meetmoment.

    Raises:
        Cancelled: The user stopped.
        Unavailable: The file cannot be read any more.
    """
    moments = [each.id for each in workspace.meetmomenten()]
    found: dict[str, Mijlpaalregel] = {}
    columns = Mijlpaal.__table__.c
    query = select(columns.id, columns.titel, columns.status)
    with workspace.connection() as connection:
        for done, moment in enumerate(moments):
            progress(done, len(moments), "Mijlpalen lezen")
            rows = connection.execute(query.where(columns.meetmoment_id == moment))
            for row_id, titel, status in rows:
                line = " ".join((titel or "").split())
                is_gone = moment != moments[-1]
                searched = folded(f"{row_id} {line}")
                found[row_id] = Mijlpaalregel(row_id, line, status or "", moment, is_gone, searched)
    return [found[row_id] for row_id in sorted(found)]


def matching(rows: list[Mijlpaalregel], words: str) -> list[Mijlpaalregel]:
    """Return the mijlpalen in whose id or title every word occurs, in any place."""
    wanted = folded(words).split()
    return [each for each in rows if all(word in each.zoektekst for word in wanted)]
