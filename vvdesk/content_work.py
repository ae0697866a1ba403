"""The changes of one step to the content of fiches, gathered until they are stored together."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from vvdesk.audit import Actor, Herkomst, Plaats, Trail
from vvdesk.content import TABLES, Inhoud, Pad, Rij, parse_path, path_value
from vvdesk.content_read import ContentRead
from vvdesk.dictionary import fields_of
from vvdesk.errors import Misused
from vvdesk.model import Handeling, Stap
from vvdesk.pending import Pending
from vvdesk.row_ids import fresh_id


class ContentWork(ContentRead):
    """Changes fiches, mijlpalen and agenderingen, and notes each change for the audit trail.

    Attributes:
        connection: The write transaction; for reading what belongs to the same moment.
        stap: The number of the step.
    """

    def __init__(self, connection: Connection, actor: Actor) -> None:
        """Start with nothing changed."""
        super().__init__(connection)
        self.stap = (connection.scalar(select(Stap.n).order_by(Stap.n.desc()).limit(1)) or 0) + 1
        self._trail = Trail(actor, self.stap)
        self._pending = Pending()

    def set(
        self,
        meetmoment_id: int,
        project: str,
        path: str | Pad,
        value: Any,
        *,
        reden: str | None = None,
        herkomst: Herkomst | None = None,
    ) -> bool:
        """Give one field another value.

        Args:
            meetmoment_id: Of an open meetmoment.
            project: The project's code.
            path: As in a dump; see `vvdesk.content`.
            value: Of the field's kind; None or () for nothing.
            reden: Why, when the user said so.
            herkomst: Where the value came from, when not from a form.

        Returns:
            False when the field had this value already; then nothing is written.

        Raises:
            Misused: No such fiche, row or field.
            ReadOnly: The meetmoment is closed, or the fiche of a dossier was handed in.
        """
        pad = parse_path(path) if isinstance(path, str) else path
        inhoud = self.content(meetmoment_id, project)
        old = path_value(inhoud, pad)
        if pad.field.kind.same(old, value):
            return False
        self._check_open(meetmoment_id, inhoud)
        kind = pad.field.kind
        row = f"{pad.collection}.{pad.row}" if pad.row else pad.collection or "fiche"
        place = Plaats(meetmoment_id, project, row, pad.field.name)
        values = (kind.to_json(old), kind.to_json(value))
        self._trail.note(Handeling.WIJZIGEN, place, values, reden, herkomst)
        _put(inhoud, pad, value)
        self._pending.update(meetmoment_id, project, pad, value)
        return True

    def add_fiche(
        self, meetmoment_id: int, inhoud: Inhoud, herkomst: Herkomst | None = None
    ) -> None:
        """Add a whole fiche, with its financiering and all its rows.

        Raises:
            Misused: The meetmoment has a fiche of that project already.
            ReadOnly: The meetmoment is closed.
        """
        if self.content_or_none(meetmoment_id, inhoud.project) is not None:
            raise Misused(f"{inhoud.project} heeft al een fiche in dit meetmoment.")
        self._check_open(meetmoment_id)
        own = Inhoud(inhoud.project, inhoud.staat, dict(inhoud.values))
        self._contents[meetmoment_id, inhoud.project] = own
        self._pending.add_fiche(self.connection, meetmoment_id, own)
        place = Plaats(meetmoment_id, inhoud.project, "fiche")
        values = (None, _json_of(inhoud.values, ""))
        self._trail.note(Handeling.TOEVOEGEN, place, values, None, herkomst)
        for collection, rows in inhoud.tables.items():
            for row in rows.values():
                self._add_row(meetmoment_id, own, collection, row, herkomst)

    def add_row(
        self,
        meetmoment_id: int,
        project: str,
        collection: str,
        row: Rij,
        herkomst: Herkomst | None = None,
    ) -> str:
        """Add a mijlpaal or agendering; an empty id gets the next permanent one.

        Returns:
            The row's id.

        Raises:
            Misused: No such fiche or collection, or the id exists already.
            ReadOnly: The meetmoment is closed, or the fiche of a dossier was handed in.
        """
        if collection not in TABLES:
            raise Misused(f'"{collection}" is geen tabel van een projectfiche.')
        inhoud = self.content(meetmoment_id, project)
        self._check_open(meetmoment_id, inhoud)
        return self._add_row(meetmoment_id, inhoud, collection, row, herkomst)

    def _add_row(
        self,
        meetmoment_id: int,
        inhoud: Inhoud,
        collection: str,
        row: Rij,
        herkomst: Herkomst | None,
    ) -> str:
        project, rows = inhoud.project, inhoud.tables[collection]
        row_id = row.id or fresh_id(
            self.connection, project, collection, rows, dossier=self._is_dossier()
        )
        if row_id in rows:
            raise Misused(f"{row_id} bestaat al in {project}.")
        values = {each.name: row.values.get(each.name) for each in fields_of(TABLES[collection])}
        place = row.volgorde or max((each.volgorde for each in rows.values()), default=0) + 1
        rows[row_id] = added = Rij(row_id, values, row.basislijn, place)
        self._pending.add_row(meetmoment_id, project, collection, added)
        where = Plaats(meetmoment_id, project, f"{collection}.{row_id}")
        said = (None, _json_of_row(added, where.rij))
        self._trail.note(Handeling.TOEVOEGEN, where, said, None, herkomst)
        return row_id

    def remove_row(
        self,
        meetmoment_id: int,
        project: str,
        collection: str,
        row_id: str,
        reden: str | None = None,
    ) -> None:
        """Remove a mijlpaal or agendering; the audit trail keeps what it said.

        Raises:
            Misused: There is no such row.
            ReadOnly: The meetmoment is closed, or the fiche of a dossier was handed in.
        """
        inhoud = self.content(meetmoment_id, project)
        rows = inhoud.tables.get(collection, {})
        if row_id not in rows:
            raise Misused(f"{project} heeft geen rij {row_id}.")
        self._check_open(meetmoment_id, inhoud)
        row = rows.pop(row_id)
        self._pending.remove_row(meetmoment_id, collection, row_id)
        where = Plaats(meetmoment_id, project, f"{collection}.{row_id}")
        self._trail.note(Handeling.VERWIJDEREN, where, (_json_of_row(row, where.rij), None), reden)

    def remove_fiche(self, meetmoment_id: int, project: str, reden: str | None = None) -> None:
        """Remove a whole fiche; only for taking back a step that added it."""
        inhoud = self.content(meetmoment_id, project)
        for collection in TABLES:
            for row_id in list(inhoud.tables[collection]):
                self.remove_row(meetmoment_id, project, collection, row_id, reden)
        self._check_open(meetmoment_id, inhoud)
        self._pending.remove_fiche(meetmoment_id, project)
        self._contents[meetmoment_id, project] = None
        where = Plaats(meetmoment_id, project, "fiche")
        self._trail.note(Handeling.VERWIJDEREN, where, (_json_of(inhoud.values, ""), None), reden)

    def move_row(
        self, meetmoment_id: int, project: str, collection: str, row_id: str, place: int
    ) -> None:
        """Give a row another place in its table."""
        inhoud = self.content(meetmoment_id, project)
        rows = inhoud.tables.get(collection, {})
        if row_id not in rows:
            raise Misused(f"{project} heeft geen rij {row_id}.")
        self._check_open(meetmoment_id, inhoud)
        where = Plaats(meetmoment_id, project, f"{collection}.{row_id}", "volgorde")
        self._trail.note(Handeling.WIJZIGEN, where, (rows[row_id].volgorde, place))
        rows[row_id].volgorde = place
        self._pending.move_row(meetmoment_id, collection, row_id, place)


def _put(inhoud: Inhoud, pad: Pad, value: Any) -> None:
    if pad.row:
        inhoud.tables[pad.collection][pad.row].values[pad.field.name] = value
    else:
        inhoud.values[str(pad)] = value


def _json_of(values: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return the values that are not empty, as they stand in dumps."""
    return {
        name: parse_path(f"{prefix}{name}").field.kind.to_json(value)
        for name, value in values.items()
        if value is not None and value != ()
    }


def _json_of_row(row: Rij, place: str) -> dict[str, Any]:
    """Return all that is needed to put a row back as it was."""
    basislijn = row.basislijn.isoformat() if row.basislijn else None
    own = {"volgorde": row.volgorde, "basislijn": basislijn}
    return {**_json_of(row.values, f"{place}."), **own}
