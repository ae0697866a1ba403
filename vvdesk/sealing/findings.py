"""What the rules find at the moment of sealing, kept in the seal with how it was explained."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, select

from vvdesk.content import TABLES, Inhoud
from vvdesk.model import Toelichting
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import PLAN_RULES, Finding, Maatstaf, Situatie, examine, examine_plan, weigh

_OF_THE_PLAN: Final = frozenset(path for rule in PLAN_RULES for path in rule.fields)
"""The fields that rules over the whole plan read."""


class MomentFindings:
    """Examines the fiches of one meetmoment, some at a time.

    Args:
        connection: For its reference data and toelichtingen.
        meetmoment_id: Which one.

    Raises:
        Refused: The reference data lacks something.
    """

    def __init__(self, connection: Connection, meetmoment_id: int) -> None:
        self._meetmoment_id, self._count = meetmoment_id, 0
        self._maatstaf = Maatstaf.of(read_referentie(connection, meetmoment_id))
        self._of_plan: list[Situatie] = []
        columns = Toelichting.__table__.c
        query = select(*columns).where(columns.meetmoment_id == meetmoment_id)
        self._told: dict[str, list[Any]] = {}
        for row in connection.execute(query):
            self._told.setdefault(row.project_code, []).append(row)

    def of_fiches(
        self, contents: Mapping[str, Inhoud], before: Mapping[str, Inhoud]
    ) -> list[dict[str, Any]]:
        """Examine some fiches.

        Args:
            contents: Fiches of this meetmoment, in their order.
            before: Those of the same projects one meetmoment before.

        Returns:
            Rows of the table `bevinding`, numbered on from those before.
        """
        rows: list[dict[str, Any]] = []
        for code, inhoud in contents.items():
            situatie = Situatie.of(inhoud, before.get(code), self._maatstaf)
            rows += self._rows(examine(situatie), self._told.get(code, ()))
            self._of_plan.append(Situatie.of(_only_for_plan(inhoud), None, self._maatstaf))
        return rows

    def of_plan(self) -> list[dict[str, Any]]:
        """Examine all fiches that were given, together.

        Returns:
            Rows of the table `bevinding`, the last of this meetmoment.
        """
        told = [row for rows in self._told.values() for row in rows]
        return self._rows(examine_plan(self._of_plan), told)

    def _rows(self, found: list[Finding], told: Iterable[Any]) -> list[dict[str, Any]]:
        if not found:
            return []
        start, self._count = self._count + 1, self._count + len(found)
        return [
            {
                "meetmoment_id": self._meetmoment_id,
                "volgnummer": number,
                "project_code": each.finding.project,
                "regel": each.finding.code,
                "plaats": each.finding.path,
                "ernst": each.finding.severity.value,
                "melding": each.finding.message,
                "staat": each.staat.value,
                "toelichting": each.tekst,
            }
            for number, each in enumerate(weigh(found, told), start=start)
        ]


def _only_for_plan(inhoud: Inhoud) -> Inhoud:
    """Return what rules over the whole plan read: all fiches of a plan lie in memory for them."""
    values = {path: inhoud.values[path] for path in inhoud.values.keys() & _OF_THE_PLAN}
    tables = {
        name: inhoud.tables[name]
        if any(path.startswith(f"{name}.") for path in _OF_THE_PLAN)
        else {}
        for name in TABLES
    }
    return replace(inhoud, values=values, tables=tables)
