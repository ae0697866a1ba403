"""`key`: the keys that seal a momentopname, and those that are trusted."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import say, whisper
from vvdesk.errors import Misused

if TYPE_CHECKING:
    from vvdesk.sealing.keys import KeyFolder, OwnKey

_Stdin = Annotated[
    bool,
    typer.Option(
        "--passphrase-stdin", help="Lees de wachtzin van de standaardinvoer: de eerste regel."
    ),
]
_KeyId = Annotated[
    str, typer.Option("--key", metavar="ID", help="Het sleutelnummer; anders de nieuwste sleutel.")
]
_Name = Annotated[
    str, typer.Option("--name", metavar="NAAM", help="De naam van de dienst die verzegelt.")
]


def new(naam: _Name, *, passphrase_stdin: _Stdin = False) -> None:
    """Maak een sleutel om momentopnamen mee te ondertekenen, beschermd met een wachtzin.

    De wachtzin wordt gevraagd en niet getoond. Ze staat nergens: wie ze vergeet, maakt een nieuwe
    sleutel. Oude zegels blijven dan geldig.

    Voorbeeld: vvdesk-cli key new --name "Kanselarij"
    """
    from vvdesk.sealing.keys_passphrase import RULE, judge

    if not passphrase_stdin:
        whisper(RULE)
    passphrase = _from_stdin() if passphrase_stdin else _typed(twice=True)
    judgement = judge(passphrase)
    if not judgement.is_enough:
        raise Misused(judgement.sentence)
    made = _folder().make(passphrase, naam)
    say(f'De sleutel van "{made.naam}" is gemaakt.')
    _tell(made)
    say("Druk nu het herstelblad af: vvdesk-cli key sheet --out herstelblad.pdf")
    say("Geef de auditors de publieke sleutel: vvdesk-cli key export --out zegel.pub")


def list_keys() -> None:
    """Toon je eigen sleutels en de sleutels die je vertrouwt: nummer, vingerafdruk en naam."""
    folder = _folder()
    own = {each.key_id for each in folder.own()}
    for each in (known := folder.trusted.all()):
        until = f", gebruikt tot {_shown(each.tot)}" if each.tot else ""
        whose = "eigen sleutel, " if each.key_id in own else ""
        said = f"{whose}sinds {_shown(each.sinds)}{until}"
        say(f"{each.key_id}  {each.fingerprint}  {each.naam} ({said})")
    if not known:
        say("Er zijn nog geen sleutels. Maak er een met: vvdesk-cli key new --name NAAM")


def sheet(
    out: Annotated[
        Path, typer.Option("--out", metavar="DOEL", help="Waar het blad komt: een bestand op .pdf.")
    ],
    key_id: _KeyId = "",
) -> None:
    """Schrijf het herstelblad van een sleutel als PDF van één bladzijde.

    Met dat blad en de wachtzin komt de sleutel terug als de computer verloren gaat (restore).

    Voorbeeld: vvdesk-cli key sheet --out herstelblad.pdf
    """
    from vvdesk.key_sheet import write_key_sheet

    key = _folder().chosen(key_id)
    write_key_sheet(key, out)
    say(f"Het herstelblad van sleutel {key.key_id} staat in {out}.")
    say("Druk het af, leg het in een kluis en wis het bestand. Schrijf de wachtzin er niet op.")


def export(
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DOEL", help="Waar de sleutel komt: een bestand op .pub."),
    ],
    key_id: _KeyId = "",
) -> None:
    """Schrijf de publieke sleutel, om aan de auditors te geven.

    Voorbeeld: vvdesk-cli key export --out zegel.pub
    """
    key = _folder().export_public(out, key_id)
    say(f"De publieke sleutel van {key.naam} staat in {out}.")
    _tell(key)
    say("Zeg de vingerafdruk langs een andere weg dan het bestand: bel, of zet ze in een brief.")


def trust(
    file: Annotated[Path, typer.Argument(metavar="PUB", help="Het bestand op .pub dat je kreeg.")],
    naam: _Name,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint",
            metavar="CODE",
            help="De vingerafdruk die je langs een andere weg kreeg.",
        ),
    ] = "",
) -> None:
    """Vertrouw een publieke sleutel: wat ermee ondertekend is, geldt voortaan als ondertekend.

    Met --fingerprint kijkt vvdesk na of het de vingerafdruk is die je aan de telefoon of in een
    brief kreeg; is het een andere, dan wordt de sleutel niet vertrouwd.

    Voorbeeld: vvdesk-cli key trust zegel.pub --name "Kanselarij"
    """
    from vvdesk.sealing.keys import read_text
    from vvdesk.sealing.keys_fingerprint import check_fingerprint
    from vvdesk.sealing.minisign import PublicKey

    text = read_text(file)
    public = PublicKey.parse(text)
    if fingerprint:
        check_fingerprint(fingerprint, public)
    known = _folder().trusted.add(text, naam)
    say(f'Sleutel {known.key_id} van "{known.naam}" is nu vertrouwd.')
    if not fingerprint:
        say(f"Vergelijk de vingerafdruk {known.fingerprint} aan de telefoon met wie verzegelt.")


def retire(
    key_id: Annotated[
        str, typer.Argument(metavar="ID", help="Het sleutelnummer, zoals in key list.")
    ],
) -> None:
    """Gebruik een sleutel niet meer; wat er tot vandaag mee ondertekend is, blijft geldig.

    Een zegel dat een latere datum draagt, wordt oranje: vraag dan na hoe dat kan.

    Is de sleutel gestolen, vertrouw hem dan niet meer: dat kan in het venster, bij Vertrouwde
    sleutels.
    """
    known = _folder().trusted.retire(key_id)
    until = _shown(known.tot)
    say(f"Sleutel {known.key_id} van {known.naam} is niet meer in gebruik sinds {until}.")
    say("Wat er tot die dag mee ondertekend is, blijft geldig; een zegel van later wordt oranje.")


def restore(
    file: Annotated[
        Path,
        typer.Argument(metavar="TEKST", help="Een tekstbestand met de tien regels van het blad."),
    ],
    naam: _Name,
    *,
    passphrase_stdin: _Stdin = False,
) -> None:
    """Herstel een sleutel van zijn herstelblad.

    Typ de tien regels over in een tekstbestand. Spaties, kleine letters en regelnummers maken niet
    uit; een regel die niet klopt, wordt genoemd. De wachtzin wordt gevraagd.

    Voorbeeld: vvdesk-cli key restore regels.txt --name "Kanselarij"
    """
    from vvdesk.sealing.keys import read_text
    from vvdesk.sealing.keys_lines import key_of_lines

    lines = read_text(file)
    key_of_lines(lines)  # a wrong line is told before anybody types the passphrase
    passphrase = _from_stdin() if passphrase_stdin else _typed(twice=False)
    key = _folder().restore(lines, passphrase, naam)
    say(f'De sleutel van "{key.naam}" is hersteld.')
    _tell(key)


def key_app(help_names: dict[str, list[str]]) -> typer.Typer:
    """Build the verbs behind `key`.

    Args:
        help_names: The context settings of every verb.
    """
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, context_settings=help_names)
    app.callback()(_about)
    for verb, function in (
        ("new", new),
        ("list", list_keys),
        ("sheet", sheet),
        ("export", export),
        ("trust", trust),
        ("retire", retire),
        ("restore", restore),
    ):
        app.command(verb, context_settings=help_names)(function)
    return app


def _about() -> None:
    """Beheer de sleutels waarmee momentopnamen ondertekend en nagekeken worden.

    Wie verzegelt, maakt één keer een sleutel (new), drukt het herstelblad af (sheet) en geeft de
    publieke sleutel aan de auditors (export). Wie nakijkt, vertrouwt die sleutel (trust).
    """


def _folder() -> "KeyFolder":
    from vvdesk.paths import settings_dir
    from vvdesk.sealing.keys import KeyFolder

    return KeyFolder(settings_dir())


def _tell(key: "OwnKey") -> None:
    say(f"  Sleutelnummer  {key.key_id}")
    say(f"  Vingerafdruk   {key.fingerprint}")


def _shown(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _typed(*, twice: bool) -> str:
    """Ask for a passphrase without showing it."""
    if not sys.stdin.isatty():
        raise Misused("Er is geen scherm om de wachtzin te vragen. Geef ze met --passphrase-stdin.")
    import getpass

    first = getpass.getpass("Wachtzin: ")
    if twice and first != getpass.getpass("Nog eens: "):
        raise Misused("De twee wachtzinnen zijn niet gelijk. Probeer opnieuw.")
    return first


def _from_stdin() -> str:
    passphrase = sys.stdin.readline().rstrip("\r\n")
    if not passphrase:
        raise Misused("Er kwam geen wachtzin op de standaardinvoer.")
    return passphrase
