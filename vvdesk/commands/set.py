"""`set`: one edit, or many as JSON lines, through the same door as the form."""

import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import Stopped, myself, place, say, say_json, shortened
from vvdesk.errors import Misused, VvdeskError
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.line_edits import Edited, LineEditor


def set_value(
    file: Store,
    project: Annotated[
        str | None, typer.Argument(metavar="PROJECT", help="Zoals VV015.", show_default=False)
    ] = None,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="VELD",
            help="Zoals in dump: financiering.vak, mijlpalen.VV015-M01.timing; met "
            "mijlpalen.nieuw komt er een mijlpaal bij.",
            show_default=False,
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="WAARDE",
            help="Zoals je ze zou typen: 375 mio, 31/12/2023, Op schema; leeg maakt leeg.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEKST", help="Waarom je dit wijzigt.")
    ] = None,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Lees wijzigingen van de invoer, één JSON per regel.")
    ] = False,
) -> None:
    """Wijzig één veld van een project, zoals in het formulier."""
    from vvdesk.line_edits import Edit, LineEditor
    from vvdesk.store.workspace import Workspace

    given = (project, field, value)
    if stdin == any(part is not None for part in given):
        raise Misused("Geef ofwel PROJECT VELD WAARDE, ofwel --stdin.")
    with Workspace.open(file) as workspace:
        editor = LineEditor(workspace, myself(workspace), meetmoment)
        if stdin:
            raise typer.Exit(answer_lines(sys.stdin, editor))
        if project is None or field is None or value is None:
            raise Misused("Geef PROJECT, VELD en WAARDE; een lege waarde schrijf je als ''.")
        say(_sentence(editor.apply(Edit(project, field, value, reason))))


def answer_lines(lines: TextIO, editor: "LineEditor") -> int:
    """Make every edit of `lines` and answer each on one line once it is stored.

    Returns:
        The exit code: that of the worst error, 0 without errors.

    Raises:
        Stopped: The user stopped; what was answered with ok is stored.
    """
    from vvdesk.line_edits import parse_line

    worst = number = 0
    try:
        for line in lines:
            if not line.strip():
                continue
            number += 1
            try:
                edited = editor.apply(parse_line(line))
            except VvdeskError as error:
                worst = max(worst, error.exit_code)
                _answer({"error": str(error)})
            else:
                _answer({"ok": number} if edited.row is None else {"ok": number, "id": edited.row})
    except KeyboardInterrupt as interrupted:
        raise Stopped(
            f"Gestopt na {counted(number, 'regel', 'regels')}. Wat met ok beantwoord is, "
            "is bewaard; de rest niet."
        ) from interrupted
    return worst


def _answer(answer: dict[str, object]) -> None:
    say_json(answer, indent=None)
    sys.stdout.flush()


def _sentence(edited: "Edited") -> str:
    where = f"{edited.project}, {place(edited.path)}"
    if edited.row is not None:
        return f"{where} is toegevoegd: {shortened(edited.new)}"
    new = shortened(edited.new) or "leeg"
    if not edited.changed:
        return f"{where} was al: {new}"
    return f"{where}: {shortened(edited.old) or 'leeg'} → {new}"
