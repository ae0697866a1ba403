"""Verifying a momentopname."""

from pathlib import Path

from vvdesk.jobs import Progress, silent
from vvdesk.sealing.verdict import Oordeel, TrustedKeys, Verdict
from vvdesk.store.workspace import Workspace


def verify_file(
    path: Path, trusted: TrustedKeys, progress: Progress = silent, *, evidence: bool = True
) -> Verdict:
    """Judge a file."""
    del path, trusted, progress, evidence
    return Verdict(Oordeel.GEWIJZIGD, "", (), (), None, "")


def verify(
    workspace: Workspace,
    trusted: TrustedKeys,
    progress: Progress = silent,
    *,
    evidence: bool = True,
) -> Verdict:
    """Judge an open momentopname."""
    return verify_file(Path(str(workspace.path)), trusted, progress, evidence=evidence)
