"""Questions of the coordinator: asked at a field, answered by the entiteit, closed by the asker.

A question is no content of a fiche. So an approved fiche can be asked about too, and can answer;
only a closed meetmoment stays silent. Whatever was said before stays in the audit trail.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from vvdesk.audit import Actor, now
from vvdesk.content import read_contents
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, ReadOnly
from vvdesk.model import Antwoordreden, Meetmoment, Staat, Vraag, Vraagstaat
from vvdesk.question_rows import (
    TABLE,
    add_questions,
    change_question,
    note_handed_out,
    ordered,
    submitted_questions,
)
from vvdesk.question_words import check_place, cleaned, why_no_answer
from vvdesk.store.workspace import Workspace

__all__ = [
    "answer",
    "ask",
    "close",
    "count_questions",
    "note_handed_out",
    "question",
    "questions",
    "reopen",
    "submitted_questions",
]

ID_BYTES: Final = 6
"""Of randomness in an id: short enough to type, and never twice in one plan."""


def ask(
    workspace: Workspace, meetmoment: str | None, project: str, pad: str, tekst: str, actor: Actor
) -> str:
    """Ask the entiteit something; it goes along with the next uitvraag.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        project: The project's code.
        pad: The field or row, as in a dump; empty for the whole fiche.
        tekst: The question.
        actor: Who asks.

    Returns:
        The id of the question.

    Raises:
        Misused: There is no such fiche or field, or the question is empty or too long.
        ReadOnly: The meetmoment is closed, or this is a dossier.
    """
    _check_central(workspace)
    moment, actor = _open_moment(workspace, meetmoment), actor.known_as(workspace.login)
    if not (tekst := cleaned(tekst, "De vraag")):
        raise Misused("Een vraag heeft een tekst nodig. Schrijf wat je wil weten.")
    with Editing(workspace, actor).step(f"Vraag bij {project}") as work:
        check_place(work.content(moment.id, project), pad)
        row = {
            "id": secrets.token_hex(ID_BYTES),
            "meetmoment_id": moment.id,
            "project_code": project,
            "pad": pad,
            "tekst": tekst,
            "staat": Vraagstaat.OPEN.value,
            "gesteld_door": actor.wie,
            "gesteld_op": now(),
        }
        add_questions(work, [row])
    return str(row["id"])


def answer(
    workspace: Workspace, vraag_id: str, reden: Antwoordreden, tekst: str, actor: Actor
) -> None:
    """Answer a question; an earlier answer stays in the trail.

    Args:
        workspace: The dossier, or the central file.
        vraag_id: Its id, or the beginning of it.
        reden: The answer in one word.
        tekst: The answer in a sentence; may be empty where the word says enough.
        actor: Who answers.

    Raises:
        Misused: There is no such question, it is closed, or a sentence is missing.
        ReadOnly: The meetmoment is closed, or the fiche of a dossier was handed in.
    """
    tekst = cleaned(tekst, "Het antwoord")
    if (problem := why_no_answer(reden, tekst)) is not None:
        raise Misused(problem)
    vraag, actor = question(workspace, vraag_id), actor.known_as(workspace.login)
    _check_may_answer(workspace, vraag)
    with Editing(workspace, actor).step(f"Antwoord bij {vraag['project_code']}") as work:
        vraag = _fresh(work, vraag)
        if vraag["staat"] == Vraagstaat.GESLOTEN:
            raise Misused(
                f"De vraag bij {vraag['project_code']} is al gesloten door "
                f"{vraag['gesloten_door']}; er is geen antwoord meer nodig."
            )
        given = {"reden": reden.value, "antwoord": tekst or None}
        if vraag["staat"] == Vraagstaat.OPEN or any(vraag[k] != v for k, v in given.items()):
            said = {"staat": Vraagstaat.BEANTWOORD.value, **given}
            change_question(
                work, vraag, {**said, "beantwoord_door": actor.wie, "beantwoord_op": now()}
            )


def close(workspace: Workspace, vraag_id: str, actor: Actor, nota: str = "") -> None:
    """Close a question, answered or not; who did not ask it says why.

    Args:
        workspace: The central file.
        vraag_id: Its id, or the beginning of it.
        actor: Who closes.
        nota: Why; may be empty for who asked.

    Raises:
        Misused: There is no such question, it is closed, or a nota is missing.
        ReadOnly: The meetmoment is closed, or this is a dossier.
    """
    _check_central(workspace)
    nota, actor = cleaned(nota, "De nota"), actor.known_as(workspace.login)
    vraag = question(workspace, vraag_id)
    _check_open(workspace, vraag)
    with Editing(workspace, actor).step(f"Vraag bij {vraag['project_code']} sluiten") as work:
        vraag = _fresh(work, vraag)
        if vraag["staat"] == Vraagstaat.GESLOTEN:
            raise Misused(f"De vraag bij {vraag['project_code']} is al gesloten.")
        if not nota and vraag["gesteld_door"] != actor.wie:
            raise Misused(
                f"{vraag['gesteld_door']} stelde deze vraag. Schrijf in een nota waarom je ze "
                "sluit."
            )
        closed = {"gesloten_door": actor.wie, "gesloten_op": now(), "slotnota": nota or None}
        change_question(work, vraag, {"staat": Vraagstaat.GESLOTEN.value, **closed})


def reopen(workspace: Workspace, vraag_id: str, actor: Actor) -> None:
    """Open a question again that was closed too early.

    Raises:
        Misused: There is no such question, or it is not closed.
        ReadOnly: The meetmoment is closed, or this is a dossier.
    """
    _check_central(workspace)
    vraag = question(workspace, vraag_id)
    _check_open(workspace, vraag)
    with Editing(workspace, actor).step(f"Vraag bij {vraag['project_code']} heropenen") as work:
        vraag = _fresh(work, vraag)
        if vraag["staat"] != Vraagstaat.GESLOTEN:
            raise Misused(f"De vraag bij {vraag['project_code']} is niet gesloten.")
        staat = Vraagstaat.BEANTWOORD if vraag["reden"] else Vraagstaat.OPEN
        nobody = dict.fromkeys(("gesloten_door", "gesloten_op", "slotnota"))
        change_question(work, vraag, {"staat": staat.value, **nobody})


def question(workspace: Workspace, vraag_id: str) -> dict[str, Any]:
    """Return one question, a row with the columns of `Vraag`.

    Args:
        workspace: The open store.
        vraag_id: Its id, or the beginning of it.

    Raises:
        Misused: No question, or more than one, has such an id.
    """
    wanted = vraag_id.strip().lower()
    columns = TABLE.c
    with workspace.connection() as connection:
        query = select(TABLE).where(columns.id.startswith(wanted, autoescape=True)).limit(2)
        found = connection.execute(query).mappings().all()
    if not wanted or not found:
        raise Misused(f'Er is geen vraag met kenmerk "{vraag_id}". Zoek het op in de lijst.')
    if len(found) > 1:
        raise Misused(f'Meer dan één vraag heeft een kenmerk dat begint met "{vraag_id}".')
    return dict(found[0])


def questions(
    workspace: Workspace,
    meetmoment: str | None = None,
    project: str | None = None,
    staat: Vraagstaat | None = None,
) -> list[Vraag]:
    """Return questions of one meetmoment, in order of project, field and time.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        project: Only those on this project; None for all.
        staat: Only those that stand so; None for all.
    """
    query = select(Vraag).where(Vraag.meetmoment_id == workspace.meetmoment(meetmoment).id)
    if project is not None:
        query = query.where(Vraag.project_code == project)
    if staat is not None:
        query = query.where(Vraag.staat == staat.value)
    with workspace.session() as session:
        return list(session.scalars(ordered(query)))


def count_questions(
    workspace: Workspace, meetmoment: str | None = None
) -> dict[str, Counter[Vraagstaat]]:
    """Return per project how many questions stand where; projects without any are absent."""
    found: dict[str, Counter[Vraagstaat]] = {}
    for vraag in questions(workspace, meetmoment):
        found.setdefault(vraag.project_code, Counter())[Vraagstaat(vraag.staat)] += 1
    return found


def _fresh(work: Work, vraag: Mapping[str, Any]) -> dict[str, Any]:
    """Read a question again within the step: a colleague may have been faster."""
    query = select(TABLE).where(Vraag.id == vraag["id"])
    return dict(work.connection.execute(query).mappings().one())


def _check_central(workspace: Workspace) -> None:
    if workspace.plan.entiteit is not None:
        raise ReadOnly(
            "Vragen stellen en sluiten kan alleen in het centrale bestand; een dossier antwoordt."
        )


def _open_moment(workspace: Workspace, naam: str | None) -> Meetmoment:
    moment = workspace.meetmoment(naam)
    if moment.is_closed:
        raise ReadOnly(f"Meetmoment {moment.naam} is gesloten; er kan niets meer gevraagd worden.")
    return moment


def _check_open(workspace: Workspace, vraag: Mapping[str, Any]) -> None:
    moments = {each.id: each.naam for each in workspace.meetmomenten()}
    _open_moment(workspace, moments[vraag["meetmoment_id"]])


def _check_may_answer(workspace: Workspace, vraag: Mapping[str, Any]) -> None:
    _check_open(workspace, vraag)
    if workspace.plan.entiteit is None:
        return
    with workspace.connection() as connection:
        code = vraag["project_code"]
        fiche = read_contents(connection, vraag["meetmoment_id"], [code]).get(code)
    if fiche is not None and fiche.staat == Staat.INGEDIEND:
        raise ReadOnly(f"{code} is ingediend. Neem de inzending terug om nog te antwoorden.")
