"""What reference data of a meetmoment must hold, so that fiches and rules can go on with it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, Table, func, select

from vvdesk.choices import AmbiguousSpelling, folded
from vvdesk.errors import Misused, Refused
from vvdesk.meetmoment_lists import Lijst, Veld
from vvdesk.meetmoment_rows import list_named, regel_of, stored_rows
from vvdesk.model import Entiteit, Inzending, Meetmoment, Uitvraag
from vvdesk.plan.referentie import read_referentie
from vvdesk.rules import Maatstaf

_SHOWN_USERS = 5


def check_meetmoment(
    connection: Connection, moment: Meetmoment, veld: Veld, value: date | str | None
) -> None:
    """Refuse a name, peildatum or deadline that does not fit the other meetmomenten.

    Raises:
        Misused: It does not fit.
    """
    columns = Meetmoment.id, Meetmoment.naam, Meetmoment.peildatum
    others = connection.execute(select(*columns).where(Meetmoment.id != moment.id)).all()
    if veld.kolom == "naam":
        _check_name(connection, moment, str(value), [each.naam for each in others])
    elif isinstance(value, date) and veld.kolom == "deadline":
        check_deadline(moment.peildatum, value, veld.label)
    elif isinstance(value, date):
        _check_order(moment, value, {each.id: (each.naam, each.peildatum) for each in others})
        if moment.deadline is not None:
            check_deadline(value, moment.deadline, "Deadline")


def _check_name(
    connection: Connection, moment: Meetmoment, naam: str, others: Collection[str]
) -> None:
    if is_handed_out(connection, moment.id):
        raise Misused(
            f"Meetmoment {moment.naam} is al uitgedeeld; wat terugkomt, draagt die naam. De naam "
            "blijft."
        )
    if folded(naam) in {folded(each) for each in others}:
        raise Misused(f'Meetmoment "{naam}" bestaat al. Kies een andere naam.')


def _check_order(
    moment: Meetmoment, peildatum: date, others: Mapping[int, tuple[str, date]]
) -> None:
    for number, (naam, day) in others.items():
        if (number < moment.id) != (day < peildatum):
            order = "na" if number < moment.id else "voor"
            raise Misused(f"De peildatum moet {order} die van {naam} liggen ({day:%d/%m/%Y}).")


def check_deadline(peildatum: date, deadline: date, label: str) -> None:
    """Refuse a deadline before the peildatum.

    Raises:
        Misused: It lies before.
    """
    if deadline < peildatum:
        raise Misused(
            f"{label}: {deadline:%d/%m/%Y} ligt voor de peildatum ({peildatum:%d/%m/%Y}). Kies een "
            "latere dag."
        )


def is_handed_out(connection: Connection, meetmoment_id: int) -> bool:
    """Tell whether something of a meetmoment was handed out already."""
    query = (
        select(func.count()).select_from(Uitvraag).where(Uitvraag.meetmoment_id == meetmoment_id)
    )
    return bool(connection.scalar(query))


def check_unused(
    connection: Connection, lijst: Lijst, meetmoment_id: int, sleutel: str, naam: str
) -> None:
    """Refuse to let go of a row that something points to.

    Raises:
        Misused: Says where it is used.
    """
    used = sorted(set(_users(connection, lijst, meetmoment_id, sleutel)))
    if used:
        some = ", ".join(used[:_SHOWN_USERS])
        more = len(used) - _SHOWN_USERS
        others = f" en {more} andere" if more > 0 else ""
        raise Misused(
            f'{lijst.enkelvoud} "{naam}" kan niet weg: {some}{others} '
            f"{'gebruikt' if len(used) == 1 else 'gebruiken'} die nog. Kies daar eerst iets anders."
        )
    if lijst.entity is Entiteit:
        for entity, what in ((Uitvraag, "uitgedeeld"), (Inzending, "ingelezen")):
            query = select(func.count()).where(
                entity.meetmoment_id == meetmoment_id, entity.entiteit == sleutel
            )
            if connection.scalar(query):
                raise Misused(f'De entiteit "{naam}" kan niet weg: er is al iets voor {what}.')


def _users(connection: Connection, lijst: Lijst, meetmoment_id: int, sleutel: str) -> Iterator[str]:
    for entity, column in lijst.gebruik:
        table: Table = entity.__table__
        query = select(table.c.project_code, table.c[column])
        for code, value in connection.execute(query.where(table.c.meetmoment_id == meetmoment_id)):
            if value == sleutel or (isinstance(value, tuple) and sleutel in value):
                yield code


def check_whole(connection: Connection, meetmoment_id: int) -> None:
    """Refuse reference data that nobody could work with.

    Raises:
        Misused: One spelling means two things, or a rule misses what it measures against.
    """
    try:
        Maatstaf.of(read_referentie(connection, meetmoment_id))
    except AmbiguousSpelling as error:
        one, other = (_label_of(connection, meetmoment_id, error.name, key) for key in error.keys)
        raise Misused(
            f'"{error.spelling}" zou zowel {one} als {other} betekenen. Kies een andere '
            "schrijfwijze; er is niets gewijzigd."
        ) from error
    except Refused as error:
        raise Misused(str(error)) from error


def _label_of(connection: Connection, meetmoment_id: int, name: str, key: str) -> str:
    lijst = list_named(name)
    found = [
        row for row in stored_rows(connection, lijst, meetmoment_id) if row[lijst.sleutel] == key
    ]
    return f'"{regel_of(lijst, found[0]).naam}"' if found else f'"{key}"'
