"""The arguments that say where data lives: a file, or a database on a server."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.store.place import only_file, parse_place

if TYPE_CHECKING:
    from vvdesk.store.place import Place
else:
    Place = Path  # typer knows no choice of types; what the parser returns is what comes

_SERVER = "of een server: postgresql://naam@server/databank."


def _kept_file(text: str) -> Path:
    return only_file(
        parse_place(text),
        "Daarvan bewaart de beheerder kopieën; vvdesk-cli log toont er elke wijziging.",
    )


def _dossier(text: str) -> Path:
    return only_file(parse_place(text), "Indienen kan alleen met het dossier van een entiteit.")


Store = Annotated[
    Place,
    typer.Argument(
        metavar="BESTAND", parser=parse_place, help=f"Een bestand op .vvd of .vvs, {_SERVER}"
    ),
]
"""A file, dossier, central or momentopname, or a server."""

Central = Annotated[
    Place,
    typer.Argument(metavar="CENTRAAL", parser=parse_place, help=f"Het centrale bestand, {_SERVER}"),
]
"""A central file, or a server."""

Into = Annotated[
    Place,
    typer.Option(
        "--into",
        metavar="BESTAND",
        parser=parse_place,
        help=f"Het bestand waarin de fiches komen, {_SERVER}",
    ),
]
"""A file, or a server, that fiches are put in."""

StoreOrWorkbook = Annotated[
    Place,
    typer.Argument(
        metavar="BESTAND",
        parser=parse_place,
        help=f"Een bestand op .vvd, een werkboek (.xlsx), {_SERVER}",
    ),
]
"""A store or a workbook."""

KeptFile = Annotated[
    Path, typer.Argument(metavar="BESTAND", parser=_kept_file, help="Een bestand op .vvd.")
]
"""A file of which versions are kept."""

Dossier = Annotated[
    Path, typer.Argument(metavar="DOSSIER", parser=_dossier, help="Een dossier op .vvd.")
]
"""A dossier of one entiteit: always a file."""
