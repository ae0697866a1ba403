"""What the rules look at: one projectfiche, the same one meetmoment before, and the measures."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from vvdesk.content import Inhoud, Rij, read_contents
from vvdesk.dictionary import fields_of
from vvdesk.model import Financiering, Meetmoment
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules.maatstaf import GEREALISEERD, Maatstaf

_MONEY = tuple((f"financiering.{each.name}", each.name) for each in fields_of(Financiering))


class _Velden:
    """The values of a dict as attributes, for reading; a field that is not in it has no value."""

    __slots__ = ("__dict__",)

    def __init__(self, values: dict[str, Any]) -> None:
        # The dict itself, not a copy: rules read it a million times over and never write it. What
        # is not a field of the dictionary therefore has a slot of its own.
        self.__dict__ = values


class Mijlpaalrij(_Velden):
    """Een mijlpaal van de fiche, met `vorige`: dezelfde mijlpaal op het vorige meetmoment."""

    __slots__ = ("basislijn", "id", "vorige")

    titel: str | None = None
    timing: date | None = None
    status: str | None = None
    nulwaarde: Decimal | None = None
    streefwaarde: Decimal | None = None
    eenheid: str | None = None
    realisatie: Decimal | None = None
    realisatiecriterium: str | None = None
    realisatiedatum: date | None = None
    bewijs: str | None = None
    reden: str | None = None
    lot: str | None = None
    lot_toelichting: str | None = None

    def __init__(self, rij: Rij, vorige: "Mijlpaalrij | None" = None) -> None:
        self.__dict__ = rij.values  # as in `_Velden`; calling it costs more than doing it
        self.id = rij.id
        self.basislijn: date | None = rij.basislijn
        self.vorige = vorige

    @property
    def is_gerealiseerd(self) -> bool:
        """Tell whether it is reported as reached."""
        return self.status == GEREALISEERD

    @property
    def is_afgevoerd(self) -> bool:
        """Tell whether it ends here without being reached: merged, split or dropped."""
        return bool(self.lot) and self.lot != GEREALISEERD

    @property
    def is_dalend(self) -> bool:
        """Tell whether less is better: the streefwaarde lies below the nulwaarde."""
        nul, streef = self.nulwaarde, self.streefwaarde
        return nul is not None and streef is not None and streef < nul

    @property
    def reden_van_het_lot(self) -> str | None:
        """Return why it does not come back; for one that was reached, its proof will do."""
        proof = self.bewijs if self.lot == GEREALISEERD else None
        return self.lot_toelichting or self.reden or proof


class Agenderingrij(_Velden):
    """Een document op de agenda van de Vlaamse Regering."""

    __slots__ = ("id",)

    titel: str | None = None
    url: str | None = None
    datum: date | None = None
    soort: str | None = None

    def __init__(self, rij: Rij) -> None:
        super().__init__(rij.values)
        self.id = rij.id


class Projectfinanciering(_Velden):
    """De bedragen van een project, in hele euro; VAK en VEK zijn cumulatief."""

    __slots__ = ()

    beleidsruimte: int | None = None
    vak: int | None = None
    vek: int | None = None
    verschuiving: int | None = None
    verschuiving_toelichting: str | None = None

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__({name: values.get(path) for path, name in _MONEY})


class Projectfiche(_Velden):
    """Een projectfiche zoals de regels ze lezen: velden als attributen, rijen als lijsten."""

    __slots__ = ("agenderingen", "code", "financiering", "mijlpalen")

    titel: str | None = None
    trekkende_entiteit: str | None = None
    projectstatus: str | None = None
    voortgang: str | None = None
    oorzaak: str | None = None
    bijsturing: str | None = None
    streefdatum: date | None = None

    def __init__(self, inhoud: Inhoud, vorige: "Projectfiche | None" = None) -> None:
        super().__init__(inhoud.values)
        earlier = {row.id: row for row in vorige.mijlpalen} if vorige else {}
        rows = inhoud.tables["mijlpalen"].values()
        self.code = inhoud.project
        self.financiering = Projectfinanciering(inhoud.values)
        self.mijlpalen: list[Mijlpaalrij] = [Mijlpaalrij(row, earlier.get(row.id)) for row in rows]
        self.agenderingen: list[Agenderingrij] = [
            Agenderingrij(row) for row in inhoud.tables["agenderingen"].values()
        ]


@dataclass(frozen=True, slots=True)
class Situatie:
    """Wat een regel te zien krijgt.

    Attributes:
        fiche: The projectfiche; its mijlpalen are paired with those of the previous meetmoment.
        vorige: The fiche of the same project at the previous meetmoment; None when there is none.
        maatstaf: Peildatum, thresholds and statuses of this meetmoment.
        afzender: The entiteit that hands the fiche in; None when that is not known or not asked.
    """

    fiche: Projectfiche
    vorige: Projectfiche | None
    maatstaf: Maatstaf
    afzender: str | None = None

    @classmethod
    def of(
        cls, inhoud: Inhoud, vorige: Inhoud | None, maatstaf: Maatstaf, afzender: str | None = None
    ) -> "Situatie":
        """Make a situation of plain contents, wherever they come from: store, workbook or form."""
        earlier = Projectfiche(vorige) if vorige else None
        return cls(Projectfiche(inhoud, earlier), earlier, maatstaf, afzender)

    def is_open(self, mijlpaal: Mijlpaalrij) -> bool:
        """Tell whether a mijlpaal still has to be reached."""
        return mijlpaal.status in self.maatstaf.open_mijlpaal and not mijlpaal.is_afgevoerd


def situaties(
    connection: Connection,
    meetmoment_id: int,
    projects: Collection[str] | None = None,
    afzender: str | None = None,
) -> Iterator[Situatie]:
    """Read the situations of a meetmoment, together with those of the one before it.

    Args:
        connection: An open connection; everything is read before the first situation is given.
        meetmoment_id: Which meetmoment; the previous one is the highest number below it.
        projects: Only these codes; None for all.
        afzender: See `Situatie`.

    Returns:
        One per fiche, ordered by code, made while iterating; attached to no session.

    Raises:
        Refused: There is no such meetmoment, or its reference data lacks a threshold.
    """
    maatstaf = Maatstaf.of(read_referentie(connection, meetmoment_id))
    earlier = connection.scalar(
        select(func.max(Meetmoment.id)).where(Meetmoment.id < meetmoment_id)
    )
    before = {} if earlier is None else read_contents(connection, earlier, projects)
    for code, inhoud in read_contents(connection, meetmoment_id, projects).items():
        yield Situatie.of(inhoud, before.get(code), maatstaf, afzender)
