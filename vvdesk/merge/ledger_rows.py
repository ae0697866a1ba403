"""The ledger as people read it: which conflicts wait, who sent them in, what was decided."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from vvdesk.content import Inhoud, parse_path, path_value, read_contents
from vvdesk.errors import Misused
from vvdesk.kinds import JsonValue
from vvdesk.merge.rows import label_of
from vvdesk.model import Conflict, Fiche, Inzending, Keuze
from vvdesk.store.workspace import Workspace

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One conflict of the ledger; the values are as in dumps.

    Attributes:
        id: Its number.
        meetmoment_id: Of the fiche.
        project: The project's code.
        path: The field's path within the fiche.
        label: What people call the field.
        entiteit: Who sent it in, or who leads the project; None when nobody knows.
        bestand: The file that brought it.
        afzender: Who made that file, as it says.
        ontvangen_op: When it came in, UTC, ISO 8601.
        sheet: Where the submitted value stands.
        cell: Where the submitted value stands.
        base: What was handed out.
        central: What stood centrally when it came in.
        present: What stands centrally now.
        received: What was sent in.
        keuze: What was decided; `OPEN` while it waits.
        gekozen: What stood there after the decision; None while it waits.
        nota: Why.
        beslist_door: Who decided.
        beslist_op: When, UTC, ISO 8601.
    """

    id: int
    meetmoment_id: int
    project: str
    path: str
    label: str
    entiteit: str | None
    bestand: str
    afzender: str
    ontvangen_op: str
    sheet: str
    cell: str
    base: JsonValue
    central: JsonValue
    present: JsonValue
    received: JsonValue
    keuze: Keuze
    gekozen: JsonValue
    nota: str | None
    beslist_door: str | None
    beslist_op: str | None


def ledger_rows(
    workspace: Workspace, meetmoment_id: int | None = None, *, is_open: bool | None = True
) -> list[LedgerRow]:
    """Return conflicts over all imports, earliest first.

    Args:
        workspace: The central file.
        meetmoment_id: Of which meetmoment; None for all.
        is_open: Those that wait; False for those that were decided or lapsed, None for all.
    """
    table = Conflict.__table__
    query = (
        select(
            table,
            Inzending.bestandsnaam,
            Inzending.afzender,
            Inzending.ontvangen_op,
            Inzending.entiteit,
            Fiche.trekkende_entiteit,
        )
        .join(Inzending, Inzending.id == table.c.inzending_id)
        .outerjoin(
            Fiche,
            (Fiche.meetmoment_id == table.c.meetmoment_id)
            & (Fiche.project_code == table.c.project_code),
        )
        .order_by(table.c.id)
    )
    if meetmoment_id is not None:
        query = query.where(table.c.meetmoment_id == meetmoment_id)
    if is_open is not None:
        waits = table.c.keuze == Keuze.OPEN.value
        query = query.where(waits if is_open else ~waits)
    with workspace.connection() as connection:
        found = connection.execute(query).all()
        present = _present(connection, found)
    return [_told(row, present) for row in found]


def _present(connection: Connection, rows: Iterable[Row[Any]]) -> dict[tuple[int, str, str], Any]:
    """Return the value that stands now at every conflict; a field that is gone is absent."""
    wanted: dict[int, dict[str, set[str]]] = {}
    for row in rows:
        paths = wanted.setdefault(row.meetmoment_id, {}).setdefault(row.project_code, set())
        paths.add(row.pad)
    found: dict[tuple[int, str, str], Any] = {}
    for moment, projects in wanted.items():
        codes = sorted(projects)
        for start in range(0, len(codes), _AT_ONCE):
            contents = read_contents(connection, moment, codes[start : start + _AT_ONCE])
            for code, inhoud in contents.items():
                for path in projects[code]:
                    found[moment, code, path] = _value(inhoud, path)
    return found


def _value(inhoud: Inhoud, path: str) -> JsonValue:
    pad = parse_path(path)
    try:
        return pad.field.kind.to_json(path_value(inhoud, pad))
    except Misused:  # the row was removed since
        return None


def _told(row: Row[Any], present: dict[tuple[int, str, str], Any]) -> LedgerRow:
    return LedgerRow(
        row.id,
        row.meetmoment_id,
        row.project_code,
        row.pad,
        label_of(row.pad),
        row.entiteit or row.trekkende_entiteit,
        row.bestandsnaam,
        row.afzender or "",
        row.ontvangen_op,
        row.blad,
        row.cel,
        json.loads(row.basis),
        json.loads(row.centraal),
        present.get((row.meetmoment_id, row.project_code, row.pad)),
        json.loads(row.ontvangen),
        Keuze(row.keuze),
        json.loads(row.gekozen) if row.gekozen is not None else None,
        row.nota,
        row.beslist_door,
        row.beslist_op,
    )
