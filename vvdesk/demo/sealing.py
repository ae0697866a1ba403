"""What the coordinator of the demonstration hands to the auditor: a momentopname and a key."""

from vvdesk.audit import Actor
from vvdesk.demo.deciding import Tell
from vvdesk.demo.folder import Demofolder
from vvdesk.jobs import Progress, silent
from vvdesk.sealing.making import seal
from vvdesk.sealing.minisign import SecretKey
from vvdesk.store.workspace import Workspace

_OFFICE = "vvdesk demodienst"


class Sealing:
    """Seals how the round stands, signed with a key that is thrown away.

    Args:
        folder: Where everything is made.
        actor: The coordinator.
        tell: Called with a sentence for every step.
        progress: For the long steps.
    """

    def __init__(
        self, folder: Demofolder, actor: Actor, tell: Tell, progress: Progress = silent
    ) -> None:
        self._folder, self._actor = folder, actor
        self._tell, self._progress = tell, progress

    def play(self) -> None:
        """Make the momentopname, with the reports in it, and the public key beside it.

        Raises:
            Unavailable: The folder cannot be written.
            Cancelled: The user stopped.
        """
        key = SecretKey.generate()
        reports = sorted(self._folder.reports.glob("voortgangsrapport.*"))
        with Workspace.open(self._folder.central) as central:
            made = seal(
                central, self._actor, central.meetmoment(), self._folder.sealed,
                reports=reports, signer=key, progress=self._progress,
            )  # fmt: skip
        self._folder.public_key.write_text(key.public.text(_OFFICE), encoding="utf-8")
        code = made.manifest.controlecode
        self._tell(f"{made.path.name}: verzegeld en ondertekend, controlecode {code}.")
