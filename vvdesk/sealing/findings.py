"""What the rules find at the moment of sealing, kept in the seal with how it was explained."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from vvdesk.content import Inhoud
from vvdesk.model import Toelichting
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Finding, Maatstaf, Situatie, examine, examine_plan, weigh


def finding_rows(
    connection: Connection,
    meetmoment_id: int,
    contents: Mapping[str, Inhoud],
    before: Mapping[str, Inhoud],
) -> list[dict[str, Any]]:
    """Examine the fiches of a meetmoment.

    Args:
        connection: For its reference data and toelichtingen.
        meetmoment_id: Which one.
        contents: Its fiches.
        before: Those of the meetmoment before.

    Returns:
        Rows of the table `bevinding`, in the order of the fiches; those about all of them last.

    Raises:
        Refused: The reference data lacks something.
    """
    maatstaf = Maatstaf.of(read_referentie(connection, meetmoment_id))
    situaties = [
        Situatie.of(inhoud, before.get(code), maatstaf) for code, inhoud in contents.items()
    ]
    found = [finding for each in situaties for finding in examine(each)]
    found += examine_plan(situaties)
    return _rows(connection, meetmoment_id, found)


def _rows(
    connection: Connection, meetmoment_id: int, found: Sequence[Finding]
) -> list[dict[str, Any]]:
    columns = Toelichting.__table__.c
    told = connection.execute(select(*columns).where(columns.meetmoment_id == meetmoment_id)).all()
    return [
        {
            "meetmoment_id": meetmoment_id,
            "volgnummer": number,
            "project_code": each.finding.project,
            "regel": each.finding.code,
            "plaats": each.finding.path,
            "ernst": each.finding.severity.value,
            "melding": each.finding.message,
            "staat": each.staat.value,
            "toelichting": each.tekst,
        }
        for number, each in enumerate(weigh(found, told), start=1)
    ]
