"""What the rules of one meetmoment measure against, taken from its reference data once."""

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from vvdesk.errors import Refused
from vvdesk.plan.entries import Projectcodes
from vvdesk.plan.referentie import Referentie
from vvdesk.rules.wording import Woordkeus, woordkeus
from vvdesk.values import bounded_day

OP_SCHEMA: Final = "op_schema"
NIET_GESTART: Final = "nog_niet_gestart"
GEREALISEERD: Final = "gerealiseerd"
"""Keys of statuses that a rule names; also the lot of a mijlpaal that was reached."""

_CODE = re.compile(r"([A-Z]+)([0-9]+)")
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True)
class Maatstaf:
    """De peildatum, de drempels en de kenmerken van statussen waar de regels naar kijken.

    Attributes:
        referentie: Where all of it comes from; also gives the labels.
        peildatum: D.
        codes: Every project code of the plan.
        codes_expected: Those in words: "VV001 tot VV181".
        code_shape: A code as it must look, in words: "VV en 3 cijfers".
        eerste_jaar: First year in which a geplande timing may lie; `laatste_jaar` the last.
        niet_gestart_tot: Last day for which "Nog niet gestart" deserves a warning.
        ver_weg: A planning later than this day is far away.
        uitvoering_vanaf: First day of the execution, for the share of time that has passed.
        factoren: By how much an amount is multiplied when a nought slips in: 10, 100, …
        labels: (list name, key) to what people call it, in quotes.
        streefwaarde_is_fout: Whether the coordinator made VV-MIJ-06 a fout.
    """

    referentie: Referentie
    peildatum: date
    codes: frozenset[str]
    codes_expected: str
    code_shape: str
    eerste_jaar: int
    laatste_jaar: int
    niet_gestart_tot: date
    ver_weg: date
    zelfde_datum_mijlpalen: int
    uitvoering_vanaf: date
    achterstand_punten: int
    verschuiving_dagen: int
    voortgang_tekens: int
    voortgang_gelijkenis: int
    herformulering: int
    vaagheid_punten: int
    factoren: tuple[int, ...]
    factor_tolerantie: int
    streefwaarde_is_fout: bool
    woordkeus: Woordkeus
    groen: frozenset[str]
    gestart: frozenset[str]
    vraagt_verklaring: frozenset[str]
    vraagt_agendering: frozenset[str]
    open_mijlpaal: frozenset[str]
    labels: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, referentie: Referentie) -> "Maatstaf":
        """Take the measures of one meetmoment; cheap, but not worth doing per fiche.

        Raises:
            Refused: A threshold is missing or is no whole number.
        """
        codes = _projectcodes(referentie)
        peildatum = referentie.peildatum
        return cls(
            referentie=referentie,
            peildatum=peildatum,
            codes=frozenset(codes.all()),
            codes_expected=codes.expected,
            code_shape=f"{codes.voorvoegsel} en {codes.cijfers} cijfers",
            eerste_jaar=_number(referentie, "plan_eerste_jaar"),
            laatste_jaar=_number(referentie, "plan_laatste_jaar"),
            niet_gestart_tot=bounded_day(peildatum, _number(referentie, "niet_gestart_dagen")),
            ver_weg=_years_later(peildatum, _number(referentie, "zelfde_datum_jaren")),
            zelfde_datum_mijlpalen=_number(referentie, "zelfde_datum_mijlpalen"),
            uitvoering_vanaf=_month(referentie, "uitvoering_vanaf_maand"),
            achterstand_punten=_number(referentie, "achterstand_punten"),
            verschuiving_dagen=_number(referentie, "verschuiving_mediaan_dagen"),
            voortgang_tekens=_number(referentie, "voortgang_minimum_tekens"),
            voortgang_gelijkenis=_number(referentie, "voortgang_gelijkenis_procent"),
            herformulering=_number(referentie, "herformulering_procent"),
            vaagheid_punten=_number(referentie, "vaagheid_punten"),
            factoren=_factors(_number(referentie, "factor_grootste")),
            factor_tolerantie=_number(referentie, "factor_tolerantie_procent"),
            streefwaarde_is_fout=referentie.is_switched_on("streefwaarde_is_fout"),
            woordkeus=woordkeus(
                _number(referentie, "titel_minimum_woorden"),
                _words(referentie, "vage_uitdrukkingen"),
                _words(referentie, "afrondende_woorden"),
            ),
            labels={
                (name, key): f'"{label}"'
                for name in ("projectstatus", "mijlpaalstatus", "lot")
                for key, label in referentie.lists[name].entries
            },
            groen=_marked(referentie, "projectstatus", "groen"),
            gestart=_marked(referentie, "projectstatus", "gestart"),
            vraagt_verklaring=_marked(referentie, "projectstatus", "vraagt_verklaring"),
            vraagt_agendering=_marked(referentie, "projectstatus", "vraagt_agendering"),
            open_mijlpaal=_marked(referentie, "mijlpaalstatus", "open"),
        )

    def label(self, list_name: str, key: str | None) -> str:
        """Return what people call the choice `key`, in quotes; the key itself when unknown."""
        return self.labels.get((list_name, key or ""), f'"{key or ""}"')

    def rang(self, projectstatus: str | None) -> int | None:
        """Return the place of a projectstatus in the order of progress; None outside it."""
        return self.referentie.rang("projectstatus", projectstatus)


def _number(referentie: Referentie, key: str) -> int:
    number = referentie.drempel(key)
    if not number.is_finite() or number != int(number):
        raise Refused(
            f'De drempelwaarde "{key}" van meetmoment {referentie.meetmoment} is geen geheel getal '
            f"({number}). Verbeter ze bij de referentiegegevens."
        )
    return int(number)


def _month(referentie: Referentie, key: str) -> date:
    """Read a month that is written as one number: 202009."""
    year, month = divmod(_number(referentie, key), 100)
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise Refused(
            f'De drempelwaarde "{key}" van meetmoment {referentie.meetmoment} is geen maand als '
            "202009. Verbeter ze bij de referentiegegevens."
        ) from error


def _projectcodes(referentie: Referentie) -> Projectcodes:
    """Read the range of codes; its ends say what every code looks like."""
    first, last = (
        _CODE.fullmatch(referentie.drempels.get(key, ""))
        for key in ("projectcode_eerste", "projectcode_laatste")
    )
    if first is None or last is None or (first[1], len(first[2])) != (last[1], len(last[2])):
        raise Refused(
            f"De projectcodes van meetmoment {referentie.meetmoment} zijn onbekend. Vul "
            '"projectcode_eerste" en "projectcode_laatste" aan bij de referentiegegevens, '
            "bijvoorbeeld VV001 en VV181."
        )
    return Projectcodes(first[1], len(first[2]), int(first[2]), int(last[2]))


def _words(referentie: Referentie, name: str) -> tuple[str, ...]:
    """Return the words of a list; a plan may have none."""
    known = referentie.lists.get(f"woorden:{name}")
    return known.labels() if known else ()


def _marked(referentie: Referentie, list_name: str, kenmerk: str) -> frozenset[str]:
    return frozenset(
        key
        for name, key in referentie.statussen
        if name == list_name and referentie.has(name, key, kenmerk)
    )


def _factors(largest: int) -> tuple[int, ...]:
    """Return 10, 100, … up to `largest`."""
    return tuple(10**noughts for noughts in range(1, len(str(largest))) if 10**noughts <= largest)


def _years_later(day: date, years: int) -> date:
    year = min(day.year + years, date.max.year)
    if (day.month, day.day) == (_FEBRUARY, _LEAP_DAY) and not isleap(year):
        return date(year, _FEBRUARY, _LEAP_DAY - 1)
    return day.replace(year=year)
