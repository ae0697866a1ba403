"""Which findings somebody accounted for, and which of those explanations still hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vvdesk.rules.rule import Finding, Severity


class Toelichtingrij(Protocol):
    """What is read of a `Toelichting`: the entity itself or a row of its table."""

    @property
    def project_code(self) -> str:
        """The project's code; empty for a finding on the whole plan."""

    @property
    def regel(self) -> str:
        """The rule's code."""

    @property
    def plaats(self) -> str:
        """The path of the finding."""

    @property
    def vingerafdruk(self) -> str:
        """The finding's fingerprint when it was explained."""

    @property
    def tekst(self) -> str:
        """What was explained."""


class Verantwoording(StrEnum):
    """Wat er met een bevinding moet of mag gebeuren voor het indienen."""

    OP_TE_LOSSEN = "op te lossen"
    """A fout: only another value helps, or a coordinator's decision where that is allowed."""
    UIT_TE_LEGGEN = "uit te leggen"
    """A waarschuwing that nobody explained."""
    VERVALLEN = "vervallen"
    """It was explained, or lifted, but a value has changed since."""
    TOEGELICHT = "toegelicht"
    """Explained, or lifted by a coordinator, for exactly these values."""
    VRIJBLIJVEND = "vrijblijvend"
    """An aandachtspunt: it travels along."""


@dataclass(frozen=True, slots=True)
class Gewogen:
    """Een bevinding met haar verantwoording.

    Attributes:
        finding: What was found.
        staat: Where its explanation stands.
        tekst: The explanation, also one that lapsed (to be taken up again); None without.
    """

    finding: Finding
    staat: Verantwoording
    tekst: str | None

    @property
    def blocks(self) -> bool:
        """Tell whether the fiche cannot be handed in because of it."""
        return self.staat not in {Verantwoording.TOEGELICHT, Verantwoording.VRIJBLIJVEND}


def weigh(findings: Iterable[Finding], toelichtingen: Iterable[Toelichtingrij]) -> list[Gewogen]:
    """Hold findings against what was explained.

    Args:
        findings: Of any number of fiches of one meetmoment.
        toelichtingen: Of the same meetmoment, in any order; those of other rules, places and
            projects do no harm.

    Returns:
        One per finding, in the same order. An explanation counts only for the values that it was
        written for, and never for a fout, except where a coordinator may lift it: that only a
        coordinator writes such a one is seen to where it is written.
    """
    told = {(each.project_code, each.regel, each.plaats): each for each in toelichtingen}
    return [_weighed(each, told.get((each.project, each.code, each.path))) for each in findings]


def blocks_submission(findings: Iterable[Finding], toelichtingen: Iterable[Toelichtingrij]) -> bool:
    """Tell whether the fiche cannot be handed in: a fout, or a waarschuwing without explanation."""
    return any(each.blocks for each in weigh(findings, toelichtingen))


def _weighed(finding: Finding, row: Toelichtingrij | None) -> Gewogen:
    if finding.severity is Severity.AANDACHTSPUNT:
        return Gewogen(finding, Verantwoording.VRIJBLIJVEND, row.tekst if row else None)
    if not (finding.may_be_explained or finding.may_be_lifted):
        return Gewogen(finding, Verantwoording.OP_TE_LOSSEN, None)
    if row is None or not row.tekst.strip():
        is_fout = finding.severity is Severity.FOUT
        staat = Verantwoording.OP_TE_LOSSEN if is_fout else Verantwoording.UIT_TE_LEGGEN
        return Gewogen(finding, staat, None)
    holds = row.vingerafdruk == finding.fingerprint
    staat = Verantwoording.TOEGELICHT if holds else Verantwoording.VERVALLEN
    return Gewogen(finding, staat, row.tekst)
