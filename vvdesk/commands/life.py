"""`life`: one mijlpaal over all meetmomenten."""

from typing import Annotated

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import say, say_json


def show_life(
    file: Store,
    mijlpaal: Annotated[
        str, typer.Argument(metavar="MIJLPAAL", help="Het kenmerk, zoals VV015-M01.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, met alles erin.")] = False,
) -> None:
    """Volg één mijlpaal over alle meetmomenten, van de eerste planning tot haar lot.

    Voor elk meetmoment: timing, verwoording, status, streefwaarde, de reden van een wijziging en
    wat de controles erover zeggen, telkens met de referentiecode.

    Voorbeeld: vvdesk-cli life april.vvs VV015-M01
    """
    from vvdesk.mijlpaal_life import life, life_lines
    from vvdesk.store.workspace import Workspace

    with Workspace.open(file, read_only=True) as workspace:
        found = life(workspace, mijlpaal)
    if as_json:
        say_json(found.to_json())
        return
    for line in life_lines(found):
        say(line)
