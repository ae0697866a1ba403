"""The findings as they were sealed: a later program with other rules may find something else."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection, select

from vvdesk.model import Toelichting
from vvdesk.store.sealed_tables import BEVINDING
from vvdesk.tracing.parts import Bevinding
from vvdesk.tracing.past import place_words

SealedFindings = Mapping[str, tuple[tuple[str, Bevinding], ...]]
"""Project to its findings, each with its path."""
_ROWS_AT_ONCE: Final = 2_000


def sealed_findings(
    connection: Connection, meetmoment_id: int, projects: Collection[str]
) -> SealedFindings:
    """Return the findings of some projects in a momentopname, in the order they were sealed.

    Args:
        connection: Of a momentopname; only read from.
        meetmoment_id: Which meetmoment.
        projects: The codes.
    """
    wanted, column, told = set(projects), BEVINDING.c, Toelichting.__table__.c
    explained = {
        (row.project_code, row.regel, row.plaats): row
        for row in connection.execute(select(*told).where(told.meetmoment_id == meetmoment_id))
    }
    query = (
        select(BEVINDING)
        .where(column.meetmoment_id == meetmoment_id)
        .order_by(*BEVINDING.primary_key.columns)
    )
    found: dict[str, list[tuple[str, Bevinding]]] = {}
    for row in connection.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE}):
        if row.project_code in wanted:
            by = explained.get((row.project_code, row.regel, row.plaats))
            who, when = (by.wie, by.tijd) if by is not None else ("", "")
            where, text = place_words(row.plaats), row.toelichting or ""
            each = Bevinding(row.regel, where, row.melding, row.staat, text, who, when)
            found.setdefault(row.project_code, []).append((row.plaats, each))
    return {code: tuple(each) for code, each in found.items()}
