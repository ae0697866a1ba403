"""What rows about the momentopname share: a plan with the inzendingen it came from, sealed."""

import hashlib
import random
from pathlib import Path

from benchmarks.measuring import Bench
from benchmarks.row_workbook import typical_entiteit
from benchmarks.stores import ACTOR
from vvdesk.editing import Editing
from vvdesk.handing_out import export
from vvdesk.model import Inzending
from vvdesk.sealing.making import seal
from vvdesk.store.workspace import Workspace

_FILES = 30
"""Inzendingen per meetmoment."""
_SEED = 20210331


def sealed(store: Path, target: Path) -> Path:
    """Seal the last meetmoment of a store, which is not told of it.

    Args:
        store: Read only.
        target: The momentopname.
    """
    with Workspace.open(store, read_only=True) as workspace:
        seal(workspace, ACTOR, workspace.meetmoment(), target)
    return target


def with_evidence(bench: Bench) -> Path:
    """Return a full plan with as many inzendingen as seven meetmomenten bring.

    They are as large as a workbook of an entiteit of ordinary size, and as dense; what stands in
    them is chance.
    """
    path, source = bench.copy(bench.store(bench.real)), random.Random(_SEED)
    with Workspace.open(path) as workspace:
        moment, sample = workspace.meetmoment().id, bench.new_path("xlsx")
        export(workspace, None, typical_entiteit(workspace), sample, ACTOR)
        size = sample.stat().st_size
        files = 3 if bench.quick else _FILES * moment
        with Editing(workspace, ACTOR).step("Inzendingen") as work:
            rows = [_inzending(n, moment, source.randbytes(size)) for n in range(files)]
            work.manage(Inzending, rows, {"aantal": files}, meetmoment_id=moment)
    return path


def _inzending(number: int, moment: int, data: bytes) -> dict[str, object]:
    return {
        "id": number + 1,
        "meetmoment_id": moment,
        "bestandsnaam": f"{number}.xlsx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "inhoud_digest": f"{number}",
        "export_volgnummer": 0,
        "ontvangen_op": "2021-11-30T12:00:00+00:00",
        "ontvangen_door": ACTOR.wie,
        "stap": 1,
        "tellers": "{}",
        "bestand": data,
    }
