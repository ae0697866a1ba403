"""`conflicts` and `decide`: what waits for a person, and what that person chose."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from vvdesk.commands.terminal import myself, place, say, say_json, shortened
from vvdesk.errors import Misused

_CENTRAL = Annotated[Path, typer.Argument(metavar="CENTRAAL", help="Het centrale bestand.")]


class Choice(StrEnum):
    """Which value a person chose."""

    CURRENT = "current"
    INCOMING = "incoming"
    OWN = "own"


def list_conflicts(
    central: _CENTRAL, as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False
) -> None:
    """Toon de conflicten die op een beslissing wachten."""
    from vvdesk.content import parse_path
    from vvdesk.merging import open_conflicts
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace:
        found = open_conflicts(workspace)
        with workspace.connection() as connection:
            lists = {
                number: read_referentie(connection, number).lists
                for number in {conflict.meetmoment_id for conflict in found}
            }
    if as_json:
        say_json([_as_json(conflict) for conflict in found])
        return
    for conflict in found:
        kind = parse_path(conflict.pad).field.kind
        known = lists[conflict.meetmoment_id]
        values = (conflict.basis, conflict.centraal, conflict.ontvangen)
        base, current, incoming = (
            shortened(kind.to_text(kind.from_json(json.loads(value)), known)) or "leeg"
            for value in values
        )
        say(f"{conflict.id:>4}  {conflict.project_code}, {place(conflict.pad)}")
        say(f"      meegegeven {base}, centraal {current}, ontvangen {incoming}")
    if not found:
        say("Er zijn geen open conflicten.")


def decide(
    central: _CENTRAL,
    number: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer uit vvdesk-cli conflicts.")
    ],
    choice: Annotated[
        Choice,
        typer.Argument(
            metavar="KEUZE",
            help="current houdt wat er staat, incoming neemt wat binnenkwam, own neemt --value.",
        ),
    ],
    note: Annotated[str, typer.Option("--note", metavar="TEKST", help="Waarom je zo beslist.")],
    value: Annotated[
        str | None, typer.Option("--value", metavar="WAARDE", help="Je eigen waarde, bij own.")
    ] = None,
) -> None:
    """Beslis een conflict; wat verliest, blijft bewaard."""
    from vvdesk.content import parse_path
    from vvdesk.merging import open_conflicts, settle
    from vvdesk.model import Keuze
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.store.workspace import Workspace
    from vvdesk.values import Unreadable

    if (choice is Choice.OWN) != (value is not None):
        raise Misused("Geef --value als en alleen als je own kiest.")
    keuzen = {
        Choice.CURRENT: Keuze.CENTRAAL,
        Choice.INCOMING: Keuze.ONTVANGEN,
        Choice.OWN: Keuze.EIGEN,
    }
    with Workspace.open(central) as workspace:
        found = next((each for each in open_conflicts(workspace) if each.id == number), None)
        if found is None:
            raise Misused(f"Er is geen open conflict met nummer {number}.")
        own: Any = None
        if value is not None:
            with workspace.connection() as connection:
                lists = read_referentie(connection, found.meetmoment_id).lists
            try:
                own = parse_path(found.pad).field.kind.typed(value, lists)
            except Unreadable as error:
                raise Misused(f"{place(found.pad)}: {error}") from error
        settle(workspace, number, keuzen[choice], note, myself(), eigen=own)
    say(f"Beslist: {found.project_code}, {place(found.pad)}.")


def _as_json(conflict: Any) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "project": conflict.project_code,
        "field": conflict.pad,
        "base": json.loads(conflict.basis),
        "current": json.loads(conflict.centraal),
        "incoming": json.loads(conflict.ontvangen),
        "sheet": conflict.blad,
        "cell": conflict.cel,
    }
