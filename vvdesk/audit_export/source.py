"""What an audit export is made of, besides the fiches themselves: seal, sample, inzendingen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, select

from vvdesk.audit_export.sealed_findings import SealedFindings, sealed_findings
from vvdesk.content import project_titles, read_contents
from vvdesk.content_digest import combined_digest, fiche_digest
from vvdesk.control_code import code_of
from vvdesk.jobs import Progress
from vvdesk.model import Inzending, Meetmoment
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.sampling import Steekproef
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.whole_fiche import WholeFiche

_AT_ONCE: Final = 500
"""Fiches of which the content is in memory together."""
_AARD = {
    Aard.DEFINITIEF: "definitief (het meetmoment is gesloten)",
    Aard.TUSSENTIJDS: "tussentijds (het meetmoment was nog open)",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """How an inzending came in.

    Attributes:
        ontvangen_op: UTC, ISO 8601.
        ontvangen_door: Who read it in.
    """

    ontvangen_op: str = ""
    ontvangen_door: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What an export is made of.

    Attributes:
        bestand: The name of the file or server.
        plan: The title of the plan.
        meetmoment: Of which meetmoment.
        referentie: Its lists.
        projects: The codes, in the order of the export.
        manifest: Of the seal; None for what is not sealed.
        controlecode: Of the seal; of the content of the meetmoment when it is not sealed.
        oordeel: What was found when the seal was checked; empty when nobody did.
        sample: The sample that the projects come from; None when they were chosen by hand.
        receipts: SHA-256 of a file to how it came in.
        sealed: The findings as they were sealed; None for what is not sealed.
    """

    bestand: str
    plan: str
    meetmoment: Meetmoment
    referentie: Referentie
    projects: tuple[str, ...]
    manifest: Manifest | None
    controlecode: str
    oordeel: str
    sample: Steekproef | None
    receipts: Mapping[str, Receipt]
    sealed: SealedFindings | None = None

    def as_sealed(self, whole: WholeFiche) -> WholeFiche:
        """Return a fiche with the findings of the seal in place of those of this program.

        Explanations of which the finding is gone were no findings; they stay.
        """
        if self.sealed is None:
            return whole
        gone = tuple(each for each in whole.bevindingen if not each[1].melding)
        kept = self.sealed.get(whole.inhoud.project, ())
        return replace(whole, bevindingen=(*kept, *gone))

    def seal_lines(self) -> Iterator[tuple[str, str]]:
        """Yield what is told of the file and its seal: label and words."""
        yield "Bestand", self.bestand
        yield "Relanceplan", self.plan
        yield "Meetmoment", self.meetmoment.naam
        yield "Peildatum", f"{self.meetmoment.peildatum:%d/%m/%Y}"
        if self.manifest is None:
            yield "Zegel", "niet verzegeld: dit bestand kan nog wijzigen"
            yield "Controlecode van de inhoud", self.controlecode
            return
        seal = self.manifest
        yield "Zegel", "verzegelde momentopname"
        yield "Aard", _AARD[seal.aard]
        yield "Verzegeld meetmoment", seal.meetmoment
        yield "Controlecode van het zegel", seal.controlecode
        yield "SHA-256 van het manifest", seal.sha256
        yield "Verzegeld op (UTC)", seal.gemaakt_op
        yield "Verzegeld door", seal.gemaakt_door
        yield "Verzegeld met", seal.programma
        yield "Sleutel", seal.sleutel or "niet ondertekend"
        yield (
            "Oordeel bij deze uitvoer",
            self.oordeel or "het zegel is bij deze uitvoer niet gecontroleerd",
        )

    def sample_lines(self) -> Iterator[tuple[str, str]]:
        """Yield how the sample was drawn, or that somebody chose the projects."""
        if (sample := self.sample) is None:
            yield "Keuze", f"met de hand gekozen: {', '.join(self.projects)}"
            return
        yield "Startwaarde", sample.opzet.seed
        yield "Methode", f"versie {sample.methode}"
        yield "Meetmoment", sample.meetmoment
        yield "Eenheid", sample.opzet.eenheid.value
        yield "Gevraagde omvang", str(sample.opzet.omvang)
        yield "Getrokken", str(len(sample.eenheden))
        yield "Populatie", str(sample.populatie)
        yield "SHA-256 van de populatie", sample.populatie_sha256
        for number, sentence in enumerate(sample.uitleg, start=1):
            yield f"Uitleg {number}", sentence


def read_source(  # what was chosen, one thing each
    workspace: Workspace,
    meetmoment: Meetmoment,
    projects: tuple[str, ...],
    sample: Steekproef | None,
    oordeel: str,
    progress: Progress,
) -> Source:
    """Read what an export is made of, besides the fiches.

    Args:
        workspace: Only read.
        meetmoment: Of which meetmoment.
        projects: The codes.
        sample: Where they come from; None when they were chosen by hand.
        oordeel: What was found when the seal was checked; empty when nobody did.
        progress: Called before what takes long.

    Raises:
        Refused: The manifest of the seal is forged or damaged.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    progress(0, len(projects), "Het zegel lezen")
    manifest = manifest_of(workspace)
    with workspace.connection() as connection:
        code = (
            manifest.controlecode if manifest else _content_code(connection, meetmoment, progress)
        )
        return Source(
            bestand=workspace.path.name,
            plan=workspace.plan.titel,
            meetmoment=meetmoment,
            referentie=read_referentie(connection, meetmoment.id),
            projects=projects,
            manifest=manifest,
            controlecode=code,
            oordeel=oordeel,
            sample=sample,
            receipts=_receipts(connection),
            sealed=sealed_findings(connection, meetmoment.id, projects) if manifest else None,
        )


def _content_code(connection: Connection, meetmoment: Meetmoment, progress: Progress) -> str:
    """Return the controlecode of all fiches, of which only some are in memory together."""
    projects = list(project_titles(connection, meetmoment.id))
    digests: dict[str, str] = {}
    for start in range(0, len(projects), _AT_ONCE):
        progress(start, len(projects), "De controlecode berekenen")
        some = read_contents(connection, meetmoment.id, projects[start : start + _AT_ONCE])
        digests |= {code: fiche_digest(inhoud) for code, inhoud in some.items()}
    return code_of(bytes.fromhex(combined_digest(digests)))


def _receipts(connection: Connection) -> dict[str, Receipt]:
    """Return how every file came in; of one that came twice, the first time."""
    table = Inzending.__table__.c
    found: dict[str, Receipt] = {}
    query = select(table.sha256, table.ontvangen_op, table.ontvangen_door).order_by(table.id)
    for sha256, when, who in connection.execute(query):
        found.setdefault(sha256, Receipt(when, who))
    return found
