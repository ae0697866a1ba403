"""What a momentopname of a meetmoment would hold, and what is still unfinished in it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from vvdesk.model import (
    Conflict,
    Fiche,
    Inzending,
    Keuze,
    Meetmoment,
    Samenvoeging,
    Staat,
    Vraag,
    Vraagstaat,
    Wijziging,
)
from vvdesk.number_words import counted
from vvdesk.sealing.manifest import Aard
from vvdesk.sealing.seal_words import size
from vvdesk.store.workspace import Workspace

_BYTES_PER_FICHE: Final = 10_000
_BYTES_PER_TRAIL_ROW: Final = 500
_BYTES_BEFORE_ANY: Final = 250_000
"""What a file weighs without content, and about what each row adds; for an estimate only."""
_FICHE: Final = cast("Table", Fiche.__table__).c
_INZENDING: Final = cast("Table", Inzending.__table__).c
_SAMENVOEGING: Final = cast("Table", Samenvoeging.__table__).c
_DECIDED: Final = (Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be sealed.

    Attributes:
        meetmoment: Its name.
        aard: Definitive when the meetmoment is closed.
        meetmomenten: How many go along: this one and all before it.
        fiches: How many fiches of those together.
        fiches_hier: How many of the chosen meetmoment.
        inzendingen: How many inzendingen are evidence.
        zonder_bestand: Inzendingen whose file was too large to be kept.
        omvang: About how many bytes the file will count.
        open_conflicts: Conflicts of the chosen meetmoment that wait for a decision.
        open_vragen: Its questions that are not closed.
        niet_goedgekeurd: Its fiches that no coordinator approved.
    """

    meetmoment: str
    aard: Aard
    meetmomenten: int
    fiches: int
    fiches_hier: int
    inzendingen: int
    zonder_bestand: int
    omvang: int
    open_conflicts: int
    open_vragen: int
    niet_goedgekeurd: int


class Plek(StrEnum):
    """Where something unfinished can be settled."""

    CONFLICTEN = "conflicten"
    VRAGEN = "vragen"
    ONTVANGST = "ontvangst"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something that is sealed as it is, though it is not finished.

    Attributes:
        tekst: One Dutch sentence.
        plek: Where it can be settled.
    """

    tekst: str
    plek: Plek


def unfinished(found: Outlook) -> list[Unfinished]:
    """Tell what is not finished; none of it hinders a momentopname."""
    told = [
        (
            found.open_conflicts,
            ("open conflict wacht op een beslissing", "open conflicten wachten op een beslissing"),
            Plek.CONFLICTEN,
        ),
        (found.open_vragen, ("vraag is niet gesloten", "vragen zijn niet gesloten"), Plek.VRAGEN),
        (
            found.niet_goedgekeurd,
            ("fiche is niet goedgekeurd", "fiches zijn niet goedgekeurd"),
            Plek.ONTVANGST,
        ),
    ]
    return [Unfinished(f"{counted(count, *nouns)}.", plek) for count, nouns, plek in told if count]


def contents_line(found: Outlook) -> str:
    """Tell in one sentence what goes along."""
    moments = (
        f"meetmoment {found.meetmoment}"
        if found.meetmomenten == 1
        else f"{found.meetmomenten} meetmomenten (dit en alle vorige)"
    )
    line = (
        f"{moments}, {counted(found.fiches, 'fiche', 'fiches')} en "
        f"{counted(found.inzendingen, 'inzending', 'inzendingen')} als bewijs, met alle "
        f"beslissingen, vragen en wijzigingen. Ongeveer {size(found.omvang)}, zonder de rapporten."
    )
    if found.zonder_bestand:
        kept = counted(found.zonder_bestand, "inzending was", "inzendingen waren")
        line += f" {kept} te groot om te bewaren; daarvan gaat alleen de SHA-256 mee."
    return f"{line[0].upper()}{line[1:]}"


def outlook(workspace: Workspace, meetmoment: Meetmoment) -> Outlook:
    """Count what a momentopname of a meetmoment would hold.

    Raises:
        Unavailable: The store cannot be read any more.
    """
    number = meetmoment.id
    upto = _FICHE.meetmoment_id <= number
    here = _FICHE.meetmoment_id == number
    undecided = _FICHE.staat.not_in(_DECIDED)
    kept = _INZENDING.meetmoment_id <= number
    with workspace.connection() as connection:
        fiches = _count(connection, Fiche, upto)
        return Outlook(
            meetmoment.naam,
            Aard.DEFINITIEF if meetmoment.is_closed else Aard.TUSSENTIJDS,
            _count(connection, Meetmoment, Meetmoment.id <= number),
            fiches,
            _count(connection, Fiche, here),
            _count(connection, Inzending, kept),
            _count(connection, Inzending, kept, _INZENDING.bestand.is_(None)),
            _size(connection, number, fiches),
            _count(
                connection,
                Conflict,
                Conflict.meetmoment_id == number,
                Conflict.keuze == Keuze.OPEN.value,
            ),
            _count(
                connection,
                Vraag,
                Vraag.meetmoment_id == number,
                Vraag.staat != Vraagstaat.GESLOTEN.value,
            ),
            _count(connection, Fiche, here, undecided),
        )


def _size(connection: Connection, meetmoment_id: int, fiches: int) -> int:
    """Estimate; the files that are kept weigh most."""
    files = select(func.coalesce(func.sum(func.length(_INZENDING.bestand)), 0)).where(
        _INZENDING.meetmoment_id <= meetmoment_id
    )
    documents = select(func.coalesce(func.sum(func.length(_SAMENVOEGING.document)), 0)).where(
        _SAMENVOEGING.meetmoment_id <= meetmoment_id
    )
    rows = _count(connection, Wijziging) * _BYTES_PER_TRAIL_ROW + fiches * _BYTES_PER_FICHE
    return _BYTES_BEFORE_ANY + rows + _number(connection, files) + _number(connection, documents)


def _count(connection: Connection, entity: type, *which: ColumnElement[bool]) -> int:
    return _number(connection, select(func.count()).select_from(entity).where(*which))


def _number(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
