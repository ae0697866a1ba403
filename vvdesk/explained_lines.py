"""The toelichtingen that travel with a file: why a finding may stand, and what it says now."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from vvdesk import kinds
from vvdesk.content import Inhoud
from vvdesk.errors import Refused
from vvdesk.exchange.workbook.explained_sheet import LAPSED, Toelichtregel
from vvdesk.model import Meetmoment, Toelichting
from vvdesk.rules import Scope, examine, rules_named, situaties
from vvdesk.values import Unreadable

_EXPLAINED: Final = (
    select(Toelichting.__table__)
    .where(Toelichting.meetmoment_id == bindparam("of_moment"))
    .order_by(Toelichting.project_code, Toelichting.regel, Toelichting.plaats)
)


def explained_lines(
    connection: Connection, moment: Meetmoment, contents: Mapping[str, Inhoud], afzender: str | None
) -> Iterator[Toelichtregel]:
    """Yield why findings on some fiches may stand; where the values changed since, it says so."""
    rows = connection.execute(_EXPLAINED, {"of_moment": moment.id}).all()
    explained = {row.project_code for row in rows} & contents.keys()
    found: dict[tuple[str, ...], str] = {}
    for situatie in situaties(connection, moment.id, explained) if explained else ():
        for each in examine(situatie, afzender=afzender):
            found[each.project, each.code, each.path, each.fingerprint] = each.message
    for row in rows:
        if row.project_code in explained:
            key = (row.project_code, row.regel, row.plaats)
            says = found.get((*key, row.vingerafdruk)) or _unseen(row)
            yield Toelichtregel(*key, says, _clean(row), row.vingerafdruk)


def _unseen(row: Row[Any]) -> str:
    """Say what is known of a finding that the fiche alone does not give."""
    of_plan = [rule for rule in rules_named(row.regel) if rule.scope is Scope.PLAN]
    return of_plan[0].summary if of_plan and not row.plaats else LAPSED


def _clean(row: Row[Any]) -> str:
    try:
        return str(kinds.TEKST.read(row.tekst) or "")
    except Unreadable as error:
        raise Refused(f"Toelichting bij {row.project_code}, {row.regel}: {error}") from None
