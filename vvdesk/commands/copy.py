"""`copy`: a whole plan from a file to a server, back, or to another file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import progress_shown, say
from vvdesk.number_words import counted
from vvdesk.store.place import parse_place

if TYPE_CHECKING:
    from vvdesk.store.place import Place
else:
    Place = Path  # typer knows no choice of types; what the parser returns is what comes


def copy(
    source: Annotated[
        Place,
        typer.Argument(
            metavar="BRON", parser=parse_place, help="Een bestand op .vvd of een server."
        ),
    ],
    target: Annotated[
        Place,
        typer.Argument(
            metavar="DOEL",
            parser=parse_place,
            help="Een nieuw bestand op .vvd, of een ingerichte, lege databank op een server.",
        ),
    ],
) -> None:
    """Kopieer een heel plan: van een bestand naar een server, terug, of naar een ander bestand.

    Alles gaat mee, ook het wijzigingsspoor en de ingediende bestanden. Elke tabel wordt na het
    kopiëren vergeleken met de bron; klopt er iets niet, dan blijft het doel zoals het was.
    """
    from vvdesk.copying import copy_store

    with progress_shown() as progress:
        copied = copy_store(source, target, progress)
    rows, digest = copied.trail
    moments = counted(copied.rows["meetmoment"], "meetmoment", "meetmomenten")
    fiches = counted(copied.rows["fiche"], "fiche", "fiches")
    say(f'"{source.name}" is gekopieerd naar "{target.name}": {moments}, {fiches}.')
    tables = sum(bool(number) for number in copied.rows.values())
    say(f"  {tables} tabellen vergeleken: gelijk; {sum(copied.rows.values())} rijen")
    say(f"  wijzigingsspoor: {rows} regels, laatste kenmerk {digest[:16]}")
