"""The lines of one inzending in a plan: every value that would change, and every one refused."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from vvdesk.kinds import JsonValue, Kind
from vvdesk.merge.planned import Details
from vvdesk.merge.row_kinds import kinds_of
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step
from vvdesk.model import Staat

_NO_BASE: Final = "Zonder het verborgen blad _basis is niet te zien wie dit wijzigde."
_WAITS: Final = "Dit conflict staat al open uit een eerdere inzending."


class ChangeKind(StrEnum):
    """What a line of a plan tells."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    CONFLICT = "conflict"
    GEWEIGERD = "geweigerd"
    TOELICHTING = "toelichting"
    ANTWOORD = "antwoord"
    STAAT = "staat"

    @property
    def label(self) -> str:
        """What people read."""
        return self.value.capitalize()


class Line(NamedTuple):
    """One line, with what the plan itself knows; see `PlanRow`."""

    kind: ChangeKind
    project: str
    path: str
    base: JsonValue
    central: JsonValue
    received: JsonValue
    sheet: str
    cell: str
    message: str | None = None
    base_known: bool = True
    is_known: bool = False


def lines_of(details: Details) -> Iterator[Line]:
    """Yield the lines of one inzending, in the same order each time."""
    for step in details.steps:
        yield from _of_step(step)
    for told in details.toelichtingen:
        said = (None, told.old, told.tekst)
        where = (told.sheet, told.cell)
        yield Line(ChangeKind.TOELICHTING, told.project, told.regel, *said, *where)
    for answer in details.vragen:
        asked = (answer.vraag, answer.old_tekst, answer.tekst)
        where = (answer.sheet, answer.cell)
        yield Line(ChangeKind.ANTWOORD, answer.project, answer.pad, *asked, *where)
    for moved in details.staten:
        after = Staat.INGEDIEND.value
        yield Line(ChangeKind.STAAT, moved.project, "staat", None, moved.old, after, "", "")
    for refused in details.refused:
        yield Line(
            ChangeKind.GEWEIGERD,
            refused.project,
            refused.path,
            None,
            None,
            None,
            refused.sheet,
            refused.cell,
            refused.message,
        )


def new_values(step: FicheStep | RowStep) -> Iterator[tuple[str, JsonValue, str]]:
    """Yield path, value and cell of every value that a new fiche or row brings."""
    is_row = isinstance(step, RowStep)
    collection = step.collection if isinstance(step, RowStep) else ""
    prefix = f"{collection}.{step.row.id}." if isinstance(step, RowStep) else ""
    values: Any = step.row.values if isinstance(step, RowStep) else step.values
    kinds: Any = kinds_of(collection if is_row else "")
    for key, value in values.items():
        if value is not None and value != ():
            kind: Kind = kinds[key]
            yield prefix + key, kind.to_json(value), step.cells.get(key, step.cell)


def _of_step(step: Step) -> Iterator[Line]:
    if isinstance(step, FieldStep):
        values = (step.base, step.old, step.new, step.sheet, step.cell)
        yield Line(ChangeKind.GEWIJZIGD, step.project, step.path, *values, step.replacing)
    elif isinstance(step, ConflictStep):
        message = _WAITS if step.is_known else None if step.base_known else _NO_BASE
        values = (step.base, step.current, step.incoming, step.sheet, step.cell)
        flags = (message, step.base_known, step.is_known)
        yield Line(ChangeKind.CONFLICT, step.project, step.path, *values, *flags)
    else:
        for path, value, cell in new_values(step):
            where = (step.project, path)
            yield Line(ChangeKind.NIEUW, *where, None, None, value, step.sheet, cell)
