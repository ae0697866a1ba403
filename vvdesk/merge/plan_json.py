"""One inzending of a plan as `merge --dry-run --json` prints it.

Source:
    ARCHITECTURE.md, Command line.
"""

from collections.abc import Iterator
from typing import Any

from vvdesk.merge.answering import answers_json
from vvdesk.merge.drawn import Count
from vvdesk.merge.lines import new_values
from vvdesk.merge.planned import Details, PlannedWorkbook
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step, ToelichtingStep


def workbook_json(workbook: PlannedWorkbook, details: Details, digest: str) -> dict[str, Any]:
    """Return one inzending as plain JSON values.

    Keys `toelichtingen` and `vragen` are added where the workbook carries any: they are no rows, so
    they do not count among those.

    Args:
        workbook: The inzending.
        details: What it would change.
        digest: The content digest of the store as it would be.
    """
    return {
        "status": workbook.status,
        "message": workbook.message,
        "counters": {count.value: number for count, number in workbook.counters.items()},
        "warnings": [warned._asdict() for warned in details.warnings],
        "changes": [change for step in details.steps for change in _changes(step)],
        "conflicts": [_conflict(step) for step in details.steps if isinstance(step, ConflictStep)],
        "digest": digest,
        **_explanations(workbook, details),
        **answers_json(workbook.vragen, details.vragen),
    }


def _changes(step: Step) -> Iterator[dict[str, Any]]:
    """Yield every value that is written without asking anybody."""
    if isinstance(step, FieldStep):
        yield _change(step, step.cell, step.path, step.old, step.new)
    elif isinstance(step, FicheStep | RowStep):
        for path, value, cell in new_values(step):
            yield _change(step, cell, path, None, value)


def _change(
    step: FieldStep | FicheStep | RowStep, cell: str, path: str, old: Any, new: Any
) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": cell,
        "project": step.project,
        "field": path,
        "old": old,
        "new": new,
    }


def _conflict(step: ConflictStep) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "project": step.project,
        "field": step.path,
        "base": step.base,
        "current": step.current,
        "incoming": step.incoming,
    }


def _explanations(workbook: PlannedWorkbook, details: Details) -> dict[str, Any]:
    """Return what becomes of toelichtingen; no key at all for a workbook that has none."""
    counts = workbook.toelichtingen
    if not any(counts.values()):
        return {}
    told = {count.value: counts[count] for count in counts if count is not Count.CONFLICT}
    changes = [_explanation(step) for step in details.toelichtingen]
    return {"toelichtingen": {**told, "changes": changes}}


def _explanation(step: ToelichtingStep) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "project": step.project,
        "rule": step.regel,
        "field": step.plaats,
        "old": step.old,
        "new": step.tekst,
    }
