"""Examining all fiches that go into a momentopname, some projects at a time.

Of one project, all meetmomenten are read after each other, so each fiche is read once: for its own
findings, for those of the meetmoment after it, and for what the seal says of it.
"""

from typing import Final

from sqlalchemy import Connection, insert, select

from vvdesk.content import Inhoud, read_contents
from vvdesk.errors import Refused
from vvdesk.model import Fiche, Meetmoment
from vvdesk.sealing.fiche_figures import FicheFigures, combined, figures_of
from vvdesk.sealing.findings import MomentFindings
from vvdesk.sealing.steps import Steps
from vvdesk.store.sealed_tables import BEVINDING

_AT_ONCE: Final = 250
"""Projects in memory at the same time, of two meetmomenten."""


def examine_all(connection: Connection, source: str, steps: Steps) -> dict[int, FicheFigures]:
    """Write the findings of all meetmomenten.

    Args:
        connection: To the momentopname that is being made.
        source: What the store is called in messages.
        steps: One per meetmoment, however the work is divided.

    Returns:
        What the seal says of the fiches, by meetmoment.

    Raises:
        Refused: A fiche cannot be read.
        Cancelled: The user stopped.
    """
    query = select(Meetmoment.id, Meetmoment.naam).order_by(Meetmoment.id)
    moments = [(number, naam) for number, naam in connection.execute(query)]
    projects = select(Fiche.project_code).distinct().order_by(Fiche.project_code)
    codes = list(connection.scalars(projects))
    findings = {number: MomentFindings(connection, number) for number, _naam in moments}
    figures: dict[int, list[FicheFigures]] = {number: [] for number, _naam in moments}
    told = 0
    for start in range(0, len(codes), _AT_ONCE):
        before: dict[str, Inhoud] = {}
        some = codes[start : start + _AT_ONCE]
        for place, (number, naam) in enumerate(moments, start=1):
            steps(0, 0, "")
            contents = _contents(connection, number, some, f'{naam} in "{source}"')
            figures[number].append(figures_of(contents))
            _write(connection, findings[number].of_fiches(contents, before))
            before = contents
            read = start * len(moments) + place * len(some)
            for _step in range(told, read // len(codes)):
                steps.next("Fiches nagaan")
            told = read // len(codes)
    for each in findings.values():
        _write(connection, each.of_plan())
    return {number: combined(some) for number, some in figures.items()}


def _contents(
    connection: Connection, meetmoment_id: int, projects: list[str], where: str
) -> dict[str, Inhoud]:
    try:
        return read_contents(connection, meetmoment_id, projects)
    except (Refused, ValueError) as error:
        raise Refused(
            f"Een fiche van {where} kan niet gelezen worden: {error} Er is geen momentopname "
            "gemaakt."
        ) from error


def _write(connection: Connection, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(BEVINDING), rows)
