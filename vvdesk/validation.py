"""Holding the rules against a whole store, with the toelichtingen that people gave."""

from sqlalchemy import select

from vvdesk.audit import Actor
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Toelichting
from vvdesk.rules import Finding, Gewogen, examine, examine_plan, situaties, weigh
from vvdesk.store.workspace import Workspace


def validate_store(
    workspace: Workspace, meetmoment: str | None = None, progress: Progress = silent
) -> list[Gewogen]:
    """Examine every fiche of a meetmoment, and in a central file the plan as a whole.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        progress: Called once per fiche.

    Returns:
        Findings by project in the order of the fiche, those over the whole plan last; each with
        the toelichting that still holds or has lapsed.

    Raises:
        Misused: There is no such meetmoment.
        Cancelled: The user stopped.
    """
    moment = workspace.meetmoment(meetmoment)
    with workspace.connection() as connection:
        found = list(situaties(connection, moment.id))
        query = select(Toelichting.__table__).where(Toelichting.meetmoment_id == moment.id)
        explained = list(connection.execute(query))
    findings: list[Finding] = []
    for done, situatie in enumerate(found):
        progress(done, len(found), situatie.fiche.code)
        findings += examine(situatie, afzender=workspace.plan.entiteit)
    if workspace.plan.entiteit is None:
        findings += examine_plan(found)
    return weigh(findings, explained)


def explain(
    workspace: Workspace,
    meetmoment: str | None,
    project: str,
    code: str,
    tekst: str,
    actor: Actor,
    *,
    path: str | None = None,
) -> list[Finding]:
    """Write why findings of one rule on one project may stand, as their values are now.

    Args:
        workspace: The open store.
        meetmoment: Its name; None for the latest.
        project: The project's code; empty for findings on the whole plan.
        code: The rule's code.
        tekst: The explanation, one line or more.
        actor: Who explains.
        path: Only the finding at this path; None for all of that rule.

    Returns:
        The findings that were explained.

    Raises:
        Misused: There is no such finding, it needs no toelichting, or it must be solved.
        ReadOnly: The meetmoment is closed.
    """
    moment = workspace.meetmoment(meetmoment)
    central = workspace.plan.entiteit is None
    matching = [
        each.finding
        for each in validate_store(workspace, moment.naam)
        if (each.finding.project, each.finding.code) == (project, code)
        and path in {None, each.finding.path}
    ]
    if not matching:
        raise Misused(f"Regel {code} geeft nu geen bevinding op {project or 'het plan'}.")
    for finding in matching:
        if not (finding.may_be_explained or (finding.may_be_lifted and central)):
            raise Misused(
                f"Een {finding.severity.value} van regel {code} kan niet toegelicht worden; "
                "pas de waarde aan."
            )
    with Editing(workspace, actor).step(f"Toelichting bij {code}") as work:
        for finding in matching:
            work.explain(
                moment.id, project, code, finding.path, finding.fingerprint, " ".join(tekst.split())
            )
    return matching
