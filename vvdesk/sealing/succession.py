"""Whether a momentopname follows another one: nothing of what was sealed then is gone now.

A chain of hashes shows what was changed or taken out, not a trail that its owner cut off or made
anew from the beginning. Whoever still has an earlier momentopname sees that too: its last row must
stand in the later trail, with the same hash.

Source:
    RELIABILITY.md 7.7.
"""

from sqlalchemy import select

from vvdesk.model import Wijziging
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.sealing.verdict import Controle
from vvdesk.store.workspace import Workspace

NAME = "Vorige"


def succession(later: Workspace, earlier: Workspace) -> Controle:
    """Tell whether one momentopname goes on where another one ended.

    Args:
        later: The momentopname that is judged.
        earlier: One that was made, and judged, before.

    Raises:
        Refused: One of both has no manifest that can be read.
        Unavailable: One of both cannot be read any more.
    """
    now, then = manifest_of(later), manifest_of(earlier)
    if now is None or then is None:
        return Controle(NAME, False, "Een van beide is geen momentopname.")
    if now.bestand_id != then.bestand_id:
        return Controle(
            NAME, False, f"{earlier.path.name} komt uit een ander bestand of van een andere server."
        )
    if now.spoor_rijen < then.spoor_rijen:
        return Controle(
            NAME,
            False,
            f"Het wijzigingsspoor telt {now.spoor_rijen} rijen, in {earlier.path.name} waren het "
            f"er {then.spoor_rijen}: het is afgeknipt, of {earlier.path.name} is de latere.",
        )
    if _hash_at(later, then.spoor_rijen) != then.spoor_hash:
        return Controle(
            NAME,
            False,
            f"Rij {then.spoor_rijen} van het wijzigingsspoor is niet de laatste rij van "
            f"{earlier.path.name}: het spoor werd herschreven.",
        )
    return Controle(NAME, True, _follows(now, then, earlier.path.name))


def _hash_at(workspace: Workspace, row: int) -> str | None:
    with workspace.connection() as connection:
        return connection.scalar(select(Wijziging.hash).where(Wijziging.n == row))


def _follows(now: Manifest, then: Manifest, name: str) -> str:
    told = f"Het wijzigingsspoor van {name} staat er onveranderd in."
    if now.vorige == then.sha256:
        return f"{told} {name} is de momentopname die hieraan voorafging."
    return f"{told} Er is sindsdien nog een momentopname gemaakt, of deze is niet genoteerd."
