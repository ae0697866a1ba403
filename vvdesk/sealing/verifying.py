"""Verifying a momentopname: what is quick first, every check told, whatever the file holds.

Source:
    EXCHANGE.md, Momentopname; RELIABILITY.md 7.5; the procedure by hand is docs/momentopname.md.
"""

from pathlib import Path

from vvdesk.errors import Refused
from vvdesk.jobs import Progress, silent
from vvdesk.sealing.checking import Checking
from vvdesk.sealing.file_faults import faults_of
from vvdesk.sealing.seen_bytes import seen_in, seen_on_disk
from vvdesk.sealing.verdict import BESTAND, CHECKS, Controle, Oordeel, TrustedKeys, Verdict
from vvdesk.store.sealed_format import check_sealed_header
from vvdesk.store.workspace import Workspace


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
    try:
        check_sealed_header(path)
        opened = Workspace.open(path)
    except Refused as error:
        seen = seen_on_disk(path, progress)
        sentence, found = faults_of(path, error)
        checks = tuple(
            Controle(name, False, sentence)
            if name == BESTAND
            else Controle(name, None, "Niet nagekeken: het bestand is niet te openen.")
            for name in CHECKS
        )
        return Verdict(Oordeel.GEWIJZIGD, sentence, checks, tuple(found), None, seen.sha256)
    with opened as workspace:
        return verify(workspace, trusted, progress, evidence=evidence)


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
    seen = seen_in(workspace, progress)
    return Checking(workspace, trusted, progress, seen).verdict(evidence=evidence)
