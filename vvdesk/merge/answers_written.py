"""Writing the answers of an inzending, and taking them back with the merge that brought them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from vvdesk.audit import Actor, now
from vvdesk.editing import Work
from vvdesk.merge.known_questions import AnswerStep
from vvdesk.model import Vraag, Vraagstaat
from vvdesk.question_rows import TABLE, add_questions, change_question
from vvdesk.question_words import place_name
from vvdesk.submission import SubmittedVraag


def write_answers(
    work: Work, meetmoment_id: int, steps: Sequence[AnswerStep], afzender: str, actor: Actor
) -> None:
    """Write the answers of one inzending as part of its step.

    Args:
        work: The step.
        meetmoment_id: Of the questions.
        steps: As drawn.
        afzender: Who sent the inzending, as it says; empty when it does not.
        actor: Who merges.
    """
    answered_by = afzender or actor.wie
    for step in steps:
        if step.fresh is not None:
            add_questions(work, [_fresh_row(step.fresh, meetmoment_id)])
        if not step.reden:
            continue
        row = _row(work, step.vraag_id)
        values = {"reden": str(step.reden), "antwoord": step.tekst or None}
        values |= {"staat": Vraagstaat.BEANTWOORD.value}
        change_question(
            work, row, {**values, "beantwoord_door": answered_by, "beantwoord_op": now()}
        )


def take_back_answers(work: Work, rows: Iterable[Any]) -> list[str]:
    """Put back what stood before a merge, for who takes that merge back as a whole.

    Args:
        work: The step that takes back.
        rows: The rows of the trail with `Handeling.VRAGEN` of the steps of the merge, latest first.

    Returns:
        Dutch sentences on questions that somebody answered again or closed since; those stay.
    """
    answers: dict[str, dict[str, tuple[Any, Any]]] = {}
    for row in (each for each in rows if each.veld):  # not those that came with the merge
        field_of = answers.setdefault(row.rij.rpartition(".")[2], {})
        latest = field_of.get(row.veld, (None, json.loads(row.nieuw)))[1]
        field_of[row.veld] = json.loads(row.oud), latest
    remarks = []
    for vraag_id, fields in answers.items():
        present = _row(work, vraag_id)
        if all(present[name] == latest for name, (_old, latest) in fields.items()):
            change_question(work, present, {name: old for name, (old, _) in fields.items()})
        else:
            remarks.append(
                f"De vraag bij {present['project_code']}, {place_name(present['pad'])}, kreeg "
                "later een ander antwoord of is gesloten; ze blijft zoals ze is."
            )
    return remarks


def _fresh_row(fresh: SubmittedVraag, meetmoment_id: int) -> dict[str, Any]:
    return {
        "id": fresh.id,
        "meetmoment_id": meetmoment_id,
        "project_code": fresh.project,
        "pad": fresh.pad,
        "tekst": fresh.tekst,
        "staat": Vraagstaat.OPEN.value,
        "gesteld_door": fresh.gesteld_door,
        "gesteld_op": fresh.gesteld_op,
        "meegegeven_op": now(),
        "reden": None,
        "antwoord": None,
        "beantwoord_door": None,
        "beantwoord_op": None,
    }


def _row(work: Work, vraag_id: str) -> dict[str, Any]:
    query = select(TABLE).where(Vraag.id == vraag_id)
    return dict(work.connection.execute(query).mappings().one())
