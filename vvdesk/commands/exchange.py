"""What comes in from a report and what goes out to departments: import, uitvraag, inzending."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Central, Into, Store
from vvdesk.commands.terminal import myself, progress_shown, say
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.handing_out import Handed
    from vvdesk.jobs import Progress
    from vvdesk.store.workspace import Workspace

_MOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]


def import_report(
    text: Annotated[
        Path, typer.Argument(metavar="TEKST", help="De tekst van een gepubliceerd rapport.")
    ],
    into: Into,
) -> None:
    """Lees een gepubliceerd voortgangsrapport in als fiches."""
    from vvdesk import importing
    from vvdesk.store.workspace import Workspace

    with Workspace.open(into) as workspace, progress_shown() as progress:
        outcome = importing.import_report(workspace, text, myself(workspace), progress)
    say(
        f"Meetmoment {outcome.meetmoment}: {len(outcome.added)} fiches toegevoegd, "
        f"{len(outcome.changed)} gewijzigd, {len(outcome.unchanged)} ongewijzigd."
    )
    for problem in outcome.problems:
        say(f"  {problem}")


def handout(
    central: Central,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DOEL", help="Werkboek (.xlsx) of dossier (.vvd); met --all een map."
        ),
    ],
    entiteit: Annotated[
        list[str] | None,
        typer.Option("--entiteit", metavar="NAAM", help="Voor wie; een afkorting mag."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Voor elke entiteit met projecten, met een mail erbij.")
    ] = False,
    kind: Annotated[
        str, typer.Option("--kind", metavar="SOORT", help="Bij --all: xlsx of vvd.")
    ] = "xlsx",
    no_mails: Annotated[
        bool, typer.Option("--no-mails", help="Bij --all: zet geen mails klaar.")
    ] = False,
    meetmoment: _MOMENT = None,
) -> None:
    """Maak de uitvraag voor één entiteit, of met --all voor allemaal."""
    from vvdesk.handing_out import hand_out
    from vvdesk.store.workspace import Workspace

    wanted = entiteit or []
    if not every and len(wanted) != 1:
        raise Misused("Zeg met --entiteit voor wie, of met --all voor elke entiteit.")
    with Workspace.open(central) as workspace, progress_shown() as progress:
        if every:
            _hand_out_all(
                workspace, meetmoment, out, kind, wanted or None, progress, mails=not no_mails
            )
            return
        handed = hand_out(workspace, meetmoment, wanted[0], out, myself(workspace), progress)
    say(f'"{out.name}" is klaar voor {handed.envelope.entiteit}: {_projects(handed)}.')


def _hand_out_all(
    workspace: "Workspace",
    meetmoment: str | None,
    folder: Path,
    kind: str,
    entiteiten: list[str] | None,
    progress: "Progress",
    *,
    mails: bool,
) -> None:
    from vvdesk.uitvraag import hand_out_all, kind_named, offered

    orphans = offered(workspace, meetmoment).orphans
    done = hand_out_all(
        workspace, meetmoment, folder, kind_named(kind), myself(workspace), progress,
        entiteiten=entiteiten, mails=mails,
    )  # fmt: skip
    for each in done:
        count = counted(len(each.projects), "project", "projecten")
        say(f"  {each.entiteit}: {each.path.name if each.path else 'niet gemaakt'}, {count}.")
        if each.problem:
            say(f"    {each.problem}")
    good = sum(each.path is not None for each in done)
    say(f'{counted(good, "bestand", "bestanden")} in "{folder}".')
    if orphans:
        say(f"Zonder trekkende entiteit, dus aan niemand uitgedeeld: {', '.join(orphans)}.")
    if good < len(done):
        raise typer.Exit(1)


def export(
    file: Store,
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
        handed = handing_out.export(
            workspace, meetmoment, entiteit, out, myself(workspace), progress
        )
    say(f'"{out.name}" is klaar om in te dienen: {_projects(handed)}.')


def consolidate(
    central: Central,
    out: Annotated[Path, typer.Option("--out", metavar="DOEL", help="Het werkboek, op .xlsx.")],
    meetmoment: _MOMENT = None,
) -> None:
    """Maak het totaalwerkboek van een meetmoment."""
    from vvdesk import handing_out
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace, progress_shown() as progress:
        handed = handing_out.consolidate(workspace, meetmoment, out, myself(workspace), progress)
    say(f'"{out.name}" is klaar: {_projects(handed)}.')


def _projects(handed: "Handed") -> str:
    return counted(len(handed.projects), "project", "projecten")
