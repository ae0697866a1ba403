"""What stands in the way of approving a fiche: fouten, conflicts, questions, a single pair of eyes.

Source:
    DOMAIN.md, Workflow; who handed a fiche in does not approve it.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, func, select

from vvdesk.audit import Actor
from vvdesk.errors import Misused
from vvdesk.jobs import Progress
from vvdesk.model import Conflict, Fiche, Keuze, Toelichting, Vraag, Vraagstaat
from vvdesk.number_words import counted
from vvdesk.overgangen import Ingediend, handed_in_by
from vvdesk.rules import Severity, examine, situaties, weigh
from vvdesk.store.workspace import Workspace

_FICHE: Final = cast("Table", Fiche.__table__).c
_TOELICHTING: Final = cast("Table", Toelichting.__table__)
_MOST_TOLD = 20
_NO_LETTERS: Final = {"Mn", "Cf"}
"""Marks on a letter, and signs that nobody sees."""
_PORTION = 200
"""Fiches that are examined between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Hindernis:
    """Why one fiche cannot go to another state.

    Attributes:
        project: The project's code.
        tekst: One Dutch sentence that names the code and says what to do.
        wijkt: An exception with a reason takes it away.
        kort: What an exception is made of, in a few words; empty when none can be made.
    """

    project: str
    tekst: str
    wijkt: bool = False
    kort: str = ""


class Hindered(Misused):
    """Some fiches cannot go to the wished state, so none of them did.

    Attributes:
        hindernissen: All of them, by project.
    """

    def __init__(self, hindernissen: Sequence[Hindernis]) -> None:
        self.hindernissen = tuple(sorted(hindernissen, key=lambda each: each.project))
        told = [each.tekst for each in self.hindernissen[:_MOST_TOLD]]
        if len(self.hindernissen) > _MOST_TOLD:
            told.append(f"En nog {len(self.hindernissen) - _MOST_TOLD} andere.")
        super().__init__("\n".join(["Er is niets veranderd.", *told]))

    @property
    def wijkt(self) -> bool:
        """Tell whether an exception with a reason would take away all of them."""
        return all(each.wijkt for each in self.hindernissen)


def examined(
    workspace: Workspace, meetmoment_id: int, codes: Sequence[str], progress: Progress
) -> tuple[Counter[str], dict[str, int]]:
    """Hold the rules against fiches; nothing is written.

    Args:
        workspace: The open store.
        meetmoment_id: Whose fiches.
        codes: Which; one without a fiche is left out.
        progress: Called once per portion.

    Returns:
        Project to the number of fouten that block, and project to the version that was examined.
    """
    fouten: Counter[str] = Counter()
    versions: dict[str, int] = {}
    for start in range(0, len(codes), _PORTION):
        progress(start, len(codes), codes[start])
        some = codes[start : start + _PORTION]
        explained = _TOELICHTING.select().where(
            _TOELICHTING.c.meetmoment_id == meetmoment_id, _TOELICHTING.c.project_code.in_(some)
        )
        # One connection for all that is read of a portion: what it says belongs together.
        with workspace.connection() as connection:
            versions |= _versions(connection, meetmoment_id, some)
            found = list(situaties(connection, meetmoment_id, some))
            rows = list(connection.execute(explained))
        findings = [finding for situatie in found for finding in examine(situatie)]
        fouten.update(
            each.finding.project
            for each in weigh(findings, rows)
            if each.blocks and each.finding.severity is Severity.FOUT
        )
    progress(len(codes), len(codes), "")
    return fouten, versions


def fouten_of(fouten: Counter[str], codes: Iterable[str]) -> list[Hindernis]:
    """Say of which fiches fouten stand in the way."""
    return [
        Hindernis(
            code,
            f"{code} heeft {counted(fouten[code], 'fout', 'fouten')}; verbeter eerst wat fout is "
            "of stuur de fiche terug.",
        )
        for code in codes
        if fouten[code]
    ]


def _versions(connection: Connection, meetmoment_id: int, codes: Sequence[str]) -> dict[str, int]:
    query = (
        select(_FICHE.project_code, _FICHE.versie)
        .where(_FICHE.meetmoment_id == meetmoment_id)
        .where(_FICHE.project_code.in_(codes))
    )
    return {row.project_code: row.versie for row in connection.execute(query)}


def waiting(
    connection: Connection, meetmoment_id: int, codes: Sequence[str], actor: Actor
) -> list[Hindernis]:
    """Say which fiches wait for a decision, an answer, or another pair of eyes."""
    conflicts = _open(connection, meetmoment_id, (Conflict, Conflict.keuze == Keuze.OPEN.value))
    vragen = _open(connection, meetmoment_id, (Vraag, Vraag.staat == Vraagstaat.OPEN.value))
    handed_in = handed_in_by(connection, meetmoment_id, codes)
    found = []
    for code in codes:
        if count := conflicts.get(code):
            told = counted(count, "open conflict", "open conflicten")
            found.append(Hindernis(code, f"{code} heeft {told}; beslis eerst."))
        found += _eyes(code, handed_in.get(code), actor)
        if count := vragen.get(code):
            told = counted(count, "open vraag", "open vragen")
            found.append(
                Hindernis(
                    code,
                    f"{code} heeft {told}; sluit die eerst, of geef een reden voor een "
                    "uitzondering.",
                    wijkt=True,
                    kort=told,
                )
            )
    return found


def _eyes(code: str, handed_in: Ingediend | None, actor: Actor) -> list[Hindernis]:
    if handed_in is None:
        told = f"Van {code} is niet bekend wie indiende"
        short = "onbekend wie indiende"
    elif _same_person(handed_in.wie, actor.wie):
        told, short = f"{code} heb je zelf ingediend, als {handed_in.wie}", "zelf ingediend"
    else:
        return []
    tekst = f"{told}; laat een collega goedkeuren, of geef een reden voor een uitzondering."
    return [Hindernis(code, tekst, wijkt=True, kort=short)]


def _same_person(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """Take away what does not make another person: capitals, spaces, accents, invisible signs."""
    signs = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(each for each in signs if unicodedata.category(each) not in _NO_LETTERS)
    return " ".join(kept.split())


def _open(connection: Connection, meetmoment_id: int, what: tuple[Any, Any]) -> dict[str, int]:
    entity, is_open = what
    query = (
        select(entity.project_code, func.count())
        .where(entity.meetmoment_id == meetmoment_id, is_open)
        .group_by(entity.project_code)
    )
    return {code: int(count) for code, count in connection.execute(query)}


def in_short(made: Iterable[Hindernis]) -> dict[str, str]:
    """Return project to what an exception is made of: "zelf ingediend, 1 open vraag"."""
    found: dict[str, list[str]] = {}
    for each in made:
        found.setdefault(each.project, []).append(each.kort)
    return {code: ", ".join(short) for code, short in found.items()}
