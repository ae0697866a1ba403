"""`sample`: draw projects or mijlpalen in a way that anybody can repeat."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import progress_shown, say, say_json, shortened

if TYPE_CHECKING:
    from vvdesk.sampling import Steekproef

_UNITS = "Wat je trekt: project of mijlpaal."
_STRATA = "Hoe je verdeelt: geen, speerpunt of bedrag."
_AMOUNTS = "Bij --stratify bedrag: beleidsruimte, vak of vek."


def sample(  # one per option of the verb
    file: Store,
    size: Annotated[int, typer.Option("--size", metavar="AANTAL", help="Hoeveel je er trekt.")],
    seed: Annotated[
        str,
        typer.Option(
            "--seed", metavar="TEKST", help="De startwaarde: dezelfde tekst trekt hetzelfde."
        ),
    ],
    unit: Annotated[str, typer.Option("--unit", metavar="EENHEID", help=_UNITS)] = "project",
    stratify: Annotated[str, typer.Option("--stratify", metavar="STRATA", help=_STRATA)] = "geen",
    amount: Annotated[
        str, typer.Option("--amount", metavar="BEDRAG", help=_AMOUNTS)
    ] = "beleidsruimte",
    speerpunt: Annotated[
        list[str] | None, typer.Option("--speerpunt", metavar="NR", help="Alleen dit speerpunt.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="Alleen deze status.")
    ] = None,
    entiteit: Annotated[
        list[str] | None, typer.Option("--entiteit", metavar="NAAM", help="Alleen deze entiteit.")
    ] = None,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="MAP", help="Bewaar ze als steekproef.json en .csv."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, met alles erin.")] = False,
) -> None:
    """Trek een steekproef die iedereen kan overdoen.

    Dezelfde startwaarde (--seed) en dezelfde inhoud geven dezelfde steekproef, ook met de hand:
    elke code krijgt de SHA-256 van startwaarde:code, en de kleinste gaan voor. Bij --stratify
    bedrag zijn de grootste bedragen er altijd bij.

    Voorbeeld: vvdesk-cli sample april.vvs --size 10 --seed 2021 --out map
    """
    from vvdesk.sampling import Bedrag, Eenheid, Indeling, Opzet, draw
    from vvdesk.store.workspace import Workspace

    opzet = Opzet(
        seed=seed,
        omvang=size,
        eenheid=Eenheid(_one_of(unit, "--unit", list(Eenheid))),
        indeling=Indeling(_one_of(stratify, "--stratify", list(Indeling))),
        bedrag=Bedrag(_one_of(amount, "--amount", list(Bedrag))),
        speerpunten=tuple(speerpunt or ()),
        statussen=tuple(status or ()),
        entiteiten=tuple(entiteit or ()),
    )
    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        drawn = draw(workspace, workspace.meetmoment(meetmoment), opzet, progress)
    if out is not None:
        from vvdesk.audit_export.sample_files import write_sample

        write_sample(drawn, out)
    if as_json:
        say_json(drawn.to_json())
        return
    for line in _lines(drawn):
        say(line)
    if out is not None:
        say(f'Bewaard in "{out.name}": steekproef.json en steekproef.csv.')


def _lines(drawn: "Steekproef") -> Iterator[str]:
    yield f"Steekproef van {len(drawn.eenheden)} uit {drawn.populatie}, {drawn.meetmoment}"
    yield f"  Startwaarde: {drawn.opzet.seed}"
    yield from (f"  {sentence}" for sentence in drawn.uitleg)
    for stratum in drawn.strata:
        yield ""
        yield f"{stratum.naam}: {stratum.getrokken} van {stratum.aantal}"
        for unit in drawn.eenheden:
            if unit.stratum == stratum.sleutel:
                yield f"  {unit.rang:>4}  {unit.code:<11} {shortened(unit.naam)}"


def _one_of(text: str, option: str, known: list[str]) -> str:
    from vvdesk.errors import Misused

    found = text.strip().casefold()
    if found not in known:
        raise Misused(f'{option}: "{text}" ken ik niet. Kies uit: {", ".join(known)}.')
    return found
