"""How one project unfolds over the meetmomenten: it starts, spends, reaches its mijlpalen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

from benchmarks import words
from benchmarks.calendar_days import month_end
from benchmarks.mijlpalen import Milestone, agendering, milestones
from benchmarks.texts import Writer
from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.model import Staat
from vvdesk.plan import ReferenceData

_LISTS: Final = ("ministers", "betrokken_entiteiten", "themas")
_STARTED_LATE = 0.06
_DECIDED_EARLY = 0.45
_DECIDED_LATER = 0.55
_TROUBLED = 0.02
_SHIFTED = 0.02
_EMPTY_WEBPAGE = 0.4
_ROUND = 10_000
"""Euro; budgets are round amounts."""


@dataclass(slots=True)
class _Money:
    """The amounts of a project as they stand, in whole euro."""

    budget: int
    vak: int = 0
    vek: int = 0


class History:
    """The life of one project.

    Args:
        code: The project's code.
        random: Where every choice comes from.
        data: What can be chosen at each meetmoment, earliest first.
        leader: The trekkende entiteit.
    """

    def __init__(
        self, code: str, random: Random, data: Sequence[ReferenceData], leader: str
    ) -> None:
        self._code, self._random, self._data = code, random, data
        self._days = [each.peildatum for each in data]
        self._writer = Writer(random)
        self._fixed = self._description(leader)
        self._money = _Money(round(random.lognormvariate(15.8, 1.3)) // _ROUND * _ROUND)
        self._status = "nog_niet_gestart" if random.random() < _STARTED_LATE else "opgestart"
        if self._status == "opgestart" and random.random() < _DECIDED_EARLY:
            self._status = "na_agendering"
        self._agenderingen: dict[str, Rij] = {}

    def contents(self, mijlpalen: int) -> list[Inhoud]:
        """Return the fiche at each meetmoment; the last one has `mijlpalen` mijlpalen."""
        rows = milestones(self._code, self._random, self._days, mijlpalen)
        found = []
        for moment, day in enumerate(self._days):
            rows_now = {
                each.id: each.reported(moment, day) for each in rows if each.is_present(moment)
            }
            self._move_on(moment, rows)
            closed = moment < len(self._days) - 1
            inhoud = Inhoud(
                self._code,
                (Staat.GEPUBLICEERD if closed else Staat.CONCEPT).value,
                {**self._fixed, **self._reported(day), **self._amounts(moment)},
            )
            inhoud.tables["mijlpalen"] = rows_now
            inhoud.tables["agenderingen"] = {
                key: Rij(row.id, dict(row.values), None, row.volgorde)
                for key, row in self._agenderingen.items()
            }
            found.append(inhoud)
        return found

    def _description(self, leader: str) -> dict[str, Any]:
        """Return what stays the same over all meetmomenten."""
        random, writer, data = self._random, self._writer, self._data[0]
        values = _empty()
        others = [each.naam for each in data.entiteiten if each.naam != leader]
        random.shuffle(others)
        values |= {
            "titel": writer.titel(),
            "ministers": (data.ministers[random.randrange(len(data.ministers))].naam,),
            "trekkende_entiteit": leader,
            "betrokken_entiteiten": tuple(others[: random.choice((0, 0, 1, 2))]),
            "belanghebbenden": writer.belanghebbenden(),
            "cluster": data.clusters[random.randrange(len(data.clusters))].nummer,
            "speerpunt": data.speerpunten[random.randrange(len(data.speerpunten))].nummer,
            "omschrijving": writer.omschrijving(random.randint(6, 16)),
            "themas": data.thema.labels()[: random.choice((0, 1))],
            "beleidsdomein": writer.one_of(words.DOMEINEN),
            "doelgroep": writer.one_of(words.DOELGROEPEN).capitalize(),
            "contactpersoon": f"relance.{self._code.lower()}@vlaanderen.be",
            "doelstellingen": writer.doelstellingen(),
        }
        if random.random() > _EMPTY_WEBPAGE:
            values["webpagina"] = f"https://www.vlaanderen.be/relance/{self._code.lower()}"
            values["meer_weten"] = values["webpagina"]
        return values

    def _move_on(self, moment: int, rows: Sequence[Milestone]) -> None:
        """Give the project the status of this meetmoment."""
        random = self._random
        if moment and self._status in {"bijzondere_aandacht", "bijkomende_actie"}:
            self._status = "na_agendering"
        elif moment and self._status == "nog_niet_gestart":
            self._status = "opgestart"
        elif moment and self._status == "opgestart" and random.random() < _DECIDED_LATER:
            self._status = "na_agendering"
        elif self._status == "na_agendering" and random.random() < _TROUBLED:
            self._status = random.choice(("bijzondere_aandacht", "bijkomende_actie"))
        last = moment == len(self._days) - 1
        known = {status.sleutel for status in self._data[moment].projectstatussen}
        present = [each for each in rows if each.is_present(moment)]
        if last and "gerealiseerd" in known and all(each.is_reached for each in present):
            self._status = "gerealiseerd"
        if self._status == "na_agendering" and not self._agenderingen:
            day = self._days[moment]
            for number in range(1, random.randint(2, 5)):
                row = agendering(self._code, number, random, day)
                self._agenderingen[row.id] = row

    def _reported(self, day: date) -> dict[str, Any]:
        """Return what is written anew at every meetmoment."""
        values: dict[str, Any] = {
            "projectstatus": self._status,
            "voortgang": self._writer.voortgang(self._random.randint(5, 11), day),
        }
        if self._status in {"bijzondere_aandacht", "bijkomende_actie"}:
            values["oorzaak"] = self._writer.one_of(words.OORZAKEN)
            values["bijsturing"] = self._writer.one_of(words.BIJSTURINGEN)
            values["streefdatum"] = month_end(day, 9)
        return values

    def _amounts(self, moment: int) -> dict[str, int | str | None]:
        """Let the project spend; at times its budget shifts."""
        random, money = self._random, self._money
        shift = 0
        if moment and random.random() < _SHIFTED:
            shift = money.budget // 10 // _ROUND * _ROUND
            money.budget += shift
        if self._status != "nog_niet_gestart":
            money.vak += round((money.budget - money.vak) * random.uniform(0, 0.5))
            money.vek += round((money.vak - money.vek) * random.uniform(0, 0.6))
        return {
            "financiering.beleidsruimte": money.budget,
            "financiering.vak": money.vak,
            "financiering.vek": money.vek,
            "financiering.verschuiving": shift or None,
            "financiering.verschuiving_toelichting": (
                "Toegekend uit de provisie voor relanceprojecten." if shift else None
            ),
        }


def _empty() -> dict[str, Any]:
    """Return every field of a fiche without a value."""
    return {path: () if path in _LISTS else None for path in single_fields()}
