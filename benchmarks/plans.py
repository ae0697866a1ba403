"""Makes a plan of any length without files: rows as inzendingen would bring them."""

from collections.abc import Iterator
from pathlib import Path

from vvdesk.merge.drawn import Resolve, no_counters
from vvdesk.merge.plan import MergePlan
from vvdesk.merge.planned import Details, PlannedWorkbook
from vvdesk.merge.steps import ConflictStep, FieldStep, Step
from vvdesk.store.workspace import Workspace

ENTITEITEN = 11
PROJECTS = 181
"""Of the real plan: each inzending brings the projects of one entiteit."""
_FIELDS = (
    ("voortgang", "De aanbesteding is afgerond en de werken zijn gestart in {place}."),
    ("financiering.vak", 1_250_000),
    ("financiering.vek", 640_000),
    ("bijsturing", "Het overleg van ronde {place} verschoof naar het najaar."),
    ("projectstatus", "opgestart"),
)
_MIJLPALEN = 10
_CONFLICT_EVERY = 50


def made_plan(workspace: Workspace, factor: int) -> MergePlan:
    """Return a plan that changes every project of `factor` times the real plan.

    Args:
        workspace: A central file, whose totals are those before.
        factor: How many times the real plan: each project gets fifteen rows.
    """
    plan = MergePlan(workspace.meetmoment().id, 0, Resolve.ASK, dict)
    codes = [f"VV{number:05}" for number in range(1, PROJECTS * factor + 1)]
    workbooks = ENTITEITEN * factor
    for number in range(workbooks):
        steps = tuple(_steps(codes[number::workbooks], number))
        details = Details(steps, ())
        planned = PlannedWorkbook(
            Path(f"inzending-{number:04}.xlsx"),
            "accepted",
            None,
            no_counters(),
            plan.keep(details),
            conflicts=sum(isinstance(step, ConflictStep) for step in steps),
        )
        plan.add(planned, details, lambda _project, name=f"Entiteit {number:04}": name)  # type: ignore[misc] # bound now
    return plan


def _steps(codes: list[str], number: int) -> Iterator[Step]:
    at = number
    for code in codes:
        for path, value in _fields(code):
            at += 1
            new = value.format(place=at) if isinstance(value, str) else value + at
            where = ("Projecten", f"F{at}")
            if at % _CONFLICT_EVERY:
                yield FieldStep(code, path, new, None, None, new, *where)
            else:
                yield ConflictStep(code, path, new, None, value, new, *where, is_known=False)


def _fields(code: str) -> Iterator[tuple[str, int | str]]:
    yield from _FIELDS
    for number in range(1, _MIJLPALEN + 1):
        yield f"mijlpalen.{code}-M{number:02}.reden", "Aangepast na overleg in ronde {place}."
