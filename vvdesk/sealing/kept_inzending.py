"""The submitted file with a certain digest, in any store: a momentopname or a central file."""

from typing import Final, cast

from sqlalchemy import Table, func, select

from vvdesk.errors import Misused
from vvdesk.model import Inzending
from vvdesk.sealing.kept_files import KeptFile, Soort
from vvdesk.store.workspace import Workspace

_SENT: Final = cast("Table", Inzending.__table__).c


def kept_inzending(workspace: Workspace, sha256: str) -> KeptFile:
    """Return the inzending with this digest, to save a copy of; see `kept_files.save_copy`.

    Args:
        workspace: The open store.
        sha256: Of the bytes of the file, as the audit trail names it.

    Raises:
        Misused: The store knows no such inzending.
        Unavailable: The file cannot be read any more.
    """
    query = (
        select(
            _SENT.id,
            _SENT.bestandsnaam,
            _SENT.entiteit,
            _SENT.meetmoment_id,
            _SENT.ontvangen_op,
            func.length(_SENT.bestand).label("omvang"),
        )
        .where(_SENT.sha256 == sha256)
        # A file that was taken in twice is one and the same; one of both may have kept its bytes.
        .order_by(_SENT.bestand.is_(None), _SENT.id)
    )
    with workspace.connection() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise Misused(
            f"Er is geen inzending met SHA-256 {sha256} bewaard. Vraag het bestand aan wie het "
            "maakte en vergelijk die SHA-256."
        )
    return KeptFile(
        Soort.INZENDING,
        row.id,
        row.bestandsnaam,
        row.entiteit or "",
        row.meetmoment_id,
        row.ontvangen_op,
        row.omvang,
        sha256,
    )
