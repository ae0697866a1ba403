"""`audit-export`: projects with the trace of every value, as a workbook, CSV files or a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import progress_shown, say
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.jobs import Progress
    from vvdesk.store.workspace import Workspace


def audit_export(
    file: Store,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DOEL", help="Een bestand op .xlsx of .pdf, of een map voor csv."
        ),
    ],
    project: Annotated[
        list[str] | None,
        typer.Option("--project", metavar="CODE", help="Dit project; mag meer dan één keer."),
    ] = None,
    sample: Annotated[
        Path | None,
        typer.Option("--sample", metavar="BESTAND", help="De projecten van een steekproef.json."),
    ] = None,
    meetmoment: Annotated[
        str | None,
        typer.Option(
            "--meetmoment", metavar="NAAM", help="Standaard dat van de steekproef, of het laatste."
        ),
    ] = None,
) -> None:
    """Maak een auditdossier: fiches met de herkomst van elke waarde, en de gegevens van het zegel.

    Zonder --project en zonder --sample komen alle projecten erin; een PDF telt er hoogstens 200.
    Van een momentopname wordt eerst het zegel nagekeken; wat daarvan bleek, staat vooraan.

    Voorbeeld: vvdesk-cli audit-export april.vvs --project VV018 --out a.pdf

    Een steekproef: ... --sample steekproef/steekproef.json --out dossier.xlsx
    """
    from vvdesk.audit_export import Vorm, export_audit
    from vvdesk.audit_export.exporting import check_export
    from vvdesk.audit_export.sample_files import read_sample
    from vvdesk.content import project_titles
    from vvdesk.store.workspace import Workspace

    drawn = read_sample(sample) if sample is not None else None
    forms = {".xlsx": Vorm.EXCEL, ".pdf": Vorm.PDF}
    vorm = forms.get(out.suffix.casefold(), Vorm.CSV)
    codes = tuple(code.strip().upper() for code in project or ())
    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        name = meetmoment or (drawn.meetmoment if drawn is not None else None)
        moment = workspace.meetmoment(name)
        if not codes and drawn is None:
            with workspace.connection() as connection:
                codes = tuple(project_titles(connection, moment.id))
        check_export(workspace, codes, {vorm: out}, drawn, moment)
        found = _judged(workspace, progress)
        made = export_audit(
            workspace, codes, out, vorm, drawn, progress, meetmoment=moment, oordeel=found
        )
    number = len(codes or (drawn.projecten if drawn is not None else ()))
    say(f'"{made.path.name}" is klaar: {counted(number, "project", "projecten")}.')
    for notice in (found, *made.notices):
        if notice:
            say(f"  {notice}")


def _judged(workspace: "Workspace", progress: "Progress") -> str:
    """Return what is found of the seal of a momentopname; empty for another store."""
    from vvdesk.paths import settings_dir
    from vvdesk.sealing.keys import KeyFolder
    from vvdesk.sealing.verifying import verify

    if not workspace.is_sealed:
        return ""
    return verify(workspace, KeyFolder(settings_dir()).trusted, progress, evidence=False).zin
