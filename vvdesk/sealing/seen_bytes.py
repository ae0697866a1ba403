"""The bytes that are judged: those that were read when the momentopname was opened."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vvdesk.atomic import unavailable
from vvdesk.errors import Unavailable
from vvdesk.jobs import Progress
from vvdesk.sealing.page_slack import Pages
from vvdesk.store.workspace import Workspace

_HEAD: Final = 100
_PIECE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the bytes of a file.

    Attributes:
        head: The first hundred.
        size: How many.
        sha256: Of all of them, hexadecimal.
    """

    head: bytes
    size: int
    sha256: str


def seen_in(workspace: Workspace, progress: Progress) -> Seen:
    """Return what is known of the bytes that an open momentopname shows.

    Args:
        workspace: Open and sealed.
        progress: Called now and then for a file that is read here.

    Raises:
        Unavailable: It stays on disk because it is large, and cannot be read any more.
        Cancelled: The user stopped.
    """
    data = workspace.sealed_bytes
    if data is None:
        return seen_on_disk(Path(str(workspace.path)), progress)
    progress(0, 0, "Het bestand wordt gelezen")
    return Seen(data[:_HEAD], len(data), hashlib.sha256(data).hexdigest())


@contextmanager
def pages_of(workspace: Workspace, page: int) -> Iterator[Pages]:
    """Give what reads the pages of an open momentopname.

    Args:
        workspace: Open and sealed.
        page: Bytes of a page.

    Raises:
        Unavailable: It stays on disk, and cannot be read any more.
    """
    data = workspace.sealed_bytes
    if data is not None:
        yield lambda number: data[(number - 1) * page : number * page]
        return
    path = Path(str(workspace.path))
    try:
        with path.open("rb") as file:

            def read(number: int) -> bytes:
                file.seek((number - 1) * page)
                return file.read(page)

            yield read
    except OSError as error:
        raise unavailable(error, path) from error


def seen_on_disk(path: Path, progress: Progress) -> Seen:
    """Return what is known of the bytes of a file.

    Raises:
        Unavailable: It cannot be read.
        Cancelled: The user stopped.
    """
    digest, size, head = hashlib.sha256(), 0, b""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Unavailable(f'"{path.name}" is geen gewoon bestand, maar een pijp of een toestel.')
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                progress(0, 0, "Het bestand wordt gelezen")
                head = head or piece[:_HEAD]
                size += len(piece)
                digest.update(piece)
    except (FileNotFoundError, IsADirectoryError) as error:
        kind = "is een map" if isinstance(error, IsADirectoryError) else "bestaat niet"
        raise Unavailable(f'"{path.name}" {kind} in {path.parent}.') from error
    except OSError as error:
        raise unavailable(error, path) from error
    return Seen(head, size, digest.hexdigest())
