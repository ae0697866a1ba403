"""`log`: the audit trail, newest last."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import local_time, place, say, say_json, shortened

if TYPE_CHECKING:
    from vvdesk.kinds import ChoiceLists
    from vvdesk.trail import Regel

_VERBS = {
    "toevoegen": "toegevoegd",
    "verwijderen": "verwijderd",
    "toelichten": "toegelicht",
    "beslissen": "beslist",
    "beheren": "beheerd",
}


def log(
    file: Store,
    project: Annotated[
        str | None, typer.Option("--project", metavar="CODE", help="Alleen dit project.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, met alles erin.")] = False,
) -> None:
    """Toon wie wanneer wat wijzigde, het nieuwste onderaan."""
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.store.workspace import Workspace
    from vvdesk.trail import read_trail

    with Workspace.open(file, read_only=True) as workspace, workspace.connection() as connection:
        rows = read_trail(connection, project)
        if as_json:
            say_json([row.to_json() for row in rows])
            return
        lists = {
            moment.naam: read_referentie(connection, moment.id).lists
            for moment in workspace.meetmomenten()
        }
        step = None
        for row in rows:
            if row.stap != step:
                step = row.stap
                say(f"{step:>5}  {local_time(row.tijd)}  {row.wie}  {row.naam}")
            say(f"       {_line(row, lists.get(row.meetmoment or ''))}")


def _line(row: "Regel", lists: "ChoiceLists | None") -> str:
    where = f"{row.project}, {place(row.plaats)}" if row.project else row.plaats
    told = _VERBS.get(row.handeling)
    if row.handeling == "vragen" and isinstance(row.nieuw, dict):  # a question, not its answer
        told = "gesteld"
    if told:
        text = f"{where} {told}" + (
            f": {_shown(row, row.nieuw, lists)}" if row.nieuw is not None else ""
        )
    else:
        text = f"{where}: {_shown(row, row.oud, lists)} → {_shown(row, row.nieuw, lists)}"
    reason = f"  Reden: {row.reden}" if row.reden else ""
    return f"{text}{reason}{_origin(row)}"


def _origin(row: "Regel") -> str:
    if row.herkomst is None:
        return ""
    parts = (row.herkomst.get(name, "") for name in ("bestand", "blad", "cel"))
    return f"  (uit {' › '.join(part for part in parts if part)})"


def _shown(row: "Regel", value: Any, lists: "ChoiceLists | None") -> str:
    """Write a value for people: by its kind where it is one of a field."""
    from vvdesk.content import parse_path
    from vvdesk.errors import Misused
    from vvdesk.values import Unreadable

    if value is None or value == []:
        return "leeg"
    if isinstance(value, dict):
        return shortened(str(value.get("titel") or value.get("naam") or value.get("aantal") or "…"))
    try:
        kind = parse_path(row.plaats).field.kind
        return shortened(kind.to_text(kind.from_json(value), lists))
    except (Misused, Unreadable):
        return shortened(str(value))
