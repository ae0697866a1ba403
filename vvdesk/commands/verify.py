"""`verify`: whether a momentopname is as it was sealed, and who signed it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.terminal import progress_shown, say, say_json
from vvdesk.errors import Misused, Refused, Unavailable

if TYPE_CHECKING:
    from vvdesk.sealing.minisign import PublicKey
    from vvdesk.sealing.verdict import Controle, TrustedKeys, Verdict

_CHANGED = 3
_WORDS = {True: "in orde", False: "FOUT", None: "-"}
_DIFFERENCES_SHOWN = 40
_LARGEST_KEY = 20_000


def verify(
    file: Annotated[Path, typer.Argument(metavar="MOMENTOPNAME", help="Een bestand op .vvs.")],
    key: Annotated[
        list[Path] | None,
        typer.Option(
            "--key",
            metavar="SLEUTEL.pub",
            help="Publieke sleutel die ondertekend moet hebben; mag meer dan één keer. Zonder "
            "--key gelden de sleutels die je vertrouwt (vvdesk-cli key list).",
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help="De controlecode die je apart kreeg."),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="VORIGE.vvs",
            help="Een vroegere momentopname: haar wijzigingsspoor moet er onveranderd in staan.",
        ),
    ] = None,
    evidence: Annotated[
        bool,
        typer.Option(
            "--evidence/--no-evidence", help="Ook de bewijsstukken opnieuw lezen en vergelijken."
        ),
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Als JSON, met alle verschillen.")
    ] = False,
) -> None:
    """Kijk na of een momentopname ongewijzigd is en wie ze ondertekende.

    Uitgang 0 als er niets gewijzigd is; 3 als er wel iets gewijzigd is, als de code een andere is,
    als ze niet op de vorige volgt, of als geen van de sleutels bij --key ze ondertekende. Zonder
    --key is het ook 0 als niet bewezen is wie ze maakte; de eerste zin zegt dat. Vergelijk dan de
    controlecode.

    Voorbeeld: vvdesk-cli verify april.vvs --key zegel.pub

    Met de code die je aan de telefoon kreeg: ... --code Z3RQ-ZANS-BG14-H4EH
    """
    from vvdesk.sealing.verdict import Oordeel
    from vvdesk.sealing.verifying import verify_file

    trusted = _trusted(key or [])
    with progress_shown() as progress:
        verdict = verify_file(file, trusted, progress, evidence=evidence)
    fits = _code_fits(code, verdict)
    follows = _follows(file, previous) if previous and verdict.manifest else None
    if as_json:
        more = {"code_klopt": fits, "volgt_op_vorige": follows and follows.is_goed}
        say_json({**verdict.to_json(), **more})
    else:
        for line in _lines(verdict, code, follows, fits=fits):
            say(_on_one_line(line))
    needs_key = bool(key) and verdict.oordeel is not Oordeel.GELDIG
    is_other = fits is False or (follows is not None and not follows.is_goed)
    if verdict.oordeel is Oordeel.GEWIJZIGD or is_other or needs_key:
        raise typer.Exit(_CHANGED)


def _follows(file: Path, previous: Path) -> "Controle":
    """Compare with an earlier momentopname."""
    from vvdesk.sealing.succession import succession
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file) as later, Workspace.open(previous) as earlier:
        return succession(later, earlier)


def _trusted(files: list[Path]) -> "TrustedKeys":
    from vvdesk.paths import settings_dir
    from vvdesk.sealing.keys import KeyFolder

    if not files:
        return KeyFolder(settings_dir()).trusted
    return _Given({each.key_id: (path.name, each) for path, each in map(_public, files)})


class _Given:
    """Trusts the keys of the command line, and no others."""

    def __init__(self, keys: "dict[str, tuple[str, PublicKey]]") -> None:
        self._keys = keys

    def name_of(self, key_id: str) -> str | None:
        """Return the name of the file of a key."""
        found = self._keys.get(key_id)
        return found[0] if found else None

    def public_key(self, key_id: str) -> "PublicKey | None":
        """Return a key; None for one that was not given."""
        found = self._keys.get(key_id)
        return found[1] if found else None

    def retired_on(self, key_id: str) -> str:
        """Return when this person's own list says that a key was used last; empty for no word."""
        from vvdesk.paths import settings_dir
        from vvdesk.sealing.keys import KeyFolder

        known = KeyFolder(settings_dir()).trusted.get(key_id)
        given = self.public_key(key_id)
        return known.tot if known is not None and known.public == given else ""


def _public(path: Path) -> "tuple[Path, PublicKey]":
    from vvdesk.sealing.minisign import PublicKey

    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_KEY).decode("utf-8", "replace")
    except OSError as error:
        raise Unavailable(
            f'De sleutel "{path.name}" kan niet gelezen worden ({error.strerror}).'
        ) from error
    try:
        return path, PublicKey.parse(text)
    except Refused as error:
        raise Misused(f'"{path.name}": {error}') from error


def _code_fits(code: str | None, verdict: "Verdict") -> bool | None:
    """Compare a code that was told; None when none was."""
    from vvdesk.sealing.seal_words import told_code_fits

    if code is None:
        return None
    return verdict.manifest is not None and told_code_fits(code, verdict.manifest)


def _on_one_line(text: str) -> str:
    """Keep what a forged file says within its own line, and away from the terminal's controls."""
    from vvdesk.sealing.visible import one_line

    said = text.lstrip(" ")
    return text[: len(text) - len(said)] + one_line(said)


def _lines(
    verdict: "Verdict", code: str | None, follows: "Controle | None", *, fits: bool | None
) -> Iterator[str]:
    yield verdict.zin
    for check in [*verdict.controles, *([follows] if follows else [])]:
        yield f"  {check.naam:<16} {_WORDS[check.is_goed]:<8} {check.tekst}"
    for each in verdict.verschillen[:_DIFFERENCES_SHOWN]:
        yield f"  {each.onderdeel}, {each.plaats}: {each.uitleg.removesuffix('.')}."
        yield f"    gevonden {each.gevonden}; verwacht {each.verwacht}"
    more = len(verdict.verschillen) - _DIFFERENCES_SHOWN
    if more > 0:
        yield f"  … en nog {more}; met --json zie je ze alle."
    if verdict.manifest is not None:
        yield f"Controlecode {verdict.controlecode}"
        yield f"SHA-256 van het manifest {verdict.manifest.sha256}"
    yield f"SHA-256 van het bestand  {verdict.sha256_bestand}"
    if fits is not None:
        yield (
            "De controlecode is die van deze momentopname."
            if fits
            else f'De controlecode "{code}" is niet die van deze momentopname: je hebt een ander '
            "bestand, of ze werd verkeerd overgenomen."
        )
