"""`validate`: every finding of a file or of a workbook, with its sentence."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.terminal import counted, place, progress_shown, say, say_json

if TYPE_CHECKING:
    from vvdesk.rules import Gewogen

_FOUND_ERRORS = 1
_SEVERITIES = {
    "fout": "fouten",
    "waarschuwing": "waarschuwingen",
    "aandachtspunt": "aandachtspunten",
}


def validate(
    file: Annotated[
        Path, typer.Argument(metavar="BESTAND", help="Een bestand op .vvd of een werkboek (.xlsx).")
    ],
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon alle bevindingen van een bestand of werkboek."""
    from vvdesk.store.workspace import Workspace
    from vvdesk.validation import validate_store

    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        found = validate_store(workspace, meetmoment, progress)
    if as_json:
        say_json([_as_json(weighed) for weighed in found])
    else:
        _show(found)
    if any(_is_open_error(weighed) for weighed in found):
        raise typer.Exit(_FOUND_ERRORS)


def _show(found: "list[Gewogen]") -> None:
    project = None
    for weighed in found:
        finding = weighed.finding
        if finding.project != project:
            project = finding.project
            say(project or "Het hele plan")
        say(f"  {finding.severity}  {place(finding.path)}: {finding.message}  ({finding.code})")
        if weighed.tekst:
            say(f"    {weighed.staat}: {weighed.tekst}")
    say(_summary(found))


def _summary(found: "list[Gewogen]") -> str:
    counts: dict[str, int] = {}
    for weighed in found:
        counts[weighed.finding.severity] = counts.get(weighed.finding.severity, 0) + 1
    if not counts:
        return "Er zijn geen bevindingen."
    told = ", ".join(
        counted(counts[one], one, many) for one, many in _SEVERITIES.items() if one in counts
    )
    explained = sum(weighed.staat == "toegelicht" for weighed in found)
    return f"{told}." + (f" Daarvan toegelicht: {explained}." if explained else "")


def _as_json(weighed: "Gewogen") -> dict[str, Any]:
    finding = weighed.finding
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "project": finding.project,
        "path": finding.path,
        "sheet": None,
        "cell": None,
        "message": finding.message,
        "explained": weighed.staat == "toegelicht",
    }


def _is_open_error(weighed: "Gewogen") -> bool:
    return weighed.finding.severity == "fout" and weighed.staat != "toegelicht"
