"""Reading one workbook back into a dossier: the plan as people read it, and taking it over.

Working out and carrying out is all `vvdesk.merging`; here the steps get the words of the form, and
conflicts the choice of the person who sits before them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlalchemy import select

from vvdesk.audit import Actor
from vvdesk.content import TABLES, Pad, parse_path, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import ChoiceLists, JsonValue
from vvdesk.merge.choosing import Choice
from vvdesk.merge.known_questions import AnswerStep
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step, ToelichtingStep
from vvdesk.merging import MergePlan, PlannedWorkbook, apply_plan, plan_merge
from vvdesk.model import Fiche, Keuze, Staat
from vvdesk.plan.referentie import read_referentie
from vvdesk.question_words import place_name
from vvdesk.store.workspace import Workspace

_ROW_NAMES: Final = {"mijlpalen": "mijlpaal", "agenderingen": "agendering"}
_SHUT: Final = (Staat.INGEDIEND.value, Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value)
_NOTHING: Final = "leeg"
Choices: TypeAlias = Mapping[tuple[str, str], Keuze]
"""(Project, path) of a conflict to `CENTRAAL` (keep what stands here) or `ONTVANGEN`."""


class Soort(StrEnum):
    """What a line of an intake tells."""

    CONFLICT = "conflict"
    WIJZIGING = "wijziging"
    NIEUW = "nieuw"
    OPMERKING = "opmerking"
    """Something that was not taken, or was read with a remark."""


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """One thing that reading a workbook back would do, or could not do, as people read it.

    Attributes:
        soort: What it tells.
        waar: Where in the fiche: `Mijlpaal VV015-M01 › Geplande timing`; empty for a remark.
        sheet: Where in the workbook; empty for the whole file.
        cell: Where in the workbook; empty for a whole sheet.
        project: The code; empty for a remark.
        path: As in a dump; empty for a remark and a new fiche.
        base: What was handed out; "leeg" for nothing, and for what is not known.
        now: What stands here.
        incoming: What the workbook says; of a new row every value on a line of its own. For a
            remark the sentence.
    """

    soort: Soort
    waar: str
    sheet: str
    cell: str
    project: str = ""
    path: str = ""
    base: str = ""
    now: str = ""
    incoming: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What reading one workbook back would change; nothing is written yet.

    Attributes:
        plan: To be carried out, and closed afterwards by whoever is ready first.
        workbook: The one workbook in it.
        lines: Conflicts first, then changes, new rows and remarks; each in reading order.
        shut: Codes of fiches that it would change and that were handed in.
    """

    plan: MergePlan
    workbook: PlannedWorkbook
    lines: tuple[IntakeLine, ...]
    shut: tuple[str, ...] = ()

    def of(self, *soorten: Soort) -> tuple[IntakeLine, ...]:
        """Return the lines of some kinds."""
        return tuple(line for line in self.lines if line.soort in soorten)

    @property
    def changes_something(self) -> bool:
        """Tell whether there is anything to take over or to choose."""
        return any(line.soort is not Soort.OPMERKING for line in self.lines)


def plan_intake(
    workspace: Workspace,
    path: Path,
    *,
    older: bool = False,
    readers: int | None = None,
    progress: Progress = silent,
) -> Intake:
    """Read a workbook and work out what it would change; write nothing.

    Args:
        workspace: The dossier.
        path: The workbook.
        older: Take an older export also after a newer one of the same dossier.
        readers: As for `plan_merge`; 0 only for a file that this program just wrote.
        progress: Called once per file.

    Returns:
        A workbook that cannot be read or may not come in has status `rejected` and a message.

    Raises:
        Unavailable: The reading process cannot start, or the disk is full.
        Cancelled: The user stopped.
    """
    plan = plan_merge(workspace, [path], older=older, readers=readers, progress=progress)
    (workbook,) = plan.workbooks
    details = plan.details(workbook)
    with workspace.connection() as connection:
        lists = read_referentie(connection, plan.meetmoment_id).lists
        shut = connection.scalars(
            select(Fiche.project_code)
            .where(Fiche.meetmoment_id == plan.meetmoment_id)
            .where(Fiche.project_code.in_(workbook.fiches), Fiche.staat.in_(_SHUT))
            .order_by(Fiche.project_code)
        ).all()
    order = list(Soort)
    told = sorted(
        (_told(step, lists) for step in details.steps), key=lambda x: order.index(x.soort)
    )
    told += [_explained(each) for each in details.toelichtingen]
    told += [_answered(each) for each in details.vragen]
    remarks = [
        IntakeLine(Soort.OPMERKING, "", each.sheet or "", each.cell or "", incoming=each.text)
        for each in details.warnings
        if each.text != workbook.message
    ]
    closed = shut if workspace.plan.entiteit is not None else ()
    return Intake(plan, workbook, (*told, *remarks), tuple(closed))


def take_over(
    workspace: Workspace,
    intake: Intake,
    choices: Choices,
    actor: Actor,
    progress: Progress = silent,
) -> None:
    """Carry out a plan, with a choice for each of its conflicts.

    A version is kept first; everything is one transaction.

    Args:
        workspace: The dossier.
        intake: What `plan_intake` gave.
        choices: A choice for every conflict.
        actor: Who takes over.
        progress: Called once per file.

    Raises:
        Misused: A conflict has no choice.
        Stale: The dossier changed since the plan was made; plan again.
        Unavailable: The dossier cannot be written.
        ReadOnly: The meetmoment is closed, a fiche was handed in, or the file was opened to read.
        Cancelled: The user stopped; nothing was changed.
    """
    wanted = {(line.project, line.path) for line in intake.of(Soort.CONFLICT)}
    chosen = {choices.get(each, Keuze.OPEN) for each in wanted}
    name = intake.workbook.path.name
    if not chosen <= {Keuze.CENTRAAL, Keuze.ONTVANGEN}:
        raise Misused("Kies bij elk conflict wat blijft: wat hier nu staat, of wat je ontving.")
    for project, path in wanted:
        choice = Choice(choices[project, path], nota=f"Gekozen bij het inlezen van {name}.")
        intake.plan.choices.choose(0, project, path, choice)
    apply_plan(workspace, intake.plan, actor, progress=progress)


def field_name(path: str) -> str:
    """Name a path for people: `Mijlpaal VV015-M01 › Geplande timing`."""
    pad = parse_path(path)
    label = pad.field.about.label
    return f"{_ROW_NAMES[pad.collection].capitalize()} {pad.row} › {label}" if pad.row else label


def _explained(step: ToelichtingStep) -> IntakeLine:
    """Tell of a toelichting that is taken over; it stands at its finding's field."""
    return IntakeLine(
        Soort.WIJZIGING,
        f"Toelichting bij {step.regel}",
        step.sheet,
        step.cell,
        step.project,
        step.plaats,
        now=step.old or _NOTHING,
        incoming=step.tekst,
    )


def _answered(step: AnswerStep) -> IntakeLine:
    """Tell of a question that comes in, or of the answer to one."""
    where = place_name(step.pad)
    if step.fresh is not None:
        return IntakeLine(
            Soort.NIEUW,
            f"Vraag bij {where}",
            step.sheet,
            step.cell,
            step.project,
            step.pad,
            incoming=step.vraag,
        )
    return IntakeLine(
        Soort.WIJZIGING,
        f"Antwoord op een vraag bij {where}",
        step.sheet,
        step.cell,
        step.project,
        step.pad,
        now=" ".join(part for part in (step.old_reden, step.old_tekst) if part) or _NOTHING,
        incoming=" ".join(part for part in (step.reden, step.tekst) if part),
    )


def _told(step: Step, lists: ChoiceLists) -> IntakeLine:
    if isinstance(step, ConflictStep | FieldStep):
        soort = Soort.CONFLICT if isinstance(step, ConflictStep) else Soort.WIJZIGING
        pad = parse_path(step.path)
        base, now, incoming = (
            (step.base, step.current, step.incoming)
            if isinstance(step, ConflictStep)
            else (None, step.old, step.new)
        )
        return IntakeLine(
            soort,
            field_name(step.path),
            step.sheet,
            step.cell,
            step.project,
            step.path,
            _text(pad, base, lists),
            _text(pad, now, lists),
            _text(pad, incoming, lists),
        )
    waar = "Nieuwe projectfiche"
    if isinstance(step, RowStep):
        waar = f"Nieuwe {_ROW_NAMES[step.collection]} {step.row.id}"
    values = "\n".join(_new_values(step, lists))
    return IntakeLine(
        Soort.NIEUW, waar, step.sheet, step.cell, step.project, now=_NOTHING, incoming=values
    )


def _new_values(step: FicheStep | RowStep, lists: ChoiceLists) -> Iterator[str]:
    if isinstance(step, RowStep):
        fields = {each.name: each for each in fields_of(TABLES[step.collection])}
        values: Mapping[str, Any] = step.row.values
    else:
        fields, values = single_fields(), step.values
    for key, field in fields.items():
        value = values.get(key)
        if value is not None and value != ():
            yield f"{field.about.label}: {field.kind.to_text(value, lists)}"


def _text(pad: Pad, value: JsonValue, lists: ChoiceLists) -> str:
    kind = pad.field.kind
    return kind.to_text(kind.from_json(value), lists) or _NOTHING
