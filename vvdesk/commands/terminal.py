"""What every verb shares: printing, progress on a terminal, reading a day, naming a place."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from vvdesk.errors import Misused, VvdeskError
from vvdesk.jobs import Progress, silent
from vvdesk.steering_signs import unsteered

if TYPE_CHECKING:
    from vvdesk.audit import Actor
    from vvdesk.plan import PlanFile
    from vvdesk.store.workspace import Workspace

_TABLES = {"mijlpalen": "Mijlpaal", "agenderingen": "Agendering"}
_SHORT = 70
_LARGEST_NUMBER = 2**31 - 1


class Stopped(VvdeskError):
    """The user pressed Ctrl+C where part of the work is stored already; says what is."""

    exit_code = 130


def say(text: str = "", *, line_end: bool = True) -> None:
    """Print a text on standard output; signs that steer a terminal do not get through to one.

    Args:
        text: What to print.
        line_end: Whether a line end follows.
    """
    typer.echo(unsteered(text) if sys.stdout.isatty() else text, nl=line_end)


def whisper(text: str) -> None:
    """Print one line on standard error: what the other program on a pipe should not read."""
    typer.echo(unsteered(text) if sys.stderr.isatty() else text, err=True)


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """Print `value` as JSON; without `indent` on one line."""
    import json

    say(json.dumps(value, ensure_ascii=False, indent=indent))


def myself(workspace: "Workspace | None" = None) -> "Actor":
    """Return who works here; in an open server, under the name that the server knows."""
    from vvdesk.audit import Actor

    found = Actor.on_this_machine()
    return found if workspace is None else found.known_as(workspace.login)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Give a progress bar on standard error where that is a terminal, else silence."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.description}"))
    bars = Bars(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # what another program reads must not end on the terminal
        redirect_stderr=False,
    )
    with bars:
        task = bars.add_task("", total=None)

        def show(done: int, total: int, label: str, /) -> None:
            bars.update(task, completed=done, total=total, description=shortened(label, 40))

        yield show


def listed_number(text: str) -> int:
    """Read a number out of one of our lists, of a size that a store can hold.

    Raises:
        BadParameter: It is none.
    """
    try:
        found = int(text)
    except ValueError:
        raise typer.BadParameter("Geef een geheel getal.") from None
    if not 0 <= found <= _LARGEST_NUMBER:
        raise typer.BadParameter("Geef een nummer uit de lijst.")
    return found


def day(text: str, option: str) -> date:
    """Read the day that was given for `option`.

    Raises:
        Misused: It is no day.
    """
    from vvdesk.kinds import DAG
    from vvdesk.values import Unreadable

    try:
        found: date | None = DAG.typed(text)
    except Unreadable as error:
        raise Misused(f"{option}: {error}") from error
    if found is None:
        raise Misused(f"{option}: geef een datum, bijvoorbeeld 31/03/2021.")
    return found


def reporting_day(plan: "PlanFile", meetmoment: str, peildatum: str | None) -> date:
    """Return the peildatum that was given, or the one of the plan's calendar.

    Raises:
        Misused: It is no day, or the calendar has no meetmoment of that name.
    """
    if peildatum is not None:
        return day(peildatum, "--peildatum")
    known = plan.meetmoment(meetmoment)
    if known is None:
        raise Misused(
            f'Het plan kent geen meetmoment "{meetmoment}". Geef de dag met --peildatum, '
            "bijvoorbeeld --peildatum 31/03/2021."
        )
    return known.peildatum


def place(path: str) -> str:
    """Name a path of a dump for people: `Mijlpaal VV015-M01 › Geplande timing`."""
    from vvdesk.content import parse_path

    if not path:
        return "de hele fiche"
    collection, _dot, rest = path.partition(".")
    try:
        pad = parse_path(path)
    except Misused:
        return f"{_TABLES[collection]} {rest}" if collection in _TABLES else path
    label = pad.field.about.label
    return f"{_TABLES[pad.collection]} {pad.row} › {label}" if pad.row else label


def local_time(utc: str) -> str:
    """Write a moment of the audit trail in the time of this machine: `22/11/2021 14:03`."""
    try:
        return f"{datetime.fromisoformat(utc).astimezone():%d/%m/%Y %H:%M}"
    except (ValueError, TypeError, OverflowError):
        # Out of a file that somebody edited; its seal tells.
        return shortened(ascii(utc))


def shortened(text: str, longest: int = _SHORT) -> str:
    """Return `text` on one line, cut with … where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
