"""Reading the seal that a momentopname carries; whether it is true is judged elsewhere."""

from sqlalchemy import select

from vvdesk.sealing.manifest import Manifest
from vvdesk.store.sealed_tables import ZEGEL
from vvdesk.store.workspace import Workspace


def manifest_of(workspace: Workspace) -> Manifest | None:
    """Return what a momentopname says of itself.

    Args:
        workspace: The open store.

    Returns:
        The manifest; None for a store that is not sealed.

    Raises:
        Refused: The manifest is forged or damaged, or there is none.
        Unavailable: The file cannot be read any more.
    """
    if not workspace.is_sealed:
        return None
    with workspace.connection() as connection:
        text = connection.scalar(select(ZEGEL.c.manifest))
    return Manifest.parse(text or "")


def signature_of(workspace: Workspace) -> str | None:
    """Return the text of the signature of a momentopname; None when nobody signed it.

    Raises:
        Unavailable: The file cannot be read any more.
    """
    if not workspace.is_sealed:
        return None
    with workspace.connection() as connection:
        return connection.scalar(select(ZEGEL.c.handtekening))
