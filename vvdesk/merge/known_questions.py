"""The questions of a store while inzendingen are planned against them, one after another."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from vvdesk.model import Handeling, Vraag, Vraagstaat, Wijziging
from vvdesk.question_rows import TABLE
from vvdesk.submission import SubmittedVraag

_AT_ONCE: Final = 500
Answer = tuple[str, str]
"""Reason and sentence; empty for nothing."""


class AnswerStep(NamedTuple):
    """A question gets the submitted answer; no content of a fiche, so no `Step`.

    Attributes:
        vraag_id: Of the question.
        project: The project's code.
        pad: The field or row, as in a dump; empty for the whole fiche.
        vraag: The question.
        reden: The submitted answer in one word; empty when only the question is new.
        tekst: The submitted answer in a sentence; may be empty.
        old_reden: What was answered before; None for nothing.
        old_tekst: What was answered before; None for nothing.
        sheet: Where the submitted answer stands.
        cell: Where the submitted answer stands.
        fresh: The question itself is new here; None when it is known.
    """

    vraag_id: str
    project: str
    pad: str
    vraag: str
    reden: str
    tekst: str
    old_reden: str | None
    old_tekst: str | None
    sheet: str
    cell: str
    fresh: SubmittedVraag | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A question of the store as it would be after the inzendingen so far."""

    project: str
    pad: str
    tekst: str
    staat: str
    reden: str
    antwoord: str
    gesloten_door: str

    @property
    def answer(self) -> Answer:
        """What is answered now."""
        return self.reden, self.antwoord


class CentralVragen:
    """The questions of the store as they would be after the inzendingen so far.

    Args:
        connection: Of the store; only read from.
        meetmoment_id: Which meetmoment.
    """

    def __init__(self, connection: Connection, meetmoment_id: int) -> None:
        self._connection = connection
        self._moment = meetmoment_id
        self._planned: dict[str, Known] = {}
        self._replaced: set[tuple[str, Answer]] = set()

    def read(self, ids: Collection[str]) -> dict[str, Known]:
        """Return the questions with these ids, as far as there are any."""
        wanted, found = sorted(ids), dict[str, Known]()
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(TABLE).where(
                Vraag.meetmoment_id == self._moment,
                Vraag.id.in_(wanted[start : start + _AT_ONCE]),
            )
            found |= {
                row["id"]: _known(dict(row)) for row in self._connection.execute(query).mappings()
            }
        return found | {key: self._planned[key] for key in wanted if key in self._planned}

    def stood_before(self, vraag_id: str, known: Known, answer: Answer) -> bool:
        """Tell whether this was answered once, and replaced since."""
        if (vraag_id, answer) in self._replaced:
            return True
        row = f"{Vraag.__tablename__}.{self._moment}.{known.project}.{vraag_id}"
        rows = self._connection.execute(
            select(Wijziging.stap, Wijziging.veld, Wijziging.nieuw)
            .where(Wijziging.handeling == Handeling.VRAGEN.value, Wijziging.rij == row)
            .order_by(Wijziging.n)
        )
        says: dict[str, str] = {}
        stood: dict[int, Answer] = {}
        for stap, veld, nieuw in rows:
            says[veld] = json.loads(nieuw) or ""
            stood[stap] = says.get("reden", ""), says.get("antwoord", "")
        return answer in stood.values()

    def add(self, steps: Iterable[AnswerStep]) -> None:
        """Remember what an inzending would change."""
        for step in steps:
            if step.old_reden:
                self._replaced.add((step.vraag_id, (step.old_reden, step.old_tekst or "")))
            staat = Vraagstaat.BEANTWOORD if step.reden else Vraagstaat.OPEN
            self._planned[step.vraag_id] = Known(
                step.project, step.pad, step.vraag, staat.value, step.reden, step.tekst, ""
            )


def _known(row: Mapping[str, Any]) -> Known:
    return Known(
        row["project_code"],
        row["pad"],
        row["tekst"],
        row["staat"],
        row["reden"] or "",
        row["antwoord"] or "",
        row["gesloten_door"] or "",
    )
