"""The document of a merge: the plan as it was shown, kept with what was carried out."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select

from vvdesk.audit import Actor, now
from vvdesk.editing import Work
from vvdesk.errors import Misused, Refused
from vvdesk.jobs import Progress, silent
from vvdesk.merge.drawn import Counters
from vvdesk.merge.lines import ChangeKind
from vvdesk.merge.plan import MergePlan, plan_counters
from vvdesk.merge.planned import PlannedWorkbook
from vvdesk.merge.rows import PlanRow
from vvdesk.merge.totals import PlanTotals
from vvdesk.model import Keuze, Meetmoment, Samenvoeging
from vvdesk.store.workspace import Workspace

FORMAT: Final = 1
_KEEPING: Final = "Het plan wordt bewaard"
_LARGEST: Final = 2**28
_MOST_PARTS: Final = 20_000_000
"""Bytes of a document when unpacked: no store is believed without a bound."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A batch that was carried out.

    Attributes:
        id: Its number.
        meetmoment_id: Of the fiches.
        tijd: When, UTC, ISO 8601.
        wie: Who merged.
        titel: "30 inzendingen".
        teruggenomen: Whether it was taken back since.
    """

    id: int
    meetmoment_id: int
    tijd: str
    wie: str
    titel: str
    teruggenomen: bool


def samenvoegingen(workspace: Workspace, meetmoment_id: int | None = None) -> list[Merged]:
    """Return the batches that were carried out, latest first; of all meetmomenten, or of one."""
    table = Samenvoeging.__table__.c
    query = select(
        table.id,
        table.meetmoment_id,
        table.tijd,
        table.wie,
        table.titel,
        table.teruggenomen_door_stap,
    ).order_by(table.id.desc())
    if meetmoment_id is not None:
        query = query.where(table.meetmoment_id == meetmoment_id)
    with workspace.connection() as connection:
        return [Merged(*row[:5], row[5] is not None) for row in connection.execute(query)]


def document_of(workspace: Workspace, samenvoeging_id: int) -> dict[str, Any]:
    """Return the document of a batch that was carried out.

    Raises:
        Misused: There is no batch of that number.
        Refused: What is kept of it is damaged.
    """
    with workspace.connection() as connection:
        packed = connection.scalar(
            select(Samenvoeging.document).where(Samenvoeging.id == samenvoeging_id)
        )
    if packed is None:
        raise Misused(f"Er is geen samenvoeging met nummer {samenvoeging_id}.")
    return unpacked(packed, samenvoeging_id)


def unpacked(packed: bytes, samenvoeging_id: int) -> dict[str, Any]:
    """Unpack a document as the store keeps it.

    Raises:
        Refused: It is damaged.
    """
    try:
        text = zlib.decompressobj().decompress(packed, _LARGEST)
        # A few kilobytes can unpack into lists that no memory holds.
        found = json.loads(text) if sum(map(text.count, b"[{,")) <= _MOST_PARTS else None
    except (zlib.error, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(
            f"Het document van samenvoeging {samenvoeging_id} is beschadigd. Neem een eerdere "
            "versie van het bestand (vvdesk-cli versions)."
        )
    return found


def document_of_plan(
    plan: MergePlan, *, meetmoment: str = "", wie: str = "", tijd: str = ""
) -> dict[str, Any]:
    """Return the document of a plan that was not carried out, with the choices made so far."""
    head = _head(plan, meetmoment, wie, tijd or now())
    return {**head, "werkboeken": list(_workbooks(plan)), **_tail(plan)}


def remember_merge(
    work: Work,
    plan: MergePlan,
    actor: Actor,
    steps: Sequence[int],
    progress: Progress = silent,
) -> int:
    """Keep the plan as a document.

    Args:
        work: The step that keeps it; the last one of the batch.
        plan: As it was carried out.
        actor: Who merged.
        steps: The numbers of the steps of the inzendingen, earliest first.
        progress: Called once per file; all of them are carried out by now.

    Returns:
        The number of the batch.

    Raises:
        Cancelled: The user stopped.
    """
    last = work.connection.scalar(select(func.max(Samenvoeging.id))) or 0
    name = work.connection.scalar(
        select(Meetmoment.naam).where(Meetmoment.id == plan.meetmoment_id)
    )
    tijd = now()
    row = {
        "id": last + 1,
        "meetmoment_id": plan.meetmoment_id,
        "tijd": tijd,
        "wie": actor.wie,
        "titel": _title(plan),
        "stappen": json.dumps(list(steps)),
        "document": _packed(_pieces(plan, _head(plan, str(name), actor.wie, tijd), progress)),
    }
    summary = {"id": last + 1, "titel": row["titel"], "stappen": list(steps)}
    work.manage(Samenvoeging, [row], summary, meetmoment_id=plan.meetmoment_id)
    return last + 1


def _packed(pieces: Iterable[str]) -> bytes:
    packing = zlib.compressobj(6)
    return b"".join([*(packing.compress(piece.encode()) for piece in pieces), packing.flush()])


def _pieces(plan: MergePlan, head: dict[str, Any], progress: Progress) -> Iterator[str]:
    """Yield the JSON text inzending by inzending: a large batch is never whole in memory."""
    yield f'{_text(head)[:-1]},"werkboeken":['
    total = len(plan.workbooks)
    for number, workbook in enumerate(_workbooks(plan)):
        progress(total, total, _KEEPING)
        yield f"{',' if number else ''}{_text(workbook)}"
    yield f"],{_text(_tail(plan))[1:]}"


_text: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _head(plan: MergePlan, meetmoment: str, wie: str, tijd: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "titel": _title(plan),
        "meetmoment": meetmoment,
        "tijd": tijd,
        "wie": wie,
    }


def _tail(plan: MergePlan) -> dict[str, Any]:
    return {
        "tellers": _counted(plan_counters(plan)),
        "totalen": _totals(plan.known_totals),
    }


def _title(plan: MergePlan) -> str:
    number = sum(each.status == "accepted" and each.already is None for each in plan.workbooks)
    return f"{number} inzending" if number == 1 else f"{number} inzendingen"


def _workbooks(plan: MergePlan) -> Iterator[dict[str, Any]]:
    rows = groupby(plan.rows, key=lambda row: row.workbook)
    waiting = next(rows, None)
    for number, workbook in enumerate(plan.workbooks):
        own: Iterable[PlanRow] = ()
        if waiting is not None and waiting[0] == number:
            own = list(waiting[1])
            waiting = next(rows, None)
        yield _workbook(plan, workbook, own)


def _workbook(
    plan: MergePlan, workbook: PlannedWorkbook, rows: Iterable[PlanRow]
) -> dict[str, Any]:
    letter, details = workbook.letter, plan.details(workbook)
    return {
        "bestand": workbook.path.name,
        "sha256": letter.sha256 if letter else "",
        "entiteit": letter.entiteit if letter else None,
        "afzender": letter.sender if letter else "",
        "status": workbook.status,
        "melding": workbook.message,
        "tellers": _counted(workbook.counters),
        "opmerkingen": [warned._asdict() for warned in details.warnings],
        "regels": [_row(row) for row in rows],
        "toelichtingen": [
            [step.project, step.regel, step.plaats, step.was]
            for step in details.toelichtingen
            if step.was is not None
        ],
    }


def _row(row: PlanRow) -> dict[str, Any]:
    told: dict[str, Any] = {
        "soort": row.kind.value,
        "project": row.project,
        "pad": row.path,
        "label": row.label,
        "basis": row.base,
        "centraal": row.central,
        "ontvangen": row.received,
        "blad": row.sheet,
        "cel": row.cell,
    }
    if row.message is not None:
        told["melding"] = row.message
    if row.kind is ChangeKind.CONFLICT:
        told |= {"keuze": Keuze.OPEN.value}
        if row.choice is not None:
            told |= {"keuze": row.choice.keuze.value, "nota": row.choice.note}
            told |= {"gekozen": row.shown_after}
    return told


def _counted(counters: Counters) -> dict[str, int]:
    return {count.value: number for count, number in counters.items()}


def _totals(totals: PlanTotals | None) -> dict[str, Any] | None:
    if totals is None:
        return None
    return {"voor": totals.before.to_json(), "na": totals.after.to_json()}
