"""`opendata`: the fiches of a meetmoment as tables and JSON, ready for an open-data portal."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import progress_shown, say
from vvdesk.number_words import counted


def opendata(
    central: Central,
    out: Annotated[
        Path, typer.Option("--out", metavar="MAP", help="Een nieuwe of lege map; met --zip de ZIP.")
    ],
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    every_moment: Annotated[
        bool, typer.Option("--all-moments", help="Ook alle meetmomenten ervoor.")
    ] = False,
    zipped: Annotated[bool, typer.Option("--zip", help="Eén ZIP in plaats van een map.")] = False,
    licentie: Annotated[
        str | None,
        typer.Option(
            "--licentie",
            metavar="NAAM",
            help="Standaard modellicentie-gratis-hergebruik; of creative-commons-zero, cc-by-4.0 "
            "of het webadres van een andere.",
        ),
    ] = None,
    uitgever: Annotated[
        str | None,
        typer.Option("--uitgever", metavar="NAAM", help="Standaard Vlaamse overheid."),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ADRES", help="Mail- of webadres voor vragen."),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--url", metavar="ADRES", help="Het webadres waar de map komt te staan."),
    ] = None,
) -> None:
    """Maak open data: CSV, JSON met schema, woordenboek, Data Package en DCAT-AP.

    Alles wat in het voortgangsrapport staat; geen wijzigingsspoor en geen namen van gebruikers.
    """
    from vvdesk.opendata import conditions, write_opendata
    from vvdesk.store.workspace import Workspace

    terms = conditions(licentie, uitgever, contact, address)
    with Workspace.open(central, read_only=True) as workspace, progress_shown() as progress:
        made = write_opendata(
            workspace,
            meetmoment,
            out,
            progress,
            terms=terms,
            every_moment=every_moment,
            is_zipped=zipped or out.suffix.casefold() == ".zip",
        )
    projects = counted(made.rows["projecten"], "rij in projecten", "rijen in projecten")
    files = counted(len(made.files), "bestand", "bestanden")
    say(f'"{made.path.name}" is klaar: {", ".join(made.meetmomenten)}; {files}, {projects}.')
    say(f"  Licentie: {terms.licentie.titel}")
    for notice in made.notices:
        say(f"  {notice}")
