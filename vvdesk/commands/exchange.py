"""What comes in from a report and what goes out to departments: import, uitvraag, inzending."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import counted, myself, progress_shown, say

if TYPE_CHECKING:
    from vvdesk.handing_out import Handed

_FILE = Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bestand op .vvd.")]
_CENTRAL = Annotated[Path, typer.Argument(metavar="CENTRAAL", help="Het centrale bestand.")]
_MOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]


def import_report(
    text: Annotated[
        Path, typer.Argument(metavar="TEKST", help="De tekst van een gepubliceerd rapport.")
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="BESTAND", help="Het bestand waarin de fiches komen.")
    ],
) -> None:
    """Lees een gepubliceerd voortgangsrapport in als fiches."""
    from vvdesk import importing
    from vvdesk.store.workspace import Workspace

    with Workspace.open(into) as workspace, progress_shown() as progress:
        outcome = importing.import_report(workspace, text, myself(), progress)
    say(
        f"Meetmoment {outcome.meetmoment}: {len(outcome.added)} fiches toegevoegd, "
        f"{len(outcome.changed)} gewijzigd, {len(outcome.unchanged)} ongewijzigd."
    )
    for problem in outcome.problems:
        say(f"  {problem}")


def handout(
    central: _CENTRAL,
    entiteit: Annotated[
        str, typer.Option("--entiteit", metavar="NAAM", help="Voor wie; een afkorting mag.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DOEL", help="Werkboek (.xlsx) of dossier (.vvd).")
    ],
    meetmoment: _MOMENT = None,
) -> None:
    """Maak de uitvraag voor één entiteit."""
    from vvdesk.handing_out import hand_out
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace, progress_shown() as progress:
        handed = hand_out(workspace, meetmoment, entiteit, out, myself(), progress)
    say(f'"{out.name}" is klaar voor {handed.envelope.entiteit}: {_projects(handed)}.')


def export(
    file: _FILE,
    out: Annotated[
        Path, typer.Option("--out", metavar="DOEL", help="Het werkboek om in te dienen, op .xlsx.")
    ],
    entiteit: Annotated[
        str | None,
        typer.Option("--entiteit", metavar="NAAM", help="Alleen de projecten van deze entiteit."),
    ] = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Maak het werkboek om in te dienen."""
    from vvdesk import handing_out
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        handed = handing_out.export(workspace, meetmoment, entiteit, out, myself(), progress)
    say(f'"{out.name}" is klaar om in te dienen: {_projects(handed)}.')


def consolidate(
    central: _CENTRAL,
    out: Annotated[Path, typer.Option("--out", metavar="DOEL", help="Het werkboek, op .xlsx.")],
    meetmoment: _MOMENT = None,
) -> None:
    """Maak het totaalwerkboek van een meetmoment."""
    from vvdesk import handing_out
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace, progress_shown() as progress:
        handed = handing_out.consolidate(workspace, meetmoment, out, myself(), progress)
    say(f'"{out.name}" is klaar: {_projects(handed)}.')


def _projects(handed: "Handed") -> str:
    return counted(len(handed.projects), "project", "projecten")
