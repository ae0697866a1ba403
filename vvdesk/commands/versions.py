"""`versions` and `restore`: what was kept of a file, and the way back to it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import KeptFile
from vvdesk.commands.terminal import say, say_json
from vvdesk.errors import Misused

if TYPE_CHECKING:
    from vvdesk.store.versions import Version


def list_versions(
    file: KeptFile,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon de bewaarde versies van een bestand."""
    from vvdesk.store.versions import versions

    found = versions(file)
    if as_json:
        say_json([_as_json(number, version) for number, version in enumerate(found, start=1)])
        return
    if not found:
        say(f'Van "{file.name}" zijn er nog geen versies bewaard.')
    for number, version in enumerate(found, start=1):
        say(f"{number:>3}  {version.time.astimezone():%d/%m/%Y %H:%M:%S}  {_told(version)}")


def restore_version(
    file: KeptFile,
    number: Annotated[
        int, typer.Argument(metavar="NUMMER", help="Het nummer uit vvdesk-cli versions.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="NIEUW", help="Het nieuwe bestand, op .vvd.")
    ],
) -> None:
    """Zet een bewaarde versie terug als een nieuw bestand."""
    from vvdesk.store.versions import restore, versions

    found = versions(file)
    if not 1 <= number <= len(found):
        raise Misused(
            f'"{file.name}" heeft {len(found)} bewaarde versies; versie {number} is er niet bij. '
            "Kijk met vvdesk-cli versions welke er zijn."
        )
    if out.suffix.lower() != ".vvd":
        raise Misused(f'"{out.name}" moet eindigen op .vvd.')
    version = found[number - 1]
    restore(version, out)
    say(
        f'"{out.name}" is de stand van {version.time.astimezone():%d/%m/%Y %H:%M:%S}. '
        f'"{file.name}" is niet veranderd.'
    )


def _told(version: "Version") -> str:
    return f"bij {version.reason}, na {version.n} regels wijzigingen"


def _as_json(number: int, version: "Version") -> dict[str, object]:
    return {
        "nummer": number,
        "tijd": version.time.isoformat(timespec="seconds"),
        "reden": version.reason,
        "n": version.n,
        "bestand": str(version.path),
    }
