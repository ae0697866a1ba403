"""What there is to draw from: the projects or the mijlpalen of one meetmoment, with what counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from vvdesk.jobs import Progress, silent
from vvdesk.model import Fiche, Financiering, Meetmoment, Mijlpaal
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.sampling.design import Bedrag, Eenheid, Opzet
from vvdesk.store.workspace import Workspace

_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that can be drawn.

    Attributes:
        code: Of the project or the mijlpaal.
        project: The code of its project.
        naam: Its title; empty for none.
        speerpunt: Its key; empty for none.
        status: Its key; empty for none.
        entiteit: The trekkende entiteit; empty for none.
        bedragen: Which amount to whole euro, None for not filled in; empty for a mijlpaal.
    """

    code: str
    project: str
    naam: str
    speerpunt: str
    status: str
    entiteit: str
    bedragen: Mapping[Bedrag, int | None]


@dataclass(frozen=True, slots=True)
class Population:
    """All units of one kind of a meetmoment, in order of code, before any filter.

    Attributes:
        meetmoment: Of which meetmoment.
        eenheid: Which kind.
        units: The units.
        referentie: The lists of the meetmoment.
        bestand_id: Of the central file.
    """

    meetmoment: Meetmoment
    eenheid: Eenheid
    units: tuple[Unit, ...]
    referentie: Referentie
    bestand_id: str

    def chosen(self, opzet: Opzet) -> list[Unit]:
        """Return the units that pass the filters, in order of code."""
        filters = (
            ("speerpunt", set(opzet.speerpunten)),
            ("status", set(opzet.statussen)),
            ("entiteit", set(opzet.entiteiten)),
        )
        used = [(name, wanted) for name, wanted in filters if wanted]
        if not used:
            return list(self.units)
        return [
            unit
            for unit in self.units
            if all(getattr(unit, name) in wanted for name, wanted in used)
        ]


def read_population(
    workspace: Workspace, meetmoment: Meetmoment, eenheid: Eenheid, progress: Progress = silent
) -> Population:
    """Read what there is to draw from.

    Args:
        workspace: Only read.
        meetmoment: Of which meetmoment.
        eenheid: Projects or mijlpalen.
        progress: Called now and then.

    Raises:
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    read = _projects if eenheid is Eenheid.PROJECT else _mijlpalen
    found: list[Unit] = []
    with workspace.connection() as connection:
        referentie = read_referentie(connection, meetmoment.id)
        for unit in read(connection, meetmoment.id):
            if len(found) % _ROWS_AT_ONCE == 0:
                progress(len(found), 0, "De populatie lezen")
            found.append(unit)
    found.sort(key=lambda unit: unit.code)
    return Population(meetmoment, eenheid, tuple(found), referentie, workspace.plan.bestand_id)


def _projects(connection: Connection, meetmoment_id: int) -> Iterator[Unit]:
    fiche, money = Fiche.__table__.c, Financiering.__table__.c
    together = (fiche.meetmoment_id == money.meetmoment_id) & (
        fiche.project_code == money.project_code
    )
    query: Select[Any] = (
        select(
            fiche.project_code,
            fiche.titel,
            fiche.speerpunt,
            fiche.projectstatus,
            fiche.trekkende_entiteit,
            money.beleidsruimte,
            money.vak,
            money.vek,
        )
        .select_from(Fiche.__table__.outerjoin(Financiering.__table__, together))
        .where(fiche.meetmoment_id == meetmoment_id)
    )
    for code, titel, speerpunt, status, entiteit, *amounts in connection.execute(query):
        bedragen = dict(zip(Bedrag, amounts, strict=True))
        yield Unit(code, code, titel or "", speerpunt or "", status or "", entiteit or "", bedragen)


def _mijlpalen(connection: Connection, meetmoment_id: int) -> Iterator[Unit]:
    fiche, row = Fiche.__table__.c, Mijlpaal.__table__.c
    together = (fiche.meetmoment_id == row.meetmoment_id) & (fiche.project_code == row.project_code)
    query: Select[Any] = (
        select(
            row.id,
            row.project_code,
            row.titel,
            fiche.speerpunt,
            row.status,
            fiche.trekkende_entiteit,
        )
        .select_from(Mijlpaal.__table__.join(Fiche.__table__, together))
        .where(row.meetmoment_id == meetmoment_id)
    )
    for code, project, titel, speerpunt, status, entiteit in connection.execute(query):
        yield Unit(code, project, titel or "", speerpunt or "", status or "", entiteit or "", {})
