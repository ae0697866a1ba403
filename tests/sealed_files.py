"""Momentopnamen of the round that the screens show: signed, unsigned, and changed afterwards."""

from dataclasses import dataclass
from pathlib import Path

from seal_forger import edited

from vvdesk.audit import Actor
from vvdesk.sealing.making import seal
from vvdesk.sealing.minisign import SecretKey
from vvdesk.store.workspace import Workspace

OFFICE = "Departement Kanselarij en Bestuur"
_REPORTS = {"voortgangsrapport.pdf": b"%PDF-1.7 %%EOF", "voortgangsrapport.docx": b"PK"}


@dataclass(frozen=True, slots=True)
class SealedFiles:
    """Momentopnamen in one folder.

    Attributes:
        signed: Signed by `OFFICE`, with reports.
        unsigned: The same content, signed by nobody.
        changed: The signed one, with a title and an amount changed by somebody.
        alone: Of the first meetmoment only.
        public_key: The lines by which `signed` is trusted.
    """

    signed: Path
    unsigned: Path
    changed: Path
    alone: Path
    public_key: str


def make_sealed_files(central: Path, alone: Path, actor: Actor) -> SealedFiles:
    """Make them beside a central file, in a folder of their own.

    Args:
        central: With two meetmomenten.
        alone: With one.
        actor: Who seals.
    """
    folder = central.parent / "momentopnamen"
    folder.mkdir()
    reports = [folder / name for name in _REPORTS]
    for path in reports:
        path.write_bytes(_REPORTS[path.name])
    key = SecretKey.generate()
    with Workspace.open(central) as workspace:
        moment = workspace.meetmoment()
        signed = seal(
            workspace, actor, moment, folder / "september-2021.vvs", reports=reports, signer=key
        ).path
        unsigned = seal(workspace, actor, moment, folder / "september-2021-zonder.vvs").path
    with Workspace.open(alone) as workspace:
        first = seal(workspace, actor, workspace.meetmoment(), folder / "april-2021.vvs").path
    changed = edited(
        signed,
        "UPDATE financiering SET vak = vak + 1000000 WHERE project_code = 'VV018'",
        "UPDATE fiche SET titel = titel || ' (bis)' WHERE project_code = 'VV112'",
    )
    return SealedFiles(signed, unsigned, changed, first, key.public.text(OFFICE))
