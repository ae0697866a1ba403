"""Indienen: the inzending itself, and taking it back; see `readiness` for what stands in the way.

A dossier is handed in as a whole. First the workbook is on disk and read back; only then do the
fiches become `ingediend`, so that a crash in between leaves a workbook too many, never a dossier
that claims to be handed in and is not.

Source:
    UX.md 4.2; DOMAIN.md: a fout blocks, a waarschuwing needs a toelichting.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select

from vvdesk.audit import Actor, head
from vvdesk.content import read_contents
from vvdesk.control_code import control_code
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Unavailable, VvdeskError
from vvdesk.handing_out import export
from vvdesk.jobs import Progress, silent
from vvdesk.model import Entiteit, Meetmoment, Staat, Wijziging
from vvdesk.number_words import counted
from vvdesk.readiness import DECIDED, FicheOverview, Overview, entiteit_of, overview
from vvdesk.rules import Severity
from vvdesk.store.workspace import Workspace

_TOLD: Final = "controlecode "
"""Stands between file name and code in the reason that the audit trail keeps."""


class Blocked(VvdeskError):
    """Something has to be solved or explained before handing in; says what, per fiche."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An inzending that stands on disk.

    Attributes:
        path: The workbook.
        code: Its controlecode.
        projects: The codes of its projects.
    """

    path: Path
    code: str
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the audit trail remembers of the latest time that a dossier was handed in.

    Attributes:
        tijd: UTC, ISO 8601.
        wie: Who did it.
        bestand: The name of the workbook, without folder.
        code: Its controlecode.
    """

    tijd: str
    wie: str
    bestand: str
    code: str


def hand_in(
    workspace: Workspace,
    meetmoment: str | None,
    target: Path,
    actor: Actor,
    progress: Progress = silent,
) -> HandedIn:
    """Hand a dossier in: write the workbook, then lock the fiches until they are taken back.

    Args:
        workspace: A dossier, open to write.
        meetmoment: Its name; None for the latest.
        target: The workbook to write, ending in `.xlsx`.
        actor: Who hands in.
        progress: Called once per fiche, twice over.

    Raises:
        Blocked: A fout, or a waarschuwing without toelichting.
        Misused: It is a central file, it has no fiches, or all of it was handed in already.
        ReadOnly: The file cannot be written, or the meetmoment is closed.
        Unavailable: `target` or the dossier cannot be written; nothing was handed in.
        Cancelled: The user stopped; nothing was changed.
    """
    moment = _writable(workspace, meetmoment)
    seen = overview(workspace, moment.naam, progress=progress)
    _check_ready(seen)
    handed = export(workspace, moment.naam, None, target, actor, progress)
    code = control_code(target)
    try:
        with Editing(workspace, actor).step("Indienen") as work:
            if head(work.connection)[0] != handed.envelope.sequence:
                raise Unavailable("Het dossier is tijdens het indienen gewijzigd.")
            for fiche in seen.fiches:
                if not fiche.is_handed_in:
                    reden = f"{target.name}, {_TOLD}{code}"
                    work.set_staat(moment.id, fiche.project, Staat.INGEDIEND, reden)
    except VvdeskError as error:
        raise Unavailable(
            f'{error} "{target.name}" is wel gemaakt, maar het dossier is niet ingediend. Verstuur '
            "dat bestand niet en dien opnieuw in."
        ) from error
    return HandedIn(target, code, handed.projects)


def take_back(workspace: Workspace, meetmoment: str | None, actor: Actor, reden: str) -> None:
    """Take an inzending back, so that its fiches can be changed and handed in again.

    Args:
        workspace: A dossier, open to write.
        meetmoment: Its name; None for the latest.
        actor: Who takes it back.
        reden: Why, on one line.

    Raises:
        Misused: There is no reason, nothing was handed in, or the coordinator approved it already.
        ReadOnly: The file cannot be written, or the meetmoment is closed.
    """
    entiteit_of(workspace)
    moment = _writable(workspace, meetmoment)
    why = " ".join(reden.split())
    if not why:
        raise Misused("Schrijf in één regel waarom je de inzending terugneemt.")
    with workspace.connection() as connection:
        contents = read_contents(connection, moment.id)
    decided = [code for code, inhoud in contents.items() if inhoud.staat in DECIDED]
    if decided:
        raise Misused(
            f"Al goedgekeurd door de coördinator: {', '.join(decided)}. Vraag de coördinator om "
            "terug te sturen wat nog moet veranderen."
        )
    handed = [code for code, each in contents.items() if each.staat == Staat.INGEDIEND.value]
    if not handed:
        raise Misused(f"Voor meetmoment {moment.naam} is niets ingediend om terug te nemen.")
    with Editing(workspace, actor).step("Inzending terugnemen") as work:
        for code in handed:
            work.set_staat(moment.id, code, Staat.CONCEPT, why)


def last_handed_in(workspace: Workspace, meetmoment: str | None = None) -> Remembered | None:
    """Return what the audit trail says of the latest inzending; None when there was none."""
    moment = workspace.meetmoment(meetmoment)
    query = (
        select(Wijziging.tijd, Wijziging.wie, Wijziging.reden)
        .where(Wijziging.meetmoment_id == moment.id, Wijziging.veld == "staat")
        .where(Wijziging.reden.contains(_TOLD))
        .order_by(Wijziging.n.desc())
        .limit(1)
    )
    with workspace.connection() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    bestand, _comma, code = row.reden.rpartition(f", {_TOLD}")
    return Remembered(row.tijd, row.wie, bestand, code)


def proposed_name(workspace: Workspace, meetmoment: str | None = None) -> str:
    """Return what the workbook of a dossier is called: `DOV_april-2021_inzending.xlsx`."""
    moment, naam = workspace.meetmoment(meetmoment), workspace.plan.entiteit or workspace.path.stem
    query = select(Entiteit.afkorting).where(
        Entiteit.meetmoment_id == moment.id, Entiteit.naam == naam
    )
    with workspace.connection() as connection:
        short = connection.scalar(query) or naam
    return f"{_plain_name(short)}_{_plain_name(moment.naam)}_inzending.xlsx"


def _plain_name(text: str) -> str:
    """Keep the letters and digits that every file system and mail program takes."""
    return "-".join(re.findall(r"\w+", text))


def _writable(workspace: Workspace, meetmoment: str | None) -> Meetmoment:
    moment = workspace.meetmoment(meetmoment)
    if workspace.read_only is not None:
        raise ReadOnly(f'"{workspace.path.name}" kan niet gewijzigd worden. {workspace.read_only}')
    if moment.is_closed:
        raise ReadOnly(f"Meetmoment {moment.naam} is gesloten; er kan niets meer wijzigen.")
    return moment


def _check_ready(seen: Overview) -> None:
    if not seen.fiches:
        raise Misused(f"Meetmoment {seen.meetmoment} heeft geen projecten om in te dienen.")
    if seen.is_handed_in:
        raise Misused(
            "Alles is al ingediend. Neem de inzending eerst terug als er nog iets moet wijzigen."
        )
    if seen.blocking:
        told = "; ".join(_told(fiche) for fiche in seen.fiches if fiche.blocking)
        raise Blocked(f"Het dossier kan nog niet ingediend worden. {told}.")


def _told(fiche: FicheOverview) -> str:
    """Say in short what blocks one fiche: `VV015: 1 fout, 2 waarschuwingen zonder toelichting`."""
    errors = sum(each.finding.severity is Severity.FOUT for each in fiche.blocking)
    others = len(fiche.blocking) - errors
    parts = [counted(errors, "fout", "fouten")] if errors else []
    if others:
        noun = "waarschuwing" if others == 1 else "waarschuwingen"
        parts.append(f"{others} {noun} zonder geldige toelichting")
    return f"{fiche.project}: {', '.join(parts)}"
