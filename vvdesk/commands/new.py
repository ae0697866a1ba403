"""`new`: a new file with its first meetmoment."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.terminal import day, myself, reporting_day, say
from vvdesk.errors import Misused


def new(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het nieuwe bestand, op .vvd.")],
    meetmoment: Annotated[
        str, typer.Option("--meetmoment", metavar="NAAM", help='Zoals "april 2021".')
    ],
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum",
            metavar="DATUM",
            help="De dag waarover gerapporteerd wordt; mag weg als het plan het meetmoment kent.",
        ),
    ] = None,
    plan: Annotated[
        str,
        typer.Option("--plan", metavar="PLAN", help="Naam van een plan, of een bestand op .toml."),
    ] = "vlaamse-veerkracht",
    entiteit: Annotated[
        str | None,
        typer.Option("--entiteit", metavar="NAAM", help="Voor het dossier van één entiteit."),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", metavar="DATUM", help="Tegen wanneer men indient."),
    ] = None,
) -> None:
    """Maak een nieuw bestand met een eerste meetmoment."""
    from vvdesk.meetmomenten import create_store
    from vvdesk.plan import load_plan

    if file.suffix.lower() != ".vvd":
        raise Misused(f'"{file.name}" moet eindigen op .vvd.')
    loaded = load_plan(plan)
    create_store(
        file,
        loaded,
        meetmoment,
        reporting_day(loaded, meetmoment, peildatum),
        myself(),
        entiteit=entiteit,
        deadline=day(deadline, "--deadline") if deadline else None,
    )
    whose = f" van {entiteit}" if entiteit else ""
    say(f'"{file.name}" is gemaakt: {loaded.titel}, meetmoment {meetmoment}{whose}.')
