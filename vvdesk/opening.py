"""Opening a store for whoever wants to work in it: to write when that is possible, else to read."""

from vvdesk.errors import NewerFormat, Unavailable
from vvdesk.store.place import Place, ServerUrl
from vvdesk.store.workspace import Workspace


def open_for_work(path: Place) -> Workspace:
    """Open a file or a server; what hinders writing becomes the reason that it can only be read.

    Args:
        path: A `.vvd`, or a database on a server.

    Returns:
        The open store; `read_only` says in Dutch what hinders: somebody else works in the file, its
        folder cannot be written, a later vvdesk made it and only that one may change it, or the
        login on the server may only read.

    Raises:
        Refused: It is no `.vvd`, damaged, or made by a later vvdesk in a way that this one
            cannot read; or a server without a plan or of another format.
        Unavailable: It cannot even be read.
    """
    if isinstance(path, ServerUrl):
        return Workspace.open(path)
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
