"""The program `vvdesk-cli`: which verbs there are, and what it says before one is chosen.

Nothing here or at the head of a verb's module imports more than typer: what a verb needs is
imported when it is called, so that help comes at once.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from vvdesk.commands.audit_export import audit_export
from vvdesk.commands.check import check
from vvdesk.commands.conflicts import decide, list_conflicts
from vvdesk.commands.copy import copy
from vvdesk.commands.demo import demo
from vvdesk.commands.diff import diff
from vvdesk.commands.dump import dump
from vvdesk.commands.exchange import consolidate, export, handout, import_report
from vvdesk.commands.explain import explain
from vvdesk.commands.hand_in import hand_in, take_back
from vvdesk.commands.keys import key_app
from vvdesk.commands.life import show_life
from vvdesk.commands.log import log
from vvdesk.commands.meetmomenten import close_meetmoment, meetmoment, open_meetmoment
from vvdesk.commands.merge import merge
from vvdesk.commands.merges import list_merges, undo_merge
from vvdesk.commands.new import new
from vvdesk.commands.opendata import opendata
from vvdesk.commands.questions import (
    answer_question,
    ask_question,
    close_question,
    list_questions,
)
from vvdesk.commands.report import overview, report, report_template
from vvdesk.commands.sample import sample
from vvdesk.commands.search import search_texts
from vvdesk.commands.server import server_app
from vvdesk.commands.set import set_value
from vvdesk.commands.snapshot import snapshot
from vvdesk.commands.states import (
    approve_fiches,
    publish_fiches,
    reopen_fiches,
    return_fiches,
)
from vvdesk.commands.status import status
from vvdesk.commands.trace import trace_code
from vvdesk.commands.undo import undo_step
from vvdesk.commands.validate import validate
from vvdesk.commands.verify import verify
from vvdesk.commands.versions import list_versions, restore_version

NAME = "vvdesk-cli"
VERBS: dict[str, Callable[..., None]] = {
    "new": new,
    "import-report": import_report,
    "dump": dump,
    "set": set_value,
    "validate": validate,
    "explain": explain,
    "handout": handout,
    "export": export,
    "hand-in": hand_in,
    "take-back": take_back,
    "merge": merge,
    "conflicts": list_conflicts,
    "decide": decide,
    "merges": list_merges,
    "undo-merge": undo_merge,
    "status": status,
    "question": ask_question,
    "questions": list_questions,
    "answer": answer_question,
    "close-question": close_question,
    "approve": approve_fiches,
    "return": return_fiches,
    "reopen": reopen_fiches,
    "publish": publish_fiches,
    "report": report,
    "overview": overview,
    "report-template": report_template,
    "opendata": opendata,
    "trace": trace_code,
    "snapshot": snapshot,
    "verify": verify,
    "life": show_life,
    "search": search_texts,
    "sample": sample,
    "audit-export": audit_export,
    "consolidate": consolidate,
    "meetmoment": meetmoment,
    "open-meetmoment": open_meetmoment,
    "close-meetmoment": close_meetmoment,
    "diff": diff,
    "log": log,
    "undo": undo_step,
    "versions": list_versions,
    "restore": restore_version,
    "check": check,
    "copy": copy,
    "demo": demo,
}
"""Verb to function, in the order in which help shows them."""
_HELP_NAMES = {"help_option_names": ["--help", "-h"]}


def program() -> typer.Typer:
    """Build the program with all its verbs."""
    app = typer.Typer(
        rich_markup_mode=None,
        no_args_is_help=True,
        add_completion=False,
        context_settings=_HELP_NAMES,
        epilog="Uitgang: 0 gelukt, 1 fouten gevonden, 2 verkeerd gebruik, 3 bestand geweigerd of "
        "beschadigd, 4 conflicten open.",
    )
    app.callback()(_top)
    for verb, function in VERBS.items():
        app.command(verb, context_settings=_HELP_NAMES)(function)
    app.add_typer(server_app(_HELP_NAMES), name="server")
    app.add_typer(key_app(_HELP_NAMES), name="key")
    return app


def _show_version(asked: bool) -> None:
    if asked:
        from vvdesk import __version__

        typer.echo(f"vvdesk {__version__}")
        raise typer.Exit


def _top(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Toon de versie en stop."
        ),
    ] = False,
) -> None:
    """Volg de projecten van een relanceplan: invullen, nakijken, samenvoegen, vergelijken."""
