"""The ledger of conflicts: remembered until a person decides, and for ever after that."""

import json
from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from vvdesk.audit import Actor, canonical_json, now
from vvdesk.content import parse_path, path_value
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.merge.choosing import Choice
from vvdesk.merge.steps import ConflictStep
from vvdesk.model import Conflict, Handeling, Keuze
from vvdesk.store.workspace import Workspace

_MOST_PROJECTS_IN_A_QUERY = 500
_ENTRIES: Final = (
    select(
        Conflict.project_code,
        Conflict.pad,
        Conflict.ontvangen,
        Conflict.keuze,
        Conflict.gekozen,
    )
    .where(Conflict.meetmoment_id == bindparam("of_moment"))
    .where(Conflict.project_code.in_(bindparam("of_projects", expanding=True)))
    .order_by(Conflict.id)
)


class Known(Enum):
    """What the ledger knows of a conflict."""

    NEW = auto()
    OPEN = auto()
    """The same value waits for a decision already."""
    DECIDED = auto()
    """Somebody decided against this very value, and what was chosen still stands."""


class Entry(NamedTuple):
    """One conflict in the ledger; the values are JSON texts."""

    project: str
    path: str
    incoming: str
    keuze: str
    chosen: str | None


class Ledger:
    """The conflicts of some projects, by field."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Hold these conflicts."""
        self._entries: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Hold one more conflict."""
        self._entries.setdefault((entry.project, entry.path), []).append(entry)

    def look_up(self, project: str, path: str, incoming: str, current: str) -> Known:
        """Tell whether a conflict is known.

        Args:
            project: The project's code.
            path: The field's path.
            incoming: The submitted value, as JSON text.
            current: The central value, as JSON text.
        """
        same = [
            entry for entry in self._entries.get((project, path), ()) if entry.incoming == incoming
        ]
        if any(entry.keuze == Keuze.OPEN for entry in same):
            return Known.OPEN
        against = {Keuze.CENTRAAL.value, Keuze.EIGEN.value}
        if any(entry.keuze in against and entry.chosen == current for entry in same):
            return Known.DECIDED
        return Known.NEW


def read_entries(
    connection: Connection, meetmoment_id: int, projects: Collection[str]
) -> list[Entry]:
    """Read the conflicts of some projects, earliest first."""
    found: list[Entry] = []
    codes = sorted(projects)
    for start in range(0, len(codes), _MOST_PROJECTS_IN_A_QUERY):
        chunk = codes[start : start + _MOST_PROJECTS_IN_A_QUERY]
        rows = connection.execute(_ENTRIES, {"of_moment": meetmoment_id, "of_projects": chunk})
        found.extend(Entry(*row) for row in rows)
    return found


def entry_of(step: ConflictStep, choice: Choice | None) -> Entry:
    """Return what the ledger will hold of a conflict that was found just now.

    Args:
        step: The conflict.
        choice: What was decided beforehand; None for nothing.
    """
    incoming = canonical_json(step.incoming)
    if choice is None:
        return Entry(step.project, step.path, incoming, Keuze.OPEN.value, None)
    chosen = canonical_json(choice.outcome(step.path, step.current, step.incoming))
    return Entry(step.project, step.path, incoming, choice.keuze.value, chosen)


class Decided(NamedTuple):
    """A conflict that was found just now, and what was chosen; None for nothing yet."""

    step: ConflictStep
    choice: Choice | None


def remember(
    work: Work, meetmoment_id: int, inzending_id: int, found: Sequence[Decided], actor: Actor
) -> None:
    """Write conflicts that the ledger does not hold open yet.

    Args:
        work: The step that merges the inzending.
        meetmoment_id: Of the fiches.
        inzending_id: Which inzending brought the other values.
        found: The conflicts; their central value is that of this moment.
        actor: Who decided beforehand.
    """
    last = work.connection.scalar(select(func.max(Conflict.id))) or 0
    rows = [
        {
            "id": last + at,
            "meetmoment_id": meetmoment_id,
            "project_code": step.project,
            "pad": step.path,
            "basis": canonical_json(step.base),
            "centraal": canonical_json(step.current),
            "ontvangen": canonical_json(step.incoming),
            "inzending_id": inzending_id,
            "blad": step.sheet,
            "cel": step.cell,
            **_decision(step, choice, actor),
        }
        for at, (step, choice) in enumerate(found, start=1)
    ]
    for keuze in sorted({row["keuze"] for row in rows}):
        same = [row for row in rows if row["keuze"] == keuze]
        summary = {"aantal": len(same), "keuze": keuze, "inzending": inzending_id}
        work.manage(Conflict, same, summary, meetmoment_id=meetmoment_id)


def _decision(step: ConflictStep, choice: Choice | None, actor: Actor) -> dict[str, Any]:
    if choice is None:
        empty = dict.fromkeys(("gekozen", "beslist_door", "beslist_op", "nota"))
        return {"keuze": Keuze.OPEN.value, **empty}
    return {
        "keuze": choice.keuze.value,
        "gekozen": canonical_json(choice.outcome(step.path, step.current, step.incoming)),
        "beslist_door": actor.wie,
        "beslist_op": now(),
        "nota": choice.note,
    }


def open_conflicts(workspace: Workspace, meetmoment_id: int | None = None) -> list[Conflict]:
    """Return the conflicts that wait for a decision, earliest first, detached."""
    query = select(Conflict).where(Conflict.keuze == Keuze.OPEN.value).order_by(Conflict.id)
    if meetmoment_id is not None:
        query = query.where(Conflict.meetmoment_id == meetmoment_id)
    with workspace.session() as session:
        return list(session.scalars(query))


def settle(
    workspace: Workspace,
    conflict_id: int,
    keuze: Keuze,
    nota: str,
    actor: Actor,
    *,
    eigen: Any = None,
) -> None:
    """Decide one conflict, as a step of its own; the value that loses stays in the ledger.

    Args:
        workspace: The central file.
        conflict_id: Which conflict.
        keuze: `CENTRAAL`, `ONTVANGEN`, or `EIGEN` for a value of one's own.
        nota: Why; required.
        actor: Who decides.
        eigen: The value for `EIGEN`, of the field's kind.

    Raises:
        Misused: No such open conflict, no note, or the row is gone.
        ReadOnly: The meetmoment is closed.
    """
    with Editing(workspace, actor).step("Conflict beslissen") as work:
        settle_within(work, conflict_id, keuze, nota, actor, eigen=eigen)


def settle_many(
    workspace: Workspace,
    conflicts: Sequence[int],
    keuze: Keuze,
    nota: str,
    actor: Actor,
    *,
    eigen: Any = None,
    progress: Progress = silent,
) -> int:
    """Decide several conflicts in one step; all of them or none.

    Args:
        workspace: The central file.
        conflicts: Which conflicts.
        keuze: The same for all; see `settle`.
        nota: Why; required.
        actor: Who decides.
        eigen: The value for `EIGEN`; only for conflicts of fields of one kind.
        progress: Called once per conflict.

    Returns:
        The number of the step; taking it back opens the conflicts again.

    Raises:
        Misused: One of them is not open, there is no note, or a row is gone.
        ReadOnly: The meetmoment is closed, or a fiche is approved.
        Cancelled: The user stopped; nothing was changed.
    """
    naam = "Conflict beslissen" if len(conflicts) == 1 else f"{len(conflicts)} conflicten beslissen"
    with Editing(workspace, actor).step(naam) as work:
        for done, conflict in enumerate(conflicts):
            progress(done, len(conflicts), "")
            settle_within(work, conflict, keuze, nota, actor, eigen=eigen)
        return work.stap


def settle_within(
    work: Work, conflict_id: int, keuze: Keuze, nota: str, actor: Actor, *, eigen: Any = None
) -> None:
    """Decide one conflict within a larger step; see `settle`."""
    found = work.connection.execute(
        select(Conflict.__table__).where(Conflict.id == conflict_id)
    ).one_or_none()
    if found is None or found.keuze != Keuze.OPEN or keuze is Keuze.OPEN:
        raise Misused(f"Er is geen open conflict met nummer {conflict_id}.")
    if not nota.strip():
        raise Misused("Schrijf erbij waarom je zo beslist; zonder nota blijft het conflict open.")
    note = nota.strip()
    pad = parse_path(found.pad)
    kind = pad.field.kind
    where = (found.meetmoment_id, found.project_code)
    if keuze is not Keuze.CENTRAAL:
        is_own = keuze is Keuze.EIGEN
        own = kind.from_json(None) if eigen is None else eigen
        chosen = own if is_own else kind.from_json(json.loads(found.ontvangen))
        work.set(*where, pad, chosen, reden=note)
    present = path_value(work.content(*where), pad)
    values = {
        "keuze": keuze.value,
        "gekozen": canonical_json(kind.to_json(present)),
        "nota": note,
        "beslist_door": actor.wie,
        "beslist_op": now(),
    }
    work.touch(*where)
    key = {"id": conflict_id}
    work.change(Conflict, key, values, handeling=Handeling.BESLISSEN, reden=note)
