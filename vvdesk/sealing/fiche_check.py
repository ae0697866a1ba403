"""Comparing the fiches of a momentopname with its manifest and with its audit trail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vvdesk.content import Inhoud, read_contents
from vvdesk.jobs import Progress
from vvdesk.model import Meetmoment
from vvdesk.sealing.fiche_figures import figures_of
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.record_check import record_faults
from vvdesk.sealing.trail_replay import replay_faults, replayed
from vvdesk.sealing.verdict import FICHES, MANIFEST, Verschil
from vvdesk.store.workspace import Workspace


@dataclass(slots=True)
class FicheFaults:
    """What comparing the fiches came to.

    Attributes:
        fiches: How many were compared.
        met_manifest: Where they are not those of the manifest.
        met_spoor: Where they, or what was decided, are not what the trail says.
    """

    fiches: int = 0
    met_manifest: list[Verschil] = field(default_factory=list)
    met_spoor: list[Verschil] = field(default_factory=list)


def compared_fiches(workspace: Workspace, manifest: Manifest, progress: Progress) -> FicheFaults:
    """Compare every fiche, one meetmoment after another.

    Raises:
        ValueError: A row of the trail is no JSON.
        Refused: A value cannot be read.
        Cancelled: The user stopped.
    """
    found = FicheFaults()
    moments = workspace.meetmomenten()
    found.met_manifest += _identity(workspace, moments, manifest)
    for done, moment in enumerate(moments):
        progress(done, len(moments), f"De fiches van {moment.naam} worden nagerekend")
        with workspace.connection() as connection:
            contents = read_contents(connection, moment.id)
            found.fiches += len(contents)
            found.met_manifest += _figures(contents, moment, manifest)
            told = replayed(connection, moment.id, progress)
            found.met_spoor += replay_faults(told, contents, moment.naam)
    with workspace.connection() as connection:
        found.met_spoor += record_faults(connection)
    return found


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


def _figures(
    contents: Mapping[str, Inhoud], moment: Meetmoment, manifest: Manifest
) -> Iterator[Verschil]:
    """Yield the fiches, sums and report code of a meetmoment that are not as sealed."""
    now = figures_of(contents)
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
        if now.bedragen.get(name) != sums.get(name):
            place = f"som van {name}, {moment.naam}"
            pair = str(now.bedragen.get(name, "geen")), str(sums.get(name, "geen"))
            yield Verschil(FICHES, place, *pair, "de bedragen tellen tot iets anders op")
    code = manifest.rapportcodes.get(moment.id)
    if code != now.rapportcode:
        place = f"controlecode van het rapport, {moment.naam}"
        what = "een rapport van deze fiches draagt een andere controlecode"
        yield Verschil(FICHES, place, now.rapportcode, str(code), what)
