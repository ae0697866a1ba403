"""Verifying a momentopname: what is quick first, every check told, whatever the file holds.

Source:
    EXCHANGE.md, Momentopname; RELIABILITY.md 7.5; the procedure by hand is docs/momentopname.md.
"""

import hashlib
from pathlib import Path
from typing import Final

from vvdesk.atomic import unavailable
from vvdesk.errors import Refused, Unavailable
from vvdesk.jobs import Progress, silent
from vvdesk.sealing.checking import Checking
from vvdesk.sealing.file_faults import faults_of
from vvdesk.sealing.verdict import BESTAND, CHECKS, Controle, Oordeel, TrustedKeys, Verdict
from vvdesk.store.sealed_format import check_sealed_header
from vvdesk.store.workspace import Workspace

_PIECE: Final = 2**20


def verify_file(
    path: Path, trusted: TrustedKeys, progress: Progress = silent, *, evidence: bool = True
) -> Verdict:
    """Judge a file; whatever is wrong with it ends in a verdict.

    Args:
        path: What should be a momentopname.
        trusted: The keys that count.
        progress: Called often, with what is being looked at.
        evidence: Also read the kept inzendingen again.

    Raises:
        Unavailable: It cannot be read at all.
        Cancelled: The user stopped.
    """
    sha256 = _sha256(path, progress)
    try:
        check_sealed_header(path)
        opened = Workspace.open(path)
    except Refused as error:
        sentence, found = faults_of(path, error)
        checks = tuple(
            Controle(name, False, sentence)
            if name == BESTAND
            else Controle(name, None, "Niet nagekeken: het bestand is niet te openen.")
            for name in CHECKS
        )
        return Verdict(Oordeel.GEWIJZIGD, sentence, checks, tuple(found), None, sha256)
    with opened as workspace:
        return Checking(workspace, trusted, progress, sha256).verdict(evidence=evidence)


def verify(
    workspace: Workspace,
    trusted: TrustedKeys,
    progress: Progress = silent,
    *,
    evidence: bool = True,
) -> Verdict:
    """Judge an open momentopname: the very bytes that the window shows.

    Args:
        workspace: Open and sealed.
        trusted: The keys that count.
        progress: Called often, with what is being looked at.
        evidence: Also read the kept inzendingen again.

    Raises:
        Unavailable: It stays on disk because it is large, and cannot be read any more.
        Cancelled: The user stopped.
    """
    path = Path(str(workspace.path))
    try:
        sha256 = _sha256(path, progress)
    except Unavailable:
        sha256 = ""  # what is shown was read before, and is judged all the same
    return Checking(workspace, trusted, progress, sha256).verdict(evidence=evidence)


def _sha256(path: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                progress(0, 0, "Het bestand wordt gelezen")
                digest.update(piece)
    except OSError as error:
        if isinstance(error, FileNotFoundError | IsADirectoryError):
            kind = "is een map" if isinstance(error, IsADirectoryError) else "bestaat niet"
            raise Unavailable(f'"{path.name}" {kind} in {path.parent}.') from error
        raise unavailable(error, path) from error
    return digest.hexdigest()
