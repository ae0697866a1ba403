"""One inzending in a plan: what is remembered of it, and what it would change."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from vvdesk.merge.answering import AnswerStep
from vvdesk.merge.drawn import Counters, no_counters
from vvdesk.merge.spool import Ticket
from vvdesk.merge.steps import RefusedStep, StaatStep, Step, ToelichtingStep
from vvdesk.submission import Warned

Status = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is remembered of an inzending that comes in; see `Inzending`.

    Attributes:
        name: File name without folder.
        sha256: Of the bytes of the file.
        digest: Of what it says.
        entiteit: Name of the sender's entiteit; None when it holds projects of several.
        export_id: Of the export that was filled in.
        sequence: Its number among the exports of one file.
        file_id: Of the file that it was exported from.
        exported_at: UTC, ISO 8601, as the file says.
        sender: Who made the export, as the file says.
        handed_in_by: Who hands in: the sender, or the entiteit where the sender only handed out.
        from_dossier: It was exported from a dossier, not filled in without vvdesk.
    """

    name: str
    sha256: str
    digest: str
    entiteit: str | None
    export_id: str
    sequence: int
    file_id: str
    exported_at: str
    sender: str
    handed_in_by: str = ""
    from_dossier: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """What one inzending would change, and what a person should know about it.

    Attributes:
        steps: In reading order, fiches first; empty when it is rejected.
        warnings: In reading order.
        toelichtingen: Those that are taken over, in reading order.
        vragen: Answers that are taken over, in reading order.
        staten: Fiches that become `ingediend`.
        refused: Rows and cells that are not taken, in reading order.
    """

    steps: tuple[Step, ...]
    warnings: tuple[Warned, ...]
    toelichtingen: tuple[ToelichtingStep, ...] = ()
    vragen: tuple[AnswerStep, ...] = ()
    staten: tuple[StaatStep, ...] = ()
    refused: tuple[RefusedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWorkbook:
    """One inzending in a plan; its details lie in the plan's heap.

    Attributes:
        path: The file.
        status: Whether it comes in.
        message: Why not, or what is special; Dutch; None when there is nothing to say.
        needs_confirmation: It is rejected only because nobody confirmed it yet.
        counters: What becomes of its rows; they add up to the rows read.
        conflicts: How many fields differ on both sides.
        letter: What is remembered of it; None when it could not be read.
        already: The inzending that says the same and came in before; None when there is none.
        ticket: Of its details.
        fiches: The projects whose fiche changes, or a toelichting, question or state of it.
        toelichtingen: What becomes of its toelichtingen, which are no rows; they add up to the
            toelichtingen read.
        vragen: What becomes of the answers to questions; they add up to those read.
        without_base: It lost its hidden base: every difference is a conflict, and a person confirms
            project by project.
        submitted: The projects that become `ingediend`.
        projects: How many projects it is about.
        file: Of the bytes of the file, kept as evidence; None when there is nothing to keep.
    """

    path: Path
    status: Status
    message: str | None
    counters: Counters
    ticket: Ticket
    needs_confirmation: bool = False
    conflicts: int = 0
    letter: Letter | None = None
    already: int | None = None
    fiches: tuple[str, ...] = ()
    toelichtingen: Counters = field(default_factory=no_counters)
    vragen: Counters = field(default_factory=no_counters)
    without_base: bool = False
    submitted: tuple[str, ...] = ()
    projects: int = 0
    file: Ticket | None = None
