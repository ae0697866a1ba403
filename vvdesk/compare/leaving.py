"""Why projects left the perimeter of a meetmoment, as whoever took them out wrote it down."""

import json

from sqlalchemy import Connection, select

from vvdesk.model import Project, Wijziging


def reasons_for_leaving(connection: Connection, meetmoment_id: int) -> dict[str, str]:
    """Return code to reason, of the projects that were last seen leaving.

    Args:
        connection: An open connection; one query.
        meetmoment_id: Of the meetmoment that they are not in.
    """
    query = (
        select(Wijziging.project_code, Wijziging.nieuw)
        .where(Wijziging.meetmoment_id == meetmoment_id, Wijziging.rij == Project.__tablename__)
        .order_by(Wijziging.n)
    )
    found: dict[str, str] = {}
    for row in connection.execute(query):
        code, told = str(row.project_code), json.loads(row.nieuw)
        found.pop(code, None)
        if told.get("perimeter") == "buiten":
            found[code] = told.get("reden", "")
    return found
