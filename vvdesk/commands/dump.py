"""`dump`: everything as JSON on standard output."""

from typing import Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import progress_shown, say


def dump(
    file: Store,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Alleen dit meetmoment.")
    ] = None,
) -> None:
    """Schrijf alles als JSON naar de standaarduitvoer."""
    from vvdesk.dump import dump_text
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file, read_only=True) as workspace, progress_shown() as progress:
        text = dump_text(workspace, meetmoment, progress)
    say(text, line_end=False)
