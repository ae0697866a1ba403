"""`undo`: take back the last step, or one that you name."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.terminal import myself, say


def undo_step(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bestand op .vvd.")],
    step: Annotated[
        int | None,
        typer.Option("--step", metavar="NUMMER", help="Het nummer uit vvdesk-cli log."),
    ] = None,
) -> None:
    """Maak de laatste stap ongedaan, of de stap die je noemt."""
    from vvdesk.store.workspace import Workspace
    from vvdesk.undo import undo

    with Workspace.open(file) as workspace:
        say(f"Ongedaan gemaakt: {undo(workspace, myself(), step)}.")
