"""How fiches went from state to state: who handed in, what was decided, with which exception.

What was taken back with undo is no decision of anybody: such a step stays in the history, but it
never makes somebody the one who handed in or who approved.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection, Select, Table, select

from vvdesk.content import Inhoud
from vvdesk.model import Overgang, Staat, Stap
from vvdesk.store.workspace import Workspace

DECIDED: Final = (Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value)
"""What a coordinator made of a fiche that may no longer change."""
_MOST_PROJECTS_IN_A_QUERY = 500
_TABLE: Final = cast("Table", Overgang.__table__)


@dataclass(frozen=True, slots=True)
class Ingediend:
    """Who handed a fiche in, last.

    Attributes:
        wie: Who handed in: the sender of the inzending, or who did it in this file.
        tijd: UTC, ISO 8601.
        inzending_id: The inzending that brought it; None when it was done in this file.
    """

    wie: str
    tijd: str
    inzending_id: int | None


def overgangen(
    workspace: Workspace, meetmoment: str | None = None, project: str | None = None
) -> list[Overgang]:
    """Return how fiches went from state to state, earliest first, detached.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        project: Only of this project; None for all.

    Raises:
        Misused: There is no such meetmoment.
    """
    moment = workspace.meetmoment(meetmoment)
    query = select(Overgang).where(Overgang.meetmoment_id == moment.id).order_by(Overgang.id)
    if project is not None:
        query = query.where(Overgang.project_code == project)
    with workspace.session() as session:
        return list(session.scalars(query))


def exceptions(workspace: Workspace, meetmoment: str | None = None) -> list[Overgang]:
    """Return every approval for which one pair of eyes was enough, earliest first, detached.

    Raises:
        Misused: There is no such meetmoment.
    """
    return [each for each in overgangen(workspace, meetmoment) if each.uitzondering is not None]


def handed_in_by(
    connection: Connection, meetmoment_id: int, projects: Collection[str] | None = None
) -> dict[str, Ingediend]:
    """Return who handed in each fiche last; one that nobody handed in is absent.

    Reopening puts a fiche back to ingediend too, and is no handing in.
    """
    query = (
        _steps(meetmoment_id)
        .where(_TABLE.c.naar == Staat.INGEDIEND.value)
        .where(_TABLE.c.van.not_in(DECIDED))
    )
    return {
        row.project_code: Ingediend(row.namens or row.wie, row.tijd, row.inzending_id)
        for row in _rows(connection, query, projects)
    }


def latest_decisions(
    connection: Connection, meetmoment_id: int, projects: Collection[str] | None = None
) -> dict[str, Any]:
    """Return per project its latest approval or return: naar, wie, tijd, reden, uitzondering."""
    decided = (Staat.GOEDGEKEURD.value, Staat.TERUGGESTUURD.value)
    query = _steps(meetmoment_id).where(_TABLE.c.naar.in_(decided))
    return {row.project_code: row for row in _rows(connection, query, projects)}


def sent_back(
    connection: Connection, meetmoment_id: int, contents: Iterable[Inhoud]
) -> dict[str, Any]:
    """Return per project that was sent back and not handed in again: by whom, when and why.

    Args:
        connection: Of a central file or of a dossier that got such a fiche along.
        meetmoment_id: Of the fiches.
        contents: The fiches.

    Returns:
        Project to what `latest_decisions` says of it.
    """
    codes = [each.project for each in contents if each.staat == Staat.TERUGGESTUURD.value]
    found = latest_decisions(connection, meetmoment_id, codes) if codes else {}
    return {code: row for code, row in found.items() if row.naar == Staat.TERUGGESTUURD.value}


def _steps(meetmoment_id: int) -> Select[Any]:
    """Return the query on what people did, without what was taken back or done again."""
    undoing = select(Stap.n).where(Stap.keert_om.is_not(None))
    return (
        select(
            _TABLE.c.project_code,
            _TABLE.c.naar,
            _TABLE.c.wie,
            _TABLE.c.namens,
            _TABLE.c.tijd,
            _TABLE.c.reden,
            _TABLE.c.uitzondering,
            _TABLE.c.inzending_id,
        )
        .where(_TABLE.c.meetmoment_id == meetmoment_id)
        .where(_TABLE.c.stap.not_in(undoing))
        .order_by(_TABLE.c.id)
    )


def _rows(
    connection: Connection, query: Select[Any], projects: Collection[str] | None
) -> list[Any]:
    if projects is None:
        return list(connection.execute(query))
    codes = sorted(set(projects))
    found: list[Any] = []
    for start in range(0, len(codes), _MOST_PROJECTS_IN_A_QUERY):
        some = codes[start : start + _MOST_PROJECTS_IN_A_QUERY]
        found += connection.execute(query.where(_TABLE.c.project_code.in_(some)))
    return found
