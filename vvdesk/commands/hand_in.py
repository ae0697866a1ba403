"""`hand-in` and `take-back`: a dossier goes to the coordinator, or comes back to be changed."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.places import Dossier
from vvdesk.commands.terminal import myself, place, progress_shown, say
from vvdesk.number_words import counted

_MOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]
_BLOCKED = 1


def hand_in(
    dossier: Dossier,
    out: Annotated[
        Path, typer.Option("--out", metavar="DOEL", help="Het werkboek om te versturen, op .xlsx.")
    ],
    meetmoment: _MOMENT = None,
) -> None:
    """Dien een dossier in: maak het werkboek en sluit de fiches af.

    Bij een fout, of een waarschuwing zonder toelichting, gebeurt er niets.
    """
    from vvdesk import handing_in
    from vvdesk.readiness import overview
    from vvdesk.store.workspace import Workspace

    with Workspace.open(dossier) as workspace, progress_shown() as progress:
        seen = overview(workspace, meetmoment)
        if not seen.blocking:
            handed = handing_in.hand_in(workspace, meetmoment, out, myself(workspace), progress)
    if seen.blocking:
        for each in seen.blocking:
            found = each.finding
            where = f"{found.project}, {place(found.path)}"
            say(f"{found.severity.value}  {where}: {found.message}  ({found.code})")
        say("Er is niets ingediend. Los de fouten op en licht de waarschuwingen toe.")
        raise typer.Exit(_BLOCKED)
    say(f'"{out.name}" is ingediend: {counted(len(handed.projects), "project", "projecten")}.')
    say(f"Controlecode: {handed.code}")


def take_back(
    dossier: Dossier,
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Waarom, in één regel.")],
    meetmoment: _MOMENT = None,
) -> None:
    """Neem een inzending terug om nog iets te wijzigen."""
    from vvdesk import handing_in
    from vvdesk.store.workspace import Workspace

    with Workspace.open(dossier) as workspace:
        handing_in.take_back(workspace, meetmoment, myself(workspace), reason)
    say("De inzending is teruggenomen. Je kunt weer wijzigen en daarna opnieuw indienen.")
