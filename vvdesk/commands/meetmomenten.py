"""`open-meetmoment` and `close-meetmoment`: the rhythm of reporting."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.terminal import day, myself, progress_shown, reporting_day, say
from vvdesk.errors import Misused

_FILE = Annotated[Path, typer.Argument(metavar="CENTRAAL", help="Het centrale bestand.")]
_NAME = Annotated[
    str | None,
    typer.Argument(metavar="NAAM", help='Zoals "september 2021".', show_default=False),
]
_OPTION = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Hetzelfde als NAAM.")
]


def open_meetmoment(
    file: _FILE,
    name: _NAME = None,
    option: _OPTION = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum",
            metavar="DATUM",
            help="De dag waarover gerapporteerd wordt; mag weg als het plan het meetmoment kent.",
        ),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", metavar="DATUM", help="Tegen wanneer men indient."),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="PLAN", help="Een ander plan, of een bestand op .toml."),
    ] = None,
) -> None:
    """Open het volgende meetmoment.

    De fiches gaan mee zoals ze waren; wat er vorige keer al op zijn einde kwam, blijft achter.
    """
    from vvdesk.meetmomenten import open_next
    from vvdesk.plan import load_plan
    from vvdesk.store.workspace import Workspace

    wanted = _named(name, option)
    if wanted is None:
        raise Misused('Geef de naam van het meetmoment, bijvoorbeeld "september 2021".')
    with Workspace.open(file) as workspace, progress_shown() as progress:
        loaded = load_plan(plan or workspace.plan.code)
        moment = open_next(
            workspace,
            loaded,
            wanted,
            reporting_day(loaded, wanted, peildatum),
            myself(),
            deadline=day(deadline, "--deadline") if deadline else None,
            progress=progress,
        )
    say(f"Meetmoment {moment.naam} is open, met peildatum {moment.peildatum:%d/%m/%Y}.")


def close_meetmoment(
    file: _FILE,
    name: _NAME = None,
    option: _OPTION = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEKST", help="Waarom je nu sluit.")
    ] = None,
) -> None:
    """Sluit een meetmoment voorgoed.

    Daarna kan niemand er nog iets aan wijzigen.
    """
    from vvdesk.meetmomenten import close_meetmoment as close
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file) as workspace:
        moment = workspace.meetmoment(_named(name, option))
        close(workspace, moment.naam, myself(), reason)
    say(f"Meetmoment {moment.naam} is gesloten; niemand kan er nog iets aan wijzigen.")


def _named(name: str | None, option: str | None) -> str | None:
    if name is not None and option is not None:
        raise Misused("Geef de naam van het meetmoment maar één keer.")
    return name if name is not None else option
