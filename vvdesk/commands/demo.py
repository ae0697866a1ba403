"""`demo`: the whole round on sample data, in a folder of your own."""

from pathlib import Path
from typing import Annotated

import typer

from vvdesk.commands.terminal import Stopped, myself, say


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="MAP", help="Een nieuwe of lege map, of een eerdere demo.")
    ],
) -> None:
    """Speel een hele ronde na op voorbeeldgegevens."""
    from vvdesk.demo.folder import Demofolder
    from vvdesk.demo.playing import Demonstration

    made = Demofolder(folder)
    try:
        Demonstration(made, myself(), say).play()
    except KeyboardInterrupt as error:
        raise Stopped(f"Gestopt. Wat al gemaakt was, staat in {folder}.") from error
    say(f"Klaar. Lees {made.readme} voor wat elk bestand is en wat je kunt proberen.")
