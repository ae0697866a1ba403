"""`merges` and `undo-merge`: what was merged before, and taking one of those back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import (
    listed_number,
    local_time,
    myself,
    progress_shown,
    say,
    say_json,
)
from vvdesk.errors import Misused

if TYPE_CHECKING:
    from vvdesk.store.workspace import Workspace


def list_merges(
    central: Central,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
    document: Annotated[
        int | None,
        typer.Option(
            "--document",
            metavar="NUMMER",
            parser=listed_number,
            help="Schrijf het plan van deze samenvoeging.",
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--to", metavar="BESTAND", help="Naar dit bestand: .html, .xlsx of .json."),
    ] = None,
) -> None:
    """Toon wat er al samengevoegd is, of bewaar het plan ervan."""
    from dataclasses import asdict

    from vvdesk.merging import samenvoegingen
    from vvdesk.store.workspace import Workspace

    if (document is None) != (target is None):
        raise Misused("Geef --document NUMMER en --to BESTAND samen.")
    with Workspace.open(central, read_only=True) as workspace:
        if document is not None and target is not None:
            _write(workspace, document, target)
            return
        found = samenvoegingen(workspace)
        names = {moment.id: moment.naam for moment in workspace.meetmomenten()}
    if as_json:
        say_json([asdict(each) for each in found])
        return
    for each in found:
        gone = " (ongedaan gemaakt)" if each.teruggenomen else ""
        about = f"{names[each.meetmoment_id]}, {each.titel}, door {each.wie}{gone}"
        say(f"{each.id:>4}  {local_time(each.tijd)}  {about}")
    if not found:
        say("Er is nog niets samengevoegd.")


def undo_merge(
    central: Central,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMMER]",
            parser=listed_number,
            help="Het nummer uit vvdesk-cli merges; zonder nummer de laatste, op een server de "
            "laatste van jezelf.",
        ),
    ] = None,
) -> None:
    """Maak een hele samenvoeging ongedaan: waarden, staten, toelichtingen en conflicten."""
    from vvdesk.merging import samenvoegingen, take_back_merge
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace:
        if number is None:
            # On a server the last of this login: nobody takes back a colleague's unasked.
            done = [
                each.id
                for each in samenvoegingen(workspace)
                if not each.teruggenomen and workspace.login in {None, each.wie}
            ]
            if not done:
                raise Misused("Er is geen samenvoeging om ongedaan te maken.")
            number = done[0]
        with progress_shown() as progress:
            taken = take_back_merge(workspace, number, myself(workspace), progress)
    for remark in taken.remarks:
        say(remark)
    say(f"Samenvoeging {number} is ongedaan gemaakt.")


def _write(workspace: "Workspace", number: int, target: Path) -> None:
    from vvdesk.merging import document_of, samenvoegingen, write_plan_document
    from vvdesk.plan.referentie import read_referentie

    document = document_of(workspace, number)
    moment = next(each.meetmoment_id for each in samenvoegingen(workspace) if each.id == number)
    with workspace.connection() as connection:
        lists = read_referentie(connection, moment).lists
    write_plan_document(document, target, lists)
    say(f"Geschreven: {target}")
