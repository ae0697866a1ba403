"""A small momentopname, made quickly, for every test that needs one."""

from collections.abc import Sequence
from pathlib import Path

from stores import ACTOR, fiche, new_store

from vvdesk.content import Inhoud
from vvdesk.sealing.making import seal
from vvdesk.sealing.signing import Signer
from vvdesk.store.workspace import Workspace


def sealed(
    tmp_path: Path,
    *contents: Inhoud,
    of: Path | None = None,
    meetmoment: str | None = None,
    reports: Sequence[Path] = (),
    signer: Signer | None = None,
    name: str = "momentopname.vvs",
) -> Path:
    """Make a momentopname.

    Args:
        tmp_path: The folder in which it comes.
        contents: The fiches of april 2021, in a central file made for it; two when there are none.
        of: A central file to seal instead.
        meetmoment: Which one; the latest by default.
        reports: Files that go along.
        signer: The key that signs it.
        name: How the momentopname is called.

    Returns:
        Where it stands.
    """
    if of is None:
        fiches = contents or (
            fiche("VV015", mijlpalen=2),
            fiche("VV016", financiering__vak=250_000),
        )
        of = new_store(tmp_path / f"bron-{name}.vvd", *fiches)
    with Workspace.open(of) as workspace:
        moment = workspace.meetmoment(meetmoment)
        made = seal(workspace, ACTOR, moment, tmp_path / name, reports=reports, signer=signer)
    return made.path
