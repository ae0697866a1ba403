"""Opening a file for whoever wants to work in it: to write when that is possible, else to read."""

from pathlib import Path

from vvdesk.errors import NewerFormat, Unavailable
from vvdesk.store.workspace import Workspace


def open_for_work(path: Path) -> Workspace:
    """Open a file; what hinders writing becomes the reason that it can only be read.

    Args:
        path: A `.vvd`.

    Returns:
        The open file; `read_only` says in Dutch what hinders: somebody else works in it, the
        folder cannot be written, or a later vvdesk made it and only that one may change it.

    Raises:
        Refused: It is no `.vvd`, damaged, or made by a later vvdesk in a way that this one
            cannot read.
        Unavailable: It cannot even be read.
    """
    try:
        return Workspace.open(path)
    except NewerFormat:
        return Workspace.open_later(path)
    except Unavailable as hindrance:
        try:
            workspace = Workspace.open(path, read_only=True)
        except Unavailable:
            raise hindrance from None
        workspace.read_only = str(hindrance)
        return workspace
