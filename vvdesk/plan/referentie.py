"""Reference data of one meetmoment, read from a store, for everybody who interprets values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, select

from vvdesk.choices import Choices
from vvdesk.errors import Refused
from vvdesk.model import (
    Cluster,
    Drempel,
    Entiteit,
    Keuzewaarde,
    Meetmoment,
    Minister,
    Speerpunt,
    Status,
    Thema,
)


@dataclass(frozen=True)
class Referentie:
    """What the values of one meetmoment mean, and what its rules measure against.

    Attributes:
        meetmoment_id: Its place in the row of meetmomenten.
        meetmoment: Its name, as in "april 2021".
        peildatum: The day on which the status is reported.
        statussen: (list name, key) to the status row, with label, rang, kenmerken and colours.
        drempels: Key to value, as written in the plan file.
        lists: List name to choices.
        deadlines: Entiteit to the day by which its inzending is due.
    """

    meetmoment_id: int
    meetmoment: str
    peildatum: date
    statussen: Mapping[tuple[str, str], Row[Any]]
    drempels: Mapping[str, str]
    lists: Mapping[str, Choices]
    deadlines: Mapping[str, date]

    def drempel(self, key: str) -> Decimal:
        """Return the threshold `key` as an exact number.

        Raises:
            Refused: The reference data lacks it, or it is no number.
        """
        try:
            return Decimal(self.drempels[key])
        except (KeyError, InvalidOperation) as error:
            raise Refused(
                f'De drempelwaarde "{key}" van meetmoment {self.meetmoment} ontbreekt of is geen '
                "getal. Vul ze aan bij de referentiegegevens."
            ) from error

    def is_switched_on(self, key: str) -> bool:
        """Tell whether the coordinator switched `key` on for this meetmoment."""
        return self.drempels.get(key, "").casefold() in {"1", "ja", "aan", "true"}

    def has(self, list_name: str, key: str | None, kenmerk: str) -> bool:
        """Tell whether the status `key` has a kenmerk such as groen or vraagt_verklaring."""
        row = self.statussen.get((list_name, key or ""))
        return row is not None and kenmerk in row.kenmerken.split("\n")

    def rang(self, list_name: str, key: str | None) -> int | None:
        """Return the place of the status in the order of progress; None when outside it."""
        row = self.statussen.get((list_name, key or ""))
        return None if row is None else row.rang

    @cached_property
    def entiteiten(self) -> tuple[str, ...]:
        """The official names of all entiteiten."""
        return self.lists["entiteit"].labels()


def read_referentie(connection: Connection, meetmoment_id: int) -> Referentie:
    """Read the reference data of one meetmoment.

    Raises:
        Refused: There is no such meetmoment.
    """
    moment = connection.execute(
        select(Meetmoment.naam, Meetmoment.peildatum).where(Meetmoment.id == meetmoment_id)
    ).one_or_none()
    if moment is None:
        raise Refused(f"Dit bestand heeft geen meetmoment met nummer {meetmoment_id}.")

    def rows(entity: type[Any]) -> list[Row[Any]]:
        table = entity.__table__
        query = select(table).where(table.c.meetmoment_id == meetmoment_id)
        return list(connection.execute(query.order_by(table.c.volgorde)))

    statussen = rows(Status)
    entiteiten = rows(Entiteit)
    return Referentie(
        meetmoment_id,
        moment.naam,
        moment.peildatum,
        {(row.lijst, row.sleutel): row for row in statussen},
        {row.sleutel: row.waarde for row in rows(Drempel)},
        {
            "speerpunt": _numbered("speerpunt", rows(Speerpunt)),
            "cluster": _numbered("cluster", rows(Cluster)),
            "entiteit": _entiteiten(entiteiten),
            "minister": _named("minister", rows(Minister)),
            "thema": _named("thema", rows(Thema)),
            **_statuslists(statussen),
            **_small_lists(rows(Keuzewaarde)),
        },
        {row.naam: row.deadline for row in entiteiten if row.deadline},
    )


def _numbered(name: str, rows: list[Row[Any]]) -> Choices:
    return Choices(name, tuple((row.nummer, f"{row.nummer}. {row.titel}") for row in rows))


def _named(name: str, rows: list[Row[Any]]) -> Choices:
    synonyms = {
        spelling: row.naam for row in rows for spelling in _lines(getattr(row, "synoniemen", ""))
    }
    return Choices(name, tuple((row.naam, row.naam) for row in rows), synonyms)


def _entiteiten(rows: list[Row[Any]]) -> Choices:
    synonyms = {spelling: row.naam for row in rows for spelling in _lines(row.synoniemen)}
    synonyms.update({row.afkorting: row.naam for row in rows if row.afkorting})
    return Choices("entiteit", tuple((row.naam, row.naam) for row in rows), synonyms)


def _statuslists(rows: list[Row[Any]]) -> dict[str, Choices]:
    found: dict[str, Choices] = {}
    for name in ("projectstatus", "mijlpaalstatus"):
        own = [row for row in rows if row.lijst == name]
        other = {label: row.sleutel for row in own for label in _lines(row.andere_labels)}
        found[name] = Choices(name, tuple((row.sleutel, row.label) for row in own), other)
    return found


def _small_lists(rows: list[Row[Any]]) -> dict[str, Choices]:
    names = {"agenderingsoort", "lot"} | {row.lijst for row in rows}
    return {
        name: Choices(name, tuple((row.sleutel, row.label) for row in rows if row.lijst == name))
        for name in sorted(names)
    }


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]
