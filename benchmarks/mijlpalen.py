"""The rows of a generated project: mijlpalen with their slips, agenderingen with addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks import words
from benchmarks.calendar_days import month_end
from benchmarks.texts import Writer
from vvdesk.content import Rij
from vvdesk.dictionary import fields_of
from vvdesk.model import Agendering, Mijlpaal

_THERE_FROM_THE_START = 0.75
_LATEST_ARRIVAL = 4
_DROPPED_PER_MIJLPAAL = 0.03
_WITH_FIGURES = 0.6
_REACHED_IN_TIME = 0.7
_SLIP_MONTHS = (3, 6, 6, 12)
_REASON_FORGOTTEN = 0.04
_PROOF_FORGOTTEN = 0.05
_NOT_STARTED_BEFORE = timedelta(days=700)
_NO_VALUES = {each.name: None for each in fields_of(Mijlpaal)}
_NO_DOCUMENT = {each.name: None for each in fields_of(Agendering)}
_SOORTEN = ("nota", "bijlage", "bvr", "advies", "mededeling")


@dataclass(slots=True)
class Milestone:
    """One mijlpaal and what becomes of it.

    Attributes:
        id: Its permanent id.
        place: Its place in the table.
        random: Where its slips come from.
        arrival: The first meetmoment that has it, counted from 0.
        departure: The meetmoment at which it is dropped; None when it stays.
        values: What is reported now.
    """

    id: str
    place: int
    random: Random
    arrival: int
    departure: int | None
    values: dict[str, Any]
    first_timing: date | None = field(default=None)

    @property
    def is_reached(self) -> bool:
        """Tell whether it is reported as reached."""
        return bool(self.values["status"] == "gerealiseerd")

    def is_present(self, moment: int) -> bool:
        """Tell whether the meetmoment has this row."""
        return self.arrival <= moment and (self.departure is None or moment <= self.departure)

    def reported(self, moment: int, day: date) -> Rij:
        """Move it on to this meetmoment and return its row."""
        basislijn, values = self.first_timing, self.values
        values["reden"] = None
        if not self.is_reached:
            self._move_on(day)
        if moment == self.departure:
            values["lot"] = "gerealiseerd" if self.is_reached else "geschrapt"
            values["lot_toelichting"] = values["reden"] = words.REDENEN[self.place % 6]
        if self.first_timing is None:
            self.first_timing = values["timing"]
        return Rij(self.id, dict(values), basislijn, self.place)

    def _move_on(self, day: date) -> None:
        random, values = self.random, self.values
        early = values["timing"] - day > _NOT_STARTED_BEFORE
        values["status"] = "nog_niet_gestart" if early else "op_schema"
        if values["timing"] <= day:
            if random.random() < _REACHED_IN_TIME:
                self._reach(day)
            else:
                values["timing"] = month_end(day, random.choice(_SLIP_MONTHS))
                if random.random() > _REASON_FORGOTTEN:
                    values["reden"] = words.REDENEN[random.randrange(len(words.REDENEN))]
        if values["streefwaarde"] is not None:
            goal = values["streefwaarde"]
            done = goal if self.is_reached else goal * random.randint(0, 80) // 100
            values["realisatie"] = max(done, values["realisatie"] or Decimal(0))

    def _reach(self, day: date) -> None:
        values = self.values
        values["status"] = "gerealiseerd"
        values["realisatiedatum"] = min(
            day, values["timing"] - timedelta(days=self.random.randrange(40))
        )
        if self.random.random() > _PROOF_FORGOTTEN:
            values["bewijs"] = f"https://www.vlaanderen.be/bewijs/{self.id.lower()}.pdf"


def milestones(code: str, random: Random, days: Sequence[date], staying: int) -> list[Milestone]:
    """Make the mijlpalen of one project, in the order in which they appear.

    Args:
        code: The project's code.
        random: Where every choice comes from.
        days: The peildatum of each meetmoment.
        staying: How many are there at the last meetmoment; some more come and go before it.
    """
    latest = min(_LATEST_ARRIVAL, len(days)) - 1
    arrivals = [
        0 if latest < 1 or random.random() < _THERE_FROM_THE_START else random.randint(1, latest)
        for _ in range(staying)
    ]
    arrivals[0] = 0
    lives: list[tuple[int, int | None]] = [(arrival, None) for arrival in arrivals]
    if len(days) > 1:
        dropped = sum(random.random() < _DROPPED_PER_MIJLPAAL for _ in range(staying))
        lives += [(0, random.randrange(len(days) - 1)) for _ in range(dropped)]
    writer = Writer(random)
    return [
        Milestone(
            f"{code}-M{number:02}",
            number,
            random,
            arrival,
            departure,
            _values(writer, random, days[arrival]),
        )
        for number, (arrival, departure) in enumerate(sorted(lives, key=lambda x: x[0]), 1)
    ]


def agendering(code: str, number: int, random: Random, day: date) -> Rij:
    """Make one document on the agenda, decided before `day`."""
    decided = day - timedelta(days=random.randrange(1, 150))
    reference = f"VR {decided:%Y} {decided:%d%m} DOC.{random.randrange(100, 1500):04}/1"
    soort = _SOORTEN[random.randrange(len(_SOORTEN))]
    values = {
        **_NO_DOCUMENT,
        "titel": f"{reference} {Writer(random).titel()} - {soort}",
        "url": f"https://beslissingenvlaamseregering.vlaanderen.be/{code.lower()}/{number}",
        "datum": decided,
        "soort": soort,
    }
    return Rij(f"{code}-A{number:02}", values, None, number)


def _values(writer: Writer, random: Random, day: date) -> dict[str, Any]:
    values: dict[str, Any] = {
        **_NO_VALUES,
        "titel": writer.mijlpaal(),
        "timing": month_end(day, random.randint(2, 40)),
        "status": "op_schema",
        "beslissingen": writer.one_of(words.BESLISSINGEN),
    }
    if random.random() < _WITH_FIGURES:
        unit = writer.one_of(words.EENHEDEN)
        values |= {
            "indicator": f"Aantal {unit}",
            "nulwaarde": Decimal(0),
            "streefwaarde": Decimal(random.randrange(10, 5_000, 10)),
            "eenheid": unit,
        }
    else:
        values["realisatiecriterium"] = "Het document is gepubliceerd en bezorgd."
    return values
