"""Explaining a reference code: one function for the command line and the window."""

from typing import Any

from sqlalchemy import Connection

from vvdesk.anchors import PLAN, Verwijzing, parse_code
from vvdesk.content import read_contents
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.fiche_trace import trace_fiche
from vvdesk.tracing.figure_trace import (
    names_in,
    trace_change,
    trace_figure,
    trace_group,
    without_change,
)
from vvdesk.tracing.figures_of import Figures
from vvdesk.tracing.parts import Trace
from vvdesk.tracing.theme_trace import trace_theme


def trace(workspace: Workspace, code: str, progress: Progress = silent) -> Trace:
    """Tell where the value under a reference code of a report comes from.

    Args:
        workspace: The open store.
        code: As printed in a report; small letters and spaces do not matter.
        progress: Called now and then for a figure over the whole plan.

    Raises:
        Misused: It is no reference code, or what it names does not exist.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    found = parse_code(code)
    moments = {moment.id: moment for moment in workspace.meetmomenten()}
    if found.meetmoment_id not in moments:
        known = ", ".join(f"{each.id} ({each.naam})" for each in moments.values())
        raise Misused(
            f"Er is geen meetmoment {found.meetmoment_id}, het eerste deel van de code "
            f"{found}. Kies uit: {known}."
        )
    moment = moments[found.meetmoment_id]
    with workspace.connection() as connection:
        if found.project:
            return trace_fiche(workspace, connection, moment, found)
        if found.group != PLAN and found.group.startswith("T"):
            return _of_theme(connection, moment, found)
    return _of_figure(workspace, moments, found, progress)


def _shared(moment: Meetmoment, found: Verwijzing) -> dict[str, Any]:
    return {
        "code": str(found),
        "meetmoment_id": moment.id,
        "meetmoment": moment.naam,
        "peildatum": moment.peildatum,
        "is_gesloten": moment.is_closed,
    }


def _of_theme(connection: Connection, moment: Meetmoment, found: Verwijzing) -> Trace:
    referentie = read_referentie(connection, moment.id)
    contents = read_contents(connection, moment.id)
    return trace_theme(found, moment.naam, referentie, contents, _shared(moment, found))


def _of_figure(
    workspace: Workspace, moments: dict[int, Meetmoment], found: Verwijzing, progress: Progress
) -> Trace:
    moment = moments[found.meetmoment_id]
    shared = _shared(moment, found)
    now = _figures(workspace, moment, found, progress)
    changed = without_change(found.what)
    if changed is not None:
        before = moments.get(moment.id - 1)
        if before is None:
            raise Misused(
                f"{moment.naam} is het eerste meetmoment; er is geen verschil met een vorig."
            )
        then = _figures(workspace, before, found, progress)
        names = moment.naam, before.naam
        return trace_change(now, then, changed, names, {**shared, "verwijzing": found})
    if found.what in {"", "FINANCIERING"}:
        return trace_group(now, names_in(now, found.what), found, shared)
    return trace_figure(now, found.what, shared)


def _figures(
    workspace: Workspace, moment: Meetmoment, found: Verwijzing, progress: Progress
) -> Figures:
    with workspace.connection() as connection:
        contents = read_contents(connection, moment.id)
    return Figures(workspace, moment, found.group, contents, progress)
