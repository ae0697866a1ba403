"""`undo`: take back the last step, or one that you name."""

from typing import Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import listed_number, myself, say


def undo_step(
    file: Store,
    step: Annotated[
        int | None,
        typer.Option(
            "--step",
            metavar="NUMMER",
            parser=listed_number,
            help="Het nummer uit vvdesk-cli log.",
        ),
    ] = None,
) -> None:
    """Maak de laatste stap ongedaan, of de stap die je noemt.

    Op een server is dat je eigen laatste stap. Een goedkeuring maak je hier niet ongedaan: gebruik
    daarvoor reopen.
    """
    from vvdesk.store.workspace import Workspace
    from vvdesk.undo import undo

    with Workspace.open(file) as workspace:
        say(f"Ongedaan gemaakt: {undo(workspace, myself(workspace), step)}.")
