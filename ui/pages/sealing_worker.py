"""What a worker does for the page that seals, with libraries that are loaded there and then."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from vvdesk.audit import Actor
from vvdesk.collector import collector_paused
from vvdesk.jobs import Progress
from vvdesk.model import Meetmoment
from vvdesk.report.request import Request, Vorm
from vvdesk.report_choices import Choice, Uitgave
from vvdesk.report_files import proposed_name, targets_of
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.signing import Signer
from vvdesk.store.workspace import Workspace

if TYPE_CHECKING:
    from vvdesk.publishing import Published


class Made(Protocol):
    """A momentopname that was made; `vvdesk.sealing.making.Sealed` is one."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever made it should know, in Dutch."""


@dataclass(frozen=True, slots=True)
class SealOrder:
    """What is to be sealed.

    Attributes:
        moment: The last meetmoment in it.
        target: The file.
        vormen: The voortgangsrapport is made now in these forms, and goes along.
        files: Reports that were published before.
        signer: The key that signs; None for none.
    """

    moment: Meetmoment
    target: Path
    vormen: tuple[Vorm, ...] = ()
    files: tuple[Path, ...] = ()
    signer: Signer | None = None


Make = Callable[[Workspace, Actor, SealOrder, Progress], Made]
"""Makes a momentopname; see `make`."""


def make(workspace: Workspace, actor: Actor, order: SealOrder, progress: Progress) -> Made:
    """Make the reports that are wanted, and seal them with the rest.

    Raises:
        VvdeskError: As `vvdesk.sealing.making.seal` and `vvdesk.publishing.publish_all`; what
            stood at the target is as it was.
        Cancelled: The user stopped; what stood at the target is as it was.
    """
    from vvdesk.sealing.making import seal  # noqa: PLC0415 - see the module

    with TemporaryDirectory(prefix="vvdesk-") as folder:
        published = _published(workspace, order, Path(folder), progress)
        reports = [*(each.path for each in published), *order.files]
        return seal(
            workspace,
            actor,
            order.moment,
            order.target,
            reports=reports,
            signer=order.signer,
            progress=progress,
        )


def _published(
    workspace: Workspace, order: SealOrder, folder: Path, progress: Progress
) -> "list[Published]":
    """Make the voortgangsrapport in a folder of its own."""
    if not order.vormen:
        return []
    progress(0, 0, "Het rapport klaarzetten")
    from vvdesk.publishing import publish_all  # noqa: PLC0415 - see the module

    naam = order.moment.naam
    name = proposed_name(Choice(Uitgave.VOORTGANG, naam))
    targets = targets_of(folder / name, order.vormen)
    with collector_paused():
        return publish_all(workspace, Request(meetmoment=naam), targets, None, progress)
