"""Comparing the fiches of a momentopname with its manifest and with its audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select, union

from vvdesk.collector import collector_paused
from vvdesk.content import Inhoud, read_contents
from vvdesk.content_digest import combined_digest
from vvdesk.control_code import code_of
from vvdesk.jobs import Progress
from vvdesk.kinds import EURO
from vvdesk.model import Fiche, Meetmoment, Project, Wijziging
from vvdesk.sealing.birth_check import birth_faults
from vvdesk.sealing.fiche_figures import FicheFigures, figures_of
from vvdesk.sealing.finding_check import FindingsAgain
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.plan_check import plan_remark
from vvdesk.sealing.record_check import record_faults
from vvdesk.sealing.step_check import step_faults
from vvdesk.sealing.trail_records import trail_records
from vvdesk.sealing.trail_replay import replay_faults, replayed
from vvdesk.sealing.verdict import FICHES, MANIFEST, Verschil
from vvdesk.store.workspace import Workspace

_AT_ONCE: Final = 250
"""Projects in memory at the same time, of all meetmomenten."""


@dataclass(slots=True)
class FicheFaults:
    """What comparing the fiches came to.

    Attributes:
        fiches: How many were compared.
        met_manifest: Where they are not those of the manifest.
        met_spoor: Where they, or what was decided, are not what the trail says.
        opmerkingen: What an auditor should know of findings and reference data, in Dutch.
    """

    fiches: int = 0
    met_manifest: list[Verschil] = field(default_factory=list)
    met_spoor: list[Verschil] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)


def compared_fiches(
    workspace: Workspace,
    manifest: Manifest,
    progress: Progress,
    *,
    examine: bool,
    is_proved: bool,
) -> FicheFaults:
    """Compare every fiche, one meetmoment after another.

    Args:
        workspace: The momentopname.
        manifest: What it says of itself.
        progress: Called often.
        examine: Let the rules examine them again, and compare what they find.
        is_proved: A trusted key signed it.

    Raises:
        ValueError: A row of the trail is no JSON.
        Refused: A value cannot be read.
        Cancelled: The user stopped.
    """
    found = FicheFaults()
    moments = workspace.meetmomenten()
    found.met_manifest += _identity(workspace, moments, manifest)
    with collector_paused(), workspace.connection() as connection:
        codes = _projects(connection)
        figures = {moment.id: FicheFigures({}, "", {}) for moment in moments}
        again = None
        if examine:
            again = FindingsAgain(connection, moments, manifest, is_proved=is_proved)
        for start in range(0, len(codes), _AT_ONCE):
            progress(start, len(codes), "De fiches worden nagerekend")
            some = codes[start : start + _AT_ONCE]
            told = replayed(connection, some, progress)
            before: dict[str, Inhoud] = {}
            for moment in moments:
                contents = read_contents(connection, moment.id, some)
                found.fiches += len(contents)
                _add(figures[moment.id], figures_of(contents))
                said = told.get(moment.id, {})
                found.met_spoor += replay_faults(said, contents, moment.naam)
                if again is not None:
                    again.of_fiches(moment, contents, before)
                before = contents
        for moment in moments:
            found.met_manifest += _figures(figures[moment.id], moment, manifest)
        found.met_manifest += _without_fiche(connection)
        records = trail_records(connection)
        for compare in (record_faults, birth_faults, step_faults):
            found.met_spoor += compare(connection, records)
        if again is not None and not (found.met_manifest or found.met_spoor):
            # Of a fiche that was changed, the rules find something else too.
            of_rules = again.faults()
            found.met_manifest += of_rules.verschillen
            of_plan = plan_remark(connection, records, manifest.plan, moments)
            found.opmerkingen += filter(None, (of_rules.opmerking, of_plan))
    return found


def _without_fiche(connection: Connection) -> Iterator[Verschil]:
    """Yield projects that have no fiche: sealing takes only those that have one."""
    fiche, project = Fiche.__table__.c.project_code, Project.__table__.c.code
    for code in connection.scalars(select(project).where(project.not_in(select(fiche)))):
        what = "dit project heeft geen enkele fiche, en hoort hier dan niet te staan"
        yield Verschil(FICHES, f"project {code}", "een project", "geen project", what)


def _projects(connection: Connection) -> list[str]:
    """Return the codes of all projects that have a fiche, or a row in the trail."""
    fiche, trail = Fiche.__table__.c.project_code, Wijziging.__table__.c.project_code
    told = select(trail).where(trail.is_not(None))
    return sorted(connection.scalars(union(select(fiche), told)))


def _add(all_of_them: FicheFigures, some: FicheFigures) -> None:
    """Add the figures of some projects to those of a meetmoment."""
    all_of_them.fiches.update(some.fiches)
    for name, amount in some.bedragen.items():
        all_of_them.bedragen[name] = all_of_them.bedragen.get(name, 0) + amount


def _identity(
    workspace: Workspace, moments: list[Meetmoment], manifest: Manifest
) -> Iterator[Verschil]:
    """Yield where the manifest is about something else than what is in the file."""
    last = moments[-1]
    aard = Aard.DEFINITIEF if last.is_closed else Aard.TUSSENTIJDS
    plan = workspace.plan
    pairs = (
        ("meetmoment", manifest.meetmoment, last.naam),
        ("meetmoment_id", manifest.meetmoment_id, last.id),
        ("peildatum", manifest.peildatum, last.peildatum.isoformat()),
        ("aard", manifest.aard.value, aard.value),
        ("plan", manifest.plan, plan.code),
        ("plantitel", manifest.plantitel, plan.titel),
        ("bestand_id", manifest.bestand_id, plan.bestand_id),
    )
    for name, said, stored in pairs:
        if said != stored:
            what = "het manifest zegt iets anders dan de inhoud"
            yield Verschil(MANIFEST, name, str(said), str(stored), what)
    for number in sorted({*manifest.fiches} - {moment.id for moment in moments}):
        what = "dit meetmoment staat wel in het manifest, niet in de inhoud"
        yield Verschil(FICHES, f"meetmoment {number}", "niets", "fiches", what)


def _figures(now: FicheFigures, moment: Meetmoment, manifest: Manifest) -> Iterator[Verschil]:
    """Yield the fiches, sums and report code of a meetmoment that are not as sealed."""
    then = manifest.fiches.get(moment.id, {})
    for project in sorted(now.fiches.keys() | then.keys()):
        one, other = now.fiches.get(project), then.get(project)
        if one != other:
            what = "de fiche zegt iets anders dan toen ze verzegeld werd"
            if one is None or other is None:
                what = "deze fiche is " + ("weggehaald" if one is None else "toegevoegd")
            place = f"{project}, {moment.naam}"
            yield Verschil(FICHES, place, one or "geen fiche", other or "geen fiche", what)
    sums = manifest.bedragen.get(moment.id, {})
    for name in sorted(now.bedragen.keys() | sums.keys()):
        if now.bedragen.get(name, 0) != sums.get(name, 0):
            place = f"som van {name}, {moment.naam}"
            pair = _in_words(now.bedragen.get(name)), _in_words(sums.get(name))
            yield Verschil(FICHES, place, *pair, "de bedragen tellen tot iets anders op")
    code = manifest.rapportcodes.get(moment.id)
    present = code_of(bytes.fromhex(combined_digest(now.fiches)))
    if code != present:
        place = f"controlecode van het rapport, {moment.naam}"
        what = "een rapport van deze fiches draagt een andere controlecode"
        yield Verschil(FICHES, place, present, str(code), what)


def _in_words(amount: int | None) -> str:
    return "geen" if amount is None else EURO.to_text(amount)
