"""`open-meetmoment`, `meetmoment` and `close-meetmoment`: the rhythm of reporting."""

from typing import Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import day, myself, progress_shown, reporting_day, say
from vvdesk.errors import Misused

_NAME = Annotated[
    str | None,
    typer.Argument(metavar="NAAM", help='Zoals "september 2021".', show_default=False),
]
_OPTION = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Hetzelfde als NAAM.")
]


def open_meetmoment(
    file: Central,
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
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="CODE", help="Een project dat niet meegaat."),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEKST", help="Waarom die projecten niet meegaan.")
    ] = "",
) -> None:
    """Open het volgende meetmoment.

    De fiches gaan mee zoals ze waren; wat er vorige keer al op zijn einde kwam, blijft achter.
    """
    from vvdesk.meetmomenten import open_next
    from vvdesk.perimeter import codes_in
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
            myself(workspace),
            deadline=day(deadline, "--deadline") if deadline else None,
            leave_out=codes_in(" ".join(without or [])),
            reden=reason,
            progress=progress,
        )
    say(f"Meetmoment {moment.naam} is open, met peildatum {moment.peildatum:%d/%m/%Y}.")


def meetmoment(
    file: Central,
    name: _NAME = None,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", metavar="DATUM", help="De deadline voor iedereen; leeg: geen."),
    ] = None,
    own_deadline: Annotated[
        list[str] | None,
        typer.Option(
            "--deadline-entiteit", metavar="NAAM=DATUM", help="De deadline van één entiteit."
        ),
    ] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option("--threshold", metavar="SLEUTEL=WAARDE", help="Een drempel of schakelaar."),
    ] = None,
) -> None:
    """Toon een meetmoment met zijn deadlines en drempels, of stel ze in."""
    from vvdesk.commands.meetmoment_shown import settle, show
    from vvdesk.store.workspace import Workspace

    asked = [("deadline", "", deadline)] if deadline is not None else []
    asked += [("entiteit", *_pair(each, "--deadline-entiteit")) for each in own_deadline or []]
    asked += [("drempel", *_pair(each, "--threshold")) for each in threshold or []]
    with Workspace.open(file, read_only=not asked) as workspace:
        settle(workspace, name, asked)
        show(workspace, name)


def _pair(text: str, option: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise Misused(f'{option}: "{text}" mist een naam of een =. Verwacht: NAAM=WAARDE.')
    return key.strip(), value.strip()


def close_meetmoment(
    file: Central,
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
        close(workspace, moment.naam, myself(workspace), reason)
    say(f"Meetmoment {moment.naam} is gesloten; niemand kan er nog iets aan wijzigen.")


def _named(name: str | None, option: str | None) -> str | None:
    if name is not None and option is not None:
        raise Misused("Geef de naam van het meetmoment maar één keer.")
    return name if name is not None else option
