"""Deciding about fiches with four eyes: approve, send back, reopen, publish.

Every act is one step for all its fiches, or nothing at all. The store itself locks what is
approved; here stands who may approve what, and why not.

Source:
    DOMAIN.md, Workflow: concept → ingediend → (teruggestuurd → ingediend)* → goedgekeurd →
    gepubliceerd.
"""

from collections.abc import Iterable

from vvdesk.audit import Actor
from vvdesk.besluiten import REGELINGEN, Besluit
from vvdesk.content import Inhoud
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.hindernissen import (
    Hindered,
    Hindernis,
    examined,
    fouten_of,
    in_short,
    waiting,
)
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import TEKST
from vvdesk.model import Staat
from vvdesk.overgangen import exceptions, overgangen
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable

__all__ = [
    "Besluit",
    "Hindered",
    "Hindernis",
    "approve",
    "decide",
    "exceptions",
    "overgangen",
    "publish",
    "reopen",
    "send_back",
]


def approve(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Iterable[str],
    actor: Actor,
    *,
    uitzondering: str | None = None,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Approve fiches; from then on the store refuses every change of them.

    A fout that is not lifted and an open conflict always stand in the way. That the approver
    handed the fiche in, that nobody knows who did, and an open question yield to an exception,
    which is kept with the approval: why, by whom and when. A question that was answered does not
    stand in the way.

    Args:
        workspace: An open central file.
        meetmoment: Its name; None for the latest.
        projects: Codes; given twice counts once.
        actor: Who approves.
        uitzondering: Why it may be done all the same; kept only where it was needed.
        progress: Called while the fiches are examined.

    Returns:
        The codes that were approved.

    Raises:
        Hindered: Something stands in the way of one or more; none was approved.
        Misused: It is a dossier, nothing was chosen, or there is no such meetmoment.
        Stale: Somebody changed a fiche while it was examined; none was approved.
        ReadOnly: The file or the meetmoment cannot be written.
        Cancelled: The user stopped; none was approved.
    """
    codes = _codes(workspace, projects)
    why = None if uitzondering is None else _reason(uitzondering, "de uitzondering")
    excepted: dict[str, str] = {}
    moment = workspace.meetmoment(meetmoment)
    # The rules take their time: they are held against the fiches before others have to wait.
    fouten, versions = examined(workspace, moment.id, codes, progress)
    with Editing(workspace, actor).step(_name(Besluit.GOEDKEUREN, codes)) as work:
        work.expect(moment.id, versions)
        found = _out_of_place(work, moment.id, codes, Besluit.GOEDKEUREN)
        elsewhere = {each.project for each in found}
        judged = [code for code in codes if code not in elsewhere]
        found += fouten_of(fouten, judged)
        # On a server it is the login that counts, whatever this machine calls the person.
        known = actor.known_as(workspace.login)
        found += waiting(work.connection, moment.id, judged, known)
        if why is not None:
            excepted = in_short(each for each in found if each.wijkt)
            found = [each for each in found if not each.wijkt]
        if found:
            raise Hindered(found)
        for code in codes:
            if code in excepted:
                reden = f"Uitzondering ({excepted[code]}): {why}"
                work.set_staat(moment.id, code, Staat.GOEDGEKEURD, reden, uitzondering=why)
            else:
                work.set_staat(moment.id, code, Staat.GOEDGEKEURD)
    return codes


def send_back(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Iterable[str],
    actor: Actor,
    reden: str,
    *,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Send fiches that were handed in back to their entiteit.

    Args:
        workspace: An open central file.
        meetmoment: Its name; None for the latest.
        projects: Codes.
        actor: Who sends back.
        reden: What is the matter; the entiteit gets to read it.
        progress: Called once per fiche.

    Returns:
        The codes that were sent back.

    Raises:
        Hindered: One or more were not handed in; none was sent back.
        Misused: No reason, nothing chosen, a dossier, or no such meetmoment.
        ReadOnly: The file or the meetmoment cannot be written.
    """
    return _move(workspace, meetmoment, projects, actor, Besluit.TERUGSTUREN, reden, progress)


def reopen(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Iterable[str],
    actor: Actor,
    reden: str,
    *,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Unlock fiches that were approved or published; they have to be approved again.

    Arguments, result and errors as `send_back`.
    """
    return _move(workspace, meetmoment, projects, actor, Besluit.HEROPENEN, reden, progress)


def publish(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Iterable[str],
    actor: Actor,
    *,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Mark approved fiches as published.

    Arguments, result and errors as `send_back`, without a reason.
    """
    return _move(workspace, meetmoment, projects, actor, Besluit.PUBLICEREN, None, progress)


def decide(
    workspace: Workspace,
    meetmoment: str | None,
    besluit: Besluit,
    projects: Iterable[str],
    actor: Actor,
    reden: str | None = None,
    *,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Take any of the four decisions; with a reason, an approval is an exception.

    Arguments, result and errors as those of the decision itself.
    """
    if besluit is Besluit.GOEDKEUREN:
        return approve(
            workspace, meetmoment, projects, actor, uitzondering=reden, progress=progress
        )
    why = (reden or "") if REGELINGEN[besluit].asks_reason else None
    return _move(workspace, meetmoment, projects, actor, besluit, why, progress)


def _move(
    workspace: Workspace,
    meetmoment: str | None,
    projects: Iterable[str],
    actor: Actor,
    besluit: Besluit,
    reden: str | None,
    progress: Progress,
) -> tuple[str, ...]:
    codes = _codes(workspace, projects)
    why = None if reden is None else _reason(reden, f"het {besluit.value}")
    moment = workspace.meetmoment(meetmoment)
    with Editing(workspace, actor).step(_name(besluit, codes)) as work:
        if found := _out_of_place(work, moment.id, codes, besluit):
            raise Hindered(found)
        for done, code in enumerate(codes):
            progress(done, len(codes), code)
            work.set_staat(moment.id, code, REGELINGEN[besluit].naar, why)
    return codes


def _codes(workspace: Workspace, projects: Iterable[str]) -> tuple[str, ...]:
    if workspace.plan.entiteit is not None:
        raise Misused(
            f'"{workspace.path.name}" is het dossier van {workspace.plan.entiteit}. Alleen in een '
            "centraal bestand beslis je over fiches."
        )
    codes = tuple(dict.fromkeys(projects))
    if not codes:
        raise Misused("Er is geen fiche gekozen. Geef minstens één projectcode.")
    return codes


def _reason(text: str, about: str) -> str:
    try:
        cleaned = " ".join((TEKST.read(text) or "").split())
    except Unreadable as error:
        raise Misused(f"De reden van {about}: {error}") from error
    if not cleaned:
        raise Misused(f"Geef de reden van {about} in één zin; ze wordt bewaard.")
    return cleaned


def _name(besluit: Besluit, codes: tuple[str, ...]) -> str:
    what = codes[0] if len(codes) == 1 else f"{len(codes)} fiches"
    return f"{what} {besluit.value}"


def _out_of_place(
    work: Work, meetmoment_id: int, codes: tuple[str, ...], besluit: Besluit
) -> list[Hindernis]:
    """Return the fiches about which this cannot be decided."""
    work.preload(meetmoment_id, codes)
    regeling = REGELINGEN[besluit]
    found = []
    for code in codes:
        inhoud = work.content_or_none(meetmoment_id, code)
        if inhoud is None:
            found.append(Hindernis(code, f"{code} heeft geen fiche in dit meetmoment."))
        elif inhoud.staat == regeling.naar.value:
            found.append(Hindernis(code, f"{code} is al {regeling.naar.value}."))
        elif inhoud.staat not in regeling.van:
            found.append(Hindernis(code, f"{code} is {_as_adjective(inhoud)}; {regeling.only}"))
    return found


def _as_adjective(inhoud: Inhoud) -> str:
    return "nog concept" if inhoud.staat == Staat.CONCEPT.value else inhoud.staat
