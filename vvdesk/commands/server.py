"""`server`: what the administrator of a server does: prepare it, give logins, check, upgrade."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import say
from vvdesk.errors import Misused
from vvdesk.store.place import ServerUrl, is_server, parse_place

if TYPE_CHECKING:
    Url = ServerUrl
else:
    Url = str  # what the parser returns is what comes

_EXAMPLE = "postgresql://beheerder@server/databank"


class Role(StrEnum):
    """The choices of `--role`."""

    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


def _url(text: str) -> ServerUrl:
    place = parse_place(text) if is_server(text) else None
    if not isinstance(place, ServerUrl):
        raise Misused(f'"{text}" is geen adres van een server. Verwacht: {_EXAMPLE}.')
    return place


_Server = Annotated[
    Url,
    typer.Argument(metavar="SERVER", parser=_url, help=f"Het adres van de databank: {_EXAMPLE}."),
]


def init(server: _Server) -> None:
    """Richt een lege databank in: rollen, tabellen, rechten en sloten.

    Dat doet een beheerder van de server, één keer per databank. Zet er daarna een plan in met
    vvdesk-cli copy (uit een bestand) of vvdesk-cli new.
    """
    from vvdesk.store.server_admin import initialise

    initialise(server)
    say(f'"{server.name}" is ingericht voor vvdesk.')
    say(f'Geef nu iedereen een login: vvdesk-cli server login "{server}" NAAM --role coordinator')


def login(
    server: _Server,
    naam: Annotated[
        str, typer.Argument(metavar="NAAM", help="De login van één persoon, in kleine letters.")
    ],
    role: Annotated[
        Role,
        typer.Option(
            "--role", help="Wat de persoon mag: alles van een coördinator, of alleen lezen."
        ),
    ],
    *,
    password_stdin: Annotated[
        bool,
        typer.Option(
            "--password-stdin", help="Lees het wachtwoord van de standaardinvoer: één regel."
        ),
    ] = False,
) -> None:
    """Geef een persoon een login, of een bestaande login een nieuw wachtwoord en deze rol.

    Het wachtwoord wordt gevraagd en niet getoond; het gaat alleen onleesbaar gemaakt (SCRAM) naar
    de server. De naam komt in het wijzigingsspoor: neem er een per persoon.
    """
    from vvdesk.store.roles import Rol
    from vvdesk.store.server_admin import add_login

    password = _from_stdin() if password_stdin else _typed(naam)
    is_new = add_login(server, naam, password, Rol[role.name])
    what = "kan nu inloggen" if is_new else "heeft een nieuw wachtwoord"
    say(f'"{naam}" {what} op "{server.name}" als {role.value}.')


def check(server: _Server) -> None:
    """Kijk een server na: sortering, versleuteling, rechten, sloten en het wijzigingsspoor."""
    from vvdesk.server_check import check_server

    found = check_server(server)
    for each in found:
        say(f"{'LET OP' if each.advice else 'goed':6}  {each.what}: {each.found}")
        if each.advice:
            say(f"        {each.advice}")
    wrong = sum(bool(each.advice) for each in found)
    if wrong:
        raise typer.Exit(1)


def upgrade(server: _Server) -> None:
    """Breng de tabellen naar het formaat van deze vvdesk, en zet rechten en sloten weer goed."""
    from vvdesk.store.server_admin import upgrade_server

    before, after = upgrade_server(server)
    said = f"van formaat {before} naar {after}" if before != after else f"al formaat {after}"
    say(f'"{server.name}" is bijgewerkt: {said}; rechten en sloten zijn opnieuw gezet.')


def _typed(naam: str) -> str:
    """Ask for a password twice, without showing it."""
    if not sys.stdin.isatty():
        raise Misused(
            "Er is geen scherm om het wachtwoord te vragen. Geef het met --password-stdin."
        )
    import getpass

    first = getpass.getpass(f"Wachtwoord voor {naam}: ")
    if first != getpass.getpass("Nog eens: "):
        raise Misused("De twee wachtwoorden zijn niet gelijk. Probeer opnieuw.")
    return first


def _from_stdin() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Misused("Er kwam geen wachtwoord op de standaardinvoer.")
    return password


def server_app(help_names: dict[str, list[str]]) -> typer.Typer:
    """Build the verbs behind `server`.

    Args:
        help_names: The context settings of every verb.
    """
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=help_names)
    app.callback()(_about)
    for verb, function in (
        ("init", init),
        ("login", login),
        ("check", check),
        ("upgrade", upgrade),
    ):
        app.command(verb, context_settings=help_names)(function)
    return app


def _about() -> None:
    """Beheer een PostgreSQL-server waarop coördinatoren samen werken."""
