"""`status`: who sent in what, how complete it is, and what the coordinator still has to do."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Central
from vvdesk.commands.terminal import local_time, progress_shown, say, say_json, shortened
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.reception import Board, BoardRow
    from vvdesk.store.workspace import Workspace

_WIDEST_NAME = 44
_HEAD = ("", "stand", "tegen", "ontvangen", "ingediend", "volledig", "conflicten", "vragen")
_FINDINGS = ("fouten", "waarschuwingen")


def status(
    central: Central,
    meetmoment: Annotated[
        str | None, typer.Option("--meetmoment", metavar="NAAM", help="Standaard het laatste.")
    ] = None,
    findings: Annotated[
        bool, typer.Option("--findings", help="Tel ook fouten en waarschuwingen; dat duurt langer.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon per entiteit en per speerpunt wat ontvangen is en hoe volledig het is."""
    from vvdesk.reception import board
    from vvdesk.store.workspace import Workspace

    with Workspace.open(central, read_only=True) as workspace:
        found = board(workspace, meetmoment)
        counts = _counts(workspace, found) if findings else None
    if as_json:
        say_json(_as_json(found, counts))
        return
    day = f", in te dienen tegen {found.deadline:%d/%m/%Y}" if found.deadline else ""
    say(f"Meetmoment {found.meetmoment}{day}")
    if not found.tally.fiches:
        say("Dit meetmoment heeft nog geen fiches.")
        return
    for name, rows in (("Entiteit", found.entiteiten), ("Speerpunt", found.speerpunten)):
        say()
        _say_table(name, rows, counts)
    say()
    say(_total(found))
    _say_exceptions(found)


def _counts(workspace: "Workspace", found: "Board") -> dict[str, Any]:
    from vvdesk.project_counts import Counts, count_projects

    counts: dict[str, Counts] = {}
    codes = [fiche.project for row in found.entiteiten for fiche in row.fiches]
    with progress_shown() as progress:
        moment = workspace.meetmoment(found.meetmoment)
        count_projects(workspace, moment.id, codes, counts.update, progress=progress)
    return counts


def _say_table(name: str, rows: "tuple[BoardRow, ...]", counts: dict[str, Any] | None) -> None:
    head = [name, *_HEAD[1:], *(_FINDINGS if counts is not None else ())]
    lines = [head, *(_cells(row, counts) for row in rows)]
    used = [at for at in range(len(head)) if any(line[at] for line in lines[1:])]
    lines = [[line[at] for at in used] for line in lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cells(row: "BoardRow", counts: dict[str, Any] | None) -> list[str]:
    from vvdesk.reception import findings_of, local_day

    tally = row.tally
    cells = [
        shortened(row.naam, _WIDEST_NAME),
        row.ontvangst.value,
        f"{row.deadline:%d/%m/%Y}" if row.deadline else "",
        f"{local_day(row.laatste.op):%d/%m/%Y}" if row.laatste else "",
        f"{tally.handed_in} van {tally.fiches}",
        f"{tally.percentage} %",
        str(tally.conflicts),
        str(tally.vragen),
    ]
    if counts is not None:
        cells += [str(count) for count in findings_of(row, counts) or ("?", "?")]
    return cells


def _total(found: "Board") -> str:
    tally = found.tally
    states = ", ".join(f"{count} {staat}" for staat, count in tally.per_staat.items())
    return (
        f"Samen {counted(tally.fiches, 'fiche', 'fiches')}: {states}. "
        f"{tally.percentage} % volledig, {counted(tally.conflicts, 'conflict', 'conflicten')} en "
        f"{counted(tally.vragen, 'vraag', 'vragen')} open."
    )


def _say_exceptions(found: "Board") -> None:
    for row in found.entiteiten:
        for fiche in row.fiches:
            if fiche.uitzondering:
                say(
                    f"Uitzondering: {fiche.project}, goedgekeurd door {fiche.besluit_door} op "
                    f"{local_time(fiche.besluit_op)}: {fiche.uitzondering}"
                )


def _as_json(found: "Board", counts: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "meetmoment": found.meetmoment,
        "deadline": found.deadline.isoformat() if found.deadline else None,
        "total": _sums(found.tally),
        "without_sender": found.zonder_afzender,
        "entiteiten": [_row_as_json(row, counts) for row in found.entiteiten],
        "speerpunten": [_row_as_json(row, counts) for row in found.speerpunten],
    }


def _row_as_json(row: "BoardRow", counts: dict[str, Any] | None) -> dict[str, Any]:
    from vvdesk.reception import findings_of

    told: dict[str, Any] = {
        "key": row.key,
        "name": row.naam,
        "state": row.ontvangst.value,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "handed_out": row.uitvraag_op or None,
        "received": row.laatste.op if row.laatste else None,
        "file": row.laatste.bestand if row.laatste else None,
        "sender": (row.laatste.afzender or None) if row.laatste else None,
        **_sums(row.tally),
        "fiches": [
            {
                "project": fiche.project,
                "state": fiche.staat,
                "complete": fiche.percentage,
                "handed_in_by": fiche.ingediend.wie if fiche.ingediend else None,
                "conflicts": fiche.conflicts,
                "questions": fiche.vragen,
                "returned_because": fiche.reden or None,
                "exception": fiche.uitzondering or None,
            }
            for fiche in row.fiches
        ],
    }
    if counts is not None and (summed := findings_of(row, counts)) is not None:
        told |= {"errors": summed[0], "warnings": summed[1]}
    return told


def _sums(tally: Any) -> dict[str, Any]:
    return {
        "count": tally.fiches,
        "per_state": dict(tally.per_staat),
        "complete": tally.percentage,
        "conflicts": tally.conflicts,
        "questions": tally.vragen,
        "answers": tally.antwoorden,
        "exceptions": tally.uitzonderingen,
    }
