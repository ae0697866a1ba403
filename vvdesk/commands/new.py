"""`new`: a new file with its first meetmoment, or the dossier that a workbook holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import day, myself, reporting_day, say
from vvdesk.errors import Misused
from vvdesk.store.place import only_file, parse_place

if TYPE_CHECKING:
    from vvdesk.store.place import Place
else:
    Place = Path  # typer knows no choice of types; what the parser returns is what comes

_New = Annotated[
    Place,
    typer.Argument(
        metavar="BESTAND",
        parser=parse_place,
        help="Het nieuwe bestand, op .vvd, of een ingerichte, lege databank op een server.",
    ),
]


def new(
    file: _New,
    meetmoment: Annotated[
        str | None,
        typer.Option(
            "--meetmoment", metavar="NAAM", help='Zoals "april 2021"; moet, behalve met --from.'
        ),
    ] = None,
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
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="WERKBOEK", help="Maak het dossier uit een werkboek dat je kreeg."
        ),
    ] = None,
) -> None:
    """Maak een nieuw bestand met een eerste meetmoment, of een dossier uit een werkboek."""
    if workbook is not None:
        if any((meetmoment, peildatum, entiteit, deadline)):
            raise Misused("Met --from staat al de rest in het werkboek; laat de andere opties weg.")
        _from_workbook(workbook, only_file(file, "Een dossier is een bestand op .vvd."))
        return
    from vvdesk.meetmomenten import create_store
    from vvdesk.plan import load_plan

    if isinstance(file, Path) and file.suffix.lower() != ".vvd":
        raise Misused(f'"{file.name}" moet eindigen op .vvd.')
    if not meetmoment:
        raise Misused('Geef het meetmoment, bijvoorbeeld --meetmoment "april 2021".')
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


def _from_workbook(workbook: Path, file: Path) -> None:
    from vvdesk.workbook_dossier import dossier_from_workbook

    made = dossier_from_workbook(workbook, file, myself())
    for each in made.remarks:
        place = " ".join(part for part in (each.sheet, each.cell) if part)
        say(f"{place}: {each.incoming}" if place else each.incoming)
    fiches = "1 fiche" if made.fiches == 1 else f"{made.fiches} fiches"
    say(f'"{file.name}" is gemaakt uit "{workbook.name}": {fiches}.')
