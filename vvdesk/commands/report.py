"""What is published: the progress report, the overview of a theme, and the template for Word."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import progress_shown, say, whisper
from vvdesk.errors import Misused
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.report.request import Hoofdstuk, Request, Vorm
    from vvdesk.store.place import Place

_OUT = Annotated[
    list[Path],
    typer.Option(
        "--out", metavar="DOEL", help="Op .pdf, .docx, .html of .xlsx; mag meer dan eens."
    ),
]
_MOMENT = Annotated[
    str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
]
_TEMPLATE = Annotated[
    Path | None,
    typer.Option("--template", metavar="SJABLOON", help="Een eigen Word-sjabloon (.docx)."),
]


def report(
    central: Central,
    out: _OUT,
    speerpunt: Annotated[
        list[str] | None,
        typer.Option("--speerpunt", metavar="NUMMER", help="Standaard alle; mag meer dan eens."),
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter",
            metavar="HOOFDSTUK",
            help="legende, samenvatting, projecten, verschuivingen of herkomst; standaard alle.",
        ),
    ] = None,
    moved: Annotated[
        bool, typer.Option("--moved", help="Alleen wat verschoof en wijzigde.")
    ] = False,
    template: _TEMPLATE = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Maak het voortgangsrapport als pdf, Word of webpagina."""
    from vvdesk.report.request import ALL_CHAPTERS, Request, Soort

    if moved and chapter:
        raise Misused("Kies --moved of --chapter, niet allebei.")
    request = Request(
        Soort.VERSCHUIVINGEN if moved else Soort.VOORTGANG,
        meetmoment,
        tuple(speerpunt or ()),
        hoofdstukken=frozenset(map(_chapter, chapter)) if chapter else ALL_CHAPTERS,
    )
    _publish(central, request, out, template)


def overview(
    central: Central,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", metavar="DOEL", help="Op .pdf, .docx of .html; mag meer dan eens."),
    ] = None,
    thema: Annotated[
        str | None,
        typer.Option("--thema", metavar="NAAM", help="Zonder --thema toont vvdesk de thema's."),
    ] = None,
    template: _TEMPLATE = None,
    meetmoment: _MOMENT = None,
) -> None:
    """Maak het overzicht van de relanceplannen van één thema."""
    from vvdesk.report.request import Request, Soort

    if thema is None and out:
        raise Misused("Kies met --thema een thema; zonder --thema en --out toont vvdesk ze alle.")
    if thema is None:
        _list_themes(central, meetmoment)
        return
    if not out:
        raise Misused("Zeg met --out waar het overzicht komt, bijvoorbeeld --out overzicht.pdf.")
    _publish(central, Request(Soort.THEMA, meetmoment, thema=thema), out, template)


def report_template(
    out: Annotated[Path, typer.Option("--out", metavar="DOEL", help="Het sjabloon, op .docx.")],
) -> None:
    """Bewaar het Word-sjabloon om er een eigen huisstijl van te maken."""
    from vvdesk.report.word.writing import save_template

    if out.suffix.lower() != ".docx":
        raise Misused(f'Een sjabloon voor Word moet eindigen op .docx; "{out.name}" doet dat niet.')
    save_template(out)
    say(f'"{out.name}" is klaar. Pas in Word stijlen, voorblad, koptekst en voettekst aan.')


def _publish(
    central: "Place", request: "Request", out: Sequence[Path], template: Path | None
) -> None:
    from vvdesk.publishing import publish_all
    from vvdesk.store.workspace import Workspace

    targets = {_form(path): path for path in out}
    if len(targets) < len(out):
        raise Misused("Geef voor elke vorm (.pdf, .docx, .html, .xlsx) hoogstens één --out.")
    _check_template(targets, template)
    with Workspace.open(central, read_only=True) as workspace, progress_shown() as progress:
        made = publish_all(workspace, request, targets, template, progress)
    for each in made:
        say(f'"{each.path.name}" is klaar.')
    for notice in dict.fromkeys(notice for each in made for notice in each.notices):
        whisper(f"  {notice}")


def _check_template(targets: "Collection[Vorm]", template: Path | None) -> None:
    from vvdesk.report.request import Vorm

    if template is None:
        return
    if Vorm.WORD not in targets:
        raise Misused("Een sjabloon dient voor Word. Vraag met --out een .docx, of laat het weg.")
    if not template.exists():
        raise Misused(f'Het sjabloon "{template}" bestaat niet. Kijk de naam en de map na.')


def _list_themes(central: "Place", meetmoment: str | None) -> None:
    from vvdesk.report.theme.report import themes
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace:
        found = themes(workspace, meetmoment)
    for name in found:
        say(name)
    whisper(f"{counted(len(found), 'thema', 'thema’s')} met projecten.")


def _form(path: Path) -> "Vorm":
    from vvdesk.report.request import Vorm

    try:
        return Vorm(path.suffix.lower().removeprefix("."))
    except ValueError:
        forms = ", ".join(f".{each.value}" for each in Vorm)
        raise Misused(
            f'"{path.name}" heeft geen extensie die vvdesk kan maken. Kies {forms}.'
        ) from None


def _chapter(name: str) -> "Hoofdstuk":
    from vvdesk.report.request import Hoofdstuk

    try:
        return Hoofdstuk(name.strip().casefold())
    except ValueError:
        known = ", ".join(Hoofdstuk)
        raise Misused(f'"{name}" is geen hoofdstuk. Kies uit: {known}.') from None
