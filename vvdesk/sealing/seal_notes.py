"""Which momentopnamen were made of a store, as its audit trail tells."""

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from vvdesk.audit import Actor
from vvdesk.editing import Editing
from vvdesk.model import Wijziging
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.scope import NOTED_AS
from vvdesk.sealing.source import Source
from vvdesk.store.workspace import Workspace

_NOTED: Final = (
    select(Wijziging.tijd, Wijziging.wie, Wijziging.nieuw)
    .where(Wijziging.meetmoment_id.is_(None), Wijziging.rij == NOTED_AS)
    .order_by(Wijziging.n)
)


class Momentopname:
    """What the trail calls the making of a seal; there is no table of it."""

    __tablename__ = NOTED_AS


@dataclass(frozen=True, slots=True)
class SealNote:
    """One momentopname that was made.

    Attributes:
        tijd: When, UTC, ISO 8601.
        wie: By whom.
        meetmoment: The name of the sealed meetmoment.
        aard: Whether it was closed.
        controlecode: Of the seal.
        sha256: Of its manifest.
        bestandsnaam: How the file was called.
        sleutel: Id of the key that signed it; None when nobody did.
    """

    tijd: str
    wie: str
    meetmoment: str
    aard: Aard
    controlecode: str
    sha256: str
    bestandsnaam: str
    sleutel: str | None


def seals_of(workspace: Workspace) -> list[SealNote]:
    """Return the momentopnamen that were made of a store, oldest first.

    Raises:
        Unavailable: The store cannot be read any more.
    """
    with workspace.connection() as connection:
        return _read(Source(connection))


def latest_seal(source: Source) -> SealNote | None:
    """Return the momentopname that was made last; None for none."""
    found = _read(source)
    return found[-1] if found else None


def note_seal(workspace: Workspace, actor: Actor, manifest: Manifest, bestandsnaam: str) -> None:
    """Write in the audit trail of a store that a momentopname of it was made.

    Raises:
        ReadOnly: The store was opened to read, or the login may not write.
        Unavailable: The disk or the server refuses.
    """
    summary = {
        "meetmoment": manifest.meetmoment,
        "aard": manifest.aard.value,
        "controlecode": manifest.controlecode,
        "sha256": manifest.sha256,
        "bestandsnaam": bestandsnaam,
        "sleutel": manifest.sleutel,
    }
    with Editing(workspace, actor).step(f"Momentopname {manifest.meetmoment} gemaakt") as work:
        work.manage(Momentopname, [], summary)


def _read(source: Source) -> list[SealNote]:
    found = []
    for tijd, wie, nieuw in source.execute(_NOTED):
        said = json.loads(nieuw)
        found.append(SealNote(tijd, wie, **{**said, "aard": Aard(said["aard"])}))
    return found
