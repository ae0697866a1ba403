"""Reading a dossier as an inzending: it goes through our own workbook, so there is one way in."""

import hashlib
import re
import tempfile
from pathlib import Path
from typing import Final

from sqlalchemy import select

from vvdesk.audit import Actor, head
from vvdesk.errors import NewerFormat, Refused, Unavailable, VvdeskError
from vvdesk.exchange.read_back import NotAsMeant
from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.submission.reading import read_submission
from vvdesk.handing_out import export
from vvdesk.model import Wijziging
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Outside, Submission

SUFFIX = ".vvd"
ROOMY = Limits(seconds=45.0)
"""Its workbook is written and read back, which takes longer than reading one that came in."""
LARGEST = 256 * 2**20
"""Bytes; a dossier of one entiteit is a hundred times smaller."""
_OF_ONES_OWN_FILE: Final = re.compile(r"[^.;]*eerdere versie \(vvdesk-cli versions\)\.$")
"""Advice that helps with a file of one's own: of what was received no versions were kept."""
_ASK_AGAIN: Final = " Vraag het dossier opnieuw, of een werkboek."


_PIECE = 2**20


def is_dossier(path: Path) -> bool:
    """Tell whether a file goes by the name of a dossier."""
    return path.suffix.lower() == SUFFIX


def read_dossier(path: Path, lists: bytes) -> Submission:
    """Read a dossier; meant to run in a worker process with `ROOMY` limits.

    A copy is read: what is checked is what is read, and the file stays as it is.

    Args:
        path: The file as received.
        lists: The choices of the meetmoment, packed.

    Returns:
        What the workbook would say that this dossier exports; name and SHA-256 are its own.

    Raises:
        Refused: It is no dossier, or damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened, or somebody works in it.
    """
    with tempfile.TemporaryDirectory(prefix="vvdesk-inzending-") as folder:
        copy = Path(folder) / path.name
        digest = _copied(path, copy)
        book = Path(folder) / f"{path.stem}.xlsx"
        _write_workbook(copy, book)
        submission = read_submission(book, lists)
    submission.name, submission.sha256 = path.name, digest
    return submission


def read_dossier_outside(path: Path) -> Outside:
    """Read which export a dossier would be, without making it; meant to run in a worker process.

    Raises:
        Refused: It is no dossier, or damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened, or somebody works in it.
    """
    with tempfile.TemporaryDirectory(prefix="vvdesk-inzending-") as folder:
        copy = Path(folder) / path.name
        _copied(path, copy)
        with Workspace.open(copy, read_only=True) as dossier, dossier.connection() as connection:
            plan = dossier.plan
            return Outside(plan.bestand_id, plan.entiteit or "", head(connection)[0])


def _copied(path: Path, copy: Path) -> str:
    """Copy a file; return the SHA-256 of what was copied."""
    if any(path.with_name(f"{path.name}-{part}").exists() for part in ("journal", "wal")):
        raise Unavailable(
            f'In "{path.name}" wordt nog gewerkt, of het werd niet goed gesloten. Sluit het in '
            "vvdesk en voeg het dan opnieuw toe."
        )
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(
                f'"{path.name}" is groter dan {LARGEST // 2**20} MB en is dus geen dossier van één '
                "entiteit. Vraag het dossier of het werkboek van de inzending zelf."
            )
        digest = hashlib.sha256()
        with path.open("rb") as source, copy.open("wb") as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
    except OSError as error:
        raise Unavailable(
            f'"{path.name}" kan niet gelezen worden ({error.strerror}). Kijk na of het er nog '
            "staat en voeg het opnieuw toe."
        ) from error
    return digest.hexdigest()


def _write_workbook(copy: Path, book: Path) -> None:
    with _opened(copy) as dossier:
        if dossier.plan.entiteit is None:
            raise Refused(
                f'"{copy.name}" is een centraal bestand, geen dossier van één entiteit. Lees de '
                "dossiers of werkboeken van de entiteiten zelf in."
            )
        with dossier.connection() as connection:
            wie = connection.scalar(select(Wijziging.wie).order_by(Wijziging.n.desc()).limit(1))
        try:
            export(dossier, None, None, book, Actor(wie or "", ""))
        except NotAsMeant as error:
            raise Refused(
                f'"{copy.name}" bevat een waarde die vvdesk nooit schrijft; er is in gesleuteld.'
                f"{_ASK_AGAIN}"
            ) from error
        except (Unavailable, NewerFormat):
            raise
        except VvdeskError as error:
            told = _OF_ONES_OWN_FILE.sub(_ASK_AGAIN, str(error))
            raise Refused(f'"{copy.name}" kan niet als inzending gelezen worden. {told}') from error


def _opened(copy: Path) -> Workspace:
    try:
        return Workspace.open(copy, read_only=True)
    except NewerFormat:
        raise
    except Refused as error:
        raise Refused(_OF_ONES_OWN_FILE.sub(_ASK_AGAIN, str(error))) from error
