"""A project over all meetmomenten, read once: what its values were and what they mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from vvdesk.anchors import field_code
from vvdesk.charts.text import with_minus
from vvdesk.content import Inhoud, parse_path, path_value, read_contents
from vvdesk.dictionary import Field
from vvdesk.errors import Misused
from vvdesk.kinds import ChoiceLists, JsonValue
from vvdesk.model import Meetmoment
from vvdesk.plan.referentie import read_referentie
from vvdesk.tracing.parts import Stand


@dataclass(frozen=True, slots=True)
class Moment:
    """One meetmoment, as far as a project goes.

    Attributes:
        id: 1 for the first.
        naam: Its name.
        lists: Its choices.
        inhoud: The fiche; None where the project has none.
    """

    id: int
    naam: str
    lists: ChoiceLists
    inhoud: Inhoud | None

    def value(self, path: str) -> Any:
        """Return the value of a field; None where fiche or row is missing."""
        return path_value(self.inhoud, parse_path(path)) if self.inhoud and self.has(path) else None

    def has(self, path: str) -> bool:
        """Tell whether the fiche is there, and the row that a path names."""
        if self.inhoud is None:
            return False
        collection, _, rest = path.partition(".")
        rows = self.inhoud.tables.get(collection)
        return rows is None or rest.partition(".")[0] in rows

    def words(self, field: Field, value: Any) -> str:
        """Write a value of a field as the report does; the empty text for none."""
        text = field.kind.to_text(value, self.lists)
        return with_minus(text) if isinstance(value, int | Decimal) else text

    def json_words(self, field: Field, value: JsonValue) -> str:
        """Write a value that stands in the trail or the ledger."""
        return self.words(field, field.kind.from_json(value))


class Past:
    """A project at every meetmoment.

    Args:
        connection: Only read from.
        meetmomenten: Of the store, earliest first.
        project: Its code.

    Attributes:
        project: Its code.
        moments: Earliest first.
    """

    def __init__(
        self, connection: Connection, meetmomenten: Iterable[Meetmoment], project: str
    ) -> None:
        self.project = project
        self.moments = tuple(
            Moment(
                each.id,
                each.naam,
                read_referentie(connection, each.id).lists,
                read_contents(connection, each.id, [project]).get(project),
            )
            for each in meetmomenten
        )

    def at(self, meetmoment_id: int) -> Moment:
        """Return one meetmoment, which the store has."""
        return next(each for each in self.moments if each.id == meetmoment_id)

    def before(self, meetmoment_id: int) -> Moment | None:
        """Return the last meetmoment before another at which there is a fiche; None for none."""
        found = [each for each in self.moments if each.id < meetmoment_id and each.inhoud]
        return found[-1] if found else None

    def standen(self, path: str) -> Iterator[Stand]:
        """Yield what a field was at every meetmoment."""
        field = parse_path(path).field
        for each in self.moments:
            yield Stand(
                each.id,
                each.naam,
                field_code(each.id, self.project, path),
                each.words(field, each.value(path)),
                each.has(path),
            )


def place_words(path: str, own: str = "") -> str:
    """Name a place within a fiche for people: `VV015-M01 › Geplande timing`.

    Args:
        path: As in a dump; one that the program does not know (any more) is returned as it is.
        own: The path of what is traced, which needs no name.
    """
    if path == own:
        return ""
    row, _, name = path.partition(".")[2].partition(".")
    try:
        pad = parse_path(path)
    except Misused:
        return row if row and not name else path or "Hele fiche"
    return f"{pad.row} › {pad.field.about.label}" if pad.row else pad.field.about.label


def present_fiche(past: Past, moment: Moment, path: str) -> Inhoud:
    """Return the fiche at a meetmoment, when it has the row that a path names.

    Raises:
        Misused: It was not there, with the meetmomenten at which it was.
    """
    if moment.inhoud is not None and moment.has(path):
        return moment.inhoud
    where = [each.naam for each in past.moments if each.has(path)]
    said = f"{past.project} heeft op meetmoment {moment.naam} geen fiche."
    if moment.inhoud is not None:
        row = path.split(".")[1]
        said = f"{row} staat op meetmoment {moment.naam} niet in de fiche van {past.project}."
    known = f" Wel op: {', '.join(where)}." if where else " Kijk de code na in het rapport."
    raise Misused(said + known)
