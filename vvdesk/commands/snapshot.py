"""`snapshot`: a meetmoment and all before it, sealed into one file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import myself, progress_shown, say, whisper
from vvdesk.errors import Misused, Unavailable
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.sealing.making import Sealed
    from vvdesk.sealing.signing import Signer
    from vvdesk.store.place import Place
    from vvdesk.store.workspace import Workspace


def snapshot(
    central: Central,
    out: Annotated[
        Path, typer.Option("--out", metavar="DOEL", help="Waar ze komt: een bestand op .vvs.")
    ],
    meetmoment: Annotated[
        str | None,
        typer.Option(
            "--meetmoment", metavar="NAAM", help="Standaard het laatste; alle vorige gaan mee."
        ),
    ] = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option(
            "--report", metavar="BESTAND", help="Een rapport dat meegaat; mag meer dan één keer."
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            metavar="SLEUTEL",
            help="Onderteken met deze sleutel: een bestand, of een nummer uit key list.",
        ),
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--passphrase-file",
            metavar="BESTAND",
            help="De wachtzin van de sleutel staat op de eerste regel; anders vraagt vvdesk ze.",
        ),
    ] = None,
) -> None:
    """Maak een momentopname: één verzegeld bestand voor de auditor.

    Dit meetmoment en alle vorige gaan mee, met bevindingen, toelichtingen, beslissingen, vragen,
    inzendingen en het wijzigingsspoor. Is het meetmoment nog open, dan is het een tussentijdse
    stand. Met een sleutel wordt het zegel ook ondertekend. Dat de momentopname gemaakt is, komt
    in het wijzigingsspoor.

    Voorbeeld: vvdesk-cli snapshot centraal.vvd --out april.vvs

    Ondertekend, met een rapport erbij: ... --key ID --report rapport.pdf
    """
    from vvdesk.sealing.making import check_target, seal

    check_target(out)
    if passphrase_file is not None and key is None:
        raise Misused("Een wachtzin hoort bij een sleutel. Geef ook --key, of laat ze weg.")
    signer = None if key is None else _unlocked(key, passphrase_file)
    with _opened(central) as workspace:
        moment = workspace.meetmoment(meetmoment)
        with progress_shown() as progress:
            made = seal(
                workspace,
                myself(workspace),
                moment,
                out,
                reports=reports or (),
                signer=signer,
                progress=progress,
            )
    _tell(made)


def _opened(central: "Place") -> "Workspace":
    """Open a store to write, so that the seal can be noted; to read when somebody else writes."""
    from vvdesk.store.workspace import Workspace

    try:
        return Workspace.open(central)
    except Unavailable:
        return Workspace.open(central, read_only=True)


def _unlocked(key: str, passphrase_file: Path | None) -> "Signer":
    from vvdesk.paths import settings_dir
    from vvdesk.sealing.keys import KeyFolder, read_text, unlock

    path = Path(key)
    if not path.is_file():
        path = KeyFolder(settings_dir()).chosen(key).path
    if passphrase_file is not None:
        return unlock(path, read_text(passphrase_file).splitlines()[0])
    if not sys.stdin.isatty():
        raise Misused("Er is geen scherm om de wachtzin te vragen. Geef ze met --passphrase-file.")
    return unlock(path, typer.prompt("Wachtzin", hide_input=True, err=True))


def _tell(made: "Sealed") -> None:
    from vvdesk.sealing.manifest import Aard

    manifest = made.manifest
    is_final = manifest.aard is Aard.DEFINITIEF
    what = "definitief" if is_final else "tussentijdse stand: het meetmoment is nog open"
    moments = counted(len(manifest.fiches), "meetmoment", "meetmomenten")
    fiches = counted(sum(map(len, manifest.fiches.values())), "fiche", "fiches")
    files = counted(len(manifest.bijlagen), "bijgevoegd bestand", "bijgevoegde bestanden")
    say(f'"{made.path.name}" is klaar: {manifest.meetmoment} ({what}).')
    say(f"  {moments}, {fiches}, {files}, {manifest.spoor_rijen} regels wijzigingsspoor")
    say(f"  Controlecode  {manifest.controlecode}")
    say(f"  SHA-256 van het manifest  {manifest.sha256}")
    signed = (
        f"ondertekend met sleutel {manifest.sleutel}" if manifest.sleutel else "niet ondertekend"
    )
    say(f"  Het zegel is {signed}.")
    say("Geef de controlecode langs een andere weg aan de auditor.")
    for notice in made.notices:
        whisper(f"  {notice}")
