"""The rows of questions: those that travel, and the one way in which they are written."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, cast

from sqlalchemy import Connection, Select, Table, select

from vvdesk.audit import now
from vvdesk.editing import Work
from vvdesk.model import Handeling, Vraag, Vraagstaat
from vvdesk.submission import SubmittedVraag

TABLE: Final = cast("Table", Vraag.__table__)
"""For queries that give plain rows."""
SHEET: Final = "Vragen"
"""Where questions stand in a workbook."""
_AT_ONCE: Final = 500
_NOT_CLOSED: Final = (Vraagstaat.OPEN.value, Vraagstaat.BEANTWOORD.value)


def travelling(
    connection: Connection, meetmoment_id: int, projects: Collection[str]
) -> list[dict[str, Any]]:
    """Return the rows that go along in a file with these projects: all that are not closed."""
    codes = sorted(projects)
    found: list[dict[str, Any]] = []
    for start in range(0, len(codes), _AT_ONCE):
        query = select(TABLE).where(
            Vraag.meetmoment_id == meetmoment_id,
            Vraag.staat.in_(_NOT_CLOSED),
            Vraag.project_code.in_(codes[start : start + _AT_ONCE]),
        )
        found += [dict(row) for row in connection.execute(ordered(query)).mappings()]
    return found


def submitted_questions(connection: Connection, meetmoment_id: int) -> list[SubmittedVraag]:
    """Return the questions of a dossier with their answers, as an inzending says them."""
    query = select(TABLE).where(Vraag.meetmoment_id == meetmoment_id)
    return [
        SubmittedVraag(
            SHEET, "", row["id"], row["project_code"], row["pad"],
            row["tekst"], row["gesteld_door"], row["gesteld_op"], row["reden"] or "",
            row["antwoord"] or "",
        )
        for row in connection.execute(ordered(query)).mappings()
    ]  # fmt: skip


def note_handed_out(
    work: Work, meetmoment_id: int, projects: Collection[str], moment: str | None = None
) -> None:
    """Note that the questions on these projects went out to the entiteit.

    Args:
        work: The step that hands out.
        meetmoment_id: Their meetmoment.
        projects: What went out.
        moment: When, UTC, ISO 8601; None for now.
    """
    for row in travelling(work.connection, meetmoment_id, projects):
        if row["meegegeven_op"] is None:
            change_question(work, row, {"meegegeven_op": moment or now()})


def add_questions(work: Work, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write new questions as part of a step; each row has the columns of `Vraag`."""
    for row in rows:
        says = {name: row[name] for name in ("id", "pad", "tekst", "gesteld_door")}
        moment, project = row["meetmoment_id"], row["project_code"]
        work.manage(
            Vraag,
            [dict(row)],
            says,
            meetmoment_id=moment,
            project=project,
            handeling=Handeling.VRAGEN,
        )


def change_question(work: Work, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write other values in a question as part of a step; each is noted in the trail."""
    key = {name: row[name] for name in ("meetmoment_id", "project_code", "id")}
    differing = {name: value for name, value in values.items() if row[name] != value}
    if differing:
        work.change(Vraag, key, differing, handeling=Handeling.VRAGEN)


def ordered(query: Select[Any]) -> Select[Any]:
    """Put questions in order of project, field and time."""
    return query.order_by(Vraag.project_code, Vraag.pad, Vraag.gesteld_op, Vraag.id)
