"""`conflicts` and `decide`: what waits for a person, and what that person chose."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import local_time, myself, place, say, say_json, shortened
from vvdesk.errors import Misused

if TYPE_CHECKING:
    from vvdesk.kinds import ChoiceLists
    from vvdesk.merging import LedgerRow


class Choice(StrEnum):
    """Which value a person chose."""

    CURRENT = "current"
    INCOMING = "incoming"
    OWN = "own"


def list_conflicts(
    central: Central,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Toon ook wat al beslist of vervallen is.")
    ] = False,
) -> None:
    """Toon de conflicten die op een beslissing wachten."""
    from vvdesk.merging import ledger_rows
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace:
        found = ledger_rows(workspace, is_open=None if everything else True)
        with workspace.connection() as connection:
            lists = {
                number: read_referentie(connection, number).lists
                for number in {row.meetmoment_id for row in found}
            }
    if as_json:
        say_json([_as_json(row) for row in found])
        return
    for row in found:
        for line in _told(row, lists[row.meetmoment_id]):
            say(line)
    if not found:
        say("Er zijn geen conflicten." if everything else "Er zijn geen open conflicten.")


def _told(row: "LedgerRow", lists: "ChoiceLists") -> Iterator[str]:
    from vvdesk.content import parse_path

    kind = parse_path(row.path).field.kind
    base, current, incoming, chosen = (
        shortened(kind.to_text(kind.from_json(value), lists)) or "leeg"
        for value in (row.base, row.central, row.received, row.gekozen)
    )
    yield f"{row.id:>4}  {row.project}, {place(row.path)}"
    yield f"      meegegeven {base}, centraal {current}, ontvangen {incoming}"
    sender = row.entiteit or row.afzender or "onbekend"
    yield f"      {row.bestand} van {sender}, ingelezen op {local_time(row.ontvangen_op)}"
    if row.keuze != "open":
        what = "vervallen" if row.keuze == "vervallen" else f"gekozen {chosen} ({row.keuze.value})"
        when = local_time(row.beslist_op) if row.beslist_op else ""
        yield f"      {what} door {row.beslist_door}, {when}: {row.nota}"


def decide(
    central: Central,
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
        settle(workspace, number, keuzen[choice], note, myself(workspace), eigen=own)
    say(f"Beslist: {found.project_code}, {place(found.pad)}.")


def _as_json(row: "LedgerRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "project": row.project,
        "field": row.path,
        "base": row.base,
        "current": row.central,
        "incoming": row.received,
        "sheet": row.sheet,
        "cell": row.cell,
        "entiteit": row.entiteit,
        "file": row.bestand,
        "received_at": row.ontvangen_op,
        "choice": row.keuze.value,
        "chosen": row.gekozen,
        "note": row.nota,
        "decided_by": row.beslist_door,
        "decided_at": row.beslist_op,
    }
