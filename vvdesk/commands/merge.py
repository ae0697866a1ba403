"""`merge`: inzendingen into the central file; look first with --dry-run."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import myself, place, progress_shown, say, shortened
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.kinds import ChoiceLists
    from vvdesk.merging import Details, MergePlan, PlannedWorkbook, Resolve
    from vvdesk.store.workspace import Workspace

_REJECTED, _CONFLICTS_OPEN = 3, 4
_COUNTERS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "unchanged": "ongewijzigd",
    "conflict": "conflict",
    "refused": "geweigerd",
}
_MOST_WARNINGS = 25
_ATTEMPTS = 5


class ConflictChoice(StrEnum):
    """What happens to a field that changed on both sides."""

    ASK = "ask"
    INCOMING = "incoming"
    CURRENT = "current"


def merge(
    central: Central,
    workbooks: Annotated[
        list[Path], typer.Argument(metavar="WERKBOEK", help="De inzendingen, op .xlsx of .vvd.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Toon wat er zou wijzigen, en wijzig niets.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Eén JSON-object per werkboek, elk op één regel.")
    ] = False,
    resolve: Annotated[
        ConflictChoice,
        typer.Option(
            "--resolve",
            help="Bij een conflict: ask laat het open, incoming neemt wat binnenkomt, current "
            "houdt wat er staat.",
        ),
    ] = ConflictChoice.ASK,
    older: Annotated[
        bool, typer.Option("--older", help="Lees ook een oudere export in na een nieuwere.")
    ] = False,
    error_copies: Annotated[
        Path | None,
        typer.Option(
            "--error-copies",
            metavar="MAP",
            help="Schrijf hier een foutkopie van elk werkboek met iets dat geweigerd is.",
        ),
    ] = None,
    plan_document: Annotated[
        Path | None,
        typer.Option(
            "--plan-document",
            metavar="BESTAND",
            help="Schrijf het hele plan naar een bestand op .html, .xlsx of .json.",
        ),
    ] = None,
) -> None:
    """Voeg inzendingen samen in het centrale bestand."""
    from vvdesk.merging import Resolve
    from vvdesk.store.workspace import Workspace

    wanted = _Wanted(
        tuple(workbooks), Resolve(resolve.value), older, dry_run, as_json, plan_document
    )
    with Workspace.open(central, read_only=dry_run) as workspace:
        plan = _planned_and_applied(workspace, wanted)
        if error_copies is not None:
            _write_copies(workspace, workbooks, error_copies, quiet=as_json)
    if dry_run and not as_json:
        say("Er is niets gewijzigd: dit was een proef (--dry-run).")
    _end(plan, is_open=plan.conflicts > 0 and resolve is ConflictChoice.ASK)


class _Wanted(NamedTuple):
    """What was asked for."""

    workbooks: tuple[Path, ...]
    resolve: "Resolve"
    older: bool
    is_dry: bool
    as_json: bool
    document: Path | None


def _planned_and_applied(workspace: "Workspace", wanted: _Wanted) -> "MergePlan":
    """Plan and carry out; when a colleague was first, plan again on what stands there then."""
    from vvdesk.errors import Stale

    for _ in range(_ATTEMPTS - 1):
        try:
            return _once(workspace, wanted)
        except Stale:
            continue
    return _once(workspace, wanted)


def _once(workspace: "Workspace", wanted: _Wanted) -> "MergePlan":
    from contextlib import closing

    from vvdesk import merging

    with progress_shown() as progress:
        plan = merging.plan_merge(
            workspace,
            wanted.workbooks,
            resolve=wanted.resolve,
            older=wanted.older,
            progress=progress,
        )
        with closing(plan):
            lines = list(_json_lines(plan) if wanted.as_json else _report(plan, workspace))
            if not wanted.is_dry:
                merging.apply_plan(workspace, plan, myself(workspace), progress=progress)
            if wanted.document is not None:
                _write_document(workspace, plan, wanted.document)
    for line in lines:
        say(line)
    return plan


def _write_document(workspace: "Workspace", plan: "MergePlan", target: Path) -> None:
    from vvdesk.merging import document_of_plan, plan_totals, write_plan_document
    from vvdesk.plan.referentie import read_referentie

    plan_totals(workspace, plan)
    with workspace.connection() as connection:
        referentie = read_referentie(connection, plan.meetmoment_id)
    document = document_of_plan(plan, meetmoment=referentie.meetmoment, wie=myself(workspace).wie)
    write_plan_document(document, target, referentie.lists)


def _end(plan: "MergePlan", *, is_open: bool) -> None:
    if any(workbook.status == "rejected" for workbook in plan.workbooks):
        raise typer.Exit(_REJECTED)
    if is_open:
        raise typer.Exit(_CONFLICTS_OPEN)


def _json_lines(plan: "MergePlan") -> Iterator[str]:
    import json

    for workbook in plan.workbooks:
        told = {"file": workbook.path.name, **plan.to_json(workbook)}
        yield json.dumps(told, ensure_ascii=False)


def _report(plan: "MergePlan", workspace: "Workspace") -> Iterator[str]:
    """Yield what a person should know, workbook by workbook."""
    from vvdesk.plan.referentie import read_referentie

    with workspace.connection() as connection:
        lists = read_referentie(connection, plan.meetmoment_id).lists
    for workbook in plan.workbooks:
        yield from _about(plan, workbook, lists)
    accepted = sum(workbook.status == "accepted" for workbook in plan.workbooks)
    rejected = len(plan.workbooks) - accepted
    yield (
        f"{counted(accepted, 'werkboek', 'werkboeken')} ingelezen, {rejected} niet; "
        f"{counted(plan.conflicts, 'conflict', 'conflicten')}."
    )


def _about(plan: "MergePlan", workbook: "PlannedWorkbook", lists: "ChoiceLists") -> Iterator[str]:
    from vvdesk.merge.steps import ConflictStep

    details = plan.details(workbook)
    if workbook.status == "rejected":
        yield f"{workbook.path.name}: niet ingelezen. {workbook.message}"
        if workbook.needs_confirmation:
            yield "  Met --older lees je het toch in."
    else:
        counts = ", ".join(
            f"{number} {_COUNTERS[count.value]}" for count, number in workbook.counters.items()
        )
        yield f"{workbook.path.name}: {counts}."
        yield from _explained(workbook, details)
        if workbook.message:
            yield f"  {workbook.message}"
    for step in details.steps:
        if isinstance(step, ConflictStep):
            yield f"  Conflict in {step.sheet} {step.cell}: {step.project}, {_told(step, lists)}"
    said = [warned for warned in details.warnings if warned.text != workbook.message]
    for warned in said[:_MOST_WARNINGS]:
        where = " ".join(part for part in (warned.sheet, warned.cell) if part)
        yield f"  {where}: {warned.text}" if where else f"  {warned.text}"
    if len(said) > _MOST_WARNINGS:
        yield f"  … en nog {len(said) - _MOST_WARNINGS} opmerkingen; met --json zie je ze alle."


def _explained(workbook: "PlannedWorkbook", details: "Details") -> Iterator[str]:
    """Yield what becomes of toelichtingen and questions, and each text that replaces another."""
    both = (("Toelichtingen", workbook.toelichtingen), ("Vragen en antwoorden", workbook.vragen))
    for name, counters in both:
        counts = [
            f"{number} {_COUNTERS[count.value]}" for count, number in counters.items() if number
        ]
        if counts:
            yield f"  {name}: {', '.join(counts)}."
    for step in details.toelichtingen:
        if step.old not in {None, step.tekst}:
            old, new = shortened(step.old or ""), shortened(step.tekst)
            yield f"  Toelichting bij {step.project}, {step.regel}: {old} wordt {new}"


def _told(step: Any, lists: "ChoiceLists") -> str:
    """Tell the three values of a conflict, as people write them."""
    from vvdesk.content import parse_path

    kind = parse_path(step.path).field.kind
    base, current, incoming = (
        shortened(kind.to_text(kind.from_json(value), lists)) or "leeg"
        for value in (step.base, step.current, step.incoming)
    )
    return f"{place(step.path)}: meegegeven {base}, nu centraal {current}, ontvangen {incoming}"


def _write_copies(
    workspace: "Workspace", workbooks: list[Path], folder: Path, *, quiet: bool
) -> None:
    from vvdesk.error_copies import write_error_copies

    with progress_shown() as progress:
        written = write_error_copies(workspace, workbooks, folder, progress)
    if quiet:
        return
    for path in written:
        say(f"Foutkopie: {path}")
    if not written:
        say("Geen foutkopie gemaakt: niets is geweigerd, of wat geweigerd is, is niet te lezen.")
