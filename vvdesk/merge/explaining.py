"""Toelichtingen of an inzending against those of the central file: the one sent in last counts.

They are no content of a fiche, so they never wait in the ledger. What is replaced stays in the
audit trail; what was replaced before, does not come back by itself.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from vvdesk.content import Inhoud
from vvdesk.merge.drawn import Count, Counters, no_counters
from vvdesk.merge.steps import ToelichtingStep
from vvdesk.model import Handeling, Staat, Toelichting, Wijziging
from vvdesk.rules import Severity, rules_named
from vvdesk.submission import Submission, SubmittedToelichting, Warned

_LEADER: Final = "trekkende_entiteit"
_DECIDED: Final = frozenset({Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value})
_AT_ONCE: Final = 500
_SHOWN: Final = 80
_Key = tuple[str, str, str]


class Told(NamedTuple):
    """What the central file says of one finding."""

    vingerafdruk: str
    tekst: str


@dataclass(slots=True)
class Explained:
    """What one inzending would change of the toelichtingen.

    Attributes:
        steps: In reading order.
        counters: What became of them; they add up to the toelichtingen read.
        warnings: What a person should know about those that were not taken.
    """

    steps: list[ToelichtingStep] = field(default_factory=list)
    counters: Counters = field(default_factory=no_counters)
    warnings: list[Warned] = field(default_factory=list)

    @property
    def projects(self) -> set[str]:
        """The projects of which a toelichting changes."""
        return {step.project for step in self.steps}


class CentralToelichtingen:
    """The toelichtingen of the central file as they would be after the inzendingen so far.

    Args:
        connection: Of the central file; only read from.
        meetmoment_id: Which meetmoment.
    """

    def __init__(self, connection: Connection, meetmoment_id: int) -> None:
        self._connection = connection
        self._moment = meetmoment_id
        self._planned: dict[_Key, Told] = {}
        self._replaced: set[tuple[_Key, str]] = set()

    def read(self, projects: Collection[str]) -> dict[_Key, Told]:
        """Return what is said of the findings on some projects."""
        table, codes = Toelichting.__table__.c, sorted(projects)
        found: dict[_Key, Told] = {}
        for start in range(0, len(codes), _AT_ONCE):
            rows = self._connection.execute(
                select(
                    table.project_code, table.regel, table.plaats, table.vingerafdruk, table.tekst
                ).where(
                    table.meetmoment_id == self._moment,
                    table.project_code.in_(codes[start : start + _AT_ONCE]),
                )
            )
            found |= {(row[0], row[1], row[2]): Told(row[3], row[4]) for row in rows}
        return found | {key: told for key, told in self._planned.items() if key[0] in projects}

    def stood_before(self, key: _Key, tekst: str) -> bool:
        """Tell whether this text stood there once, and was replaced since."""
        if (key, tekst) in self._replaced:
            return True
        project, regel, plaats = key
        earlier = self._connection.scalars(
            select(Wijziging.oud).where(
                Wijziging.meetmoment_id == self._moment,
                Wijziging.project_code == project,
                Wijziging.handeling == Handeling.TOELICHTEN.value,
                Wijziging.rij == f"toelichting.{regel}",
                Wijziging.veld == plaats,
            )
        )
        return any(json.loads(each) == tekst for each in earlier)

    def add(self, steps: Iterable[ToelichtingStep]) -> None:
        """Remember what an inzending would change."""
        for step in steps:
            key = (step.project, step.regel, step.plaats)
            self._planned[key] = Told(step.vingerafdruk, step.tekst)
            if step.old is not None and step.old != step.tekst:
                self._replaced.add((key, step.old))


def draw_explained(
    submission: Submission, contents: Mapping[str, Inhoud], central: CentralToelichtingen
) -> Explained:
    """Work out what an inzending would change of the toelichtingen.

    Args:
        submission: What it says; its entiteit in official spelling.
        contents: Project to fiche, of the projects in the inzending, after its rows were merged;
            state and trekkende entiteit are enough.
        central: Those of the central file; not changed.

    Returns:
        Steps and counters. Nothing is written.

    Source:
        docs/exchange.md, Toelichtingen.
    """
    drawn = Explained()
    wanted = {each.project for each in submission.toelichtingen if each.project in contents}
    present = central.read(wanted) if wanted else {}
    for each in submission.toelichtingen:
        if each.problem is not None:
            drawn.counters[Count.REFUSED] += 1
            continue
        key = (each.project, each.regel, each.plaats)
        told = present.get(key)
        if told == (each.vingerafdruk, each.tekst):
            drawn.counters[Count.UNCHANGED] += 1
            continue
        problem = _why_not(each, submission.entiteit, contents.get(each.project))
        count = Count.CHANGED if told else Count.NEW
        if problem is not None:
            count = Count.REFUSED
            drawn.warnings.append(Warned(each.sheet, each.cell, problem))
        elif told and _is_outdated(each, told) and central.stood_before(key, each.tekst):
            count = Count.UNCHANGED
            drawn.warnings.append(Warned(each.sheet, each.cell, _replaced(each, told)))
        else:
            drawn.steps.append(_step(each, told))
        drawn.counters[count] += 1
    return drawn


def _is_outdated(submitted: SubmittedToelichting, told: Told) -> bool:
    """Tell whether a text may be one that was replaced: another one, for the same values."""
    return submitted.vingerafdruk == told.vingerafdruk and submitted.tekst != told.tekst


def _step(submitted: SubmittedToelichting, told: Told | None) -> ToelichtingStep:
    return ToelichtingStep(
        submitted.project,
        submitted.regel,
        submitted.plaats,
        submitted.vingerafdruk,
        submitted.tekst,
        told.tekst if told else None,
        submitted.sheet,
        submitted.cell,
        told.vingerafdruk if told else None,
    )


def _why_not(
    submitted: SubmittedToelichting, sender: str | None, inhoud: Inhoud | None
) -> str | None:
    """Return why a toelichting that differs cannot be taken, in Dutch; None when it can."""
    project = submitted.project
    if inhoud is None:
        return (
            f"Project {project} staat niet in dit werkboek; deze toelichting is niet overgenomen."
        )
    leader = inhoud.values.get(_LEADER)
    if sender is not None and leader and leader != sender:
        return (
            f"Project {project} is van {leader}, en deze inzending komt van {sender}; deze "
            "toelichting is niet overgenomen."
        )
    if inhoud.staat in _DECIDED:
        return (
            f"Project {project} is al goedgekeurd, dus er wijzigt niets. Heropen de fiche "
            "eerst als de toelichting toch moet veranderen."
        )
    if any(rule.severity is Severity.FOUT for rule in rules_named(submitted.regel)):
        return (
            f"Een fout van regel {submitted.regel} kan een inzending niet toelichten. Pas de "
            "waarde aan, of vraag de coördinator om de fout op te heffen."
        )
    return None


def _replaced(submitted: SubmittedToelichting, told: Told) -> str:
    shown = told.tekst if len(told.tekst) <= _SHOWN else f"{told.tekst[:_SHOWN]}…"
    return (
        f"Deze toelichting bij {submitted.project}, {submitted.regel} werd centraal al vervangen "
        f'door "{shown}". Die blijft staan.'
    )
