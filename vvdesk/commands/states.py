"""`approve`, `return`, `reopen` and `publish`: what a coordinator decides about fiches."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import myself, progress_shown, say
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.store.workspace import Workspace

_PROJECTS = Annotated[
    list[str] | None,
    typer.Argument(metavar="PROJECT", help="Projectcodes, bijvoorbeeld VV015 VV016."),
]
_ENTITEIT = Annotated[
    str | None,
    typer.Option(
        "--entiteit", metavar="NAAM", help="Alle fiches van deze entiteit; een afkorting mag."
    ),
]
_REASON = Annotated[
    str, typer.Option("--reason", metavar="TEKST", help="Waarom; de reden wordt bewaard.")
]
_MOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]


def approve_fiches(
    central: Central,
    projects: _PROJECTS = None,
    entiteit: _ENTITEIT = None,
    exception: Annotated[
        str | None,
        typer.Option(
            "--exception",
            metavar="TEKST",
            help="Waarom het toch mag als je zelf indiende of een vraag open staat.",
        ),
    ] = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Keur ingediende fiches goed; daarna kunnen ze niet meer wijzigen.

    Wie een fiche indiende, keurt ze niet goed. Een fout of een open conflict houdt goedkeuren
    altijd tegen; een open vraag alleen zolang je geen uitzondering met een reden geeft.
    """
    from vvdesk.model import Staat
    from vvdesk.states import approve
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace, progress_shown() as progress:
        codes = _codes(workspace, meetmoment, projects, entiteit, [Staat.INGEDIEND])
        done = approve(
            workspace,
            meetmoment,
            codes,
            myself(workspace),
            uitzondering=exception,
            progress=progress,
        )
    _tell(done, "goedgekeurd")


def return_fiches(
    central: Central,
    reason: _REASON,
    projects: _PROJECTS = None,
    entiteit: _ENTITEIT = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Stuur ingediende fiches terug naar hun entiteit, met een reden."""
    from vvdesk.model import Staat
    from vvdesk.states import send_back
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace, progress_shown() as progress:
        codes = _codes(workspace, meetmoment, projects, entiteit, [Staat.INGEDIEND])
        done = send_back(workspace, meetmoment, codes, myself(workspace), reason, progress=progress)
    _tell(done, "teruggestuurd")


def reopen_fiches(
    central: Central,
    reason: _REASON,
    projects: _PROJECTS = None,
    entiteit: _ENTITEIT = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Heropen goedgekeurde of gepubliceerde fiches, met een reden; ze kunnen dan weer wijzigen."""
    from vvdesk.overgangen import DECIDED
    from vvdesk.states import reopen
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace, progress_shown() as progress:
        codes = _codes(workspace, meetmoment, projects, entiteit, DECIDED)
        done = reopen(workspace, meetmoment, codes, myself(workspace), reason, progress=progress)
    _tell(done, "heropend")


def publish_fiches(
    central: Central,
    projects: _PROJECTS = None,
    entiteit: _ENTITEIT = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Zet goedgekeurde fiches op gepubliceerd."""
    from vvdesk.model import Staat
    from vvdesk.states import publish
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central) as workspace, progress_shown() as progress:
        codes = _codes(workspace, meetmoment, projects, entiteit, [Staat.GOEDGEKEURD])
        done = publish(workspace, meetmoment, codes, myself(workspace), progress=progress)
    _tell(done, "gepubliceerd")


def _codes(
    workspace: "Workspace",
    meetmoment: str | None,
    projects: list[str] | None,
    entiteit: str | None,
    staten: Collection[str],
) -> list[str]:
    from vvdesk.reception import fiches_of

    if (entiteit is None) == (not projects):
        raise Misused("Geef projectcodes, of --entiteit voor alle fiches van een entiteit.")
    if entiteit is not None:
        return fiches_of(workspace, meetmoment, entiteit, staten)
    return [code.upper() for code in projects or ()]


def _tell(done: tuple[str, ...], what: str) -> None:
    say(f"{counted(len(done), 'fiche', 'fiches')} {what}: {', '.join(done)}.")
