"""`explain`: why a finding may stand, for the values as they are now."""

from typing import Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import myself, place, say


def explain(
    file: Store,
    project: Annotated[
        str,
        typer.Argument(metavar="PROJECT", help="Zoals VV015; '' voor een bevinding op het plan."),
    ],
    code: Annotated[
        str, typer.Argument(metavar="REGEL", help="De code achter de bevinding, zoals VV-MIJ-08.")
    ],
    text: Annotated[str, typer.Argument(metavar="TEKST", help="Waarom dit zo mag blijven.")],
    path: Annotated[
        str | None,
        typer.Option("--path", metavar="PAD", help="Alleen de bevinding op deze plaats."),
    ] = None,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
) -> None:
    """Licht toe waarom een bevinding mag blijven staan.

    De toelichting vervalt zodra een waarde wijzigt waarover de bevinding gaat.
    """
    from vvdesk import validation
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file) as workspace:
        explained = validation.explain(
            workspace,
            meetmoment,
            project.strip().upper(),
            code.strip().upper(),
            text,
            myself(workspace),
            path=path,
        )
    for finding in explained:
        say(f"Toegelicht: {finding.project or 'het plan'}, {place(finding.path)} ({finding.code}).")
